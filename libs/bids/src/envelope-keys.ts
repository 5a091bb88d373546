import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, type Reading } from '#libs/platform';
import type { Envelope } from '#libs/seal-format';
import { AmendHooks, type Lot, PublishHooks, SealingUnavailable, type Tender } from '#libs/tenders';
import { EnvelopeKey } from './envelope-key.entity.js';
import { notaryChannel } from './notary.js';
import { SealLog } from './seal-log.js';

/** The keys bids are locked to, as far as the api knows them: public halves, and private ones once the notary released them. */
@Injectable()
export class EnvelopeKeys implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: SealLog,
    private readonly publishing: PublishHooks,
    private readonly amending: AmendHooks,
  ) {}

  onModuleInit(): void {
    this.publishing.register((tender, lots) => this.assign(tender, lots));
    this.amending.register(async (tender) => this.moveClosing(tender, await this.clock.read()));
  }

  /** The public halves of a lot, in the order in which its envelopes are opened. */
  async of(lotId: string, envelopes: readonly Envelope[]): Promise<EnvelopeKey[]> {
    const keys = await this.db.of(EnvelopeKey).findBy({ lotId });

    return envelopes.flatMap((envelope) => keys.find((key) => key.envelope === envelope) ?? []);
  }

  /** Tells the notary of another closing, and the log: the notary never goes back to an earlier one. */
  async moveClosing({ id: tenderId, closesAt }: Pick<Tender, 'id' | 'closesAt'>, now: Reading): Promise<void> {
    const moved = await this.db.sql<{ lotId: string }>(
      `WITH moved AS (UPDATE "envelopeKey" SET "closesAt" = $2
         WHERE "tenderId" = $1 AND "identity" IS NULL AND "closesAt" IS DISTINCT FROM $2 RETURNING "lotId")
       SELECT DISTINCT "lotId" FROM moved ORDER BY "lotId"`,
      [tenderId, closesAt],
    );
    if (moved.length === 0) return;
    await this.#nudge();
    const payload = { closesAt: closesAt!.toISOString() };
    for (const { lotId } of moved)
      await this.log.append({ at: now.exact, kind: 'DEADLINE_MOVED', lot: { tenderId, lotId }, payload });
  }

  /** Asks for the release of one envelope's key. Asking again changes nothing. */
  async requestRelease(lotId: string, envelope: Envelope, now: Date): Promise<void> {
    await this.db.sql(
      `UPDATE "envelopeKey" SET "releaseRequestedAt" = coalesce("releaseRequestedAt", $3) WHERE "lotId" = $1 AND "envelope" = $2`,
      [lotId, envelope, now],
    );
    await this.#nudge();
  }

  /** Takes a key for each envelope of each lot, or refuses: nothing is published that could not be opened. */
  private async assign(tender: Tender, lots: readonly Lot[]): Promise<void> {
    const wanted = lots.flatMap((lot) => tender.flags.envelopes.map((envelope) => ({ lotId: lot.id, envelope })));
    if (wanted.length === 0) return;
    const now = await this.clock.read();
    const free = await this.db.sql<{ id: string; recipient: string }>(
      `SELECT "id", "recipient" FROM "envelopeKey" WHERE "lotId" IS NULL ORDER BY "createdAt" LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [wanted.length],
    );
    if (free.length < wanted.length) throw new SealingUnavailable();
    await this.#nudge();
    for (const [index, { lotId, envelope }] of wanted.entries()) {
      const { id, recipient } = free[index]!;
      await this.db.sql(
        `UPDATE "envelopeKey" SET "tenderId" = $2, "lotId" = $3, "envelope" = $4, "assignedAt" = $5, "closesAt" = $6 WHERE "id" = $1`,
        [id, tender.id, lotId, envelope, now.at, tender.closesAt],
      );
      await this.log.append({
        at: now.exact,
        kind: 'KEY_ASSIGNED',
        lot: { tenderId: tender.id, lotId },
        payload: { envelope, recipient },
      });
    }
  }

  async #nudge(): Promise<void> {
    await this.db.sql(`SELECT pg_notify('${notaryChannel}', '')`);
  }
}
