import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Db } from '#libs/platform';
import { UseCounts } from '#libs/firms';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';

const device = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36' };
const crawler = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };

describe('a page tells its owners what it brings', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi);
  }, 60_000);
  afterAll(() => kongsi.stop());

  const day = async (): Promise<string> => (await kongsi.clock.now()).toISOString().slice(0, 10);
  const use = async (from: string, to: string, by = firm): Promise<{ on: string; pageVisits: number }[]> => {
    const data = await by.get<{ firmUse: { on: string; pageVisits: number }[] }>(
      'query ($firmId: ID!, $from: Day!, $to: Day!) { firmUse(firmId: $firmId, from: $from, to: $to) { on pageVisits searchAppearances invitations answers } }',
      { firmId: firm.firmId, from, to },
    );

    return data.firmUse;
  };
  const open = async (headers: Record<string, string>): Promise<void> => {
    await kongsi.ask(`{ firm(id: "${firm.firmId}") { name } }`, {}, headers);
  };

  it('counts people who open it, day by day; not machines, not its own people', async () => {
    const from = await day();
    await Promise.all([open(device), open(device), open(crawler)]);
    await firm.person.ask(`{ firm(id: "${firm.firmId}") { name } }`, {}, device);
    const none = { searchAppearances: 0, invitations: 0, answers: 0 };
    expect(await use(from, from)).toEqual([{ on: from, pageVisits: 2, ...none }]);

    await kongsi.clock.pass(days(1));
    await open(device);
    const to = await day();
    expect(await use(from, to)).toEqual([
      { on: from, pageVisits: 2, ...none },
      { on: to, pageVisits: 1, ...none },
    ]);
    const { rows } = await kongsi.pool.query(
      'SELECT count(*)::int AS "rows" FROM "dailyCount" WHERE "subjectId" = $1',
      [firm.firmId],
    );
    expect(rows).toEqual([{ rows: 2 }]);
  });

  it('counts an invitation only if what invited was done', async () => {
    const [db, counts, now] = [kongsi.app.get(Db), kongsi.app.get(UseCounts), await kongsi.clock.now()];
    const invite = (fails: boolean): Promise<void> =>
      db.transaction(async () => {
        await counts.count('INVITATION', [firm.firmId], now);
        if (fails) throw new Error('cut');
      });
    await invite(false);
    await expect(invite(true)).rejects.toThrow('cut');

    expect((await use(await day(), await day()))[0]).toMatchObject({ invitations: 1 });
  });

  it('is for its owners and editors, over at most 400 days', async () => {
    const today = await day();
    await expect(use('2020-01-01', today)).rejects.toThrow('BAD_USER_INPUT');
    await expect(use(today, '2020-01-01')).rejects.toThrow('BAD_USER_INPUT');
    const viewer = await aDelegate(firm, 'VIEWER');
    await expect(use(today, today, viewer)).rejects.toThrow('FORBIDDEN');
    await expect(use(today, today, firm.by(await aPerson(kongsi)))).rejects.toThrow('NOT_FOUND');
  });
});
