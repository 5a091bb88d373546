import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry } from '#libs/platform';

/** What `alliances` keeps about a person: the yes and the signatures they gave for firms, and their reasons on record. */
@Injectable()
export class AlliancesPersonalData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'alliances',
      export: (personId) => this.export(personId),
      // A consent holds an id that leads to nobody once the person is erased; a signature binds a firm to others, who may need the
      // name under it to claim what was agreed, so it stays as signed for as long as the agreement is kept.
      erase: async () => undefined,
    });
  }

  private async export(personId: string): Promise<unknown> {
    return {
      consents: await this.db.sql(
        `SELECT alliance."name" AS "alliance", firm."publicId" AS "firm", consent."position", consent."terms",
           consent."consentedAt", consent."staleAt", consent."withdrawnAt"
         FROM "consent" consent JOIN "alliance" alliance ON alliance."id" = consent."allianceId"
           JOIN "firm" firm ON firm."id" = consent."firmId" WHERE consent."personId" = $1 ORDER BY consent."consentedAt"`,
        [personId],
      ),
      signatures: await this.db.sql(
        `SELECT alliance."name" AS "alliance", firm."publicId" AS "firm", signature."name", signature."position",
           signature."digest", signature."signedAt"
         FROM "agreementSignature" signature JOIN "agreement" agreement ON agreement."id" = signature."agreementId"
           JOIN "alliance" alliance ON alliance."id" = agreement."allianceId" JOIN "firm" firm ON firm."id" = signature."firmId"
         WHERE signature."personId" = $1 ORDER BY signature."signedAt"`,
        [personId],
      ),
      overrides: await this.db.sql(
        `SELECT firm."publicId" AS "firm", override."lotId", override."requirementId", override."packRule", override."reason", override."at"
         FROM "coverageOverride" override JOIN "firm" firm ON firm."id" = override."firmId"
         WHERE override."personId" = $1 ORDER BY override."at"`,
        [personId],
      ),
    };
  }
}
