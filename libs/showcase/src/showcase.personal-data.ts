import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry } from '#libs/platform';
import { ProjectPerson } from './project-parts.entity.js';

/** What `showcase` keeps about a person: where they are named as somebody who did the work. */
@Injectable()
export class ShowcasePersonalData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register({
      name: 'showcase',
      export: (personId) => this.export(personId),
      erase: (personId) => this.erase(personId),
    });
  }

  private async export(personId: string): Promise<unknown> {
    return {
      namedIn: await this.db.sql(
        `SELECT project."title" AS "project", firm."publicId" AS "firm", named."did", named."namedAt", named."confirmedAt"
         FROM "projectPerson" named JOIN "project" project ON project."id" = named."projectId"
           JOIN "firm" firm ON firm."id" = named."firmId" WHERE named."personId" = $1 ORDER BY named."namedAt"`,
        [personId],
      ),
    };
  }

  /** The name goes from every page; the histories keep an id that leads to nobody. */
  private async erase(personId: string): Promise<void> {
    await this.db.of(ProjectPerson).delete({ personId });
  }
}
