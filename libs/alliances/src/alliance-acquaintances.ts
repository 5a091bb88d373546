import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Acquaintance, Acquaintances } from '#libs/partners';
import { Db } from '#libs/platform';

/** Tells `partners` who was in an alliance with whom. */
@Injectable()
export class AllianceAcquaintances implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly acquaintances: Acquaintances,
  ) {}

  onModuleInit(): void {
    this.acquaintances.register((firmId, now) => this.alliedWith(firmId, now));
  }

  /**
   * Partners of one alliance at the same time, each by its own yes. Who had left before another joined learned nothing of it, and does not
   * learn it here.
   */
  private async alliedWith(firmId: string, now: Date): Promise<Acquaintance[]> {
    return this.db.sql(
      `SELECT other."firmId", 'ALLIANCE' AS "kind", count(*)::integer AS "count",
         to_char(max(least(own."leftAt", other."leftAt", alliance."dissolvedAt", $2)) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "lastOn"
       FROM "partnerFirm" own JOIN "alliance" alliance ON alliance."id" = own."allianceId"
         JOIN "partnerFirm" other ON other."allianceId" = own."allianceId" AND other."firmId" <> own."firmId"
       WHERE own."firmId" = $1 AND own."joinedAt" IS NOT NULL AND other."joinedAt" IS NOT NULL
         AND greatest(own."joinedAt", other."joinedAt") < least(own."leftAt", other."leftAt", alliance."dissolvedAt", 'infinity')
       GROUP BY 1`,
      [firmId, now],
    );
  }
}
