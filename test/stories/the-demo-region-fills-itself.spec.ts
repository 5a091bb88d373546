import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillDemo } from '../../demo/seed/fill.js';
import { demoPassword } from '../../demo/seed/people-and-firms.js';
import { aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { Browser } from '../support/people.js';

describe('the demo region fills itself', () => {
  let kongsi: Kongsi;
  const told: string[] = [];

  beforeAll(async () => {
    kongsi = await startKongsi();
    await fillDemo(kongsi.app, (line) => told.push(line));
  }, 300_000);
  afterAll(() => kongsi.stop());

  it('tells who waits what comes next', () => {
    expect(told[0]).toMatch(/76 people and 60 firms/);
  });

  it('does nothing the second time', async () => {
    expect(await fillDemo(kongsi.app, () => undefined)).toEqual({ outcome: 'THERE' });
  });

  it('leaves the clock in the present', async () => {
    const [machine] = (await kongsi.pool.query<{ at: Date }>('SELECT clock_timestamp() AS "at"')).rows;
    expect(Math.abs((await kongsi.clock.now()).getTime() - machine!.at.getTime())).toBeLessThan(5_000);
  });

  it('lets everybody sign in with one password', async () => {
    const browser = new Browser(kongsi);
    expect(await browser.signIn('sri@kayu-teduh.example', demoPassword)).toMatchObject({ __typename: 'Me' });
    const data = await browser.get<{ myFirms: { name: string; verifiedAt: string | null; myRoles: string[] }[] }>(
      '{ myFirms { name verifiedAt myRoles } }',
    );
    expect(data.myFirms).toMatchObject([{ name: 'Kayu Teduh', verifiedAt: expect.any(String) }]);
    expect(data.myFirms[0]!.myRoles).toHaveLength(5);
  });

  it('shows tenders in their phases, with questions, answers and changes', async () => {
    const { rows } = await kongsi.pool.query<{ id: string; title: string }>('SELECT "id", "title" FROM "tender"');
    const phases = await Promise.all(rows.map(async ({ id }) => (await tender(kongsi, id))?.phase ?? 'DRAFT'));
    expect(rows).toHaveLength(25);
    expect(new Set(phases)).toEqual(new Set(['DRAFT', 'OPEN', 'CLOSED', 'EVALUATION', 'CANCELLED']));
    const school = rows.find(({ title }) => title.startsWith('Rehabilitasi enam'))!;
    expect(await tender(kongsi, school.id)).toMatchObject({
      addenda: [{ number: 1, kind: 'MATERIAL', changes: [{ before: '10', after: '12' }] }],
      questions: [{ answer: expect.any(String) }, { answer: expect.any(String) }],
    });
  });

  it('holds alliances in every state', async () => {
    const { rows } = await kongsi.pool.query<{ name: string; states: string[]; ended: boolean }>(
      `SELECT alliance."name", alliance."dissolvedAt" IS NOT NULL AS "ended",
         array_agg(CASE WHEN partner."leftAt" IS NOT NULL THEN 'LEFT' WHEN partner."declinedAt" IS NOT NULL THEN 'DECLINED'
           WHEN partner."joinedAt" IS NOT NULL THEN 'PARTNER' ELSE 'INVITED' END) AS "states"
       FROM "alliance" alliance JOIN "partnerFirm" partner ON partner."allianceId" = alliance."id" GROUP BY alliance."id"`,
    );
    expect(rows).toHaveLength(14);
    expect(new Set(rows.flatMap(({ states }) => states))).toEqual(new Set(['LEFT', 'DECLINED', 'PARTNER', 'INVITED']));
    expect(rows.filter(({ ended }) => ended)).toMatchObject([{ name: 'Kongsi Lampu Gerimis' }]);
  });

  it('leaves no job behind that failed', async () => {
    await kongsi.settle();
    const { rows } = await kongsi.pool.query(
      'SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE attempts > 0',
    );
    expect(rows).toEqual([]);
  });
});

describe('a marketplace with firms of its own', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
    await aFirm(kongsi);
  });
  afterAll(() => kongsi.stop());

  it('is left alone', async () => {
    expect(await fillDemo(kongsi.app, () => undefined)).toEqual({ outcome: 'NOT_EMPTY', firms: 1, people: 1 });
  });
});

interface TenderSeen {
  phase: string;
  addenda: { number: number; kind: string; changes: { before: string; after: string }[] }[];
  questions: { answer: string | null }[];
}

/** The tender as a visitor sees it. */
async function tender(kongsi: Kongsi, id: string): Promise<TenderSeen | undefined> {
  const { data } = await kongsi.ask<{ tender: TenderSeen } | null>(
    `query ($id: ID!) { tender(id: $id) {
      phase addenda { number kind changes { before after } } questions { answer }
    } }`,
    { id },
  );

  return data?.tender;
}
