import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, PersonalDataRegistry } from '#libs/platform';
import { PartnersNews } from './partners-news.js';

/** Invitations that reached the person. Runs before `people` forgets the address. */
const ofPerson = `(invitation."claimedByPersonId" = $1 OR invitation."address" = (SELECT "email" FROM "person" WHERE "id" = $1))`;

/** What `partners` keeps about a person: what they wrote on the board, whom they asked, and what they said to a link. */
@Injectable()
export class PartnersPersonalData implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly registry: PersonalDataRegistry,
    private readonly news: PartnersNews,
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
      askedOutside: await this.db.sql(
        `SELECT firm."publicId" AS "firm", invitation."firmName", invitation."address", invitation."sentAt"
         FROM "outsideInvitation" invitation JOIN "firm" firm ON firm."id" = invitation."firmId"
         WHERE invitation."personId" = $1 ORDER BY invitation."createdAt"`,
        [personId],
      ),
      // What came by mail to the person's own address, or became the person's firm.
      outsideAnswers: await this.db.sql(
        `SELECT firm."publicId" AS "askedBy", invitation."address", invitation."answer", invitation."answeredAt", page."firmName",
           page."contactName", page."phone", page."town", page."trades"
         FROM "outsideInvitation" invitation JOIN "firm" firm ON firm."id" = invitation."firmId"
           LEFT JOIN "unclaimedPage" page ON page."invitationId" = invitation."id"
         WHERE ${ofPerson} ORDER BY invitation."createdAt"`,
        [personId],
      ),
    };
  }

  /**
   * An entry is the firm's and stays; a letter is its writer's and goes, and so does what was said to a link. That an address wants no
   * mails is kept, as a digest: forgetting it would bring them back.
   */
  private async erase(personId: string): Promise<void> {
    await this.db.sql(`UPDATE "boardAnswer" SET "words" = NULL WHERE "personId" = $1`, [personId]);
    const said = await this.db.sql<{ id: string }>(
      `UPDATE "outsideInvitation" invitation SET "address" = NULL WHERE ${ofPerson} RETURNING "id"`,
      [personId],
    );
    const ids = said.map(({ id }) => id);
    await this.db.sql(`DELETE FROM "unclaimedPage" WHERE "invitationId" = ANY ($1)`, [ids]);
    await this.news.takeBackInterest(ids);
  }
}
