import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ProfileClaims } from '#libs/firms';
import { IndexFeed, testOf } from '#libs/market';
import { Notifications } from '#libs/platform';
import { until } from '../../tools/processes.mjs';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

const trade = '45421000';
const channel = 'firm_changed';

/** A reading that has been made and is not handed on before it is let go. */
class HeldBack {
  readonly isMade: Promise<void>;
  letGo: () => void;
  private made: () => void;

  /** Holds back the next reading of profiles; those after it pass. */
  constructor(claims: ProfileClaims) {
    this.isMade = new Promise((resolve) => (this.made = resolve));
    const gate = new Promise<void>((resolve) => (this.letGo = resolve));
    const read = ProfileClaims.prototype.of.bind(claims);
    claims.of = async (...asked) => {
      claims.of = read;
      const profiles = await read(...asked);
      this.made();
      await gate;

      return profiles;
    };
  }
}

describe('the index is not behind in silence', () => {
  let kongsi: Kongsi;
  let feed: IndexFeed;
  let joiner: FirmActing;

  const test = testOf({ proof: 'DECLARATION', when: 'WITH_BID' }, { cpv: [trade] }, null);
  const area = { latitude: 0, longitude: 0, radiusKm: Infinity };
  const sweep = () => feed.sweep({ tests: [test], numbers: [], area });
  const holdBack = (): HeldBack => new HeldBack(kongsi.app.get(ProfileClaims));
  const caughtUp = (): Promise<boolean> => kongsi.app.get(Notifications).caughtUp(channel);

  beforeAll(async () => {
    kongsi = await startKongsi();
    feed = kongsi.app.get(IndexFeed);
    await feed.begin();
  });
  beforeEach(async () => {
    joiner = await aFirm(kongsi);
    // So that no reading but those of the story is held back.
    await caughtUp();
  });
  afterAll(() => kongsi.stop());

  it('after a gap in the hearing while it was being made, it is made again', async () => {
    const hearing = `FROM pg_stat_activity WHERE "application_name" = 'kongsi-hears' AND "datname" = current_database()`;
    const isBack = new Promise<void>((missed) => {
      void kongsi.app.get(Notifications).hear('story_gap', { told: () => undefined, missed });
    });
    const reading = holdBack();
    const making = feed.makeAnew();
    await reading.isMade;
    await kongsi.pool.query(`SELECT pg_terminate_backend("pid") ${hearing}`);
    await until(async () => (await kongsi.pool.query(`SELECT 1 ${hearing}`)).rows.length === 0, {
      seconds: 30,
      everyMs: 1,
    });
    // Nobody hears of this.
    await takeUpTheTrade();
    await isBack;
    reading.letGo();
    await making;

    expect((await sweep()).firmIds).toContain(joiner.firmId);
    await feed.begin();
    expect(await sweep()).toMatchObject({ by: 'INDEX', firmIds: expect.arrayContaining([joiner.firmId]) });
  });

  it('nobody is answered from it before what changed meanwhile has been read', async () => {
    const whole = holdBack();
    const making = feed.makeAnew();
    await whole.isMade;
    await takeUpTheTrade();
    expect(await caughtUp()).toBe(true);
    const meanwhile = holdBack();
    whole.letGo();
    await meanwhile.isMade;

    expect(await sweep()).toMatchObject({ by: 'SQL', firmIds: expect.arrayContaining([joiner.firmId]) });
    meanwhile.letGo();
    await making;
    expect(await sweep()).toMatchObject({ by: 'INDEX', firmIds: expect.arrayContaining([joiner.firmId]) });
  });

  it('of two readings of a firm, the one that began earlier does not overwrite the later one', async () => {
    await feed.begin();
    const earlier = holdBack();
    const reading = feed.readAnew([joiner.firmId]);
    await earlier.isMade;
    await takeUpTheTrade();
    // The later one is told by now: it waits for the earlier, or were it not to wait, would be over long before the database answered so often.
    await Promise.race([caughtUp(), answers(50)]);
    earlier.letGo();
    await reading;

    expect(await sweep()).toMatchObject({ by: 'INDEX', firmIds: expect.arrayContaining([joiner.firmId]) });
  });

  /** Straight into the tables, so that it is committed at this moment. */
  async function takeUpTheTrade(): Promise<void> {
    await kongsi.pool.query(
      `INSERT INTO "capability" ("id", "firmId", "cpv", "level", "note", "radiusKm", "regions", "visibility", "createdAt", "changedAt")
       VALUES ($1, $2, $3, 'SKILLED', '{}', 50, '{}', 'PUBLIC', now(), now())`,
      [randomUUID(), joiner.firmId, trade],
    );
  }

  async function answers(count: number): Promise<void> {
    for (let each = 0; each < count; each += 1) await kongsi.pool.query('SELECT $1::uuid', [randomUUID()]);
  }
});
