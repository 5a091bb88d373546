import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, type Page, type PageArgs, pageOf, readCursor } from '#libs/platform';
import { type Acquaintance, Acquaintances } from './acquaintances.js';
import { type KnownFirm, type KnownKey, byKey, keyOf, knownFirms } from './firms-i-know.js';

/** Where finding partners begins: with firms one knows, each with why. */
@Injectable()
export class FirmsIKnow implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly acquaintances: Acquaintances,
  ) {}

  onModuleInit(): void {
    this.acquaintances.register((firmId) => this.workedWith(firmId));
    this.acquaintances.register((firmId) => this.invited(firmId));
  }

  async of(firmId: string, { first, after }: PageArgs, now: Date): Promise<Page<KnownFirm>> {
    const from = readCursor(after, 4) as KnownKey | undefined;
    const known = knownFirms(await this.acquaintances.of(firmId, now));
    const rest = from ? known.filter((firm) => byKey(from, keyOf(firm)) < 0) : known;

    return pageOf(rest.slice(0, first + 1), first, keyOf);
  }

  /** Finished projects that all of their firms told of in public. */
  private async workedWith(firmId: string): Promise<Acquaintance[]> {
    return this.db.sql(
      `SELECT "firmId", 'JOINT_WORK' AS "kind", count(*)::integer AS "count", max("finishedOn")::text AS "lastOn" FROM (
         SELECT "otherFirmId" AS "firmId", "finishedOn" FROM "jointWork" WHERE "firmId" = $1
         UNION ALL SELECT "firmId", "finishedOn" FROM "jointWork" WHERE "otherFirmId" = $1) work GROUP BY 1`,
      [firmId],
    );
  }

  /** Invitations that brought a firm here: it knows who asked, and who asked knows it. */
  private async invited(firmId: string): Promise<Acquaintance[]> {
    return this.db.sql(
      `SELECT "knownId" AS "firmId", 'INVITATION' AS "kind", count(*)::integer AS "count",
         to_char(max("claimedAt") AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "lastOn" FROM (
         SELECT "claimedFirmId" AS "knownId", "claimedAt" FROM "outsideInvitation" WHERE "firmId" = $1 AND "claimedAt" IS NOT NULL
         UNION ALL SELECT "firmId", "claimedAt" FROM "outsideInvitation" WHERE "claimedFirmId" = $1) came GROUP BY 1`,
      [firmId],
    );
  }
}
