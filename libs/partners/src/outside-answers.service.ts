import { Injectable } from '@nestjs/common';
import { Classifications, type Firm, FirmsService, UseCounts } from '#libs/firms';
import { type Actor, Clock, Db, Events, NotFound } from '#libs/platform';
import {
  type OutsideAnswer,
  OutsideInvitation,
  UnclaimedPage,
  digestOfAddress,
  digestOfToken,
} from './outside-invitation.entity.js';
import { OutsideReading, type OutsideState } from './outside-reading.service.js';
import type { AnswerOutsideInvitationInput, ClaimFirmPageInput } from './outside-verbs.graphql.js';
import { InvitationByLink, type OutsideWork } from './outside.graphql.js';
import {
  InvitationAnswered,
  InvitationExpired,
  InvitationLinkUnknown,
  InvitationRevoked,
  NothingToClaim,
  PageClaimed,
} from './outside.refusals.js';
import { PartnersNews } from './partners-news.js';

/** What whoever holds a link does with it: look, answer once, and later claim the page drafted from the answer. */
@Injectable()
export class OutsideAnswers {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly reading: OutsideReading,
    private readonly firms: FirmsService,
    private readonly classifications: Classifications,
    private readonly counts: UseCounts,
    private readonly news: PartnersNews,
  ) {}

  /** @throws NotFound for a link that leads nowhere */
  async seen(token: string): Promise<InvitationByLink> {
    const invitation = await this.db.of(OutsideInvitation).findOneBy({ tokenDigest: digestOfToken(token) });
    if (!invitation) throw new NotFound();

    return this.byLink(invitation, await this.reading.stateOf(invitation, await this.clock.now()));
  }

  /**
   * The first answer stands. The same again changes nothing, so that a lost connection costs nothing.
   *
   * @throws InvitationLinkUnknown, InvitationAnswered, InvitationRevoked, InvitationExpired
   */
  async answer(input: AnswerOutsideInvitationInput): Promise<InvitationByLink> {
    const invitation = await this.lock(input.token);
    const now = await this.clock.now();
    const state = await this.reading.stateOf(invitation, now);
    if (invitation.answer) {
      if (invitation.answer !== input.answer) throw new InvitationAnswered(invitation.answer);

      return this.byLink(invitation, state);
    }
    if (state.standing === 'REVOKED') throw new InvitationRevoked();
    if (state.standing === 'EXPIRED') throw new InvitationExpired(state.expiresAt < now ? state.expiresAt : now);
    if (input.answer === 'NEVER_AGAIN') await this.optOut(invitation, now);
    Object.assign(invitation, { answer: input.answer, answeredAt: now });
    await this.db.of(OutsideInvitation).save(invitation);
    const draft = input.answer === 'INTERESTED' ? await this.draft(invitation, input, now) : null;
    // The history is read by operators, who need not know who wants no mail either.
    const facts = { answer: invitation.answerTold };
    await this.events.record('outsideInvitation', invitation.id, null, { kind: 'ANSWERED', at: now, facts });
    if (invitation.tenderId) await this.counts.count('ANSWER', [invitation.tenderId], now);
    await this.news.outsideAnswered(invitation, draft);

    return this.byLink(invitation, { ...state, standing: 'ANSWERED' });
  }

  /**
   * Founds the firm of a drafted page for whoever holds the link and is signed in; the usual way, with the draft filled in.
   *
   * @throws InvitationLinkUnknown, NothingToClaim, PageClaimed, HousePolicyChanged, LegalIdTaken, BadUserInput
   */
  async claim(actor: Actor, input: ClaimFirmPageInput): Promise<Firm> {
    const { token, name, sectors, ...told } = input;
    const invitation = await this.lock(token);
    if (invitation.claimedAt) throw new PageClaimed();
    const draft = await this.db.of(UnclaimedPage).findOneBy({ invitationId: invitation.id });
    if (!draft) throw new NothingToClaim();
    const firm = await this.firms.found(actor, {
      ...told,
      name: name ?? draft.firmName,
      sectors: sectors ?? draft.sectors,
    });
    const now = await this.clock.now();
    Object.assign(invitation, { claimedFirmId: firm.id, claimedByPersonId: actor.person, claimedAt: now });
    await this.db.of(OutsideInvitation).save(invitation);
    const facts = { claimedFirmId: firm.id };
    const founder = actor.actingFor(firm.id);
    await this.events.record('outsideInvitation', invitation.id, founder, { kind: 'CLAIMED', at: now, facts });
    await this.news.outsideFirmCame(invitation, firm);

    return firm;
  }

  /** @throws InvitationLinkUnknown */
  private async lock(token: string): Promise<OutsideInvitation> {
    const tokenDigest = digestOfToken(token);
    const found = await this.db.of(OutsideInvitation).findOneBy({ tokenDigest });
    if (!found) throw new InvitationLinkUnknown();
    const invitation = await this.db.get(OutsideInvitation, found.id, 'FOR UPDATE');
    // A new link was made while we waited for the lock.
    if (invitation.tokenDigest !== tokenDigest) throw new InvitationLinkUnknown();

    return invitation;
  }

  /** Who holds the mailed link reads the mailbox; who holds a link that somebody handed on proves no address, and speaks for none. */
  private async optOut(invitation: OutsideInvitation, now: Date): Promise<void> {
    if (!invitation.address) return;
    await this.db.sql(
      `INSERT INTO "outsideOptOut" ("addressDigest", "saidAt") VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [digestOfAddress(invitation.address), now],
    );
  }

  private async draft(
    invitation: OutsideInvitation,
    input: AnswerOutsideInvitationInput,
    now: Date,
  ): Promise<UnclaimedPage> {
    const trades = [...new Set((input.trades ?? []).map((trade) => trade.trim()).filter(Boolean))];
    const page = Object.assign(new UnclaimedPage(), {
      invitationId: invitation.id,
      firmName: input.firmName?.trim() || invitation.firmName,
      town: input.town?.trim() || null,
      trades,
      cpvs: await this.codesOf(trades, invitation.language),
      contactName: input.contactName!.trim(),
      phone: input.phone!,
      draftedAt: now,
    });
    await this.db.of(UnclaimedPage).insert(page);

    return page;
  }

  /** The codes that words of the trades lead to; what only resembles the name of a code is left to its firm to say. */
  private async codesOf(trades: readonly string[], language: string): Promise<string[]> {
    const found: string[] = [];
    for (const search of trades) {
      const { nodes } = await this.classifications.find({ search, language, first: 1 });
      if (nodes[0]?.matchedWord) found.push(nodes[0].code);
    }

    return [...new Set(found)];
  }

  private async byLink(invitation: OutsideInvitation, state: OutsideState): Promise<InvitationByLink> {
    const { role, shareBasisPoints, part, firmName, language, answer } = invitation;
    const isShown = state.standing === 'OPEN' || state.standing === 'ANSWERED';
    const page =
      answer === 'INTERESTED' && !invitation.claimedAt
        ? await this.db.of(UnclaimedPage).findOneBy({ invitationId: invitation.id })
        : null;

    return Object.assign(new InvitationByLink(), {
      askedByFirmId: invitation.firmId,
      standing: state.standing,
      firmName,
      language,
      expiresAt: state.expiresAt,
      ...(isShown
        ? { work: workOf(state), role, shareBasisPoints, part }
        : { work: null, role: null, shareBasisPoints: null, part: null }),
      answer: answer satisfies OutsideAnswer | null,
      draft: page && { firmName: page.firmName, town: page.town, trades: page.trades, sectors: page.sectors },
    });
  }
}

function workOf({ tender, lot, closesAt }: OutsideState): OutsideWork | null {
  if (!tender) return null;

  return {
    tenderId: tender.visibility === 'PUBLIC' ? tender.id : null,
    title: tender.title,
    language: tender.language,
    lotTitle: lot?.title ?? null,
    town: tender.town,
    closesAt,
    timeZone: tender.timeZone,
  };
}
