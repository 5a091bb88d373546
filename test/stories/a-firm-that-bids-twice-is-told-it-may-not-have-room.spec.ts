import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAlliance } from '../support/alliances.js';
import { awardLot, quote } from '../support/awards.js';
import { allianceCoverage, coverageOf, myCoverage, stateCapacity } from '../support/coverage.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aLot, aTender, roomForWork } from '../support/tenders.js';

describe('a firm that bids twice for the same weeks', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let painter: FirmActing;
  let school: TenderKnown;
  let market: TenderKnown;
  let schoolBidId: string;
  let work: { from: string; until: string };
  const lotOf = (tender: TenderKnown): string => tender.lots[0]!.id;

  /** Ten weeks of work, of a hundred person-weeks. */
  const aWork = (title: string): Promise<TenderKnown> =>
    aTender(buyer, {
      title,
      closesIn: days(10),
      flags: { standstillDays: 0 },
      priceTerms: { currency: 'IDR', bidLanguages: ['en', 'id'], validityDays: 20 },
      lots: [
        aLot({
          requirements: [roomForWork(work)],
        }),
      ],
    });

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    joiner = await aFirm(kongsi, { name: 'Kusen Embun' });
    painter = await aFirm(kongsi, { name: 'Cat Fajar' });
    const now = (await kongsi.clock.now()).getTime();
    const day = (from: number) => new Date(now + days(from)).toISOString().slice(0, 10);
    work = { from: day(60), until: day(129) };
    school = await aWork('Windows for the school');
    market = await aWork('Stalls for the market');
    for (const firm of [joiner, painter]) await stateCapacity(firm, { ...work, peoplePerWeek: '14' });
  });
  afterAll(() => kongsi.stop());

  const alone = async (tender: TenderKnown) => (await myCoverage(joiner, lotOf(tender))).verdicts[0]!;

  it('has room for each of them, as long as it has bid for none', async () => {
    expect(await alone(school)).toMatchObject({ outcome: 'MET' });
    expect(await alone(market)).toMatchObject({ outcome: 'MET' });
  });

  it('is told when both cannot be done, with what would be left', async () => {
    const alliance = await anAlliance(painter, [joiner], school);
    schoolBidId = (await quote(painter, school, { allianceId: alliance.id })).bidId;

    const seen = await alone(market);
    expect(seen).toMatchObject({
      outcome: 'AT_RISK',
      sentence: 'There is room today, but not if all their other bids are awarded: Kusen Embun.',
    });
    expect(seen.firms[0]!.sentence).toBe(
      'Kusen Embun has 140 person-weeks free. Its part needs 100 person-weeks. If all its other bids are awarded, only 90 person-weeks stays free.',
    );
  });

  it('is not told so of the lot it has bid for: only one of the bids for it is chosen', async () => {
    expect(await alone(school)).toMatchObject({ outcome: 'MET' });
  });

  it('is told alone: nobody else learns from it that there is a bid', async () => {
    const lineUp = { entries: [{ firmId: joiner.firmId, roles: ['LEAD'], shareBasisPoints: 10_000 }] };
    for (const other of [painter, buyer]) {
      expect((await coverageOf(other, lotOf(market), lineUp)).verdicts[0]).toMatchObject({ outcome: 'MET' });
    }
    const together = await anAlliance(painter, [joiner], market);
    const seen = async (firm: FirmActing) => (await allianceCoverage(firm, together.id, lotOf(market)))!.verdicts[0]!;
    const cells = async (firm: FirmActing) =>
      Object.fromEntries((await seen(firm)).firms.map(({ firm: who, outcome }) => [who!.name, outcome]));

    // Each has 90 left for its 50: now all fits. Of the partner's other bids each knows nothing.
    expect(await cells(joiner)).toEqual({ 'Cat Fajar': 'MET', 'Kusen Embun': 'MET' });
    await stateCapacityLess(joiner);
    expect(await cells(joiner)).toEqual({ 'Cat Fajar': 'MET', 'Kusen Embun': 'AT_RISK' });
    expect(await cells(painter)).toEqual({ 'Cat Fajar': 'MET', 'Kusen Embun': 'MET' });
  });

  /** Work elsewhere takes five people: ninety stay free, forty if the school is won. */
  const stateCapacityLess = (firm: FirmActing) =>
    firm.act('bookOutsideWork', { ...work, peoplePerWeek: '5' }, '... on Commitment { id }');

  it('has taken the work once the contract is signed, for everybody to count, and is free when it is done', async () => {
    await kongsi.clock.pass(days(10));
    await awardLot(buyer, { lotId: lotOf(school), bidIds: [schoolBidId] }, schoolBidId);
    expect(await alone(market)).toMatchObject({ outcome: 'UNMET' });
    await kongsi.clock.pass(hours(1));
    const signers = { buyerSigner: 'Ibu Ratna', supplierSigner: 'Sari Wijaya' };
    expect(await buyer.act('signContract', { lotId: lotOf(school), ...signers }, '... on Lot { phase }')).toMatchObject(
      {
        phase: 'SIGNED',
      },
    );

    const lineUp = { entries: [{ firmId: painter.firmId, roles: ['LEAD'], shareBasisPoints: 10_000 }] };
    const painterSeen = async () => (await coverageOf(buyer, lotOf(market), lineUp)).verdicts[0]!;
    expect(await painterSeen()).toMatchObject({ outcome: 'UNMET', shortBy: { value: '10', unit: 'WEE' } });
    await buyer.act('completeContract', { lotId: lotOf(school) }, '... on Lot { phase }');
    expect(await painterSeen()).toMatchObject({ outcome: 'MET' });
  });

  it('has taken every estimate of a lot: two stretches of work are two', async () => {
    const later = { from: work.until, until: work.until };
    const tender = await aTender(buyer, {
      closesIn: days(2),
      flags: { standstillDays: 0 },
      lots: [aLot({ requirements: [roomForWork(work), roomForWork(later)] })],
    });
    const { bidId } = await quote(painter, tender);
    await kongsi.clock.pass(days(2));
    await awardLot(buyer, { lotId: lotOf(tender), bidIds: [bidId] }, bidId);
    await kongsi.clock.pass(hours(1));
    const taken = async () => {
      const { myCapacity } = await painter.get<{ myCapacity: { taken: { kind: string; from: string }[] } }>(
        'query ($firmId: ID!) { myCapacity(firmId: $firmId) { taken { kind from } } }',
        { firmId: painter.firmId },
      );

      return myCapacity.taken;
    };
    const signers = { buyerSigner: 'Ibu Ratna', supplierSigner: 'Sari Wijaya' };
    await buyer.act('signContract', { lotId: lotOf(tender), ...signers }, '... on Lot { phase }');
    expect(await taken()).toEqual([work.from, later.from].map((from) => ({ kind: 'CONTRACT', from })));
    await buyer.act('completeContract', { lotId: lotOf(tender) }, '... on Lot { phase }');
    expect(await taken()).toEqual([]);
  });

  it('that takes its bid back, or whose bid has lapsed, has its room again', async () => {
    const [first, second] = [await aWork('A clinic'), await aWork('A library')];
    const { bidId } = await quote(painter, first);
    const seen = async () => (await myCoverage(painter, lotOf(second))).verdicts[0]!.outcome;
    expect(await seen()).toBe('AT_RISK');
    await painter.act('withdrawBid', { bidId });
    expect(await seen()).toBe('MET');
    await quote(painter, first);
    expect(await seen()).toBe('AT_RISK');
    await kongsi.clock.pass(days(10));
    await kongsi.clock.pass(days(10));
    expect(await seen()).toBe('AT_RISK');
    await kongsi.clock.pass(days(10));

    expect(await seen()).toBe('MET');
  });
});
