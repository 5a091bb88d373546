import { Injectable } from '@nestjs/common';
import { Firm } from '#libs/firms';
import { Clock, Db, Every, Mails, OnJob, newToken } from '#libs/platform';
import {
  OutsideInvitation,
  OutsideOptOut,
  answerKept,
  digestOfAddress,
  digestOfToken,
} from './outside-invitation.entity.js';
import { OutsideInvitations } from './outside-invitations.service.js';
import { OutsideReading } from './outside-reading.service.js';
import { PartnersNews } from './partners-news.js';

const day = 86_400_000;
/** Mails of this kind that one address gets in thirty days, from all firms together. */
const mostMailsPerAddress = 3;

/** What comes later: mails of invitations, and the end of what may be kept for a time only. */
@Injectable()
export class PartnersJobs {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly mails: Mails,
    private readonly invitations: OutsideInvitations,
    private readonly reading: OutsideReading,
    private readonly news: PartnersNews,
  ) {}

  /**
   * Mails an invitation, unless its address wants none or has had enough. Safe to run twice: with a token it is under way. The token is
   * made here and kept as a digest: nothing but the mail holds it.
   */
  @OnJob('mail-outside-invitation')
  async mail({ invitationId }: { invitationId: string }): Promise<void> {
    await this.db.transaction(async () => {
      const invitation = await this.db.get(OutsideInvitation, invitationId, 'FOR UPDATE');
      const { address, tokenDigest, language } = invitation;
      const now = await this.clock.now();
      const { standing, tender } = await this.reading.stateOf(invitation, now);
      if (tokenDigest || !address || standing !== 'OPEN' || !(await this.isWelcome(address, now))) return;
      const token = newToken();
      Object.assign(invitation, { tokenDigest: digestOfToken(token), mailedAt: now });
      await this.db.of(OutsideInvitation).save(invitation);
      const asker = await this.db.get(Firm, invitation.firmId);
      await this.mails.send({
        key: `outside-invitation:${invitation.id}:${invitation.sentAt.toISOString()}`,
        to: address,
        language,
        sentence: tender ? 'outsideInvitationToTender' : 'outsideInvitation',
        facts: {
          firmName: asker.name,
          town: asker.town,
          askedName: invitation.firmName,
          title: tender?.title ?? '',
          link: this.invitations.linkOf(invitation, token),
        },
      });
    });
  }

  /** What somebody said about themselves is kept for ninety days, and so are addresses. */
  @OnJob('sweep-outside-answers')
  @Every('41 3 * * *')
  async sweep(): Promise<void> {
    await this.db.transaction(async () => {
      const before = new Date((await this.clock.now()).getTime() - answerKept);
      const gone = await this.db.sql<{ invitationId: string }>(
        `DELETE FROM "unclaimedPage" WHERE "draftedAt" <= $1 RETURNING "invitationId"`,
        [before],
      );
      await this.news.takeBackInterest(gone.map(({ invitationId }) => invitationId));
      await this.db.sql(
        `UPDATE "outsideInvitation" SET "address" = NULL
         WHERE "address" IS NOT NULL AND coalesce("answeredAt", "revokedAt", "sentAt") <= $1`,
        [before],
      );
    });
  }

  private async isWelcome(address: string, now: Date): Promise<boolean> {
    const wantsNone = await this.db.of(OutsideOptOut).existsBy({ addressDigest: digestOfAddress(address) });
    const [had] = await this.db.sql<{ count: number }>(
      `SELECT count(*)::integer AS "count" FROM "outsideInvitation" WHERE "address" = $1 AND "mailedAt" > $2`,
      [address, new Date(now.getTime() - 30 * day)],
    );

    return !wantsNone && had!.count < mostMailsPerAddress;
  }
}
