import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CoverageWatch, type WatchedLineUp, openLotSql } from '#libs/coverage';
import { Db } from '#libs/platform';
import { AllianceCoverage } from './alliance-coverage.service.js';

/** Line-ups of alliances for lots that still take bids, so that their firms are told when what they can prove changes. */
@Injectable()
export class AlliancesWatched implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly watch: CoverageWatch,
    private readonly coverage: AllianceCoverage,
  ) {}

  onModuleInit(): void {
    this.watch.register({
      open: (now) => this.open(now),
      lineUpOf: ({ allianceId, lotId }) => this.coverage.lineUpFor(allianceId!, lotId),
      pathOf: ({ allianceId }) => `/alliances/${allianceId}`,
    });
  }

  /** Firms that have joined: who is only asked sees no more than it needs to decide. */
  private async open(now: Date): Promise<WatchedLineUp[]> {
    return this.db.sql<WatchedLineUp>(
      `SELECT lineup."tenderId", lineup."lotId", lineup."allianceId", array_agg(partner."firmId" ORDER BY partner."firmId") AS "firmIds"
       FROM "tender" tender JOIN "lineUp" lineup ON lineup."tenderId" = tender."id" JOIN "lot" lot ON lot."id" = lineup."lotId"
         JOIN "alliance" alliance ON alliance."id" = lineup."allianceId" AND alliance."dissolvedAt" IS NULL
         JOIN "lineUpPosition" position ON position."lineUpId" = lineup."id"
         JOIN "partnerFirm" partner ON partner."allianceId" = alliance."id" AND partner."firmId" = position."firmId"
           AND partner."joinedAt" IS NOT NULL AND num_nonnulls(partner."leftAt", partner."declinedAt", partner."withdrawnAt") = 0
       WHERE ${openLotSql('tender', 'lot', '$1')} GROUP BY 1, 2, 3 ORDER BY 2, 3`,
      [now],
    );
  }
}
