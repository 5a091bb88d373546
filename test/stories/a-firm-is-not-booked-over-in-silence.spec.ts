import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AllianceKnown, anAlliance } from '../support/alliances.js';
import { allianceCoverage, coverageOf, myCoverage, stateCapacity } from '../support/coverage.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { type TenderKnown, aLot, aTender, roomForWork } from '../support/tenders.js';

describe('a firm', () => {
  let kongsi: Kongsi;
  let small: FirmActing;
  let large: FirmActing;
  let stranger: FirmActing;
  let tender: TenderKnown;
  let alliance: AllianceKnown;
  let work: { from: string; until: string };
  const asked = () => ({ lotId: tender.lots[0]!.id, requirementId: tender.lots[0]!.requirements[0]!.id });

  beforeAll(async () => {
    kongsi = await startKongsi();
    const buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    small = await aFirm(kongsi, { name: 'Kusen Embun' });
    large = await aFirm(kongsi, { name: 'Bangun Raya' });
    stranger = await aFirm(kongsi, { name: 'Orang Lain' });
    const day = async (from: number) =>
      new Date((await kongsi.clock.now()).getTime() + days(from)).toISOString().slice(0, 10);
    // Ten weeks of work.
    work = { from: await day(60), until: await day(129) };
    tender = await aTender(buyer, {
      lots: [
        aLot({
          requirements: [roomForWork(work)],
        }),
      ],
    });
    alliance = await anAlliance(small, [large], tender);
  });
  afterAll(() => kongsi.stop());

  const together = async () => (await allianceCoverage(small, alliance.id, asked().lotId))!.verdicts[0]!;

  it('is asked what it has free, as long as it has said nothing', async () => {
    expect(await together()).toMatchObject({ outcome: 'UNKNOWN' });
    expect((await myCoverage(small, asked().lotId)).verdicts[0]!.firms[0]!.sentence).toContain('has not said');
  });

  it('has what it stated, less what is taken: a half of a hundred fits into sixty', async () => {
    expect((await stateCapacity(small, { ...work, peoplePerWeek: '6' })).code).toBeUndefined();
    expect(
      (await stateCapacity(large, { ...work, peoplePerWeek: '8.5', visibility: 'FINDABLE' })).code,
    ).toBeUndefined();
    const seen = await together();

    expect(seen).toMatchObject({
      outcome: 'MET',
      sentence: 'There is room for all of the work at: Kusen Embun and Bangun Raya.',
    });
    const own = seen.firms.find(({ firm }) => firm?.name === 'Kusen Embun')!;
    expect(own.sentence).toBe('Kusen Embun has 60 person-weeks free. Its part needs 50 person-weeks.');
    expect(seen.rule).toContain('The whole work: 100 person-weeks.');
  });

  it('tells partners whether it fits, without the number, and everybody else to ask', async () => {
    const seen = (await together()).firms.find(({ firm }) => firm?.name === 'Bangun Raya')!;
    expect(seen).toMatchObject({ outcome: 'MET', value: null });
    const lineUp = { entries: [{ firmId: large.firmId, roles: ['LEAD'], shareBasisPoints: 10_000 }] };
    const tried = (await coverageOf(stranger, asked().lotId, lineUp)).verdicts[0]!;
    expect(tried).toMatchObject({ outcome: 'UNKNOWN' });
    expect(tried.firms[0]!.sentence).toContain('Ask Bangun Raya');
  });

  it('that takes work elsewhere is named with what is missing', async () => {
    const booked = await small.act<{ id: string; words: string }>(
      'bookOutsideWork',
      { ...work, peoplePerWeek: '2', amount: { amount: '90000000', currency: 'IDR' }, words: 'A shop in the harbour' },
      '... on Commitment { id words }',
    );
    expect(booked.words).toBe('A shop in the harbour');

    expect(await together()).toMatchObject({
      outcome: 'UNMET',
      sentence: 'Too little room for its part of the work: Kusen Embun. Missing: 10 person-weeks.',
      shortBy: { value: '10', unit: 'WEE' },
    });
  });

  it('may go on in spite of it, with a reason that is kept beside a verdict that stays', async () => {
    const reason = 'Two of our retired joiners help for these ten weeks.';
    const selection = '... on CoverageOverride { id reason requirementId at firm { id } }';
    const kept = await small.act('overrideCoverage', { ...asked(), allianceId: alliance.id, reason }, selection);
    expect(kept).toMatchObject({ reason, firm: { id: small.firmId } });

    expect(await together()).toMatchObject({ outcome: 'UNMET', overrides: [{ reason, firm: { id: small.firmId } }] });
    expect((await myCoverage(small, asked().lotId)).verdicts[0]!.overrides).toEqual([]);
    await small.act('overrideCoverage', { ...asked(), reason: 'We hire.' }, selection);
    expect((await myCoverage(small, asked().lotId)).verdicts[0]!.overrides).toMatchObject([{ reason: 'We hire.' }]);
    await expect(
      stranger.act('overrideCoverage', { ...asked(), allianceId: alliance.id, reason }, selection),
    ).rejects.toThrow('NOT_FOUND');
    await expect(kongsi.pool.query(`DELETE FROM "coverageOverride"`)).rejects.toThrow('never changed');
  });

  it('reads and takes back what it said', async () => {
    const seen = () =>
      small.get<{
        myCapacity: {
          stated: { id: string; peoplePerWeek: string }[];
          taken: { id: string; amount: { amount: string } }[];
        };
      }>(
        'query ($firmId: ID!) { myCapacity(firmId: $firmId) { stated { id peoplePerWeek limit { amount } } taken { id kind amount { amount } } } }',
        { firmId: small.firmId },
      );
    const { stated, taken } = (await seen()).myCapacity;
    expect([Number(stated[0]!.peoplePerWeek), Number(taken[0]!.amount.amount)]).toEqual([6, 90_000_000]);
    await small.act('removeCommitment', { commitmentId: taken[0]!.id });
    await expect(large.act('removeCapacity', { capacityId: stated[0]!.id })).rejects.toThrow('NOT_FOUND');
    await small.act('removeCapacity', { capacityId: stated[0]!.id });

    expect((await seen()).myCapacity).toEqual({ stated: [], taken: [] });
  });

  it('says people or money, on days that follow each other', async () => {
    const limit = { amount: '500000000', currency: 'IDR' };
    await expect(stateCapacity(small, work)).rejects.toThrow('BAD_USER_INPUT');
    await expect(stateCapacity(small, { ...work, peoplePerWeek: '2', limit })).rejects.toThrow('BAD_USER_INPUT');
    await expect(stateCapacity(small, { from: work.until, until: work.from, peoplePerWeek: '2' })).rejects.toThrow(
      'BAD_USER_INPUT',
    );
    expect((await stateCapacity(small, { ...work, limit })).code).toBeUndefined();
  });
});
