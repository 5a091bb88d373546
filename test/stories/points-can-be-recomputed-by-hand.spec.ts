import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  agreeScore,
  awardLot,
  closedWithQuotes,
  criteriaOf,
  decisionSeenBy,
  declareInterests,
  evaluationSeenBy,
  quote,
  scoreBid,
} from '../support/awards.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import type { Outcome } from '../support/people.js';
import { type TenderKnown, aLot, aTender } from '../support/tenders.js';

const criteria = [
  { title: 'Price', kind: 'PRICE', weight: 6_000 },
  { title: 'Workmanship', kind: 'QUALITY', weight: 3_000 },
  { title: 'Speed', kind: 'DELIVERY_TIME', weight: 1_000 },
];

describe('points can be recomputed by hand', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let wood: FirmActing;
  let steel: FirmActing;
  let glass: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, wood, steel, glass] = (await Promise.all(
      ['Sekolah Embun', 'Kayu Teduh', 'Baja Bandar', 'Kaca Bening'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
  });
  afterAll(() => kongsi.stop());

  const appoint = (firm: FirmActing, tenderId: string, person: { person: { id: string } }): Promise<Outcome> =>
    firm.act('appointEvaluator', { tenderId, personId: person.person.id });
  /** What a story agrees on without evaluators: points for workmanship and speed, bid by bid. */
  const agreeAll = async (
    tender: TenderKnown,
    points: [bidId: string, work: string, speed: string][],
  ): Promise<void> => {
    const ids = await criteriaOf(buyer, tender);
    for (const [bidId, work, speed] of points) {
      expect((await agreeScore(buyer, bidId, ids.Workmanship!, work)).code).toBeUndefined();
      expect((await agreeScore(buyer, bidId, ids.Speed!, speed)).code).toBeUndefined();
    }
  };

  describe('with two evaluators', () => {
    let tender: TenderKnown;
    let lotId: string;
    let a: string;
    let b: string;
    let ids: Record<string, string>;
    let sari: FirmActing;
    let budi: FirmActing;

    it('the buyer appoints its own delegates, and nobody else', async () => {
      sari = await aDelegate(buyer, 'VIEWER');
      budi = await aDelegate(buyer, 'VIEWER');
      tender = await aTender(buyer, { closesIn: days(1), lots: [aLot({ criteria })] });
      lotId = tender.lots[0]!.id;
      expect((await appoint(buyer, tender.id, wood)).code).toBe('NOT_YOUR_DELEGATE');
      for (const evaluator of [sari, budi]) expect((await appoint(buyer, tender.id, evaluator)).code).toBeUndefined();
      a = (await quote(wood, tender, { unitPrice: '400000' })).bidId;
      b = (await quote(steel, tender, { unitPrice: '450000' })).bidId;
      ids = await criteriaOf(buyer, tender);
      expect((await sari.person.mails()).at(-1)!.subject).toContain('You judge the bids');
      expect((await declareInterests(sari.person, tender.id)).code).toBe('NOT_YET_OPENED');
      await kongsi.clock.pass(days(1));
    });

    it('each declares ties before scoring', async () => {
      expect((await scoreBid(sari.person, a, ids.Workmanship!, '80')).code).toBe('INTERESTS_NOT_DECLARED');
      for (const { person } of [sari, budi]) expect((await declareInterests(person, tender.id)).code).toBeUndefined();
      const { tender: seen } = await buyer.get<{ tender: { evaluators: unknown[] } }>(
        'query ($id: ID!) { tender(id: $id) { evaluators { personId interests person { name } } } }',
        { id: tender.id },
      );
      expect(seen.evaluators).toHaveLength(2);
      expect(seen.evaluators[0]).toMatchObject({ interests: 'None.', person: { name: 'Delegate VIEWER' } });
      const outside = await wood.get<{ tender: { evaluators: unknown[] } }>(
        'query ($id: ID!) { tender(id: $id) { evaluators { personId } } }',
        { id: tender.id },
      );
      expect(outside.tender.evaluators).toEqual([]);
    });

    it('each scores alone: nobody sees the points of another until all have scored', async () => {
      await scoreBid(sari.person, a, ids.Workmanship!, '80.25');
      await scoreBid(sari.person, a, ids.Workmanship!, '81.25');
      expect((await scoreBid(sari.person, a, ids.Price!, '100')).code).toBe('PRICE_IS_COMPUTED');
      expect((await evaluationSeenBy(sari, lotId))!.scores).toMatchObject([{ points: '81.25' }]);
      for (const reader of [budi, buyer]) expect((await evaluationSeenBy(reader, lotId))!.scores).toEqual([]);
      expect(await agreeScore(buyer, a, ids.Workmanship!, '80')).toMatchObject({ code: 'SCORES_MISSING', missing: 7 });

      for (const [bid, criterion] of [
        [a, 'Speed'],
        [b, 'Workmanship'],
        [b, 'Speed'],
      ] as const)
        await scoreBid(sari.person, bid, ids[criterion]!, '70');
      for (const bid of [a, b])
        for (const criterion of ['Workmanship', 'Speed']) await scoreBid(budi.person, bid, ids[criterion]!, '60');
      for (const reader of [sari, budi, buyer]) expect((await evaluationSeenBy(reader, lotId))!.scores).toHaveLength(8);
      expect((await scoreBid(sari.person, a, ids.Speed!, '1')).code).toBe('SCORES_SHOWN');
      expect((await appoint(buyer, tender.id, await aDelegate(buyer, 'VIEWER'))).code).toBe('SCORING_BEGUN');
    });

    it('strangers and tenderers score nothing and see nothing of it', async () => {
      for (const outsider of [wood, glass]) {
        const { errors } = await outsider.ask(
          'mutation ($input: ScoreBidInput!) { scoreBid(input: $input) { __typename } }',
          {
            input: {
              idempotencyKey: 'no judge at all',
              bidId: a,
              criterionId: ids.Speed,
              points: '1',
              reason: 'Mine.',
            },
          },
        );
        expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
        expect(await evaluationSeenBy(outsider, lotId)).toBeNull();
      }
    });

    it('points are exact decimals from 0 to 100', async () => {
      for (const points of ['100.01', '-1', '80.125']) {
        const { errors } = await buyer.ask(
          'mutation ($input: AgreeScoreInput!) { agreeScore(input: $input) { __typename } }',
          {
            input: {
              actingFor: buyer.firmId,
              idempotencyKey: `points ${points}`,
              bidId: a,
              criterionId: ids.Speed,
              points,
              reason: 'All.',
            },
          },
        );
        expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      }
    });

    it('there is no award before all is agreed on', async () => {
      await agreeScore(buyer, a, ids.Workmanship!, '70.5');
      await agreeScore(buyer, a, ids.Speed!, '65');
      await agreeScore(buyer, b, ids.Workmanship!, '90');
      expect(await awardLot(buyer, { lotId, bidIds: [a, b] }, a)).toMatchObject({
        code: 'EVALUATION_INCOMPLETE',
        bids: [{ bidder: 'Baja Bandar' }],
      });
      const open = (await evaluationSeenBy(buyer, lotId))!;
      expect(open).toMatchObject({ isComplete: false, missing: [{ bidId: b, criterionId: ids.Speed }] });
      expect(open.bids.map(({ rank }) => rank)).toEqual([null, null]);
      await agreeScore(buyer, b, ids.Speed!, '80');
    });

    it('the ranking is what a sheet of paper gives', async () => {
      // A: price 400 ÷ 400 × 100 = 100 → 60; workmanship 70.5 × 0.3 = 21.15; speed 65 × 0.1 = 6.5. Together 87.65.
      // B: price 400 ÷ 450 × 100 = 88.8889 → 53.33334; workmanship 90 × 0.3 = 27; speed 80 × 0.1 = 8. Together 88.33334.
      const { bids, isComplete } = (await evaluationSeenBy(buyer, lotId))!;
      expect(isComplete).toBe(true);
      expect(bids).toMatchObject([
        {
          bidId: b,
          rank: 1,
          points: '88.3333',
          byCriterion: [
            { criterionId: ids.Price, points: '88.8889', weighted: '53.3333' },
            { criterionId: ids.Workmanship, points: '90.0000', weighted: '27.0000' },
            { criterionId: ids.Speed, points: '80.0000', weighted: '8.0000' },
          ],
        },
        { bidId: a, rank: 2, points: '87.6500' },
      ]);
    });

    it('the loser sees its own points and reason and what spoke for the other, exactly', async () => {
      expect((await awardLot(buyer, { lotId, bidIds: [a, b] }, b)).code).toBeUndefined();
      const lost = await decisionSeenBy(wood, tender);
      const [other, own] = lost.scoreLines;
      expect(own).toMatchObject({ bidId: a, rank: 2, points: '87.6500', reason: 'Another was better.' });
      expect(own!.byCriterion.map(({ points }) => points)).toEqual(['100.0000', '70.5000', '65.0000']);
      expect(other).toEqual({
        bidId: null,
        isAwarded: true,
        isDisqualified: false,
        rank: null,
        points: null,
        byCriterion: [],
        price: null,
        reason: 'Best of all.',
        tenderers: [],
      });
      const { body } = (await wood.person.mails()).at(-1)!;
      expect(body).toContain('number 2 of 2, with 87.65 of 100 points');
      expect((await agreeScore(buyer, a, ids.Speed!, '99')).code).toBe('ALREADY_AWARDED');
    });
  });

  it('a tie goes to the heaviest criterion in which they differ', async () => {
    const facts = { lots: [aLot({ criteria })] };
    const { tender, lotId, bidIds } = await closedWithQuotes(
      buyer,
      [
        [wood, '400000'],
        [steel, '500000'],
      ],
      facts,
    );
    const [first, second] = bidIds as [string, string];
    // First: 60 + 60 × 0.3 + 40 × 0.1 = 82. Second: 80 × 0.6 + 90 × 0.3 + 70 × 0.1 = 82.
    await agreeAll(tender, [
      [first, '60', '40'],
      [second, '90', '70'],
    ]);
    const { bids } = (await evaluationSeenBy(buyer, lotId))!;
    expect(bids.map(({ bidId, points, tieBrokenBy }) => [bidId, points, tieBrokenBy])).toEqual([
      [first, '82.0000', 'CRITERION'],
      [second, '82.0000', null],
    ]);
  });

  it('nobody judges bids of a firm they act for', async () => {
    const both = await aDelegate(buyer, 'VIEWER');
    const own = await aFirm(kongsi, { name: 'Milik Penilai', founder: both.person });
    const late = await aTender(buyer, { closesIn: days(1), lots: [aLot({ criteria })] });
    const early = await quote(own, late);
    expect((await appoint(buyer, late.id, both)).code).toBeUndefined();
    // From the appointment on its firms cannot bid; what came before is met when it declares.
    const barred = await aTender(buyer, { closesIn: days(2) });
    expect((await appoint(buyer, barred.id, both)).code).toBeUndefined();
    await expect(quote(own, barred)).rejects.toThrow('ON_BUYERS_SIDE');
    await kongsi.clock.pass(days(1));
    const declared = await both.person.carryOut<{ firms: { name: string }[] }>(
      'declareInterests',
      { idempotencyKey: 'I own one of them', tenderId: late.id, interests: 'I own one of them.' },
      '... on InvolvedInBid { firms { name } }',
    );
    expect(declared).toMatchObject({ code: 'INVOLVED_IN_BID', firms: [{ name: 'Milik Penilai' }] });
    const ids = await criteriaOf(buyer, late);
    expect((await scoreBid(both.person, early.bidId, ids.Speed!, '100')).code).toBe('INVOLVED_IN_BID');
    expect((await agreeScore(buyer, early.bidId, ids.Speed!, '50')).code).toBe('SCORES_MISSING');
    expect((await buyer.act('dismissEvaluator', { tenderId: late.id, personId: both.person.id })).code).toBeUndefined();
    expect((await agreeScore(buyer, early.bidId, ids.Speed!, '50')).code).toBeUndefined();
  });
});
