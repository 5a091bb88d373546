import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeGap, skilled, titlesOf } from '../support/finder.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPublicProject } from '../support/showcase.js';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

describe('without the electrician we fail', () => {
  let kongsi: Kongsi;
  let joiner: FirmActing;
  let wirer: FirmActing;
  let stranger: FirmActing;
  let tender: TenderKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    const buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    joiner = await skilled(await aFirm(kongsi, { name: 'Kusen Embun' }), ['45421000'], '9');
    wirer = await skilled(await aFirm(kongsi, { name: 'Cahaya Timur' }), ['45310000'], '4');
    stranger = await skilled(await aFirm(kongsi, { name: 'Listrik Asing' }), ['45310000'], '4');
    await skilled(await aFirm(kongsi, { name: 'Tukang Pipa' }), ['45330000'], '40');
    await aPublicProject(joiner, wirer);
    tender = await aTender(buyer, {
      lots: [
        aLot({
          requirements: [
            aRequirement({ title: 'Joinery', kind: 'CAPABILITY', mode: 'ANY_ONE', measure: { cpv: ['45421000'] } }),
            aRequirement({ title: 'Wiring', kind: 'CAPABILITY', mode: 'ANY_ONE', measure: { cpv: ['45310000'] } }),
            aRequirement({
              title: 'Twelve people',
              kind: 'STAFF',
              mode: 'SUM',
              measure: { factKey: 'STAFF' },
              threshold: { value: '12', unit: 'people' },
            }),
          ],
        }),
      ],
    });
  });
  afterAll(() => kongsi.stop());

  it('alone: who closes most stands first, whom we know before a stranger', async () => {
    const { coverage, closers } = await closeGap([joiner], tender);

    expect(titlesOf(coverage.essentialGaps)).toEqual(['Wiring', 'Twelve people']);
    expect(
      closers.map(({ firm, closes, projectsTogether }) => [firm.name, titlesOf(closes), projectsTogether]),
    ).toEqual([
      ['Cahaya Timur', ['Wiring', 'Twelve people'], 1],
      ['Listrik Asing', ['Wiring', 'Twelve people'], 0],
      ['Tukang Pipa', ['Twelve people'], 0],
    ]);
    expect(closers[0]!.points).toBeLessThan(closers[1]!.points);
  });

  it('together: it says on what we fail without the electrician, and that a third could be left out', async () => {
    const two = await closeGap([joiner, wirer], tender);
    expect(two.coverage.essentialGaps).toEqual([]);
    expect(two.closers).toEqual([]);
    const [, electrician] = two.indispensable;
    expect(electrician).toMatchObject({
      firm: { name: 'Cahaya Timur' },
      failsWithout: [{ title: 'Wiring' }, { title: 'Twelve people' }],
      sentence: 'Without Cahaya Timur you fail on: Wiring, Twelve people.',
    });

    const three = await closeGap([joiner, wirer, stranger], tender);
    expect(three.indispensable.map(({ failsWithout }) => titlesOf(failsWithout))).toEqual([
      ['Joinery', 'Twelve people'],
      [],
      [],
    ]);
    expect(three.indispensable[2]!.sentence).toBeNull();
  });

  it('a firm that lacks what everybody must have would open a gap, and stands behind one that does not', async () => {
    const strict = await aTender(await aFirm(kongsi, { name: 'SDN 4' }), {
      lots: [
        aLot({
          requirements: [
            aRequirement({ title: 'Wiring', kind: 'CAPABILITY', mode: 'ANY_ONE', measure: { cpv: ['45310000'] } }),
            aRequirement({
              title: 'Four people each',
              kind: 'STAFF',
              mode: 'EACH',
              measure: { factKey: 'STAFF' },
              threshold: { value: '4', unit: 'people' },
            }),
          ],
        }),
      ],
    });
    await skilled(await aFirm(kongsi, { name: 'Satu Orang' }), ['45310000'], '1');
    const { closers } = await closeGap([joiner], strict);
    expect(closers.map(({ firm }) => firm.name)).toEqual(['Cahaya Timur', 'Listrik Asing']);
  });
});
