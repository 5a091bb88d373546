import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Clock, Db } from '#libs/platform';
import { Lot, Tender, TenderLots, lotPhase } from '#libs/tenders';
import { awardLot, closedWithQuotes, decisionSeenBy, quote } from '../support/awards.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { aLot, aTender } from '../support/tenders.js';

const tries = 100;

describe('a lot is awarded once', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let wood: FirmActing;
  let steel: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, wood, steel] = (await Promise.all(
      ['Sekolah Embun', 'Kayu Teduh', 'Baja Bandar'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing];
  });
  afterAll(() => kongsi.stop());

  /** Two decisions at the same moment, for different bids. */
  async function decideTwice(): Promise<{ codes: string[]; awards: number }> {
    const { lotId, bidIds } = await closedWithQuotes(buyer, [
      [wood, '400000'],
      [steel, '450000'],
    ]);
    const deviationReason = 'It is nearer.';
    const answers = await Promise.all(
      bidIds.map((bidId) => awardLot(buyer, { lotId, bidIds }, bidId, { deviationReason })),
    );
    const { rows } = await kongsi.pool.query('SELECT 1 FROM "award" WHERE "lotId" = $1', [lotId]);

    return { codes: answers.map(({ code }) => code ?? 'HELD').sort((a, b) => a.localeCompare(b)), awards: rows.length };
  }

  /** Reads the lot without its lock, and the clock once, as `TenderLots.lockLot` does with it. */
  function withoutLock(): { mockRestore: () => void } {
    const db = kongsi.app.get(Db);

    return jest.spyOn(kongsi.app.get(TenderLots), 'lockLot').mockImplementation(async (lotId) => {
      const lot = await db.get(Lot, lotId);
      const tender = await db.get(Tender, lot.tenderId);
      const now = await kongsi.app.get(Clock).read();
      const times = { publishedAt: tender.publishedAt, cancelledAt: tender.cancelledAt, closing: tender.closesAt };

      return { tender, lot, now, closing: null, phase: lotPhase(times, lot, tender.isSealed, now.at) };
    });
  }

  it('of two decisions at the same moment one holds', async () => {
    for (let round = 0; round < 5; round += 1)
      expect(await decideTwice()).toEqual({ codes: ['ALREADY_AWARDED', 'HELD'], awards: 1 });
  });

  it('also by the rule in the database alone, without the lock', async () => {
    const unlocked = withoutLock();
    try {
      for (let round = 0; round < 5; round += 1)
        expect(await decideTwice()).toEqual({ codes: ['ALREADY_AWARDED', 'HELD'], awards: 1 });
    } finally {
      unlocked.mockRestore();
    }
  });

  it('would be awarded twice without both (control)', async () => {
    await kongsi.pool.query('DROP INDEX "award_onePerLot"');
    // One line per bid and lot: by accident it would stop most second decisions as well.
    await kongsi.pool.query('ALTER TABLE "scoreLine" DROP CONSTRAINT "scoreLine_pkey"');
    const unlocked = withoutLock();
    try {
      let twice = false;
      for (let attempt = 0; attempt < tries && !twice; attempt += 1) twice = (await decideTwice()).awards === 2;
      expect(twice).toBe(true);
    } finally {
      unlocked.mockRestore();
      await kongsi.pool.query('DELETE FROM "scoreLine"');
      await kongsi.pool.query('DELETE FROM "award"');
      await kongsi.pool.query('ALTER TABLE "scoreLine" ADD PRIMARY KEY ("lotId", "bidId")');
      await kongsi.pool.query('CREATE UNIQUE INDEX "award_onePerLot" ON "award" ("lotId") WHERE "only"');
    }
  }, 120_000);

  it('a retry after a cut connection has no second effect', async () => {
    const { tender, lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']]);
    const again = { idempotencyKey: 'the line was cut' };
    const first = await awardLot(buyer, { lotId, bidIds }, bidIds[0]!, again);
    expect(await awardLot(buyer, { lotId, bidIds }, bidIds[0]!, again)).toEqual(first);
    expect((await decisionSeenBy(buyer, tender)).award!.id).toBe(first.id);
  });

  it('no tenderer wins more lots than the notice allows, not even two at once', async () => {
    const lots = ['North', 'South'].map((title) => aLot({ title }));
    const tender = await aTender(buyer, { closesIn: days(1), lots, flags: { maxLotsAwarded: 1 } });
    const bidIds: string[] = [];
    for (const lot of [0, 1]) bidIds.push((await quote(wood, tender, { lot })).bidId);
    await kongsi.clock.pass(days(1));
    const answers = await Promise.all(
      tender.lots.map(({ id }, index) => awardLot(buyer, { lotId: id, bidIds: [bidIds[index]!] }, bidIds[index]!)),
    );
    expect(answers.map(({ code }) => code)).toEqual(expect.arrayContaining(['LOT_LIMIT_REACHED', undefined]));
  });

  it('where too few bid, what the notice said has happened: there is nothing to award', async () => {
    const { lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']], {
      flags: { minimumBids: 2, whenFewer: 'END' },
    });
    expect((await awardLot(buyer, { lotId, bidIds }, bidIds[0]!)).code).toBe('TENDER_NOT_OPEN');
  });

  it('last offers that were asked for are waited for', async () => {
    const { lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']]);
    const until = new Date((await kongsi.clock.now()).getTime() + days(1)).toISOString();
    expect((await buyer.act('askFinalOffers', { lotId, until })).code).toBeUndefined();
    expect((await awardLot(buyer, { lotId, bidIds }, bidIds[0]!)).code).toBe('OFFERS_STILL_COMING');
    await kongsi.clock.pass(days(1));
    expect((await awardLot(buyer, { lotId, bidIds }, bidIds[0]!)).code).toBeUndefined();
  });
});
