import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry } from '#libs/platform';

/** What evaluations keep about a person: appointments, declared ties, points with reasons. */
@Injectable()
export class EvaluationPersonalData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'evaluations',
      export: (personId) => this.export(personId),
      // Points and reasons are part of the record of a tender, which is kept; the id under them then leads to nobody.
      erase: (personId) => this.erase(personId),
    });
  }

  private async export(personId: string): Promise<unknown> {
    return {
      appointments: await this.db.sql(
        `SELECT tender."title" AS "tender", judge."appointedAt", judge."interests", judge."declaredAt"
         FROM "evaluator" judge JOIN "tender" tender ON tender."id" = judge."tenderId" WHERE judge."personId" = $1
         ORDER BY judge."appointedAt"`,
        [personId],
      ),
      scores: await this.db.sql(
        `SELECT tender."title" AS "tender", criterion."title" AS "criterion", given."points", given."reason", given."scoredAt"
         FROM "score" given JOIN "tender" tender ON tender."id" = given."tenderId"
           JOIN "criterion" criterion ON criterion."id" = given."criterionId"
         WHERE given."personId" = $1 ORDER BY given."scoredAt"`,
        [personId],
      ),
    };
  }

  /** Ties are about the person's own life. */
  private async erase(personId: string): Promise<void> {
    await this.db.sql(`UPDATE "evaluator" SET "interests" = NULL WHERE "personId" = $1`, [personId]);
  }
}
