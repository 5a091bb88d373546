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
