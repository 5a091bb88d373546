import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor, BadUserInput, Clock, Db, NotFound, newId, say } from '#libs/platform';
import { type Lot, LotRequirement, TenderReading } from '#libs/tenders';
import { CoverageOverride } from './override.entity.js';
import { PackChecks, type PackVersions } from './pack-checks.service.js';

/** Whose coverage: a line-up of an alliance, or a firm alone. */
export interface CoverageSubject {
  readonly allianceId: string | null;
  readonly firmId: string | null;
}

/** What is gone on with in spite of a warning, and why. */
export interface Overruling {
  readonly lotId: string;
  /** One of the two. */
  readonly requirementId: string | null;
  readonly packRule: string | null;
  readonly allianceId: string | null;
  readonly reason: string;
}

/** The record of reasons for going on in spite of a warning. It never turns a verdict. */
@Injectable()
export class CoverageOverrides {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: TenderReading,
    private readonly packs: PackChecks,
  ) {}

  /**
   * Keeps the reason. For an alliance, make sure before that the firm is a partner of it.
   *
   * @param form the alliance's form pack
   * @throws BadUserInput (a requirement and a rule, or neither), NotFound (lot, requirement or rule not there for the actor)
   */
  async record(actor: Actor, said: Overruling, form: PackVersions = {}): Promise<CoverageOverride> {
    const { requirementId, packRule } = said;
    if ((requirementId === null) === (packRule === null))
      throw new BadUserInput([{ path: 'input.packRule', message: say('packs:overruleOne') }]);
    const { lot, tender } = await this.tenders.visibleLot(actor, said.lotId);
    if (requirementId !== null) await this.ensureRequirement(actor, lot, requirementId);
    else if (!(await this.packs.ruleIds(form, tender)).has(packRule!)) throw new NotFound();
    const override = Object.assign(new CoverageOverride(), {
      id: newId(),
      tenderId: tender.id,
      lotId: lot.id,
      requirementId,
      packRule,
      allianceId: said.allianceId,
      firmId: actor.firm,
      personId: actor.person,
      reason: said.reason.trim(),
      at: await this.clock.now(),
    });
    await this.db.of(CoverageOverride).insert(override);

    return override;
  }

  /** Oldest first. */
  async of(lotId: string, { allianceId, firmId }: CoverageSubject): Promise<CoverageOverride[]> {
    if (allianceId === null && firmId === null) return [];
    const whose = allianceId === null ? { allianceId: IsNull(), firmId: firmId! } : { allianceId };

    return this.db.of(CoverageOverride).find({ where: { lotId, ...whose }, order: { at: 'ASC', id: 'ASC' } });
  }

  /** @throws NotFound */
  private async ensureRequirement(actor: Actor, lot: Lot, id: string): Promise<void> {
    const row = await this.db.of(LotRequirement).findOneBy({ id, lotId: lot.id });
    if (!row || !(row.readByFirmId === null || row.readIsShared || actor.actsFor([row.readByFirmId])))
      throw new NotFound();
  }
}
