import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AllianceKnown, actOnAlliance, allianceSeenBy, anAlliance, consent } from '../support/alliances.js';
import { allianceCoverage, toldOf } from '../support/coverage.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { recordFact } from '../support/profiles.js';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

describe('experience', () => {
  let kongsi: Kongsi;
  let lead: FirmActing;
  let roofer: FirmActing;
  let stranger: FirmActing;
  let tender: TenderKnown;
  let alliance: AllianceKnown;
  let lotId: string;
  let requirementId: string;

  beforeAll(async () => {
    kongsi = await startKongsi();
    const buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    lead = await aFirm(kongsi, { name: 'Kusen Embun' });
    roofer = await aFirm(kongsi, { name: 'Atap Kinasih' });
    stranger = await aFirm(kongsi, { name: 'Orang Lain' });
    const done = { key: 'LARGEST_CONTRACT', value: '900000000', currency: 'IDR', periodUntil: '2026-03-31' };
    await recordFact(roofer, { ...done, periodFrom: '2025-06-01' });
    tender = await aTender(buyer, {
      lots: [
        aLot({
          requirements: [
            aRequirement({
              title: 'A roof of this size before',
              kind: 'EXPERIENCE',
              mode: 'PERFORMER',
              measure: { factKey: 'LARGEST_CONTRACT' },
              threshold: { value: '500000000', currency: 'IDR' },
              source: 'Terms, page 4',
            }),
            aRequirement({
              title: 'Joint and several liability',
              mode: 'GROUP',
              measure: { declaration: 'Joint and several liability' },
            }),
          ],
        }),
      ],
    });
    lotId = tender.lots[0]!.id;
    requirementId = tender.lots[0]!.requirements[0]!.id;
    const terms = { liability: 'JOINT_AND_SEVERAL', words: '' };
    alliance = await anAlliance(lead, [roofer], tender, { terms });
  });
  afterAll(() => kongsi.stop());

  const packages = (performer: FirmActing | null) => [
    { name: 'Windows', performerFirmId: lead.firmId, provesFor: [] },
    { name: 'Roof', performerFirmId: performer?.firmId ?? null, provesFor: [requirementId] },
  ];
  const set = (some: Record<string, unknown>[], firm = lead) =>
    actOnAlliance(firm, 'setWorkPackages', alliance.id, { lotId, packages: some });
  const verdict = async (at = 0) => (await allianceCoverage(lead, alliance.id, lotId))!.verdicts[at]!;

  it('is a question as long as nobody is named for the work, and names who could do it', async () => {
    expect(await verdict()).toMatchObject({
      outcome: 'UNKNOWN',
      sentence: 'Say who does this work. It can count through: Atap Kinasih.',
    });
  });

  it('does not count where its holder does not do the work, which is said', async () => {
    expect((await set(packages(lead))).code).toBeUndefined();
    const seen = await verdict();

    expect(seen.outcome).toBe('UNKNOWN');
    expect(seen.sentence).toBe('Not known yet for the firm that does this work: Kusen Embun.');
    expect(seen.firms.find(({ firm }) => firm?.name === 'Atap Kinasih')).toMatchObject({
      counts: false,
      sentence: 'Atap Kinasih has it, but does not do this work, so it does not count here.',
    });
  });

  it('counts with its number, its days and its source where its holder does the work', async () => {
    await set(packages(roofer));
    const seen = await verdict();

    expect(seen).toMatchObject({ outcome: 'MET', carriedBy: [{ name: 'Atap Kinasih' }], source: 'Terms, page 4' });
    expect(seen.rule).toContain('Written in: Terms, page 4.');
    expect(seen.rule).toContain('This way of counting comes from: Directive 2014/24/EU art. 63(1).');
    expect(seen.firms.find(({ firm }) => firm?.name === 'Atap Kinasih')).toMatchObject({
      value: { value: '900000000' },
      period: { from: '2025-06-01', until: '2026-03-31' },
      details: ['The number is for June 1, 2025 to March 31, 2026.'],
    });
  });

  it('changes what the firms said yes to: those whose work changed say yes again', async () => {
    const seen = (await allianceSeenBy(roofer, alliance.id))!;
    expect(seen.lineUps[0]!.positions.map(({ consent: yes }) => yes?.isFresh)).toEqual([false, false]);
    for (const firm of [lead, roofer]) expect((await consent(firm, alliance.id)).code).toBeUndefined();
    await set(packages(roofer));

    expect((await allianceSeenBy(lead, alliance.id))!.lineUps[0]!.isComplete).toBe(true);
    expect(await toldOf(roofer, 'ALLIANCE_CHANGED')).not.toEqual([]);
  });

  it('is stated by the group itself where its terms say so', async () => {
    expect(await verdict(1)).toMatchObject({
      outcome: 'MET',
      sentence: 'Stated for the group: Joint and several liability.',
    });
  });

  it('is written by who arranges the alliance, for firms of the line-up and requirements of the lot', async () => {
    expect(await set(packages(roofer), roofer)).toMatchObject({ code: 'NOT_YOURS_TO_ARRANGE' });
    expect(await set(packages(stranger))).toMatchObject({ code: 'NOT_IN_ALLIANCE', message: /Orang Lain/ });
    const other = [{ name: 'Roof', provesFor: [lotId] }];
    await expect(set(other)).rejects.toThrow('BAD_USER_INPUT');
    await expect(set(packages(roofer), stranger)).rejects.toThrow('NOT_FOUND');
  });

  it('is shown to partners alone', async () => {
    expect(await allianceCoverage(stranger, alliance.id, lotId)).toBeNull();
    expect(await allianceCoverage(roofer, alliance.id, lotId)).not.toBeNull();
  });

  it('leaves with the firm that had it: its work is open again, and the others are told', async () => {
    expect((await actOnAlliance(roofer, 'leaveAlliance', alliance.id)).code).toBeUndefined();

    expect((await verdict()).outcome).toBe('UNKNOWN');
    expect((await verdict()).carriedBy).toEqual([]);
    const seen = await allianceSeenBy<{
      lineUps: { workPackages: { name: string; performer: { name: string } | null }[] }[];
    }>(lead, alliance.id, 'lineUps { workPackages { name performer { name } } }');
    expect(seen!.lineUps[0]!.workPackages).toEqual([
      { name: 'Windows', performer: { name: 'Kusen Embun' } },
      { name: 'Roof', performer: null },
    ]);
    expect(await toldOf(lead, 'ALLIANCE_LEFT')).toHaveLength(1);
  });
});
