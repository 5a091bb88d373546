import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor, Clock, Db, NotFound, newId } from '#libs/platform';
import { LotRequirement, TenderReading } from '#libs/tenders';
import { CoverageOverride } from './override.entity.js';

/** Whose coverage: a line-up of an alliance, or a firm alone. */
export interface CoverageSubject {
  readonly allianceId: string | null;
  readonly firmId: string | null;
}

/** The record of reasons for going on in spite of a warning. It never turns a verdict. */
@Injectable()
export class CoverageOverrides {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: TenderReading,
  ) {}

  /**
   * Keeps the reason. For an alliance, make sure before that the firm is a partner of it.
   *
   * @throws NotFound (lot or requirement not the actor's to see)
   */
  async record(
    actor: Actor,
    said: { lotId: string; requirementId: string; allianceId: string | null; reason: string },
  ): Promise<CoverageOverride> {
    const { lot, tender } = await this.tenders.visibleLot(actor, said.lotId);
    const row = await this.db.of(LotRequirement).findOneBy({ id: said.requirementId, lotId: lot.id });
    if (!row || !(row.readByFirmId === null || row.readIsShared || actor.actsFor([row.readByFirmId])))
      throw new NotFound();
    const override = Object.assign(new CoverageOverride(), {
      id: newId(),
      tenderId: tender.id,
      lotId: lot.id,
      requirementId: row.id,
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
}
