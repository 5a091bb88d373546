import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inbox } from '#libs/inbox';
import {
  type Actor,
  Clock,
  Db,
  Events,
  Files,
  type FirmRoleName,
  Forbidden,
  NotFound,
  type Page,
  type PageArgs,
  type RequestContext,
  StoredFile,
  documentTypes,
  newId,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Delegate, asRoles } from './delegate.entity.js';
import { AlreadyDelegate, LastOwner, SignatoryNeeded } from './delegate.graphql.js';
import { Firm } from './firm.entity.js';

const signingPower = 'SIGNING_POWER';

/** A firm under its lock, with everybody who acts for it. */
export interface LockedFirm {
  firm: Firm;
  delegates: Delegate[];
}

/** People acting for firms. Every change holds the firm's row, so that two changes at once see each other. */
@Injectable()
export class DelegatesService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly files: Files,
    private readonly inbox: Inbox,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: signingPower,
      maxBytes: 20 * 1_048_576,
      mediaTypes: documentTypes,
      mayRead: async (actor, file) => actor.operator || actor.actsFor(await this.firmsProvedBy(file.id)),
    });
  }

  /**
   * Locks the firm and asks again whether the actor holds one of the roles: a request may have been overtaken while it was under way.
   *
   * @throws NotFound, Forbidden
   */
  async lock(actor: Actor, firmId: string, ...roles: FirmRoleName[]): Promise<LockedFirm> {
    const firm = await this.db.get(Firm, firmId, 'FOR UPDATE');
    const delegates = await this.db.of(Delegate).find({ where: { firmId }, order: { since: 'ASC', id: 'ASC' } });
    const own = delegates.find((delegate) => delegate.personId === actor.personId);
    if (!own) throw new NotFound();
    if (roles.length > 0 && !roles.some((role) => own.roles.includes(role))) throw new Forbidden(roles.join(', '));

    return { firm, delegates };
  }

  /** Lets a person act for a firm whose row is locked. @throws AlreadyDelegate */
  async add(firm: Firm, personId: string, roles: readonly FirmRoleName[], now: Date): Promise<Delegate> {
    if (await this.db.of(Delegate).existsBy({ firmId: firm.id, personId })) throw new AlreadyDelegate(firm.name);

    return this.db.of(Delegate).save(
      Object.assign(new Delegate(), {
        id: newId(),
        firmId: firm.id,
        personId,
        roles: asRoles(roles),
        since: now,
        proofFileId: null,
        proofAt: null,
      }),
    );
  }

  /** @throws LastOwner, NotFound */
  async changeRoles(actor: Actor, delegateId: string, roles: readonly FirmRoleName[]): Promise<Delegate> {
    const { firm, delegates } = await this.lock(actor, actor.firm, 'OWNER');
    const delegate = oneOf(delegates, delegateId);
    const now = await this.clock.now();
    delegate.roles = asRoles(roles);
    ensureOwned(firm, delegates);
    const facts = { delegateId, roles: delegate.roles };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'ROLES_CHANGED', at: now, facts });
    if (delegate.personId !== actor.personId) await this.tell('ROLES_CHANGED', firm, delegate, now);

    return this.db.of(Delegate).save(delegate);
  }

  /** Makes somebody else owner in the actor's place. Who had no other role keeps reading, as VIEWER. @throws NotFound, Forbidden */
  async handOver(actor: Actor, firmId: string, delegateId: string): Promise<Delegate> {
    const { firm, delegates } = await this.lock(actor, firmId, 'OWNER');
    const successor = oneOf(delegates, delegateId);
    const own = oneOf(delegates, actor.person, 'personId');
    if (successor === own) return own;
    const now = await this.clock.now();
    successor.roles = asRoles([...successor.roles, 'OWNER']);
    own.roles = asRoles(own.roles.filter((role) => role !== 'OWNER'));
    if (own.roles.length === 0) own.roles = ['VIEWER'];
    await this.db.of(Delegate).save([successor, own]);
    const facts = { from: own.id, to: successor.id };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'OWNERSHIP_HANDED_OVER', at: now, facts });
    await this.tell('OWNERSHIP_HANDED_OVER', firm, successor, now);

    return successor;
  }

  /** Ends the actor's own delegation. @throws LastOwner, NotFound */
  async leave(actor: Actor, firmId: string): Promise<Firm> {
    const { firm, delegates } = await this.lock(actor, firmId);

    return this.end(firm, delegates, oneOf(delegates, actor.person, 'personId'), actor, 'DELEGATE_LEFT');
  }

  /** Ends somebody's delegation. @throws LastOwner, NotFound */
  async remove(actor: Actor, delegateId: string): Promise<Firm> {
    const { firm, delegates } = await this.lock(actor, actor.firm, 'OWNER');
    const delegate = oneOf(delegates, delegateId);
    await this.end(firm, delegates, delegate, actor, 'DELEGATE_REMOVED');
    await this.tell('DELEGATE_REMOVED', firm, delegate, await this.clock.now());

    return firm;
  }

  /** Keeps the paper that proves a signatory's power; an operator can look at it. @throws SignatoryNeeded, Forbidden, BadUserInput */
  async proveSigningPower(actor: Actor, delegateId: string, fileId: string): Promise<Delegate> {
    const { firm, delegates } = await this.lock(actor, actor.firm, 'OWNER', 'SIGNATORY');
    const delegate = oneOf(delegates, delegateId);
    const owner = oneOf(delegates, actor.person, 'personId').isOwner;
    if (delegate.personId !== actor.person && !owner) throw new Forbidden('OWNER');
    if (!delegate.roles.includes('SIGNATORY')) throw new SignatoryNeeded();
    const now = await this.clock.now();
    await this.files.attach(fileId, signingPower, actor, now);
    Object.assign(delegate, { proofFileId: fileId, proofAt: now });
    const facts = { delegateId, fileId };
    await this.events.record('firmRecord', firm.id, actor, { kind: 'SIGNING_POWER_PROVED', at: now, facts });

    return this.db.of(Delegate).save(delegate);
  }

  /** Everybody who acts for the firm, longest-serving first. */
  async page(firmId: string, { first, after }: PageArgs): Promise<Page<Delegate>> {
    const query = this.db.of(Delegate).createQueryBuilder('it').where('it.firmId = :firmId', { firmId });
    const [since, id] = readCursor(after, 2) ?? [];
    if (id !== undefined) query.andWhere('(it.since, it.id) > (:since::timestamptz, :id::uuid)', { since, id });
    const rows = await query
      .orderBy('it.since')
      .addOrderBy('it.id')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (delegate) => [delegate.since.toISOString(), delegate.id]);
  }

  async proofOf(context: RequestContext, delegate: Delegate): Promise<StoredFile | null> {
    return delegate.proofFileId === null ? null : this.files.readable(delegate.proofFileId, context.actor);
  }

  private async end(firm: Firm, delegates: Delegate[], delegate: Delegate, actor: Actor, kind: string): Promise<Firm> {
    ensureOwned(
      firm,
      delegates.filter((other) => other !== delegate),
    );
    const now = await this.clock.now();
    await this.db.of(Delegate).delete({ id: delegate.id });
    const facts = { delegateId: delegate.id, personId: delegate.personId };
    await this.events.record('firmRecord', firm.id, actor, { kind, at: now, facts });

    return firm;
  }

  private async tell(kind: string, firm: Firm, { id, personId }: Delegate, now: Date): Promise<void> {
    await this.inbox.tell({
      kind,
      key: `${kind}:${id}:${now.toISOString()}`,
      path: `/firms/${firm.publicId}`,
      facts: { firmName: firm.name },
      personIds: [personId],
    });
  }

  private async firmsProvedBy(fileId: string): Promise<string[]> {
    const rows = await this.db.of(Delegate).findBy({ proofFileId: fileId });

    return rows.map((delegate) => delegate.firmId);
  }
}

function oneOf(delegates: Delegate[], id: string, key: 'id' | 'personId' = 'id'): Delegate {
  const found = delegates.find((delegate) => delegate[key] === id);
  if (!found) throw new NotFound();

  return found;
}

/** The rule; the database keeps it as well (`firm_keeps_an_owner`). @throws LastOwner */
function ensureOwned(firm: Firm, delegates: Delegate[]): void {
  if (!delegates.some((delegate) => delegate.isOwner)) throw new LastOwner(firm.name);
}
