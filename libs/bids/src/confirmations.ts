import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { Db, type RequestContext, loadingMany } from '#libs/platform';

/** A material addendum a bid has not taken into account. */
export interface MissingConfirmation {
  bidId: string;
  addendumId: string;
}

/** Which bids still have to say that they stand. */
@Injectable()
export class Confirmations {
  constructor(private readonly db: Db) {}

  /** Addenda that the lead of the version that counts neither took into account nor confirmed. */
  async of(bidIds: readonly string[]): Promise<MissingConfirmation[]> {
    return this.db.sql(
      `SELECT bid."id" AS "bidId", addendum."id" AS "addendumId"
       FROM "bid" bid JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
       JOIN "addendum" addendum ON addendum."tenderId" = bid."tenderId" AND addendum."kind" = 'MATERIAL'
         AND addendum."number" > live."addendumNumber"
         AND (cardinality(addendum."lotIds") = 0 OR bid."lotId" = ANY (addendum."lotIds"))
       WHERE bid."id" = ANY ($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM "bidConfirmation" yes
         WHERE yes."bidId" = bid."id" AND yes."addendumId" = addendum."id"
           AND live."lineUp" @> jsonb_build_array(jsonb_build_object('firmId', yes."firmId"::text, 'roles', jsonb_build_array('LEAD'))))
       ORDER BY addendum."number"`,
      [bidIds],
    );
  }

  missing(context: RequestContext): DataLoader<string, MissingConfirmation[]> {
    return loadingMany(
      context,
      'unconfirmedAddenda',
      (ids) => this.of(ids),
      (row) => row.bidId,
    );
  }
}
