import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, NotFound, type Reading } from '#libs/platform';
import { Closings, type EffectiveClosing } from './closings.service.js';
import { Lot } from './lot.entity.js';
import { type Phase, lotPhase } from './phase.js';
import { Tender } from './tender.entity.js';

/** A lot under its lock, with the one clock reading that decides. */
export interface LockedLot {
  tender: Tender;
  lot: Lot;
  now: Reading;
  /** Null only for a draft. */
  closing: EffectiveClosing | null;
  phase: Phase;
}

/** What a lot goes through after its notice: `bids` and `contracts` call these verbs inside their transactions. */
@Injectable()
export class TenderLots {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly closings: Closings,
  ) {}

  /**
   * Locks the lot, then reads the clock once. `FOR SHARE` lets bids in beside each other and keeps closing, cancelling and addenda out.
   * Lock order everywhere: alliance, lots by number, tender, log chain.
   *
   * @throws NotFound
   */
  async lockLot(lotId: string, lock: 'FOR SHARE' | 'FOR UPDATE'): Promise<LockedLot> {
    const lot = await this.db.get(Lot, lotId, lock);
    const now = await this.clock.read();
    const tender = await this.db.get(Tender, lot.tenderId);
    const closing = await this.closings.of(tender);
    const times = { publishedAt: tender.publishedAt, cancelledAt: tender.cancelledAt, closing: closing?.at ?? null };

    return { tender, lot, now, closing, phase: lotPhase(times, lot, tender.isSealed, now.at) };
  }

  /** Locks all lots of a tender by number, then the tender itself, so that nothing is submitted meanwhile. @throws NotFound */
  async lockTender(tenderId: string): Promise<{ tender: Tender; now: Date }> {
    await this.db.sql('SELECT 1 FROM "lot" WHERE "tenderId" = $1 ORDER BY "number" FOR UPDATE', [tenderId]);
    await this.lockHistory(tenderId);
    const tender = await this.db.get(Tender, tenderId);

    return { tender, now: await this.clock.now() };
  }

  /** From here on no bid is taken, even if a clock steps back. */
  async markClosed(lot: Lot, reading: Reading): Promise<void> {
    await this.stamp(lot, 'closedAt', reading);
    await this.tell(lot, null, 'LOT_CLOSED', reading.at);
  }

  /** The bids of the lot are readable. */
  async markOpened(lot: Lot, reading: Reading, actor: Actor | null = null): Promise<void> {
    await this.stamp(lot, 'openedAt', reading);
    await this.tell(lot, actor, 'LOT_OPENED', reading.at);
  }

  /** The buyer decided; no contract is signed before `standstillUntil`. */
  async decideAward(lot: Lot, actor: Actor, now: Date, standstillUntil: Date): Promise<Lot> {
    Object.assign(lot, { awardDecidedAt: now, standstillUntil });
    await this.tell(lot, actor, 'LOT_AWARDED', now, { standstillUntil });

    return this.db.of(Lot).save(lot);
  }

  async markSigned(lot: Lot, actor: Actor, now: Date): Promise<Lot> {
    lot.signedAt = now;
    await this.tell(lot, actor, 'LOT_SIGNED', now);

    return this.db.of(Lot).save(lot);
  }

  async markComplete(lot: Lot, actor: Actor, now: Date): Promise<Lot> {
    lot.completedAt = now;
    await this.tell(lot, actor, 'LOT_COMPLETED', now);

    return this.db.of(Lot).save(lot);
  }

  /** Ends the lot without an award; the reason is for everybody to read. */
  async endUnsuccessful(lot: Lot, actor: Actor | null, reason: string, now: Date): Promise<Lot> {
    Object.assign(lot, { unsuccessfulAt: now, unsuccessfulReason: reason });
    await this.tell(lot, actor, 'LOT_UNSUCCESSFUL', now);

    return this.db.of(Lot).save(lot);
  }

  /** The tender's row, against other writers of its history; a bid's reference to it is not kept waiting. */
  async lockHistory(tenderId: string): Promise<void> {
    const rows = await this.db.sql('SELECT 1 FROM "tender" WHERE "id" = $1 FOR NO KEY UPDATE', [tenderId]);
    if (rows.length === 0) throw new NotFound();
  }

  /** In microseconds, as read: a moment that decides is never rounded. */
  private async stamp(lot: Lot, column: 'closedAt' | 'openedAt', reading: Reading): Promise<void> {
    await this.db.sql(`UPDATE "lot" SET "${column}" = $2::timestamptz WHERE "id" = $1`, [lot.id, reading.exact]);
    lot[column] = reading.at;
  }

  private async tell(
    lot: Lot,
    actor: Actor | null,
    kind: string,
    at: Date,
    facts: Record<string, unknown> = {},
  ): Promise<void> {
    await this.lockHistory(lot.tenderId);
    await this.events.record('tender', lot.tenderId, actor, { kind, at, facts: { lotId: lot.id, ...facts } });
  }
}
