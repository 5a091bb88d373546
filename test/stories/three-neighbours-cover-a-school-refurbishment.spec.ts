import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IndexCheck, IndexFeed } from '#libs/market';
import { findAlliances, namesOf, skilled, titlesOf } from '../support/finder.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { addCapability, recordFact } from '../support/profiles.js';
import { aPublicProject } from '../support/showcase.js';
import { until } from '../../tools/processes.mjs';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

const joinery = '45421000';
const wiring = '45310000';
const roofing = '45261000';

/** The school stands in Sawah Embun; a degree is 111 km. */
const near = (kilometres: number) => ({ latitude: -6.8431 + kilometres / 111.3, longitude: 123.3506 });

describe('three neighbours cover a school refurbishment', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let wirer: FirmActing;
  let farWirer: FirmActing;
  let roofer: FirmActing;
  let tender: TenderKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    joiner = await skilled(await aFirm(kongsi, { name: 'Kusen Embun', ...near(1) }), [joinery], '6');
    wirer = await skilled(await aFirm(kongsi, { name: 'Cahaya Timur', ...near(4) }), [wiring], '5');
    farWirer = await skilled(await aFirm(kongsi, { name: 'Listrik Jauh', ...near(30) }), [wiring], '9');
    roofer = await skilled(await aFirm(kongsi, { name: 'Atap Layar', ...near(6) }), [roofing], '4');
    await skilled(await aFirm(kongsi, { name: 'Sangat Jauh', ...near(200) }), [joinery, wiring, roofing], '80');
    tender = await aTender(buyer, {
      place: { town: 'Sawah Embun', country: 'ID', ...near(0) },
      lots: [
        aLot({
          requirements: [
            aRequirement({
              title: 'Joinery, wiring and roof',
              kind: 'CAPABILITY',
              mode: 'UNION',
              measure: { cpv: [joinery, wiring, roofing] },
            }),
            aRequirement({
              title: 'Twelve people',
              kind: 'STAFF',
              mode: 'SUM',
              measure: { factKey: 'STAFF' },
              threshold: { value: '12', unit: 'people' },
            }),
            aRequirement({
              title: 'No conviction',
              kind: 'DECLARATION',
              mode: 'EACH',
              measure: { declaration: 'no-conviction' },
            }),
          ],
        }),
      ],
    });
  });
  afterAll(() => kongsi.stop());

  it('finds them, proves that there is nothing better, and says who brings what', async () => {
    const answer = await findAlliances(joiner, tender);

    expect(answer).toMatchObject({ proof: 'OPTIMAL', proved: 1, fewerExist: true, fewestPossible: 3, obstacles: null });
    expect(namesOf(answer)[0]).toEqual(['Atap Layar', 'Cahaya Timur', 'Kusen Embun']);
    const [best] = answer.alliances;
    expect(best!.coverage).toMatchObject({ met: 2, unknown: 1 });
    expect(best!.members.find(({ isLead }) => isLead)!.firm.name).toBe('Kusen Embun');
    for (const { failsWithout, firm } of best!.members)
      expect([firm.name, titlesOf(failsWithout)]).toEqual([firm.name, ['Joinery, wiring and roof', 'Twelve people']]);
    expect(titlesOf(answer.askLater)).toEqual(['No conviction']);
    const members = best!.members.flatMap(({ costs }) => costs.map(({ points }) => points));
    const pairs = best!.pairs.map(({ cost }) => cost.points);
    expect([...members, ...pairs].reduce((sum, points) => sum + points, 0)).toBe(best!.points);
  });

  it('by the index and by SQL alike', async () => {
    const feed = kongsi.app.get(IndexFeed);
    await feed.begin();
    const swept = {
      tests: [{ kind: 'TRADE' as const, ranges: [{ first: 45310000, last: 45319999 }], documentWanted: false }],
      numbers: [],
      area: { ...near(0), radiusKm: 60 },
    };
    const byIndex = await feed.sweep(swept);
    const bySql = await feed.sweepBySql({ ...swept, today: await feed.today() });
    expect([byIndex.by, bySql.by]).toEqual(['INDEX', 'SQL']);
    expect([...byIndex.firmIds].sort()).toEqual([wirer.firmId, farWirer.firmId].sort());
    expect([...bySql.firmIds].sort()).toEqual([...byIndex.firmIds].sort());
  });

  it('prefers who is nearer, unless the asker says that it does not matter', async () => {
    const names = async (weights: Record<string, number>): Promise<string[]> =>
      namesOf(await findAlliances(joiner, tender, { limits: { weights } }))[0]!;
    expect(await names({})).toContain('Cahaya Timur');
    await aPublicProject(joiner, farWirer);
    expect(await names({ distance: 0, trust: 1 })).toContain('Listrik Jauh');
    expect(await names({ distance: 3, trust: 0 })).toContain('Cahaya Timur');
  });

  it('sees a change at once: what was committed before the question is in the answer', async () => {
    const newcomer = await aFirm(kongsi, { name: 'Genteng Baru', ...near(2) });
    await recordFact(newcomer, { value: '30' });
    expect(namesOf(await findAlliances(joiner, tender)).flat()).not.toContain('Genteng Baru');
    await addCapability(newcomer, { cpv: roofing });
    expect(namesOf(await findAlliances(joiner, tender)).flat()).toContain('Genteng Baru');
    await newcomer.act('hideFirmPage');
    expect(namesOf(await findAlliances(joiner, tender)).flat()).not.toContain('Genteng Baru');
  });

  it('each night the index is held against the tables; where it differs it is made anew', async () => {
    const check = kongsi.app.get(IndexCheck);
    expect(await check.check()).toEqual({ lots: 1, different: 0 });
    // A change that told nobody, as if a trigger were missing.
    const inSilence = (text: string): Promise<unknown> =>
      kongsi.pool.query(
        `ALTER TABLE "capability" DISABLE TRIGGER "capability_changed_tells"; ${text}; ALTER TABLE "capability" ENABLE TRIGGER "capability_changed_tells"`,
      );
    await inSilence(`UPDATE "capability" SET "level" = 'BASIC', "cpv" = '45261000' WHERE "firmId" = '${wirer.firmId}'`);
    expect(await check.check()).toEqual({ lots: 1, different: 1 });
    expect(await check.check()).toEqual({ lots: 1, different: 0 });
  });

  it('goes on when its connection was cut: by SQL at once, by the index again as soon as it hears', async () => {
    const feed = kongsi.app.get(IndexFeed);
    const swept = { tests: [], numbers: [], area: { ...near(0), radiusKm: 60 } };
    const hears = `FROM pg_stat_activity WHERE "application_name" = 'kongsi-hears' AND "datname" = current_database()`;
    await feed.begin();
    expect((await feed.sweep(swept)).by).toBe('INDEX');
    await kongsi.pool.query(`SELECT pg_terminate_backend("pid") ${hears}`);
    expect(namesOf(await findAlliances(joiner, tender))[0]).toContain('Kusen Embun');
    expect(await until(async () => (await feed.sweep(swept)).by === 'INDEX', { seconds: 30 })).toBe(true);
    expect((await kongsi.pool.query(`SELECT 1 ${hears}`)).rows).toHaveLength(1);
  });

  it('is asked without a word about limits too', async () => {
    const asked = 'firmId: $firmId, lotId: $lotId';
    const { found, across, closed } = await joiner.get<Record<string, { proof?: string; closers?: unknown[] }>>(
      `query ($firmId: ID!, $lotId: ID!, $tenderId: ID!, $lineUp: LineUpInput!) {
        found: findAlliances(${asked}) { proof }
        across: findAlliancesAcrossLots(firmId: $firmId, tenderId: $tenderId) { proof }
        closed: closeGap(${asked}, lineUp: $lineUp) { closers { points } } }`,
      {
        firmId: joiner.firmId,
        lotId: tender.lots[0]!.id,
        tenderId: tender.id,
        lineUp: { entries: [{ firmId: joiner.firmId, roles: ['LEAD'] }] },
      },
    );
    expect([found!.proof, across!.proof]).toEqual(['OPTIMAL', 'OPTIMAL']);
    expect(closed!.closers!.length).toBeGreaterThan(0);
  });

  it('is asked for a firm of one’s own, within limits that are told', async () => {
    const ask = (firm: FirmActing, firmId: string, limits = {}) =>
      firm.ask(
        `query ($firmId: ID!, $lotId: ID!, $limits: FinderLimitsInput!) { findAlliances(firmId: $firmId, lotId: $lotId, limits: $limits) { proof } }`,
        { firmId, lotId: tender.lots[0]!.id, limits },
      );
    expect((await ask(joiner, roofer.firmId)).errors![0]!.extensions.code).toBe('NOT_FOUND');
    await expect(findAlliances(joiner, tender, { with: [roofer, wirer], limits: { maxMembers: 2 } })).rejects.toThrow(
      '3 firms are in already',
    );
    const tooMany = await ask(joiner, joiner.firmId, { maxMembers: 9, weights: { distance: -1 } });
    expect(tooMany.errors![0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'limits.maxMembers' }, { path: 'limits.weights.distance' }],
    });
  });
});
