import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Every, Events, Jobs, OnJob, newId, say, speaking } from '#libs/platform';
import { closingOf } from '#libs/seal-format';
import { Addendum, AmendHooks, type LockedLot, PublishHooks, Tender, TenderLots } from '#libs/tenders';
import { BidNews } from './bid-news.js';
import { EnvelopeKeys } from './envelope-keys.js';
import { ClosingExtension, LotClosing } from './opening.entity.js';
import { SealLog } from './seal-log.js';

/** Ends the taking of bids: publishes what counts, by digest alone, before anything is opened. */
@Injectable()
export class BidClosing implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly log: SealLog,
    private readonly keys: EnvelopeKeys,
    private readonly news: BidNews,
    private readonly publishing: PublishHooks,
    private readonly amending: AmendHooks,
  ) {}

  onModuleInit(): void {
    this.publishing.register((tender) => this.schedule(tender.id, tender.closesAt!));
    this.amending.register(async (tender, addendum) => {
      await this.schedule(tender.id, tender.closesAt!);
      if (addendum.kind === 'MATERIAL') await this.news.toConfirm(tender, addendum);
    });
  }

  /** Closes what is due of a tender. Safe to run twice, early and late: it decides by the facts under the locks of all its lots. */
  @OnJob('close-tender')
  async close({ tenderId }: { tenderId: string }): Promise<void> {
    await this.db.transaction(() => this.closeDue(tenderId));
  }

  /** Catches what a lost job would leave open. */
  @OnJob('close-tenders')
  @Every('* * * * *')
  async closeAll(): Promise<void> {
    const due = await this.db.sql<{ tenderId: string }>(
      `SELECT DISTINCT lot."tenderId" FROM "lot" lot JOIN "tender" tender ON tender."id" = lot."tenderId"
       WHERE lot."closedAt" IS NULL AND lot."unsuccessfulAt" IS NULL AND tender."publishedAt" IS NOT NULL
         AND tender."cancelledAt" IS NULL AND tender."origin" IS NULL AND tender."closesAt" <= $1`,
      [await this.clock.now()],
    );
    for (const { tenderId } of due) await this.close({ tenderId });
  }

  /** In the caller's transaction: takes the locks of all lots, closes those whose time is over. */
  async closeDue(tenderId: string): Promise<void> {
    const ids = await this.db.sql<{ id: string }>('SELECT "id" FROM "lot" WHERE "tenderId" = $1 ORDER BY "number"', [
      tenderId,
    ]);
    const locked: LockedLot[] = [];
    for (const { id } of ids) locked.push(await this.lots.lockLot(id, 'FOR UPDATE'));
    const open = locked.filter(
      ({ tender, lot }) => !tender.origin && !tender.cancelledAt && !lot.closedAt && !lot.unsuccessfulAt,
    );
    const due = open.filter(({ closing, now }) => closing !== null && now.at >= closing.at);
    const early = open.find(({ closing, now }) => closing !== null && now.at < closing.at);
    if (early) await this.schedule(tenderId, early.closing!.at);
    if (due.length === 0) return;

    const short = await this.tooFew(due);
    const extended = short.length > 0 && (await this.extend(due[0]!));
    const ending = due.filter((it) => !(extended && short.includes(it)));
    for (const it of ending) {
      await this.lots.markClosed(it.lot, it.now);
      if (!it.tender.isSealed) await this.lots.markOpened(it.lot, it.now);
      if (short.includes(it) && it.tender.flags.whenFewer === 'END') await this.end(it);
      else if (it.tender.isSealed) await this.news.closed(it.tender, it.lot);
    }
    for (const it of ending.filter(({ tender }) => tender.isSealed)) await this.publish(it);
  }

  /** The list of what counts, in the order of the log, and its line. */
  private async publish({ tender, lot, now, closing }: LockedLot): Promise<void> {
    const rows = await this.db.sql<{ digest: string }>(
      `SELECT line."line" ->> 'payloadDigest' AS "digest" FROM "bid" bid
       JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
       JOIN "sealLogLine" line ON line."position" = live."logPosition"
       WHERE bid."lotId" = $1 ORDER BY line."position"`,
      [lot.id],
    );
    const facts = await closingOf({
      tenderId: tender.id,
      lotId: lot.id,
      closesAt: exactOf(closing!.at),
      closedAt: now.exact,
      digests: rows.map((row) => row.digest),
    });
    await this.db.of(LotClosing).insert({ lotId: lot.id, tenderId: tender.id, closing: facts });
    await this.log.append({
      at: now.exact,
      kind: 'CLOSED',
      lot: { tenderId: tender.id, lotId: lot.id },
      payload: facts,
    });
  }

  /** Those with fewer bids than the notice asks for. */
  private async tooFew(due: readonly LockedLot[]): Promise<LockedLot[]> {
    const counts = await this.db.sql<{ lotId: string; count: number }>(
      `SELECT "lotId", count(*)::integer AS "count" FROM "bid" WHERE "lotId" = ANY ($1::uuid[]) AND "liveVersion" IS NOT NULL GROUP BY 1`,
      [due.map(({ lot }) => lot.id)],
    );
    const countOf = new Map(counts.map((row) => [row.lotId, row.count]));

    return due.filter(({ tender, lot }) => (countOf.get(lot.id) ?? 0) < tender.flags.minimumBids);
  }

  /** Moves the deadline once, visibly, where the notice says so. @returns whether it moved */
  private async extend({ tender, closing, now }: LockedLot): Promise<boolean> {
    const { whenFewer, extensionDays } = tender.flags;
    if (whenFewer !== 'EXTEND') return false;
    const closesAt = new Date(closing!.at.getTime() + extensionDays * 86_400_000);
    const facts = { tenderId: tender.id, extendedAt: now.at, closedBefore: closing!.at, closesAt };
    const first = await this.db.sql(
      `INSERT INTO "closingExtension" ("tenderId", "extendedAt", "closedBefore", "closesAt") VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [facts.tenderId, facts.extendedAt, facts.closedBefore, facts.closesAt],
    );
    if (first.length === 0) return false;
    await this.lots.lockHistory(tender.id);
    const addendum = await this.announce(tender, facts);
    await this.db.sql('UPDATE "tender" SET "closesAt" = $2, "changedAt" = $3 WHERE "id" = $1', [
      tender.id,
      closesAt,
      now.at,
    ]);
    await this.events.record('tender', tender.id, null, {
      kind: 'AMENDED',
      at: now.at,
      facts: { addendumId: addendum.id, number: addendum.number, kind: addendum.kind },
    });
    await this.keys.moveClosing(Object.assign(new Tender(), tender, { closesAt }), now);
    await this.schedule(tender.id, closesAt);

    return true;
  }

  /** The addendum only announces it. */
  private async announce(tender: Tender, { closesAt, closedBefore, extendedAt }: ClosingExtension): Promise<Addendum> {
    const language = tender.language.startsWith('id') ? 'id' : 'en';
    const number = (await this.db.of(Addendum).countBy({ tenderId: tender.id })) + 1;
    const changes = [{ path: 'closesAt', before: closedBefore.toISOString(), after: closesAt.toISOString() }];
    const addendum = Object.assign(new Addendum(), {
      id: newId(),
      tenderId: tender.id,
      number,
      kind: 'CLERICAL' as const,
      lotIds: [],
      publishedAt: extendedAt,
      note: speaking(language, () => say('bids:extendedForTooFew')),
      changes,
    });
    await this.db.of(Addendum).insert(addendum);

    return addendum;
  }

  private async end({ tender, lot, now }: LockedLot): Promise<void> {
    const language = tender.language.startsWith('id') ? 'id' : 'en';
    const reason = speaking(language, () => say('bids:endedForTooFew', { minimum: tender.flags.minimumBids }));
    await this.lots.endUnsuccessful(lot, null, reason, now.at);
  }

  private async schedule(tenderId: string, runAt: Date): Promise<void> {
    await this.jobs.add('close-tender', { tenderId }, { runAt, key: `close-tender:${tenderId}` });
  }
}

/** A moment kept in milliseconds, as the formats write it. */
export function exactOf(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}
