import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry } from '#libs/platform';

/** What `partners` keeps about a person: what they wrote on the board for firms. */
@Injectable()
export class PartnersPersonalData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'partners',
      export: (personId) => this.export(personId),
      erase: (personId) => this.erase(personId),
    });
  }

  private async export(personId: string): Promise<unknown> {
    return {
      boardEntries: await this.db.sql(
        `SELECT firm."publicId" AS "firm", entry."side", entry."kind", entry."words", entry."publishedAt", entry."withdrawnAt"
         FROM "boardEntry" entry JOIN "firm" firm ON firm."id" = entry."firmId" WHERE entry."personId" = $1
         ORDER BY entry."publishedAt"`,
        [personId],
      ),
      boardAnswers: await this.db.sql(
        `SELECT firm."publicId" AS "firm", answer."words", answer."answeredAt" FROM "boardAnswer" answer
         JOIN "firm" firm ON firm."id" = answer."firmId" WHERE answer."personId" = $1 ORDER BY answer."answeredAt"`,
        [personId],
      ),
    };
  }

  /** An entry is the firm's and stays; a letter is its writer's and goes. */
  private async erase(personId: string): Promise<void> {
    await this.db.sql(`UPDATE "boardAnswer" SET "words" = NULL WHERE "personId" = $1`, [personId]);
  }
}
