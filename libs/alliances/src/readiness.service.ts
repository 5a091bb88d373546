import { Injectable } from '@nestjs/common';
import { isLead, isMember } from '#libs/coverage';
import { Db } from '#libs/platform';
import { Tender } from '#libs/tenders';
import { AgreementsService } from './agreements.service.js';
import { type AllianceRecord, type WholeLineUp, isSole, wholePlace } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { Alliance } from './alliance.entity.js';
import { AgreementNotSigned, ConsentMissing, GroupAsked, NoLead, SharesDoNotTotal } from './alliance.refusals.js';
import { consentFor, firmsWithoutConsent } from './consent-state.js';
import type { Consent } from './consent.entity.js';
import type { LineUpPosition } from './line-up.entity.js';
import { type Place, totalShares } from './plan.js';

/** One firm of a line-up as a bid keeps it: its place and the yes to it. */
export interface ConsentedPlace extends Place {
  version: number;
  consentId: string;
  /** RFC 3339, UTC. */
  consentedAt: string;
}

/** A line-up that may bid. Plain values: a bid keeps it as it is. */
export interface ReadyLineUp {
  allianceId: string;
  tenderId: string;
  lotId: string;
  leadFirmId: string;
  /** Lead and partners, the lead first. */
  memberFirmIds: string[];
  isSoleTenderer: boolean;
  /** Whether each member is bound to this one bid for the lot. */
  isExclusive: boolean;
  termsVersion: number;
  formPack: string;
  formPackVersion: string;
  places: ConsentedPlace[];
}

/** Whether an alliance may bid, and whether it may be awarded: asked by `bids` inside its transactions. */
@Injectable()
export class AllianceReadiness {
  constructor(
    private readonly db: Db,
    private readonly records: AllianceRecords,
    private readonly agreements: AgreementsService,
  ) {}

  /**
   * Locks the alliance first of all (alliance, lot, log chain). Every change takes `FOR UPDATE`, so that under `FOR SHARE` no consent
   * ends and no place changes until the caller's transaction does.
   *
   * @throws NotFound
   */
  async lockAlliance(allianceId: string, lock: 'FOR SHARE' | 'FOR UPDATE'): Promise<Alliance> {
    return this.db.get(Alliance, allianceId, lock);
  }

  /**
   * The line-up for the lot, if everything stands that a bid needs. Lock the alliance before.
   *
   * @throws AllianceDissolved, NoLead (also when there is no line-up), SharesDoNotTotal, GroupAsked, ConsentMissing, NotFound
   */
  async ensureReadyToSubmit(allianceId: string, lotId: string): Promise<ReadyLineUp> {
    const record = await this.records.read(allianceId);
    record.ensureAlive();
    const whole = record.lineUpFor(lotId);
    const { places, lead } = await this.ensureComplete(record, whole);
    const { tenderId } = whole!.lineUp;
    const tender = await this.db.get(Tender, tenderId!);
    const sole = isSole(whole!.positions);
    if (sole && tender.tenderers === 'ALLIANCES') throw new GroupAsked();
    const { termsVersion, formPack, formPackVersion } = record.alliance;
    const partners = places.filter(isMember).map(({ firmId }) => firmId);

    return {
      allianceId,
      tenderId: tender.id,
      lotId,
      leadFirmId: lead,
      termsVersion,
      formPack,
      formPackVersion,
      places,
      memberFirmIds: [lead, ...partners.filter((firmId) => firmId !== lead)],
      isSoleTenderer: sole,
      isExclusive: tender.flags.exclusiveMembership,
    };
  }

  /**
   * Whether all firms signed the agreement for the tender as it stands (helper firms of a sole tenderer: their letter). Wanted by the
   * form pack `plain` before the award.
   *
   * @throws AgreementNotSigned, NotFound
   */
  async ensureAgreementSigned(allianceId: string, tenderId: string): Promise<void> {
    const record = await this.records.read(allianceId);
    const unsigned = await this.agreements.unsigned(record, tenderId);
    if (unsigned.length > 0) throw new AgreementNotSigned(await this.records.named(unsigned));
  }

  /** @throws NoLead, SharesDoNotTotal, ConsentMissing */
  private async ensureComplete(
    record: AllianceRecord,
    whole: WholeLineUp | undefined,
  ): Promise<{ places: ConsentedPlace[]; lead: string }> {
    const lead = whole?.positions.find(isLead)?.firmId;
    if (!whole || lead === undefined) throw new NoLead();
    const total = totalShares(whole.positions);
    if (total !== 10_000) throw new SharesDoNotTotal(total);
    const missing = firmsWithoutConsent(record, whole);
    if (missing.length > 0) throw new ConsentMissing(await this.records.named(missing));
    const places = whole.positions.map((position) =>
      consented(whole, position, consentFor(whole, position, record.alliance)!),
    );

    return { places, lead };
  }
}

function consented(whole: WholeLineUp, position: LineUpPosition, consent: Consent): ConsentedPlace {
  return {
    ...wholePlace(whole, position),
    version: position.version,
    consentId: consent.id,
    consentedAt: consent.consentedAt.toISOString(),
  };
}
