import { Injectable } from '@nestjs/common';
import { ProfileClaims } from '#libs/firms';
import { Actor, Db } from '#libs/platform';
import { type Day, type FirmEntry, type Whereabouts, entryOf } from './firm-entry.js';

/** So many firms are read at a time, so that other work comes in between. */
const perRound = 500;

/** Firms as they are searched: what everybody may use of them, or what one asker may. */
@Injectable()
export class FirmEntries {
  constructor(
    private readonly db: Db,
    private readonly claims: ProfileClaims,
  ) {}

  /** Those of the ids that may be found, as the asker knows them. Public bodies buy; they are in no alliance. */
  async of(firmIds: readonly string[], today: Day, asker = Actor.nobody): Promise<Map<string, FirmEntry>> {
    const firms = await this.whereabouts(
      `firm."id" = ANY ($1::uuid[]) AND (firm."hiddenAt" IS NULL OR firm."id" = ANY ($2::uuid[]))`,
      [firmIds, asker.firmIds],
    );
    const claims = await this.claims.of(
      firms.map(({ firmId }) => firmId),
      asker,
    );
    const byFirm = new Map(claims.map((one) => [one.firmId, one]));

    return new Map(firms.map((firm) => [firm.firmId, entryOf(firm, byFirm.get(firm.firmId)!, today)]));
  }

  /** All that may be found, as everybody knows them. */
  async all(today: Day): Promise<FirmEntry[]> {
    const entries: FirmEntry[] = [];
    for (let after: string | null = null; ;) {
      const ids: { id: string }[] = await this.db.sql<{ id: string }>(
        `SELECT "id" FROM "firm" WHERE "hiddenAt" IS NULL AND "kind" <> 'PUBLIC_BODY' AND ($1::uuid IS NULL OR "id" > $1)
         ORDER BY "id" LIMIT $2`,
        [after, perRound],
      );
      if (ids.length === 0) return entries;
      const found = await this.of(
        ids.map(({ id }) => id),
        today,
      );
      entries.push(...found.values());
      after = ids.at(-1)!.id;
    }
  }

  private whereabouts(condition: string, values: unknown[]): Promise<Whereabouts[]> {
    return this.db.sql<Whereabouts>(
      `SELECT firm."id" AS "firmId", firm."latitude", firm."longitude", firm."verifiedAt" IS NOT NULL AS "isVerified",
         (SELECT count(DISTINCT work."projectId")::integer FROM "jointWork" work
          WHERE work."firmId" = firm."id" OR work."otherFirmId" = firm."id") AS "projects"
       FROM "firm" firm WHERE firm."kind" <> 'PUBLIC_BODY' AND ${condition} ORDER BY firm."id"`,
      values,
    );
  }
}
