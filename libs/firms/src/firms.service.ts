import { Injectable, type OnModuleInit } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type ActingFirm,
  type Actor,
  BadUserInput,
  Clock,
  Db,
  Events,
  Identity,
  NotFound,
  type RequestContext,
  firmRoles,
  loading,
  newId,
  say,
} from '#libs/platform';
import { Delegate } from './delegate.entity.js';
import { Firm } from './firm.entity.js';
import { canSeePage } from './firm.policy.js';
import {
  type DescribeFirmInput,
  type FoundFirmInput,
  HousePolicyChanged,
  type IdentifyFirmInput,
  type WhichFirmArgs,
} from './firm-verbs.graphql.js';
import { HousePolicy } from './house-policy.js';
import { LegalIds } from './legal-ids.service.js';
import { keepLocalText } from './local-text.js';
import { newPublicId, readPublicId } from './public-id.js';
import { UseCounts } from './use-counts.js';

/** Firms and their pages. */
@Injectable()
export class FirmsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly identity: Identity,
    private readonly housePolicy: HousePolicy,
    private readonly legalIds: LegalIds,
    private readonly counts: UseCounts,
  ) {}

  onModuleInit(): void {
    this.identity.firmsAre((personId) => this.actsFor(personId));
  }

  /**
   * Opens a firm's page; the founder gets all roles. Public at once, shown as not verified.
   *
   * @throws HousePolicyChanged, LegalIdTaken, BadUserInput (a legal id has not the form of its register)
   */
  async found(actor: Actor, input: FoundFirmInput): Promise<Firm> {
    if (input.housePolicyVersion !== this.housePolicy.current())
      throw new HousePolicyChanged(this.housePolicy.current());
    const now = await this.clock.now();
    const { kind, name, size, sectors, timeZone, housePolicyVersion } = input;
    const firm = Object.assign(new Firm(), {
      id: newId(),
      publicId: await this.freePublicId(),
      kind,
      name: name.trim(),
      size,
      sectors,
      timeZone,
      housePolicyVersion,
      tagline: {},
      story: {},
      createdAt: now,
      changedAt: now,
      ...columnsOf(input.address),
    });
    await this.db.of(Firm).insert(firm);
    await this.db.of(Delegate).insert({
      id: newId(),
      firmId: firm.id,
      personId: actor.person,
      roles: [...firmRoles],
      since: now,
    });
    await this.legalIds.state(firm.id, input.legalIds);
    const founder = actor.actingFor(firm.id);
    await this.events.record('firmRecord', firm.id, founder, {
      kind: 'FOUNDED',
      at: now,
      facts: { housePolicyVersion },
    });
    await this.housePolicy.accepted(firm.id, founder, now);

    return this.db.get(Firm, firm.id);
  }

  /** Changes what the page says. Fields left out stay. */
  async describe(actor: Actor, input: DescribeFirmInput): Promise<Firm> {
    const firm = await this.db.get(Firm, actor.firm, 'FOR UPDATE');
    const { tagline, story, address, actingFor: _, idempotencyKey: __, ...plain } = input;
    const now = await this.clock.now();
    Object.assign(firm, definedOf(plain), address ? columnsOf(address) : {}, { changedAt: now });
    if (tagline !== undefined) firm.tagline = keepLocalText(tagline);
    if (story !== undefined) firm.story = keepLocalText(story);
    const told = Object.keys(definedOf({ ...plain, tagline, story, address }));
    await this.events.record('firmRecord', firm.id, actor, { kind: 'DESCRIBED', at: now, facts: { fields: told } });

    return this.db.of(Firm).save(firm);
  }

  /**
   * Changes who the firm is. A verification of the former name or numbers ends with it.
   *
   * @throws LegalIdTaken, BadUserInput
   */
  async identify(actor: Actor, input: IdentifyFirmInput): Promise<Firm> {
    const firm = await this.db.get(Firm, actor.firm, 'FOR UPDATE');
    const now = await this.clock.now();
    const numbersChanged = await this.legalIds.state(firm.id, input.legalIds);
    const changed = numbersChanged || firm.name !== input.name.trim() || firm.kind !== input.kind;
    if (!changed) return firm;
    Object.assign(firm, { kind: input.kind, name: input.name.trim(), changedAt: now, verifiedAt: null });
    await this.legalIds.forgetVerification(firm.id);
    await this.events.record('firmRecord', firm.id, actor, { kind: 'IDENTIFIED', at: now });

    return this.db.of(Firm).save(firm);
  }

  /** Shows the page to everybody. */
  async publishPage(actor: Actor): Promise<Firm> {
    return this.setHidden(actor, 'PAGE_PUBLISHED', () => null);
  }

  /** Keeps the page from outsiders. Tenders and contracts still name the firm. */
  async hidePage(actor: Actor): Promise<Firm> {
    return this.setHidden(actor, 'PAGE_HIDDEN', (firm, now) => firm.hiddenAt ?? now);
  }

  /**
   * Sets or ends the verification; `governance` decides, this carries it out under the firm's lock.
   *
   * @throws LegalIdTaken when another firm was verified under one of the numbers
   */
  async setVerified(firmId: string, actor: Actor, verified: boolean, now: Date): Promise<Firm> {
    const firm = await this.db.get(Firm, firmId, 'FOR UPDATE');
    firm.verifiedAt = verified ? now : null;
    await this.db.of(Firm).save(firm);
    if (verified) await this.legalIds.verify(firmId, now);
    else await this.legalIds.forgetVerification(firmId);
    await this.events.record('firmRecord', firmId, actor, {
      kind: verified ? 'VERIFIED' : 'VERIFICATION_REVOKED',
      at: now,
    });

    return firm;
  }

  /** The page of one firm; counts the visit. @throws NotFound also while it is hidden from the actor */
  async page(context: RequestContext, which: WhichFirmArgs): Promise<Firm> {
    const { id, publicId } = which;
    if (Boolean(id) === Boolean(publicId)) throw new BadUserInput([{ path: 'id', message: say('firms:oneOfIds') }]);
    const known = publicId ? readPublicId(publicId) : undefined;
    if (publicId && !known) throw new NotFound();
    const firm = await this.db.of(Firm).findOneBy(id ? { id } : { publicId: known });
    if (!firm || !canSeePage(context.actor, firm)) throw new NotFound();
    this.counts.seen('PAGE_VISIT', [firm.id], context);

    return firm;
  }

  /** The firms a person may act for, by name. */
  async ofPerson(actor: Actor): Promise<Firm[]> {
    return this.db.of(Firm).find({ where: { id: In(actor.firmIds) }, order: { name: 'ASC', id: 'ASC' } });
  }

  /** Firms by id for field resolvers of any library: the page where the reader may see it, else its nameplate. */
  loader(context: RequestContext): DataLoader<string, Firm | null> {
    return loading(context, 'firm', async (ids) => {
      const firms = await this.db.of(Firm).findBy({ id: In(ids) });

      return firms.map((firm) => (canSeePage(context.actor, firm) ? firm : firm.nameplate()));
    });
  }

  /** For which firms a person may act, and as what. */
  private async actsFor(personId: string): Promise<ActingFirm[]> {
    return this.db.sql<ActingFirm>('SELECT "firmId", "roles" FROM "delegate" WHERE "personId" = $1', [personId]);
  }

  private async setHidden(actor: Actor, kind: string, hiddenAt: (firm: Firm, now: Date) => Date | null): Promise<Firm> {
    const firm = await this.db.get(Firm, actor.firm, 'FOR UPDATE');
    const now = await this.clock.now();
    const before = firm.hiddenAt;
    firm.hiddenAt = hiddenAt(firm, now);
    if ((before === null) === (firm.hiddenAt === null)) return firm;
    await this.events.record('firmRecord', firm.id, actor, { kind, at: now });

    return this.db.of(Firm).save(firm);
  }

  private async freePublicId(): Promise<string> {
    for (;;) {
      const publicId = newPublicId();
      if (!(await this.db.of(Firm).existsBy({ publicId }))) return publicId;
    }
  }
}

function columnsOf(address: FoundFirmInput['address']): Partial<Firm> {
  const { lines, town, region, country, latitude, longitude } = address;

  return { addressLines: lines, town, region: region ?? null, country, latitude, longitude };
}

function definedOf<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}
