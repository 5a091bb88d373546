import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry, say } from '#libs/platform';

/** What `firms` keeps about a person: for which firms they act, whom they asked, who asked them. */
@Injectable()
export class FirmsPersonalData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'firms',
      export: (personId) => this.export(personId),
      erase: (personId, now) => this.erase(personId, now),
      veto: (personId) => this.veto(personId),
    });
  }

  /** The firms that would be left without an owner, one sentence each. */
  private async veto(personId: string): Promise<string[]> {
    const firms = await this.db.sql<{ firmName: string }>(
      `SELECT f."name" AS "firmName" FROM "delegate" d JOIN "firm" f ON f."id" = d."firmId"
       WHERE d."personId" = $1 AND 'OWNER' = ANY (d."roles") AND NOT EXISTS (
         SELECT 1 FROM "delegate" o WHERE o."firmId" = d."firmId" AND o."id" <> d."id" AND 'OWNER' = ANY (o."roles"))
       ORDER BY f."name"`,
      [personId],
    );

    return firms.map((firm) => say('refusals:LastOwner', firm));
  }

  private async export(personId: string): Promise<unknown> {
    const ofPerson = [personId];

    return {
      delegations: await this.db.sql(
        `SELECT f."publicId", f."name", d."roles", d."since", d."proofAt" FROM "delegate" d
         JOIN "firm" f ON f."id" = d."firmId" WHERE d."personId" = $1 ORDER BY d."since"`,
        ofPerson,
      ),
      joinRequests: await this.db.sql(
        `SELECT f."publicId", f."name", r."message", r."createdAt", r."acceptedAt", r."declinedAt", r."takenBackAt"
         FROM "joinRequest" r JOIN "firm" f ON f."id" = r."firmId" WHERE r."personId" = $1 ORDER BY r."createdAt"`,
        ofPerson,
      ),
      invitations: await this.db.sql(
        `SELECT f."publicId", f."name", i."roles", i."createdAt", i."acceptedAt", i."declinedAt", i."takenBackAt"
         FROM "delegateInvitation" i JOIN "firm" f ON f."id" = i."firmId"
         WHERE i."acceptedByPersonId" = $1 OR i."email" = (SELECT "email" FROM "person" WHERE "id" = $1) ORDER BY i."createdAt"`,
        ofPerson,
      ),
    };
  }

  /** Runs before `people` forgets the address. The last owner of a firm cannot get here; the database would refuse as well. */
  private async erase(personId: string, now: Date): Promise<void> {
    await this.db.sql(
      `SELECT 1 FROM "firm" WHERE "id" IN (SELECT "firmId" FROM "delegate" WHERE "personId" = $1) ORDER BY "id" FOR NO KEY UPDATE`,
      [personId],
    );
    await this.db.sql(`DELETE FROM "delegate" WHERE "personId" = $1`, [personId]);
    await this.db.sql(
      `UPDATE "joinRequest" SET "message" = NULL, "takenBackAt" = CASE
         WHEN num_nonnulls("acceptedAt", "declinedAt", "takenBackAt") = 0 THEN $2::timestamptz ELSE "takenBackAt" END
       WHERE "personId" = $1`,
      [personId, now],
    );
    await this.db.sql(
      `UPDATE "delegateInvitation" SET "email" = NULL, "takenBackAt" = CASE
         WHEN num_nonnulls("acceptedAt", "declinedAt", "takenBackAt") = 0 THEN $2::timestamptz ELSE "takenBackAt" END
       WHERE "acceptedByPersonId" = $1 OR "email" = (SELECT "email" FROM "person" WHERE "id" = $1)`,
      [personId, now],
    );
  }
}
