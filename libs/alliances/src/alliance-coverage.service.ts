import { Injectable } from '@nestjs/common';
import {
  CoverageOverride,
  CoverageOverrides,
  CoverageService,
  type JudgedCoverage,
  type LineUp,
  type OverrideCoverageInput,
} from '#libs/coverage';
import { type Actor, Clock, Db, Events, NotFound } from '#libs/platform';
import { AgreementsService } from './agreements.service.js';
import { PartnerFirm } from './alliance.entity.js';
import { AllianceReading } from './alliance-reading.service.js';
import type { AllianceRecord, WholeLineUp } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { standingOf } from './alliance.policy.js';
import { statementsOf } from './group-statements.js';

/** What an alliance can prove as it stands, and the reasons for going on in spite of a warning. */
@Injectable()
export class AllianceCoverage {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly reading: AllianceReading,
    private readonly records: AllianceRecords,
    private readonly agreements: AgreementsService,
    private readonly coverage: CoverageService,
    private readonly overrides: CoverageOverrides,
  ) {}

  /** The stored line-up for a lot, as a partner may see its firms. @throws NotFound for everybody else, and without a line-up */
  async of(actor: Actor, allianceId: string, lotId: string): Promise<JudgedCoverage> {
    await this.ensurePartner(actor, allianceId);
    const lineUp = await this.lineUpFor(allianceId, lotId);
    if (!lineUp) throw new NotFound();

    return this.coverage.of(actor, lotId, lineUp, { allianceId, firmId: null });
  }

  /**
   * Keeps why a firm, or its alliance, goes on in spite of a warning.
   *
   * @throws BadUserInput (a requirement and a rule, or neither), NotFound (not a partner, no such requirement or rule)
   */
  async override(actor: Actor, input: OverrideCoverageInput): Promise<CoverageOverride> {
    const { lotId, requirementId = null, packRule = null, reason, allianceId = null } = input;
    const said = { lotId, requirementId, packRule, reason, allianceId };
    if (allianceId === null) return this.overrides.record(actor, said);
    const record = await this.records.lock(actor, allianceId);
    if (record.partner(actor.firm)?.state !== 'PARTNER' && record.alliance.proposerFirmId !== actor.firm)
      throw new NotFound();
    if (!record.lineUpFor(lotId)) throw new NotFound();
    const { formPack, formPackVersion } = record.alliance;
    const override = await this.overrides.record(actor, said, { [formPack]: formPackVersion });
    const facts = { lotId, requirementId, packRule, overrideId: override.id };
    await this.events.record('alliance', allianceId, actor, { kind: 'COVERAGE_OVERRULED', at: override.at, facts });

    return override;
  }

  /** The line-up as coverage judges it: firms that are in, who does which work, what they state together; null where there is none. */
  async lineUpFor(allianceId: string, lotId: string): Promise<LineUp | null> {
    const record = await this.records.read(allianceId);
    const whole = record.lineUpFor(lotId);

    return whole ? this.judgedLineUp(record, whole) : null;
  }

  private async judgedLineUp(record: AllianceRecord, { lineUp, positions, packages }: WholeLineUp): Promise<LineUp> {
    const entries = positions.filter(({ firmId }) => record.isIn(firmId));
    const unsigned = await this.agreements.unsigned(record, lineUp.tenderId);
    const isSigned = entries.length > 1 && unsigned.length === 0;

    return { entries, workPackages: packages, statements: statementsOf(record.alliance.terms, isSigned) };
  }

  /** @throws NotFound */
  private async ensurePartner(actor: Actor, allianceId: string): Promise<void> {
    const alliance = await this.reading.visible(actor, allianceId);
    const partners = await this.db.of(PartnerFirm).findBy({ allianceId });
    if (standingOf(actor, alliance, partners) !== 'PARTNER') throw new NotFound();
  }
}
