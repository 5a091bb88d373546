import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CoverageWatch, type WatchedLineUp, openLotSql } from '#libs/coverage';
import { Db } from '#libs/platform';

/** Bids of single firms on lots that still take bids: the firm is told when what it can prove changes. */
@Injectable()
export class BidsWatched implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly watch: CoverageWatch,
  ) {}

  onModuleInit(): void {
    this.watch.register({
      open: (now) => this.open(now),
      lineUpOf: ({ firmIds }) => Promise.resolve({ entries: [{ firmId: firmIds[0]!, roles: ['LEAD'] }] }),
      pathOf: ({ tenderId }) => `/tenders/${tenderId}`,
    });
  }

  private async open(now: Date): Promise<WatchedLineUp[]> {
    return this.db.sql<WatchedLineUp>(
      `SELECT bid."tenderId", bid."lotId", NULL::uuid AS "allianceId", ARRAY[bid."firmId"] AS "firmIds"
       FROM "tender" tender JOIN "bid" bid ON bid."tenderId" = tender."id" JOIN "lot" lot ON lot."id" = bid."lotId"
       WHERE bid."firmId" IS NOT NULL AND bid."liveVersion" IS NOT NULL AND bid."withdrawnAt" IS NULL
         AND bid."disqualifiedAt" IS NULL AND ${openLotSql('tender', 'lot', '$1')} ORDER BY bid."id"`,
      [now],
    );
  }
}
