import { randomInt } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { verifyFile } from '#libs/seal-format';
import { type Place, chainOf, halfBids, lostBids } from '../support/bid-evidence.js';
import { type Acknowledged, Bidders } from '../support/bidders.js';
import { bidsSeenBy, openBids, openingSeenBy, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { days } from '../support/kongsi.js';
import { type Kind, type Programs, kinds, startPrograms } from '../support/programs.js';
import { type TenderKnown, aDraft, publishTender } from '../support/tenders.js';

/**
 * Kongsi as it ships, in processes of their own, killed with SIGKILL again and again while firms hand in sealed bids. A run is repeated by
 * its seed: KONGSI_KILL_SEED=… npx jest test/checks/nothing-acknowledged-is-lost.spec.ts
 */
// Seconds on a quiet machine; a busy one may take its time.
jest.setTimeout(600_000);

const seed = Number(process.env.KONGSI_KILL_SEED ?? randomInt(2 ** 31));
const random = randomFrom(seed);
const killsOfEach: Record<Kind, number> = { api: 5, worker: 2, notary: 6, postgres: 8 };
const closesInMs = 60_000;

describe('nothing acknowledged is lost', () => {
  const killed: Record<Kind, number> = { api: 0, worker: 0, notary: 0, postgres: 0 };
  let programs: Programs;
  let place: Place;
  let buyer: FirmActing;
  let firms: FirmActing[];
  /** Takes bids from beginning to end. */
  let lasting: TenderKnown;
  /** Closes while programs are killed. */
  let closing: TenderKnown;
  let bids: Acknowledged[];

  beforeAll(async () => {
    process.stdout.write(`Kills of this run, KONGSI_KILL_SEED=${seed}: `);
    programs = await startPrograms();
    buyer = await verified(await aFirm(programs.kongsi, { name: 'Sekolah Embun' }));
    firms = [];
    for (const name of ['Kusen Embun', 'Kayu Jati', 'Rotan Pesisir', 'Bengkel Lontar', 'Atap Senja', 'Batu Kinasih'])
      firms.push(await aFirm(programs.kongsi, { name }));
    const { receiptKey } = await buyer.get<{ receiptKey: { publicKey: string } }>('{ receiptKey { publicKey } }');
    place = { pool: programs.pool, dataDir: programs.dataDir, publicKey: receiptKey.publicKey };
    lasting = await published({ closesIn: days(14) });
  });
  afterAll(() => programs.stop());

  it('firms go on bidding whatever is killed, and every program comes back', async () => {
    closing = await published({ closesIn: closesInMs });
    const bidders = new Bidders().begin(firms, [closing, lasting]);
    while (new Set(bidders.acknowledged.map(({ firmId }) => firmId)).size < firms.length) await bidders.next();
    await killBetweenMailAndRecord('api', 'worker');
    for (const kind of shuffled(kinds.flatMap((kind) => Array<Kind>(killsOfEach[kind]).fill(kind)))) {
      // Half of the kills hit the very moment an answer arrives, the others any moment.
      await (random() < 0.5 ? bidders.next() : delay(300 + random() * 1_700));
      const publishing = kind === 'notary' ? published({ closesIn: days(7) }) : undefined;
      await kill(kind);
      await publishing;
      // A fifth of the kills hits what is not yet back.
      if (random() < 0.8) await bidders.next();
    }
    await bidders.next();
    await bidders.stop();
    bids = bidders.acknowledged;

    process.stdout.write(`\n${bids.length} bids acknowledged, ${programs.repeated()} requests repeated\n`);
    expect(programs.endedByThemselves()).toEqual([]);
    expect(Object.values(killed).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(20);
    expect(Math.min(killed.api, killed.notary, killed.postgres)).toBeGreaterThanOrEqual(5);
    expect(bids.length).toBeGreaterThan(25);
    expect(programs.repeated()).toBeGreaterThan(20);
  });

  it('every bid that was acknowledged is there, verifiable by its receipt, once', async () => {
    expect(await lostBids(place, bids)).toEqual([]);
    // Each was asked for until it was answered: what was repeated had one effect.
    const { rows } = await place.pool.query('SELECT 1 FROM "bidVersion"');
    expect(rows).toHaveLength(bids.length);
  });

  it('no bid is half there, and the log is one unbroken chain', async () => {
    expect(await halfBids(place)).toEqual([]);
    const chain = await chainOf(place);
    expect(chain).toMatchObject({ ok: true, headIsLast: true });
    expect(chain.lines).toBeGreaterThan(bids.length);
  });

  it('the notary gave out no key whose private half is not on its disk', async () => {
    const { rows } = await place.pool.query<{ id: string }>('SELECT "id" FROM "envelopeKey"');
    expect(rows.length).toBeGreaterThan(killsOfEach.notary);
    expect(rows.filter(({ id }) => !existsSync(join(place.dataDir, 'notary', 'keys', `${id}.age`)))).toEqual([]);
  });

  it('the tender that closed meanwhile opens, and shows the last acknowledged price of everybody', async () => {
    const inTime = bids.filter(({ tenderId }) => tenderId === closing.id);
    const last = new Map(inTime.map((bid) => [bid.firmId, bid.unitPrice]));
    expect(last.size).toBe(firms.length);
    await until(async () => (await openBids(buyer, closing)).code === undefined);
    await until(async () => Boolean((await openingSeenBy(buyer, closing))?.envelopes[0]?.finishedAt));

    const seen = await bidsSeenBy<{ leadFirm: { id: string }; total: { amount: string } | null }>(
      buyer,
      closing,
      'leadFirm { id } total { amount }',
    );
    const totals = Object.fromEntries(seen.bids.map(({ leadFirm, total }) => [leadFirm.id, total?.amount]));
    expect(totals).toEqual(
      Object.fromEntries([...last].map(([firmId, unitPrice]) => [firmId, String(Number(unitPrice) * 12)])),
    );
    const { file } = (await openingSeenBy(buyer, closing))!;
    const given = { publicKeys: [place.publicKey], receipts: inTime.map(({ receipt }) => receipt) };
    const checked = await verifyFile(JSON.parse(file), given);
    expect(checked.findings.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('no mail is sent twice, and none is forgotten', async () => {
    // What killed workers held is given back, and done.
    await until(async () => (await waitingMails()) === 0);
    expect(sentTwice()).toEqual([]);

    const { rows: mails } = await place.pool.query<{ id: string; sentAt: Date | null; handedOverAt: Date | null }>(
      'SELECT "id", "sentAt", "handedOverAt" FROM "mail"',
    );
    expect(mails.length).toBeGreaterThan(bids.length);
    const arrived = new Set(programs.sink.taken.map(({ messageId }) => messageId));
    expect(mails.filter(({ id, sentAt }) => sentAt && !arrived.has(`<${id}@localhost>`))).toEqual([]);
    expect(mails.filter(({ handedOverAt }) => !handedOverAt)).toEqual([]);
    // One a kill may leave in doubt is marked, never sent again. At most two leave a process at a time.
    const inDoubt = mails.filter(({ sentAt }) => !sentAt);
    expect(inDoubt.length).toBeGreaterThan(0);
    expect(inDoubt.length).toBeLessThanOrEqual(2 * 2 * (killed.api + killed.worker + killed.postgres));
  });

  it('the control: where the answer leaves before the commit, an acknowledged bid is lost', async () => {
    await programs.runInstead(join(process.cwd(), 'test/support/careless-api.mjs'));
    let lost: string[] = [];
    let kills = 0;
    for (; lost.length === 0 && kills < 100; kills += 1) {
      // One firm, so that nothing but the kill stands between its answer and the commit; and another one each time.
      const bidder = new Bidders().begin([firms[kills % firms.length]!], [lasting]);
      await bidder.next();
      await programs.kill('api');
      await bidder.stop();
      lost = await lostBids(place, bidder.acknowledged.slice(0, 1));
    }
    process.stdout.write(`\nThe control lost a bid after ${kills} kills\n`);
    expect(lost).toEqual(expect.arrayContaining([expect.stringContaining('not in the log')]));
  });

  it('the control: a mail that leaves without being marked is sent twice', async () => {
    const killing = killBetweenMailAndRecord('api');
    await new Bidders().begin([firms.at(-1)!], [lasting]).stop();
    await killing;
    await until(async () => sentTwice().length > 0);
    expect(sentTwice()).toHaveLength(1);
  });

  it('the control: a part that is missing is found', async () => {
    await place.pool.query('DELETE FROM "sealedFile" WHERE "id" = (SELECT "id" FROM "sealedFile" LIMIT 1)');
    expect(await halfBids(place)).toEqual([expect.stringContaining('0 sealed files')]);
    const known = bids[0]!;
    rmSync(join(place.dataDir, 'files', known.digest.slice(7, 9), known.digest.slice(7)));
    expect(await lostBids(place, [known])).toEqual([expect.stringContaining('its sealed file is not there')]);
    await place.pool.query('UPDATE "sealLogHead" SET "position" = "position" - 1');
    expect(await chainOf(place)).toMatchObject({ ok: true, headIsLast: false });
  });

  /** The notary's pool is small: publishing waits until it has a key. */
  async function published(facts: { closesIn: number }): Promise<TenderKnown> {
    const draft = await aDraft(buyer, { procedure: 'SEALED', ...facts });
    let answer = await publishTender(buyer, draft.id);
    await until(async () => {
      if (answer.code === 'SEALING_UNAVAILABLE') answer = await publishTender(buyer, draft.id);

      return answer.code !== 'SEALING_UNAVAILABLE';
    });
    if (answer.code) throw new Error(`Not published: ${answer.code}`);

    return answer;
  }

  async function kill(kind: Kind): Promise<void> {
    if (!(await programs.kill(kind))) return;
    killed[kind] += 1;
    process.stdout.write(`${kind} `);
  }

  /** The moment that tempts to mail twice: the mail server has it, we do not know it yet. */
  async function killBetweenMailAndRecord(...senders: Kind[]): Promise<void> {
    const release = programs.sink.holdAnswers();
    await programs.sink.next();
    // Whoever lives keeps its jobs: they are not given to others meanwhile.
    expect(await jobsWithoutLease()).toEqual([]);
    await Promise.all(senders.map(kill));
    release();
  }

  /** Jobs under way whose worker the others take for dead. */
  async function jobsWithoutLease(): Promise<string[]> {
    const { rows } = await place.pool.query<{ id: string }>(
      `SELECT "id" FROM graphile_worker._private_jobs job WHERE "locked_by" IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM pg_locks WHERE locktype = 'advisory'
          AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(job."locked_by", 0))`,
    );

    return rows.map(({ id }) => id);
  }

  /** Message-IDs the mail server was handed more than once. */
  function sentTwice(): string[] {
    const ids = programs.sink.taken.map(({ messageId }) => messageId);

    return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  }

  async function waitingMails(): Promise<number> {
    const { rows } = await place.pool.query<{ count: number }>(
      `SELECT count(*)::integer AS "count" FROM graphile_worker._private_jobs job
       JOIN graphile_worker._private_tasks task ON task."id" = job."task_id" WHERE task."identifier" IN ('send-mail', 'mail-notice')`,
    );

    return rows[0]!.count;
  }
});

/** Asks until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('Not so after 90 seconds.');
    await delay(200);
  }
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32, public domain). */
function randomFrom(start: number): () => number {
  let state = start >>> 0;

  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(things: readonly T[]): T[] {
  return things
    .map((thing) => ({ thing, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}
