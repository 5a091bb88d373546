import { Inject, Injectable } from '@nestjs/common';
import { UseCounts } from '#libs/firms';
import {
  type Actor,
  BadUserInput,
  CONFIG,
  Clock,
  type Config,
  Db,
  Events,
  Jobs,
  NotFound,
  newId,
  newToken,
  say,
} from '#libs/platform';
import { TenderNotOpen, TenderReading } from '#libs/tenders';
import { ensureNoBuyer } from './board.service.js';
import { OutsideInvitation, digestOfToken } from './outside-invitation.entity.js';
import { OutsideReading } from './outside-reading.service.js';
import type {
  InviteOutsideFirmInput,
  ResendOutsideInvitationInput,
  RevokeOutsideInvitationInput,
} from './outside-verbs.graphql.js';
import { InvitationAnswered, InvitationRevoked, OutsideInvitationsUsedUp } from './outside.refusals.js';

const day = 86_400_000;
/** Invitations and resends of one firm in 24 hours: more than a bid needs, fewer than a mailing. */
const mostPerDay = 20;

/** A firm asks firms that are not here. */
@Injectable()
export class OutsideInvitations {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly tenders: TenderReading,
    private readonly reading: OutsideReading,
    private readonly counts: UseCounts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Asks a firm. For a LINK the answer carries it, this once; for a MAIL everything that depends on the address happens later, in a job, so
   * that nobody can tell from the answer, nor from how long it takes, whether the address wants such mails.
   *
   * @throws TenderNotOpen, NotForTheBuyer, OutsideInvitationsUsedUp, NotFound, BadUserInput
   */
  async invite(actor: Actor, input: InviteOutsideFirmInput): Promise<OutsideInvitation> {
    if (input.channel === 'LINK' && input.address)
      throw new BadUserInput([{ path: 'input.address', message: say('partners:noAddressForLink') }]);
    const { tenderId, lotId } = await this.workOf(actor, input);
    const now = await this.spendOne(actor);
    const invitation = Object.assign(new OutsideInvitation(), {
      id: newId(),
      firmId: actor.firm,
      personId: actor.person,
      firmName: input.firmName.trim(),
      tenderId,
      lotId,
      role: input.role,
      shareBasisPoints: input.shareBasisPoints ?? null,
      part: input.part?.trim() || null,
      language: input.language,
      channel: input.channel,
      address: input.address ?? null,
      tokenDigest: null,
      createdAt: now,
      sentAt: now,
      mailedAt: null,
      revokedAt: null,
      answer: null,
      answeredAt: null,
      claimedFirmId: null,
      claimedByPersonId: null,
      claimedAt: null,
    });
    const { phase } = await this.reading.stateOf(invitation, now);
    if (phase !== null && phase !== 'OPEN') throw new TenderNotOpen(phase);
    if (tenderId) await this.counts.count('INVITATION', [tenderId], now);

    return this.send(actor, invitation, 'INVITED', now);
  }

  /** Makes a new link; the old one ends. @throws InvitationAnswered, InvitationRevoked, TenderNotOpen, OutsideInvitationsUsedUp, NotFound */
  async resend(actor: Actor, { invitationId }: ResendOutsideInvitationInput): Promise<OutsideInvitation> {
    const invitation = await this.own(actor, invitationId);
    const now = await this.spendOne(actor);
    const { phase } = await this.reading.stateOf(invitation, now);
    if (phase !== null && phase !== 'OPEN') throw new TenderNotOpen(phase);
    Object.assign(invitation, { sentAt: now, tokenDigest: null });

    return this.send(actor, invitation, 'RESENT', now);
  }

  /** The link leads nowhere any more. @throws InvitationAnswered, InvitationRevoked, NotFound */
  async revoke(actor: Actor, { invitationId }: RevokeOutsideInvitationInput): Promise<OutsideInvitation> {
    const invitation = await this.own(actor, invitationId);
    const now = await this.clock.now();
    invitation.revokedAt = now;
    await this.events.record('outsideInvitation', invitation.id, actor, { kind: 'REVOKED', at: now });

    return this.db.of(OutsideInvitation).save(invitation);
  }

  /** Where a token leads, in the language of whoever is asked. */
  linkOf({ language }: OutsideInvitation, token: string): string {
    return `${this.config.PUBLIC_URL}${language === 'en' ? '' : `/${language}`}/invitation/${token}`;
  }

  private async send(
    actor: Actor,
    invitation: OutsideInvitation,
    kind: 'INVITED' | 'RESENT',
    now: Date,
  ): Promise<OutsideInvitation> {
    const token = invitation.channel === 'LINK' ? newToken() : null;
    if (token) Object.assign(invitation, { tokenDigest: digestOfToken(token), link: this.linkOf(invitation, token) });
    await this.db.of(OutsideInvitation).save(invitation);
    await this.events.record('outsideInvitation', invitation.id, actor, { kind, at: now });
    // The job makes its own token: it is nowhere but in the mail.
    if (!token) await this.jobs.add('mail-outside-invitation', { invitationId: invitation.id });

    return invitation;
  }

  private async workOf(
    actor: Actor,
    input: InviteOutsideFirmInput,
  ): Promise<{ tenderId: string | null; lotId: string | null }> {
    if (!input.lotId && !input.tenderId) return { tenderId: null, lotId: null };
    const lot = input.lotId ? (await this.tenders.visibleLot(actor, input.lotId)).lot : null;
    if (lot && input.tenderId && lot.tenderId !== input.tenderId) throw new NotFound();
    const tender = await this.tenders.visible(actor, lot?.tenderId ?? input.tenderId!);
    ensureNoBuyer(tender, actor);

    return { tenderId: tender.id, lotId: lot?.id ?? null };
  }

  /** An own invitation that still waits, locked. @throws InvitationAnswered, InvitationRevoked, NotFound for that of another firm */
  private async own(actor: Actor, invitationId: string): Promise<OutsideInvitation> {
    const invitation = await this.db.get(OutsideInvitation, invitationId, 'FOR UPDATE');
    if (invitation.firmId !== actor.firm) throw new NotFound();
    if (invitation.answerTold) throw new InvitationAnswered(invitation.answerTold);
    if (invitation.revokedAt) throw new InvitationRevoked();

    return invitation;
  }

  /** Counts by the history, which nobody can shorten, under the firm's lock. @throws OutsideInvitationsUsedUp */
  private async spendOne(actor: Actor): Promise<Date> {
    await this.db.sql('SELECT 1 FROM "firm" WHERE "id" = $1 FOR NO KEY UPDATE', [actor.firm]);
    const now = await this.clock.now();
    const sent = await this.db.sql<{ at: Date }>(
      `SELECT "at" FROM "outsideInvitationEvent" WHERE "firmId" = $1 AND "kind" IN ('INVITED', 'RESENT') AND "at" > $2
       ORDER BY "at" DESC LIMIT $3`,
      [actor.firm, new Date(now.getTime() - day), mostPerDay],
    );
    if (sent.length === mostPerDay)
      throw new OutsideInvitationsUsedUp(mostPerDay, new Date(sent.at(-1)!.at.getTime() + day));

    return now;
  }
}
