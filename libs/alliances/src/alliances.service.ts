import { Injectable } from '@nestjs/common';
import { RulePacks } from '#libs/coverage';
import { type Actor, BadUserInput, Clock, Db, Events, newId, say } from '#libs/platform';
import { GroupStatement } from '#libs/rule-packs';
import { TenderReading } from '#libs/tenders';
import { AllianceNews } from './alliance-news.js';
import { AllianceRecord, packagesOf } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { Alliance, PartnerFirm, type Terms } from './alliance.entity.js';
import { NotInAlliance } from './alliance.refusals.js';
import type {
  ChangeLineUpInput,
  ChangeAllianceTermsInput,
  DissolveAllianceInput,
  ProposeAllianceInput,
} from './alliance-verbs.graphql.js';
import type { AllianceTermsInput } from './proposal.graphql.js';
import { LineUpRules } from './line-up-rules.js';
import { type Place, placeOf } from './plan.js';

/** What is done with an alliance as a whole: propose, change line-up or terms, dissolve. */
@Injectable()
export class AlliancesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly tenders: TenderReading,
    private readonly records: AllianceRecords,
    private readonly rules: LineUpRules,
    private readonly packs: RulePacks,
    private readonly news: AllianceNews,
  ) {}

  /**
   * Begins an alliance. The proposer's own place is a proposal like any other: it says yes by `consent`.
   *
   * @throws NotFound (tender), TenderNotOpen, OnBuyersSide, AlliancesNotTaken, BadUserInput
   */
  async propose(actor: Actor, input: ProposeAllianceInput): Promise<Alliance> {
    const tenderId = this.tenderOf(input);
    if (tenderId !== null) await this.tenders.visible(actor, tenderId);
    const form = await this.packs.ensureNewest(input.formPack, 'FORM', 'input.formPack');
    const now = await this.clock.now();
    const terms = termsOf(input.terms, actor.firm);
    const alliance = Object.assign(new Alliance(), {
      id: newId(),
      kind: input.kind,
      name: input.name.trim(),
      tenderId,
      proposerFirmId: actor.firm,
      formPack: input.formPack,
      formPackVersion: form.pack.version,
      terms,
      termsVersion: 1,
      revision: 1,
      createdAt: now,
      changedAt: now,
      dissolvedAt: null,
      dissolveReason: null,
    });
    await this.db.of(Alliance).insert(alliance);
    const proposer = PartnerFirm.asked(
      alliance.id,
      { firmId: actor.firm, invitedByFirmId: actor.firm, message: null },
      now,
    );
    await this.db.of(PartnerFirm).insert(proposer);
    const record = new AllianceRecord(alliance, [proposer], []);
    this.ensureSpeaker(record, terms);
    const facts = { kind: alliance.kind, tenderId };
    await this.events.record('alliance', alliance.id, actor, { kind: 'PROPOSED', at: now, facts });
    for (const place of input.places) {
      const written = placeOf(Object.assign({}, place, { firmId: actor.firm }));
      await this.writeLineUp(record, place.lotId ?? null, [written], actor, now);
    }

    return alliance;
  }

  /**
   * Writes who does what for one lot; begins its line-up where there is none.
   *
   * @throws NotYoursToArrange, NotInAlliance, SecondLead, OnBuyersSide, AlliancesNotTaken, TenderNotOpen, AllianceDissolved, NotFound,
   *   BadUserInput
   */
  async changeLineUp(actor: Actor, input: ChangeLineUpInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    record.ensureArrangedBy(actor.firm);
    const now = await this.clock.now();
    await this.writeLineUp(record, input.lotId ?? null, input.places.map(placeOf), actor, now);

    return record.alliance;
  }

  /** Writes other terms. @throws NotYoursToArrange, NotInAlliance (the representative), AllianceDissolved, NotFound */
  async changeTerms(actor: Actor, input: ChangeAllianceTermsInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    record.ensureArrangedBy(actor.firm);
    const now = await this.clock.now();
    const terms = termsOf(input.terms, actor.firm);
    if (!record.isIn(terms.representativeFirmId))
      throw new NotInAlliance(await this.records.named([terms.representativeFirmId]));
    await this.records.keep(record, { ...record.plan, terms }, actor, now);
    const facts = { termsVersion: record.alliance.termsVersion };
    await this.events.record('alliance', record.alliance.id, actor, { kind: 'TERMS_CHANGED', at: now, facts });

    return record.alliance;
  }

  /** Ends the alliance and frees its firms. What was signed and submitted stays. @throws NotYoursToArrange, AllianceDissolved, NotFound */
  async dissolve(actor: Actor, { allianceId, reason }: DissolveAllianceInput): Promise<Alliance> {
    const record = await this.records.lock(actor, allianceId);
    record.ensureArrangedBy(actor.firm);
    const { alliance } = record;
    const now = await this.clock.now();
    Object.assign(alliance, { dissolvedAt: now, dissolveReason: reason.trim() });
    await this.db.of(Alliance).save(alliance);
    await this.records.withdrawConsents(allianceId, null, now);
    await this.events.record('alliance', allianceId, actor, { kind: 'DISSOLVED', at: now });
    const firmIds = record.partners.filter((partner) => partner.isIn).map(({ firmId }) => firmId);
    const tidings = { kind: 'ALLIANCE_DISSOLVED', occasion: 'once', byFirmId: actor.firm } as const;
    await this.news.tell(alliance, firmIds, { ...tidings, except: actor.person });

    return alliance;
  }

  private async writeLineUp(
    record: AllianceRecord,
    lotId: string | null,
    places: Place[],
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const whole = await this.rules.lineUpFor(record, lotId, actor, now);
    await this.rules.ensureMayStand(record, whole, places, actor, now);
    const { plan } = record;
    plan.lineUps.set(
      whole.lineUp.id,
      places.map((place) => ({ ...place, packages: packagesOf(whole, place.firmId) })),
    );
    await this.records.keep(record, plan, actor, now);
    const facts = { lineUpId: whole.lineUp.id, lotId, revision: record.alliance.revision };
    await this.events.record('alliance', record.alliance.id, actor, { kind: 'LINE_UP_CHANGED', at: now, facts });
  }

  /** @throws BadUserInput when a PROJECT names no tender, or a STANDING alliance one */
  private tenderOf({ kind, tenderId = null, places }: ProposeAllianceInput): string | null {
    if ((kind === 'PROJECT') !== (tenderId !== null))
      throw new BadUserInput([{ path: 'input.tenderId', message: say('alliances:projectHasTender') }]);
    const lotIds = places.map((place) => place.lotId ?? null);
    if (new Set(lotIds).size < lotIds.length)
      throw new BadUserInput([{ path: 'input.places', message: say('alliances:lotTwice') }]);

    return tenderId;
  }

  /** @throws BadUserInput: at the beginning only the proposer is there to speak */
  private ensureSpeaker(record: AllianceRecord, terms: Terms): void {
    if (record.isIn(terms.representativeFirmId)) return;
    const path = 'input.terms.representativeFirmId';
    throw new BadUserInput([{ path, read: terms.representativeFirmId, message: say('alliances:speakerIsIn') }]);
  }
}

function termsOf(input: AllianceTermsInput, ownFirmId: string): Terms {
  const { liability, representativeFirmId, words } = input;
  const statements = Object.values(GroupStatement).filter((statement) => input.statements.includes(statement));

  return { liability, representativeFirmId: representativeFirmId ?? ownFirmId, words: words.trim(), statements };
}
