import { Injectable } from '@nestjs/common';
import { People } from '#libs/people';
import { Db, type FirmRoleName, Mails } from '#libs/platform';

/** What to tell the people of a firm. */
export interface Told {
  /** The reason, unique per person: the same reason never tells twice. */
  key: string;
  /** Key of the text in `locales/*\/mail-*.json`. */
  sentence: string;
  facts?: Record<string, unknown>;
}

/** The people behind a firm: who they are by role, and the way to tell them something. */
@Injectable()
export class FirmPeople {
  constructor(
    private readonly db: Db,
    private readonly people: People,
    private readonly mails: Mails,
  ) {}

  /** Ids of the persons who hold one of the roles in the firm, longest-serving first. */
  async ids(firmId: string, ...roles: FirmRoleName[]): Promise<string[]> {
    const rows = await this.db.sql<{ personId: string }>(
      `SELECT "personId" FROM "delegate" WHERE "firmId" = $1 AND "roles" && $2::text[] ORDER BY "since", "id"`,
      [firmId, roles],
    );

    return rows.map((row) => row.personId);
  }

  /** Tells everybody who holds one of the roles, each in their language. */
  async tell(firmId: string, roles: readonly FirmRoleName[], told: Told): Promise<void> {
    for (const personId of await this.ids(firmId, ...roles)) await this.tellOne(personId, told);
  }

  async tellOne(personId: string, { key, sentence, facts }: Told): Promise<void> {
    const [person] = await this.people.byIds([personId]);
    if (!person?.email) return;
    await this.mails.send({
      key: `${key}:${personId}`,
      to: person.email,
      language: person.language,
      sentence,
      facts,
    });
  }
}
