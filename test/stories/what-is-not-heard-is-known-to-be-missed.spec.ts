import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Notifications } from '#libs/platform';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

describe('what is not heard is known to be missed', () => {
  let kongsi: Kongsi;
  const told: string[][] = [];
  let missed = 0;
  let isBroken = false;

  const say = (id: string): Promise<unknown> => kongsi.pool.query(`SELECT pg_notify('story_told', $1)`, [id]);
  const caughtUp = (): Promise<boolean> => kongsi.app.get(Notifications).caughtUp('story_told');

  beforeAll(async () => {
    kongsi = await startKongsi();
    await kongsi.app.get(Notifications).hear('story_told', {
      told: async (ids) => {
        if (isBroken) throw new Error('The database was busy dying.');
        told.push([...ids]);
      },
      missed: () => {
        missed += 1;
      },
    });
  });
  afterAll(() => kongsi.stop());

  it('everything committed before the question has been told when it is answered', async () => {
    await Promise.all([say('one'), say('two')]);
    expect(await caughtUp()).toBe(true);
    expect(told.flat().sort()).toEqual(['one', 'two']);
    expect(missed).toBe(0);
  });

  it('what could not be taken counts as missed, once, before the next question is answered', async () => {
    isBroken = true;
    await say('three');
    await caughtUp();
    expect(missed).toBe(1);
    isBroken = false;
    await say('four');
    expect(await caughtUp()).toBe(true);
    expect(told.flat().sort()).toEqual(['four', 'one', 'two']);
    expect(missed).toBe(1);
  });
});
