import { Injectable } from '@nestjs/common';
import { Firm, UseCounts, canSeePage } from '#libs/firms';
import { type Actor, Clock, Db, Events, NotFound } from '#libs/platform';
import { AllianceNews } from './alliance-news.js';
import { type AllianceRecord, packagesOf } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { type Alliance, PartnerFirm } from './alliance.entity.js';
import { AlreadyInAlliance, NoOpenInvitation, NotJoined } from './alliance.refusals.js';
import type {
  DeclineAllianceInput,
  InviteFirmInput,
  LeaveAllianceInput,
  ReplaceFirmInput,
  WithdrawAllianceInvitationInput,
} from './alliance-verbs.graphql.js';
import { WorkPackage } from './line-up.entity.js';
import { LineUpRules } from './line-up-rules.js';
import { type Plan, placeOf } from './plan.js';

/** Who is in an alliance: invite, take back, decline, leave, replace. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly records: AllianceRecords,
    private readonly rules: LineUpRules,
    private readonly news: AllianceNews,
    private readonly counts: UseCounts,
  ) {}

  /**
   * Asks a firm to join, with the places it would take. A firm that declined or left may be asked again.
   *
   * @throws NotYoursToArrange, AlreadyInAlliance, SecondLead, OnBuyersSide, AlliancesNotTaken, TenderNotOpen, AllianceDissolved, NotFound
   */
  async invite(actor: Actor, input: InviteFirmInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    record.ensureArrangedBy(actor.firm);
    const now = await this.clock.now();
    await this.ask(record, input.firmId, input.message ?? null, actor, now);
    const { plan } = record;
    for (const place of input.places) {
      const whole = await this.rules.lineUpFor(record, place.lotId ?? null, actor, now);
      const others = (plan.lineUps.get(whole.lineUp.id) ?? []).filter(({ firmId }) => firmId !== input.firmId);
      const own = { firmId: input.firmId, packages: packagesOf(whole, input.firmId) };
      const places = [...others, placeOf(Object.assign({}, place, own))];
      await this.rules.ensureMayStand(record, whole, places, actor, now);
      plan.lineUps.set(whole.lineUp.id, places);
    }
    await this.records.keep(record, plan, actor, now);
    await this.tellInvited(record, input.firmId, actor, now);

    return record.alliance;
  }

  /** Takes an unanswered invitation back; the places it was for are free. @throws NoOpenInvitation, NotYoursToArrange, AllianceDissolved, NotFound */
  async withdrawInvitation(actor: Actor, input: WithdrawAllianceInvitationInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    record.ensureArrangedBy(actor.firm);
    const partner = record.partner(input.firmId);
    if (partner?.state !== 'INVITED') throw new NoOpenInvitation();
    const now = await this.clock.now();
    partner.withdrawnAt = now;
    await this.db.of(PartnerFirm).save(partner);
    await this.records.keep(record, withoutFirm(record, partner.firmId), actor, now);
    const tidings = { kind: 'ALLIANCE_INVITATION_WITHDRAWN', byFirmId: actor.firm } as const;
    await this.news.tell(record.alliance, [partner.firmId], { ...tidings, occasion: now.toISOString() });
    await this.note(record, actor, 'INVITATION_WITHDRAWN', now, { firmId: partner.firmId });

    return record.alliance;
  }

  /** Says no. The places stay open for those who arrange the alliance to fill. @throws NoOpenInvitation, AllianceDissolved, NotFound */
  async decline(actor: Actor, { allianceId, reason }: DeclineAllianceInput): Promise<Alliance> {
    const record = await this.records.lock(actor, allianceId);
    const partner = record.partner(actor.firm)!;
    if (partner.state !== 'INVITED') throw new NoOpenInvitation();
    const now = await this.clock.now();
    Object.assign(partner, { declinedAt: now, reason: reason?.trim() || null });
    await this.db.of(PartnerFirm).save(partner);
    await this.counts.count('ANSWER', [actor.firm], now);
    await this.note(record, actor, 'DECLINED', now);
    const tidings = { kind: 'ALLIANCE_DECLINED', byFirmId: actor.firm, except: actor.person } as const;
    await this.news.tell(record.alliance, record.coordinators, { ...tidings, occasion: now.toISOString() });

    return record.alliance;
  }

  /** Ends the firm's part and frees it for others; the agreement no longer stands. @throws NotJoined, AllianceDissolved, NotFound */
  async leave(actor: Actor, { allianceId, reason }: LeaveAllianceInput): Promise<Alliance> {
    const record = await this.records.lock(actor, allianceId);
    const partner = record.partner(actor.firm)!;
    if (partner.state !== 'PARTNER') throw new NotJoined();
    const now = await this.clock.now();
    await this.end(record, partner, reason ?? null, now);
    await this.note(record, actor, 'LEFT', now);
    const staying = record.partners.filter((other) => other.isIn).map(({ firmId }) => firmId);
    const tidings = { kind: 'ALLIANCE_LEFT', byFirmId: actor.firm, except: actor.person } as const;
    await this.news.tell(record.alliance, staying, { ...tidings, occasion: now.toISOString() });

    return record.alliance;
  }

  /**
   * Puts another firm in the places of one, whether that one declined, left, never answered, or fails. It is asked, not put in.
   *
   * @throws NotYoursToArrange, NoOpenInvitation (the first firm was never asked), AlreadyInAlliance, OnBuyersSide, AllianceDissolved,
   *   NotFound
   */
  async replace(actor: Actor, input: ReplaceFirmInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    record.ensureArrangedBy(actor.firm);
    const going = record.partner(input.firmId);
    if (!going) throw new NoOpenInvitation();
    const now = await this.clock.now();
    await this.ask(record, input.byFirmId, input.message ?? null, actor, now);
    const wasIn = going.isIn;
    going.replacedByFirmId = input.byFirmId;
    await this.end(record, going, input.reason, now);
    const plan = withoutFirm(record, going.firmId, input.byFirmId);
    for (const whole of record.lineUps)
      await this.rules.ensureMayStand(record, whole, plan.lineUps.get(whole.lineUp.id) ?? [], actor, now);
    await this.records.keep(record, plan, actor, now);
    const { allianceId } = input;
    await this.db
      .of(WorkPackage)
      .update({ allianceId, performerFirmId: going.firmId }, { performerFirmId: input.byFirmId });
    await this.note(record, actor, 'REPLACED', now, { firmId: going.firmId, byFirmId: input.byFirmId });
    const tidings = { kind: 'ALLIANCE_REPLACED', occasion: now.toISOString(), byFirmId: actor.firm } as const;
    if (wasIn) await this.news.tell(record.alliance, [going.firmId], tidings);
    await this.tellInvited(record, input.byFirmId, actor, now);

    return record.alliance;
  }

  /** Adds or renews the row of a firm that is asked. @throws NotFound (no page the actor may see), AlreadyInAlliance */
  private async ask(
    record: AllianceRecord,
    firmId: string,
    message: string | null,
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const firm = await this.db.get(Firm, firmId);
    if (!canSeePage(actor, firm)) throw new NotFound();
    const known = record.partner(firmId);
    if (known?.isIn) throw new AlreadyInAlliance([firm]);
    const words = message?.trim() || null;
    const asked = PartnerFirm.asked(record.alliance.id, { firmId, invitedByFirmId: actor.firm, message: words }, now);
    await this.db.of(PartnerFirm).save(asked);
    if (known) record.partners.splice(record.partners.indexOf(known), 1, asked);
    else record.partners.push(asked);
  }

  /** Ends whatever the firm's part is: an open invitation, or its partnership with all its consents. */
  private async end(record: AllianceRecord, partner: PartnerFirm, reason: string | null, now: Date): Promise<void> {
    if (partner.state === 'INVITED') partner.withdrawnAt = now;
    if (partner.state === 'PARTNER') partner.leftAt = now;
    partner.reason ??= reason?.trim() || null;
    await this.db.of(PartnerFirm).save(partner);
    await this.records.withdrawConsents(record.alliance.id, partner.firmId, now);
    for (const whole of record.lineUps)
      whole.consents = whole.consents.filter((consent) => consent.firmId !== partner.firmId);
    const tenderIds = record.lineUps.map(({ lineUp }) => lineUp.tenderId);
    await this.records.supersede(record.alliance.id, tenderIds, now);
  }

  private async tellInvited(record: AllianceRecord, firmId: string, actor: Actor, now: Date): Promise<void> {
    await this.note(record, actor, 'INVITED', now, { firmId });
    await this.counts.count('INVITATION', [firmId], now);
    const tidings = { kind: 'ALLIANCE_INVITATION', occasion: now.toISOString(), byFirmId: actor.firm } as const;
    await this.news.tell(record.alliance, [firmId], tidings);
  }

  private async note(
    { alliance }: AllianceRecord,
    actor: Actor,
    kind: string,
    at: Date,
    facts: Record<string, unknown> = {},
  ): Promise<void> {
    await this.events.record('alliance', alliance.id, actor, { kind, at, facts });
  }
}

/** The plan with the firm's places gone, or taken by another firm. */
function withoutFirm(record: AllianceRecord, firmId: string, byFirmId?: string): Plan {
  const { terms, lineUps } = record.plan;
  const kept = [...lineUps].map(([lineUpId, places]) => {
    const others = places.filter((place) => place.firmId !== firmId && place.firmId !== byFirmId);
    const taken = places.filter((place) => place.firmId === firmId && byFirmId !== undefined);

    return [lineUpId, [...others, ...taken.map((place) => ({ ...place, firmId: byFirmId! }))]] as const;
  });

  return { terms, lineUps: new Map(kept) };
}
