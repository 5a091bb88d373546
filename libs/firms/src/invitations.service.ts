import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Inbox } from '#libs/inbox';
import { People } from '#libs/people';
import {
  type Actor,
  BadUserInput,
  Clock,
  Db,
  Events,
  type FirmRoleName,
  Mails,
  NotFound,
  type Page,
  type PageArgs,
  currentLanguage,
  newId,
  newToken,
  pageOf,
  readCursor,
  say,
} from '#libs/platform';
import { type Delegate, asRoles } from './delegate.entity.js';
import { AlreadyDelegate } from './delegate.graphql.js';
import { DelegatesService } from './delegates.service.js';
import { Firm } from './firm.entity.js';
import { delegatesPath } from './firm-notices.js';
import { withRoleNames } from './role-names.js';
import { DelegateInvitation, invitationLasts } from './invitation.entity.js';
import { AlreadyInvited, InvitationClosed, InvitedAnotherAddress } from './invitations.graphql.js';

/** An invitation is named by the token of its mail or, by who may see it, by its id. */
export interface WhichInvitation {
  token?: string;
  invitationId?: string;
}

/** Owners ask people by mail to act for their firm. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly mails: Mails,
    private readonly people: People,
    private readonly inbox: Inbox,
    private readonly delegates: DelegatesService,
  ) {}

  /** @throws AlreadyDelegate, AlreadyInvited */
  async invite(actor: Actor, email: string, roles: readonly FirmRoleName[]): Promise<DelegateInvitation> {
    const { firm, delegates } = await this.delegates.lock(actor, actor.firm, 'OWNER');
    const now = await this.clock.now();
    const invited = await this.people.byEmail(email);
    if (delegates.some((delegate) => delegate.personId === invited?.id)) throw new AlreadyDelegate(firm.name);
    await this.clearExpired(firm.id, email, now);
    const token = newToken();
    const invitation = Object.assign(new DelegateInvitation(), {
      id: newId(),
      firmId: firm.id,
      email,
      roles: asRoles(roles),
      tokenDigest: digestOf(token),
      invitedByPersonId: actor.person,
      createdAt: now,
      expiresAt: new Date(now.getTime() + invitationLasts),
      acceptedAt: null,
      acceptedByPersonId: null,
      declinedAt: null,
      takenBackAt: null,
    });
    await this.db.of(DelegateInvitation).insert(invitation);
    const facts = { invitationId: invitation.id, roles: invitation.roles };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'DELEGATE_INVITED', at: now, facts });
    const language = invited?.language ?? currentLanguage();
    await this.mails.send({
      key: `delegate-invitation:${invitation.id}`,
      to: email,
      language,
      sentence: 'delegateInvited',
      facts: withRoleNames({ firmName: firm.name, roles: invitation.roles, token }, language),
    });

    return invitation;
  }

  /**
   * The invited person begins to act for the firm.
   *
   * @throws InvitationClosed, InvitedAnotherAddress, AlreadyDelegate, NotFound
   */
  async accept(actor: Actor, which: WhichInvitation): Promise<Delegate> {
    const { invitation, firm, now } = await this.lockOpen(actor, which);
    if (!(await this.isAddressedTo(invitation, actor))) throw new InvitedAnotherAddress();
    const delegate = await this.delegates.add(firm, actor.person, invitation.roles, now);
    Object.assign(invitation, { acceptedAt: now, acceptedByPersonId: actor.person });
    await this.db.of(DelegateInvitation).save(invitation);
    const facts = { invitationId: invitation.id, delegateId: delegate.id, roles: delegate.roles };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'DELEGATE_JOINED', at: now, facts });
    await this.tellInviter(invitation, firm, 'DELEGATE_INVITATION_ACCEPTED');

    return delegate;
  }

  /** Whoever holds the mailed link may say no, signed in or not. @throws InvitationClosed, NotFound */
  async decline(actor: Actor, which: WhichInvitation): Promise<DelegateInvitation> {
    const { invitation, firm, now } = await this.lockOpen(actor, which);
    invitation.declinedAt = now;
    const facts = { invitationId: invitation.id };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'INVITATION_DECLINED', at: now, facts });
    await this.tellInviter(invitation, firm, 'DELEGATE_INVITATION_DECLINED');

    return this.db.of(DelegateInvitation).save(invitation);
  }

  /** @throws InvitationClosed, NotFound */
  async takeBack(actor: Actor, invitationId: string): Promise<DelegateInvitation> {
    const { firm } = await this.delegates.lock(actor, actor.firm, 'OWNER');
    const invitation = await this.db.get(DelegateInvitation, invitationId, 'FOR UPDATE');
    if (invitation.firmId !== firm.id) throw new NotFound();
    const now = await this.clock.now();
    if (!invitation.isOpen(now)) throw new InvitationClosed();
    invitation.takenBackAt = now;
    const facts = { invitationId };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'INVITATION_TAKEN_BACK', at: now, facts });

    return this.db.of(DelegateInvitation).save(invitation);
  }

  /** What a mailed link leads to, for anybody who holds it. @throws NotFound */
  async byToken(token: string): Promise<DelegateInvitation> {
    const invitation = await this.db.of(DelegateInvitation).findOneBy({ tokenDigest: digestOf(token) });
    if (!invitation) throw new NotFound();

    return invitation;
  }

  /** Invitations to the actor's own address that can still be answered. */
  async mine(actor: Actor): Promise<DelegateInvitation[]> {
    const { email } = await this.people.get(actor.person);
    const now = await this.clock.now();
    const all = await this.db.of(DelegateInvitation).find({ where: { email: email! }, order: { id: 'DESC' } });

    return all.filter((invitation) => invitation.isOpen(now));
  }

  /** All invitations of a firm, newest first. */
  async page(firmId: string, { first, after }: PageArgs): Promise<Page<DelegateInvitation>> {
    const query = this.db.of(DelegateInvitation).createQueryBuilder('it').where('it.firmId = :firmId', { firmId });
    const [id] = readCursor(after, 1) ?? [];
    if (id !== undefined) query.andWhere('it.id < :id', { id });
    const rows = await query
      .orderBy('it.id', 'DESC')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (invitation) => [invitation.id]);
  }

  /** Firm first, then invitation: the order every verb locks in. */
  private async lockOpen(
    actor: Actor,
    which: WhichInvitation,
  ): Promise<{ invitation: DelegateInvitation; firm: Firm; now: Date }> {
    const { id, firmId } = await this.find(actor, which);
    const firm = await this.db.get(Firm, firmId, 'FOR UPDATE');
    const invitation = await this.db.get(DelegateInvitation, id, 'FOR UPDATE');
    const now = await this.clock.now();
    if (!invitation.isOpen(now)) throw new InvitationClosed();

    return { invitation, firm, now };
  }

  private async find(actor: Actor, { token, invitationId }: WhichInvitation): Promise<DelegateInvitation> {
    if (Boolean(token) === Boolean(invitationId))
      throw new BadUserInput([{ path: 'input.token', message: say('firms:oneOfTokenOrId') }]);
    if (token) return this.byToken(token);
    const invitation = await this.db.get(DelegateInvitation, invitationId!);
    if (actor.personId === null || !(await this.isAddressedTo(invitation, actor))) throw new NotFound();

    return invitation;
  }

  private async isAddressedTo(invitation: DelegateInvitation, actor: Actor): Promise<boolean> {
    const { email } = await this.people.get(actor.person);

    return email !== null && email.toLowerCase() === invitation.email?.toLowerCase();
  }

  /** An expired invitation makes room for a new one. @throws AlreadyInvited */
  private async clearExpired(firmId: string, email: string, now: Date): Promise<void> {
    const waiting = (await this.db.of(DelegateInvitation).findBy({ firmId, email })).find((it) => it.answer === null);
    if (!waiting) return;
    if (waiting.isOpen(now)) throw new AlreadyInvited(waiting.id, waiting.expiresAt);
    await this.db.of(DelegateInvitation).update({ id: waiting.id }, { takenBackAt: now });
  }

  private async tellInviter(invitation: DelegateInvitation, firm: Firm, kind: string): Promise<void> {
    await this.inbox.tell({
      kind,
      key: `invitation-answered:${invitation.id}`,
      path: delegatesPath(firm.id),
      facts: { firmName: firm.name },
      personIds: [invitation.invitedByPersonId],
    });
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
