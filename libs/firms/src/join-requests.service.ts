import { Injectable } from '@nestjs/common';
import { Inbox } from '#libs/inbox';
import {
  type Actor,
  Clock,
  Db,
  Events,
  type FirmRoleName,
  NotFound,
  type Page,
  type PageArgs,
  newId,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Delegate } from './delegate.entity.js';
import { AlreadyDelegate } from './delegate.graphql.js';
import { DelegatesService } from './delegates.service.js';
import { Firm } from './firm.entity.js';
import { delegatesPath } from './firm-notices.js';
import { canSeePage } from './firm.policy.js';
import { JoinRequest } from './join-request.entity.js';
import { AlreadyAsked, JoinRequestClosed } from './join-requests.graphql.js';

/** People ask to act for a firm; its owners decide. */
@Injectable()
export class JoinRequestsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly inbox: Inbox,
    private readonly delegates: DelegatesService,
  ) {}

  /** @throws NotFound (also for a hidden page), AlreadyDelegate, AlreadyAsked */
  async ask(actor: Actor, firmId: string, message: string | null): Promise<JoinRequest> {
    const firm = await this.db.get(Firm, firmId, 'FOR UPDATE');
    if (!canSeePage(actor, firm)) throw new NotFound();
    const personId = actor.person;
    if (await this.db.of(Delegate).existsBy({ firmId, personId })) throw new AlreadyDelegate(firm.name);
    const before = await this.db.of(JoinRequest).findBy({ firmId, personId });
    const waiting = before.find((request) => request.answer === null);
    if (waiting) throw new AlreadyAsked(waiting.id);
    const now = await this.clock.now();
    const request = await this.db.of(JoinRequest).save(
      Object.assign(new JoinRequest(), {
        id: newId(),
        firmId,
        personId,
        message: message?.trim() || null,
        createdAt: now,
        acceptedAt: null,
        declinedAt: null,
        decidedByPersonId: null,
        takenBackAt: null,
      }),
    );
    const facts = { joinRequestId: request.id };
    await this.events.record('firmRecord', firmId, actor, { kind: 'JOIN_REQUESTED', at: now, facts });
    await this.inbox.tell({
      kind: 'JOIN_REQUESTED',
      key: `join-requested:${request.id}`,
      path: delegatesPath(firmId),
      facts: { firmName: firm.name },
      firms: { firmIds: [firmId], roles: ['OWNER'] },
    });

    return request;
  }

  /** @throws JoinRequestClosed, AlreadyDelegate, NotFound */
  async accept(actor: Actor, requestId: string, roles: readonly FirmRoleName[]): Promise<JoinRequest> {
    const { firm, request, now } = await this.lockToDecide(actor, requestId);
    const delegate = await this.delegates.add(firm, request.personId, roles, now);
    Object.assign(request, { acceptedAt: now, decidedByPersonId: actor.person });
    const facts = { joinRequestId: request.id, delegateId: delegate.id, roles: delegate.roles };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'DELEGATE_JOINED', at: now, facts });
    await this.tellAsker(request, 'JOIN_REQUEST_ACCEPTED', firm);

    return this.db.of(JoinRequest).save(request);
  }

  /** @throws JoinRequestClosed, NotFound */
  async decline(actor: Actor, requestId: string): Promise<JoinRequest> {
    const { firm, request, now } = await this.lockToDecide(actor, requestId);
    Object.assign(request, { declinedAt: now, decidedByPersonId: actor.person });
    const facts = { joinRequestId: request.id };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'JOIN_REQUEST_DECLINED', at: now, facts });
    await this.tellAsker(request, 'JOIN_REQUEST_DECLINED', firm);

    return this.db.of(JoinRequest).save(request);
  }

  /** @throws JoinRequestClosed, NotFound */
  async takeBack(actor: Actor, requestId: string): Promise<JoinRequest> {
    const { firmId } = await this.db.get(JoinRequest, requestId);
    await this.db.get(Firm, firmId, 'FOR UPDATE');
    const request = await this.db.get(JoinRequest, requestId, 'FOR UPDATE');
    if (request.personId !== actor.person) throw new NotFound();
    const now = await this.clock.now();
    if (request.answer !== null) throw new JoinRequestClosed();
    request.takenBackAt = now;
    const facts = { joinRequestId: request.id };
    await this.events.record('firmRecord', firmId, actor, { kind: 'JOIN_REQUEST_TAKEN_BACK', at: now, facts });

    return this.db.of(JoinRequest).save(request);
  }

  /** The actor's own requests, newest first. */
  async mine(actor: Actor): Promise<JoinRequest[]> {
    return this.db.of(JoinRequest).find({ where: { personId: actor.person }, order: { id: 'DESC' }, take: 100 });
  }

  /** Requests to a firm, newest first. */
  async page(firmId: string, { first, after }: PageArgs): Promise<Page<JoinRequest>> {
    const query = this.db.of(JoinRequest).createQueryBuilder('it').where('it.firmId = :firmId', { firmId });
    const [id] = readCursor(after, 1) ?? [];
    if (id !== undefined) query.andWhere('it.id < :id', { id });
    const rows = await query
      .orderBy('it.id', 'DESC')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (request) => [request.id]);
  }

  private async lockToDecide(
    actor: Actor,
    requestId: string,
  ): Promise<{ firm: Firm; request: JoinRequest; now: Date }> {
    const { firm } = await this.delegates.lock(actor, actor.firm, 'OWNER');
    const request = await this.db.get(JoinRequest, requestId, 'FOR UPDATE');
    if (request.firmId !== firm.id) throw new NotFound();
    const now = await this.clock.now();
    if (request.answer !== null) throw new JoinRequestClosed();

    return { firm, request, now };
  }

  private async tellAsker(request: JoinRequest, kind: string, firm: Firm): Promise<void> {
    await this.inbox.tell({
      kind,
      key: `join-request-decided:${request.id}`,
      path: `/firms/${firm.publicId}`,
      facts: { firmName: firm.name },
      personIds: [request.personId],
    });
  }
}
