import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EvaluatedBid, awardLot, decisionSeenBy, evaluationSeenBy } from '../support/awards.js';
import { openBids, openingSeenBy, submitBid, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { aPerson } from '../support/people.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

describe('the lowest price wins, where the notice names no criteria', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let cheap: FirmActing;
  let twin: FirmActing;
  let dear: FirmActing;
  let tender: TenderKnown;
  let lotId: string;
  let bids: Record<'cheap' | 'twin' | 'dear', string>;
  let bidIds: string[];

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    [buyer, cheap, twin, dear] = (await Promise.all(
      ['Sekolah Embun', 'Kusen Embun', 'Kayu Jati', 'Kaca Bening'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
    await verified(buyer);
    tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
    lotId = tender.lots[0]!.id;
    bids = {
      cheap: (await submitBid(cheap, tender, { unitPrice: '450000' })).bidId,
      dear: (await submitBid(dear, tender, { unitPrice: '500000' })).bidId,
      twin: (await submitBid(twin, tender, { unitPrice: '450000' })).bidId,
    };
    bidIds = Object.values(bids);
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  it('nothing is decided before the closing, nor before the opening', async () => {
    expect((await awardLot(buyer, { lotId, bidIds }, bids.cheap)).code).toBe('NOT_YET_CLOSED');
    await notary.pass(hours(24));
    expect((await awardLot(buyer, { lotId, bidIds }, bids.cheap)).code).toBe('NOT_YET_OPENED');
    expect(await evaluationSeenBy(buyer, lotId)).toBeNull();
    await openBids(buyer, tender);
    await notary.pass(minutes(1));
  });

  it('equal totals are told apart by a lot that anyone can draw again', async () => {
    const { lotSeed, bids: ranked, ...rest } = (await evaluationSeenBy(buyer, lotId))!;
    expect(rest).toMatchObject({ formula: 'LOWEST_PRICE', isComplete: true, missing: [] });
    const { lines } = JSON.parse((await openingSeenBy(buyer, tender))!.file) as {
      lines: { kind: string; digest: string }[];
    };
    expect(lotSeed).toBe(lines.findLast(({ kind }) => kind === 'OPENED')!.digest);
    const draw = (id: string): string => createHash('sha256').update(`${lotSeed}:${id}`).digest('hex');
    const [first, second] = [bids.cheap, bids.twin].sort((a, b) => (draw(a) < draw(b) ? -1 : 1));
    expect(ranked.map(({ bidId, rank, tieBrokenBy }) => [bidId, rank, tieBrokenBy])).toEqual([
      [first, 1, 'LOT'],
      [second, 2, null],
      [bids.dear, 3, null],
    ]);
  });

  it('the rule stands there in words, for everybody and in both languages', async () => {
    const { data } = await kongsi.ask<{ tender: { lots: { rankingRule: unknown }[] } }>(
      'query ($id: ID!) { tender(id: $id) { lots { rankingRule { formula words { en id } ties { en id } } } } }',
      { id: tender.id },
    );
    expect(data.tender.lots[0]!.rankingRule).toMatchObject({
      formula: 'LOWEST_PRICE',
      words: { en: expect.stringContaining('lowest net total'), id: expect.stringContaining('terendah') },
      ties: { en: expect.stringContaining('SHA-256'), id: expect.stringContaining('SHA-256') },
    });
  });

  it('every bidder is owed a reason: without one there is no award, and those without are named', async () => {
    const [first] = (await evaluationSeenBy(buyer, lotId))!.bids;
    const reasons = [
      { bidId: first!.bidId, reason: 'Lowest.' },
      { bidId: bids.dear, reason: '   ' },
    ];
    const refused = await awardLot(buyer, { lotId, bidIds }, first!.bidId, { reasons });
    const other = first!.bidId === bids.cheap ? 'Kayu Jati' : 'Kusen Embun';
    expect(refused.code).toBe('REASON_MISSING');
    expect(refused.bids!.map(({ bidder }) => bidder).sort()).toEqual([other, 'Kaca Bening'].sort());
    expect(refused.message).toContain('Kaca Bening');
    expect((await decisionSeenBy(buyer, tender)).award).toBeNull();
  });

  it('who decides otherwise says why', async () => {
    const refused = await awardLot(buyer, { lotId, bidIds }, bids.dear);
    expect(refused).toMatchObject({ code: 'NOT_THE_FIRST', rank: 3 });
    expect([bids.cheap, bids.twin]).toContain(refused.first!.id);
  });

  it('only who may bind the buyer decides; for others the lot is not there', async () => {
    const award = (firm: FirmActing): Promise<string | undefined> =>
      firm
        .ask('mutation ($input: AwardLotInput!) { awardLot(input: $input) { __typename } }', {
          input: { actingFor: firm.firmId, idempotencyKey: 'not mine to give', lotId, bidId: bids.dear, reasons: [] },
        })
        .then(({ errors }) => errors?.[0]?.extensions.code);
    expect(await award(dear)).toBe('NOT_FOUND');
    expect(await evaluationSeenBy(dear, lotId)).toBeNull();
    const nobody = await kongsi.ask('query ($lotId: ID!) { evaluation(lotId: $lotId) { lotId } }', { lotId });
    expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('the award tells each its own result, and no more than the notice said', async () => {
    const [first, second] = (await evaluationSeenBy(buyer, lotId))!.bids as [EvaluatedBid, EvaluatedBid, EvaluatedBid];
    const reasons = [
      { bidId: first.bidId, reason: 'Lowest price; drawn before its equal.' },
      { bidId: second.bidId, reason: 'As low, but the lot fell to the other.' },
      { bidId: bids.dear, reason: 'Two others were cheaper.' },
    ];
    expect((await awardLot(buyer, { lotId, bidIds }, first.bidId, { reasons })).code).toBeUndefined();
    expect((await awardLot(buyer, { lotId, bidIds }, first.bidId, { reasons })).code).toBe('ALREADY_AWARDED');

    const whole = await decisionSeenBy(buyer, tender);
    expect(whole).toMatchObject({
      phase: 'AWARDED',
      award: { value: { amount: '5400000', currency: 'IDR' }, tieBrokenBy: 'LOT', deviationReason: null },
    });
    expect(whole.scoreLines.map(({ rank, isAwarded }) => [rank, isAwarded])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);

    const lost = await decisionSeenBy(dear, tender);
    const advantages = 'Lowest price; drawn before its equal.';
    expect(lost.scoreLines).toEqual([
      {
        bidId: null,
        isAwarded: true,
        isDisqualified: false,
        rank: null,
        points: null,
        byCriterion: [],
        price: null,
        reason: advantages,
        tenderers: [],
      },
      {
        bidId: bids.dear,
        isAwarded: false,
        isDisqualified: false,
        rank: 3,
        points: null,
        byCriterion: [],
        price: { amount: '6000000' },
        reason: 'Two others were cheaper.',
        tenderers: [{ firm: { id: dear.firmId }, roles: ['LEAD'], shareBasisPoints: 10_000 }],
      },
    ]);
    expect(lost.award).toMatchObject({ value: null, suppliers: [], chosen: { reason: advantages }, signing: null });

    const stranger = await decisionSeenBy(await aPerson(kongsi), tender);
    expect(stranger.scoreLines).toEqual([]);
    expect(stranger.award).toMatchObject({ value: null, suppliers: [], chosen: null, tieBrokenBy: null });
  });

  it('all are told by mail, in plain words', async () => {
    const mail = (await dear.person.mails()).at(-1)!;
    expect(mail.subject).toContain('Not this time');
    expect(mail.body).toContain('By price it was number 3 of 3.');
    expect(mail.body).toContain('Why: Two others were cheaper.');
    expect(mail.body).toContain('What spoke for the chosen bid: Lowest price; drawn before its equal.');
    expect(mail.body).not.toContain('5400000');
    const titles = await Promise.all([cheap, twin].map(async (firm) => (await firm.person.mails()).at(-1)!.subject));
    expect(titles.filter((title) => title.includes('You have won'))).toHaveLength(1);
  });
});
