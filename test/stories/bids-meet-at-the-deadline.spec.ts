import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BidClosing } from '#libs/bids';
import { Clock, Db } from '#libs/platform';
import { Closings, Lot, Tender, TenderLots, lotPhase } from '#libs/tenders';
import { type Submitted, handIn, sealByAge, submitBid, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { type TenderKnown, aTender } from '../support/tenders.js';
import { upload } from '../support/uploads.js';

describe('bids meet at the deadline', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let firms: FirmActing[];

  beforeAll(async () => {
    kongsi = await startKongsi({ DATABASE_POOL: '20' });
    notary = await startNotary(kongsi);
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    firms = await Promise.all([1, 2, 3, 4].map((number) => aFirm(kongsi, { name: `Kusen ${number}` })));
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  /** The digests of the bids that count by the list published at closing. */
  const published = async (tender: TenderKnown): Promise<string[] | null> => {
    const { rows } = await kongsi.pool.query<{ digests: string[] }>(
      `SELECT "closing" -> 'digests' AS digests FROM "lotClosing" WHERE "lotId" = $1`,
      [tender.lots[0]!.id],
    );

    return rows[0]?.digests ?? null;
  };

  /** Bids in flight while the lot closes. @returns how many were acknowledged, and how many of those the published list has */
  const round = async (turn: number): Promise<{ acknowledged: number; listed: number }> => {
    const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
    const lotId = tender.lots[0]!.id;
    const ready = await Promise.all(
      firms.map(async (firm) => {
        const { manifest, ciphertext } = await sealByAge(firm, tender);
        const fileId = await upload(firm.person, 'SEALED_ENVELOPE', Buffer.from(ciphertext), 'bid.age');

        return { firm, manifest, fileId };
      }),
    );
    // The clock stands a hair before the closing, another one each turn: some come in time, some do not, and the closing runs among them.
    const clock = kongsi.app.get(Clock);
    const left = new Date(tender.closesAt).getTime() - (await clock.now()).getTime();
    clock.shift(clock.offsetMs + left - 20 - ((turn * 37) % 200));
    const close = async (): Promise<void> => {
      const closing = kongsi.app.get(BidClosing);
      while ((await published(tender)) === null) await closing.close({ tenderId: tender.id });
    };
    const [answers] = await Promise.all([
      Promise.all(ready.map(({ firm, manifest, fileId }) => handIn(firm, { lotId, manifest, fileId }))),
      close(),
    ]);
    const acknowledged = answers.filter((answer: Submitted) => !answer.code);

    return { acknowledged: acknowledged.length, listed: (await published(tender))!.length };
  };

  it('every acknowledged bid is in the published list, however close it came', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const { acknowledged, listed } = await round(turn);
      expect(listed).toBe(acknowledged);
    }
  }, 120_000);

  it('the control: the same without the lot’s lock loses acknowledged bids', async () => {
    const lots = kongsi.app.get(TenderLots);
    const lockLot = lots.lockLot.bind(lots);
    lots.lockLot = withoutLock(kongsi);
    try {
      let lost = false;
      for (let turn = 0; turn < 100 && !lost; turn += 1) {
        const { acknowledged, listed } = await round(turn);
        lost = listed < acknowledged;
      }
      expect(lost).toBe(true);
    } finally {
      lots.lockLot = lockLot;
    }
  }, 300_000);

  it('a retry after a cut connection has one effect and the same receipt', async () => {
    const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
    const [firm] = firms as [FirmActing];
    const sealed = await sealByAge(firm, tender);
    const idempotencyKey = randomUUID();
    const fileId = await upload(firm.person, 'SEALED_ENVELOPE', Buffer.from(sealed.ciphertext), 'bid.age');
    const input = { lotId: tender.lots[0]!.id, manifest: sealed.manifest, fileId, idempotencyKey };
    const answers = await Promise.all([1, 2, 3].map(() => handIn(firm, input)));
    expect(new Set(answers.map((answer) => answer.receipt)).size).toBe(1);
    expect(await versionsOf(kongsi, tender)).toBe(1);
  });

  it('two people of one firm at once: one version each, in order', async () => {
    const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
    const [firm] = firms as [FirmActing];
    const answers = await Promise.all([submitBid(firm, tender), submitBid(firm, tender)]);
    expect(answers.map((answer) => answer.code ?? 'TAKEN').sort()).toEqual(['SEAL_DAMAGED', 'TAKEN']);
  });
});

async function versionsOf(kongsi: Kongsi, tender: TenderKnown): Promise<number> {
  const { rows } = await kongsi.pool.query('SELECT 1 FROM "bidVersion" WHERE "tenderId" = $1', [tender.id]);

  return rows.length;
}

/** The same reading of the same facts, but nobody waits for anybody. */
function withoutLock(kongsi: Kongsi): TenderLots['lockLot'] {
  const db = kongsi.app.get(Db);
  const clock = kongsi.app.get(Clock);
  const closings = kongsi.app.get(Closings);

  return async (lotId) => {
    const lot = await db.get(Lot, lotId);
    const now = await clock.read();
    const tender = await db.get(Tender, lot.tenderId);
    const closing = await closings.of(tender);
    const times = { publishedAt: tender.publishedAt, cancelledAt: tender.cancelledAt, closing: closing?.at ?? null };

    return { tender, lot, now, closing, phase: lotPhase(times, lot, tender.isSealed, now.at) };
  };
}
