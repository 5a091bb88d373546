import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type Actor,
  Db,
  NotFound,
  type Page,
  type PageArgs,
  type RequestContext,
  loading,
  loadingMany,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Bid, BidVersion } from './bid.entity.js';
import { type BidSight, bidSightSql } from './bid.policy.js';
import { OpenedBid } from './opening.entity.js';

/** How much of a bid the reader sees. */
export interface Seen {
  id: string;
  sight: BidSight;
}

const sightSql = bidSightSql({ bid: 'bid', lot: 'lot', tender: 'tender' }, '$1', '$2');
const fromSql = `FROM "bid" bid JOIN "lot" lot ON lot."id" = bid."lotId" JOIN "tender" tender ON tender."id" = bid."tenderId"`;

/** Reading bids as the actor may. */
@Injectable()
export class BidReading {
  constructor(private readonly db: Db) {}

  /** The bid, if the actor sees anything of it. @throws NotFound */
  async visible(actor: Actor, bidId: string): Promise<Bid> {
    if ((await this.sightsOf(actor, [bidId])).every(({ sight }) => sight === 'NOTHING')) throw new NotFound();

    return this.db.get(Bid, bidId);
  }

  async sightsOf(actor: Actor, bidIds: readonly string[]): Promise<Seen[]> {
    return this.db.sql<Seen>(`SELECT bid."id", ${sightSql} AS "sight" ${fromSql} WHERE bid."id" = ANY ($3::uuid[])`, [
      actor.firmIds,
      actor.personId,
      bidIds,
    ]);
  }

  /** The bids of a lot that the actor sees, in the order in which they were first begun. */
  async ofLot(actor: Actor, lotId: string, { first, after }: PageArgs): Promise<Page<Bid>> {
    const [from] = readCursor(after, 1) ?? [null];
    const rows = await this.db.sql<Bid>(
      `SELECT * FROM (SELECT bid.*, ${sightSql} AS "sight" ${fromSql} WHERE bid."lotId" = $3 AND ($4::uuid IS NULL OR bid."id" > $4)) seen
       WHERE seen."sight" <> 'NOTHING' ORDER BY seen."id" LIMIT $5`,
      [actor.firmIds, actor.personId, lotId, from, first + 1],
    );

    return pageOf(rows.map(asBid), first, (bid) => [bid.id]);
  }

  /** A firm's own bids, alone and in alliances, the newest first. */
  async ofFirm(firmId: string, { first, after }: PageArgs): Promise<Page<Bid>> {
    const [at, id] = readCursor(after, 2) ?? [null, null];
    const rows = await this.db.sql<Bid>(
      `SELECT bid.* FROM "bid" bid WHERE bid."id" IN (SELECT own."bidId" FROM "bidVersion" own
           WHERE own."lineUp" @> ANY (ARRAY[jsonb_build_array(jsonb_build_object('firmId', $1::text, 'roles', jsonb_build_array('LEAD'))),
             jsonb_build_array(jsonb_build_object('firmId', $1::text, 'roles', jsonb_build_array('PARTNER')))]))
         AND ($2::timestamptz IS NULL OR (bid."createdAt", bid."id") < ($2, $3::uuid))
       ORDER BY bid."createdAt" DESC, bid."id" DESC LIMIT $4`,
      [firmId, at, id, first + 1],
    );

    return pageOf(rows.map(asBid), first, (bid) => [bid.createdAt.toISOString(), bid.id]);
  }

  /** The reader's sights, one statement per request. */
  sights(context: RequestContext): DataLoader<string, Seen | null> {
    return loading(context, 'bidSight', (ids) => this.sightsOf(context.actor, ids));
  }

  /** The versions of bids, the newest first. Ask only for bids the reader sees whole. */
  versions(context: RequestContext): DataLoader<string, BidVersion[]> {
    return loadingMany(
      context,
      'bidVersions',
      (ids) => this.db.of(BidVersion).find({ where: { bidId: In(ids) }, order: { version: 'DESC' } }),
      (version) => version.bidId,
    );
  }

  /** What the opening found in the versions that count. */
  opened(context: RequestContext): DataLoader<string, OpenedBid[]> {
    return loadingMany(
      context,
      'openedBids',
      (ids) =>
        this.db
          .of(OpenedBid)
          .createQueryBuilder('it')
          .innerJoin(Bid, 'bid', 'bid.id = it.bidId')
          .innerJoin(BidVersion, 'live', 'live.id = it.bidVersionId AND live.version = bid.liveVersion')
          .where('it.bidId IN (:...ids)', { ids })
          .orderBy('it.envelope')
          .addOrderBy('it.authorFirmId')
          .getMany(),
      (found) => found.bidId,
    );
  }

  /** How many bids count in a lot: nobody learns before the closing; of quotes, which lie open, the buyer does. */
  counts(context: RequestContext): DataLoader<string, { id: string; count: number } | null> {
    return loading(context, 'bidCount', (ids) =>
      this.db.sql<{ id: string; count: number }>(
        `SELECT lot."id", (SELECT count(*)::integer FROM "bid" bid WHERE bid."lotId" = lot."id" AND bid."liveVersion" IS NOT NULL) AS "count"
         FROM "lot" lot JOIN "tender" tender ON tender."id" = lot."tenderId" WHERE lot."id" = ANY ($1::uuid[])
           AND (lot."closedAt" IS NOT NULL OR (jsonb_array_length(tender."flags" -> 'envelopes') = 0 AND tender."buyerFirmId" = ANY ($2::uuid[])))`,
        [ids, context.actor.firmIds],
      ),
    );
  }
}

function asBid(row: Bid): Bid {
  return Object.assign(new Bid(), row);
}
