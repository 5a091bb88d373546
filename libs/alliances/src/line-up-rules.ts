import { Injectable } from '@nestjs/common';
import { isLead, isSoleTenderer } from '#libs/coverage';
import { type Actor, BadUserInput, Db, newId, say } from '#libs/platform';
import { LotRequirement, Tender, TenderNotOpen, TenderReading, TendersService } from '#libs/tenders';
import type { AllianceRecord, WholeLineUp } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { AlliancesNotTaken, NotInAlliance, OnBuyersSide, SecondLead } from './alliance.refusals.js';
import { BuyersSides } from './buyers-sides.js';
import { LineUp } from './line-up.entity.js';
import type { Place } from './plan.js';

/** What must hold whenever a line-up is written. What must hold when it bids stands in `readiness.service.ts`. */
@Injectable()
export class LineUpRules {
  constructor(
    private readonly db: Db,
    private readonly tenders: TenderReading,
    private readonly publishing: TendersService,
    private readonly records: AllianceRecords,
    private readonly buyersSides: BuyersSides,
  ) {}

  /**
   * The line-up for a lot, begun if it is not there yet; `lotId` null: what a STANDING alliance is made of apart from any tender.
   *
   * @throws NotFound (the lot is not the actor's to see), TenderNotOpen, BadUserInput (no lot, or one of another tender, for a PROJECT)
   */
  async lineUpFor(record: AllianceRecord, lotId: string | null, actor: Actor, now: Date): Promise<WholeLineUp> {
    const known = record.lineUpFor(lotId);
    if (known) return known;
    const { id: allianceId, tenderId: ownTenderId } = record.alliance;
    const tender = lotId === null ? null : (await this.tenders.visibleLot(actor, lotId)).tender;
    if (ownTenderId !== null && tender?.id !== ownTenderId) {
      throw new BadUserInput([{ path: 'input.lotId', read: lotId, message: say('alliances:lotOfTheTender') }]);
    }
    if (tender) await this.ensureOpen(tender, now);
    const lineUp = Object.assign(new LineUp(), {
      id: newId(),
      allianceId,
      tenderId: tender?.id ?? null,
      lotId,
      createdAt: now,
    });
    await this.db.of(LineUp).insert(lineUp);
    const whole: WholeLineUp = { lineUp, positions: [], packages: [], consents: [] };
    record.lineUps.push(whole);

    return whole;
  }

  /**
   * Whether the places may stand together; shows a tender that is by invitation only to the firms in them.
   *
   * @throws NotInAlliance, SecondLead, OnBuyersSide, AlliancesNotTaken, BadUserInput (a firm twice, a requirement of another lot)
   */
  async ensureMayStand(
    record: AllianceRecord,
    { lineUp }: WholeLineUp,
    places: readonly Place[],
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const firmIds = places.map((place) => place.firmId);
    if (new Set(firmIds).size < firmIds.length) {
      throw new BadUserInput([{ path: 'input.places', message: say('alliances:firmTwice') }]);
    }
    const strangers = firmIds.filter((firmId) => !record.isIn(firmId));
    if (strangers.length > 0) throw new NotInAlliance(await this.records.named(strangers));
    const leads = places.filter(isLead).map((place) => place.firmId);
    if (leads.length > 1) throw new SecondLead(await this.records.named(leads));
    await this.ensureRequirementsOf(
      lineUp,
      places.flatMap((place) => place.reliedUponFor),
      'input.places.reliedUponFor',
    );
    if (lineUp.tenderId === null) return;
    const tender = await this.db.get(Tender, lineUp.tenderId);
    const barred = await this.buyersSides.among(tender, firmIds);
    if (barred.length > 0) throw new OnBuyersSide(await this.records.named(barred));
    if (tender.tenderers === 'FIRMS' && !isSoleTenderer({ entries: places })) throw new AlliancesNotTaken();
    if (tender.visibility === 'INVITED') await this.publishing.invite(tender, actor, firmIds, now);
  }

  /** External notices stay workable after their dates: what is said of them here decides nothing there. */
  private async ensureOpen(tender: Tender, now: Date): Promise<void> {
    const phase = await this.tenders.phase(tender, now);
    if (phase === 'OPEN' || (tender.isExternal && phase !== 'CANCELLED')) return;
    throw new TenderNotOpen(phase);
  }

  /** @throws BadUserInput naming those that the lot does not ask for */
  async ensureRequirementsOf(lineUp: LineUp, requirementIds: readonly string[], path: string): Promise<void> {
    const named = new Set(requirementIds);
    if (named.size === 0) return;
    const known = lineUp.lotId === null ? [] : await this.db.of(LotRequirement).findBy({ lotId: lineUp.lotId });
    for (const { id } of known) named.delete(id);
    if (named.size > 0)
      throw new BadUserInput([{ path, read: [...named], message: say('alliances:otherRequirement') }]);
  }
}
