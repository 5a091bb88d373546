import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findAlliances, skilled } from '../support/finder.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { addEvidence, submitEvidence } from '../support/profiles.js';
import { statementsOf } from '../support/sql-watch.js';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

const iso = { title: 'ISO 14001', kind: 'CERTIFICATE', mode: 'ANY_ONE', measure: { scheme: 'ISO 14001' } };
const trade = (title: string, cpv: string) =>
  aRequirement({ title, kind: 'CAPABILITY', mode: 'ANY_ONE', measure: { cpv: [cpv] } });

describe('nobody here is certified, and the answer says so', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let far: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    joiner = await skilled(await aFirm(kongsi, { name: 'Kusen Embun' }), ['45421000']);
    await skilled(await aFirm(kongsi, { name: 'Cahaya Timur' }), ['45310000']);
    await skilled(await aFirm(kongsi, { name: 'Atap Layar' }), ['45261000']);
    far = await aFirm(kongsi, { name: 'Bersertifikat Jauh', latitude: -6.8431 + 0.9 });
  });
  afterAll(() => kongsi.stop());

  const asking = (...requirements: Record<string, unknown>[]): Promise<TenderKnown> =>
    aTender(buyer, { lots: [aLot({ requirements })] });

  it('names what nobody in reach has, the alliance that lacks least, and what would change it', async () => {
    const tender = await asking(trade('Joinery', '45421000'), trade('Wiring', '45310000'), aRequirement(iso));
    const answer = await findAlliances(joiner, tender);

    expect(answer).toMatchObject({ alliances: [], proof: 'OPTIMAL', fewerExist: true });
    expect(answer.obstacles).toMatchObject({
      heldByNobody: [{ requirements: [{ title: 'ISO 14001' }] }],
      closest: { missing: [{ requirements: [{ title: 'ISO 14001' }] }], isProved: true },
      conflict: null,
      relaxations: [
        { kind: 'WITHOUT_REQUIREMENT', members: 2, requirement: { requirements: [{ title: 'ISO 14001' }] } },
      ],
    });
    expect(answer.obstacles!.closest!.firms.map(({ name }) => name).sort()).toEqual(['Cahaya Timur', 'Kusen Embun']);
    expect(answer.obstacles!.relaxations[0]!.sentence).toContain('ISO 14001');
  });

  it('a wider radius is told as soon as it helps, and it does', async () => {
    await submitEvidence(far, (await addEvidence(far, { scheme: 'ISO 14001', title: { en: 'ISO 14001' } })).id);
    const tender = await asking(trade('Joinery', '45421000'), aRequirement(iso));
    const { obstacles } = await findAlliances(joiner, tender);
    const wider = obstacles!.relaxations.find(({ kind }) => kind === 'WIDER_RADIUS');
    expect(wider).toMatchObject({ value: 120, members: 2 });
    const answer = await findAlliances(joiner, tender, { limits: { radiusKm: wider!.value } });
    expect(answer.alliances[0]!.members.map(({ firm }) => firm.name)).toEqual(['Kusen Embun', 'Bersertifikat Jauh']);
  });

  it('one firm more is told where the limit is in the way, with what cannot be met together', async () => {
    const tender = await asking(trade('Joinery', '45421000'), trade('Wiring', '45310000'), trade('Roof', '45261000'));
    const { obstacles } = await findAlliances(joiner, tender, { limits: { maxMembers: 2 } });

    expect(obstacles!.heldByNobody).toEqual([]);
    expect(obstacles!.conflict).toMatchObject({ isSmallest: true });
    const titles = obstacles!.conflict!.requirements.flatMap(({ requirements }) =>
      requirements.map(({ title }) => title),
    );
    expect(titles.sort()).toEqual(['Roof', 'Wiring']);
    expect(obstacles!.relaxations).toContainEqual(
      expect.objectContaining({ kind: 'ONE_MORE_MEMBER', value: 3, members: 3 }),
    );
    const answer = await findAlliances(joiner, tender, { limits: { maxMembers: 3 } });
    expect(answer.alliances).toHaveLength(1);
  });

  it('a part goes by its trade’s name, never by a code', async () => {
    const parts = aRequirement({
      title: 'All trades',
      kind: 'CAPABILITY',
      mode: 'UNION',
      measure: { cpv: ['45421000', '45313100'] },
    });
    const { obstacles } = await findAlliances(joiner, await asking(parts));
    expect(obstacles!.heldByNobody).toEqual([
      { requirements: [{ title: 'All trades' }], part: 'Lift installation work' },
    ]);
    expect(obstacles!.relaxations[0]!.sentence).toContain('Lift installation work');
  });

  it('what keeps one’s own firm out is said first', async () => {
    const everybody = aRequirement({ ...iso, mode: 'EACH' });
    const { alliances, obstacles, proof } = await findAlliances(
      joiner,
      await asking(trade('Joinery', '45421000'), everybody),
    );
    expect([alliances, proof]).toEqual([[], 'OPTIMAL']);
    expect(obstacles!.unfit).toMatchObject([{ firm: { name: 'Kusen Embun' }, requirements: [{ title: 'ISO 14001' }] }]);
  });

  it('what a firm keeps to itself helps nobody: private papers and hidden pages are not found', async () => {
    const quiet = await skilled(await aFirm(kongsi, { name: 'Diam Saja' }), ['45421000']);
    await submitEvidence(quiet, (await addEvidence(quiet, { scheme: 'ISO 50001', visibility: 'PRIVATE' })).id);
    const asked = aRequirement({ ...iso, title: 'ISO 50001', measure: { scheme: 'ISO 50001' } });
    const tender = await asking(trade('Wiring', '45310000'), asked);
    const seenBy = async (firm: FirmActing) =>
      (await findAlliances(firm, tender, { limits: { radiusKm: 500 } })).obstacles;
    expect((await seenBy(joiner))!.heldByNobody).toMatchObject([{ requirements: [{ title: 'ISO 50001' }] }]);
    // The firm itself is asked with all it has recorded.
    expect(await seenBy(quiet)).toBeNull();
  });

  it('and costs the asker the same: the same answer after the same statements, hidden firm or none', async () => {
    const asked = aRequirement({ ...iso, title: 'ISO 27001', measure: { scheme: 'ISO 27001' } });
    const tender = await asking(trade('Joinery', '45421000'), asked);
    const answered: string[] = [];
    const ask = (): Promise<string[]> =>
      statementsOf(async () => answered.push(JSON.stringify(await findAlliances(joiner, tender))));
    await ask();
    const without = await ask();
    const secret = await aFirm(kongsi, { name: 'Rahasia' });
    await secret.act('hideFirmPage');
    await submitEvidence(secret, (await addEvidence(secret, { scheme: 'ISO 27001' })).id);
    // The first question after a change also hears of it.
    await ask();
    expect(await ask()).toEqual(without);
    expect(new Set(answered).size).toBe(1);
  });
});
