import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { CONFIG, type Config } from '#libs/platform';
import { anAlliance } from '../support/alliances.js';
import { submitBid, verified } from '../support/bids.js';
import { commandLine } from '../support/command-line.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { dropDatabase, emptyDatabase } from '../support/scratch-database.mjs';
import { aTender } from '../support/tenders.js';

describe('a backup brings everything back', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let firm: FirmActing;
  let config: Config;
  let elsewhere: string;
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-backup-'));
  const taken = join(folder, 'taken');
  const data = join(folder, 'data');

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    config = kongsi.app.get<Config>(CONFIG);
    elsewhere = await emptyDatabase();
    firm = await aFirm(kongsi, { name: 'Kusen Embun' });
    const partner = await aFirm(kongsi, { name: 'Cat Laut' });
    const buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    const tender = await aTender(buyer, { procedure: 'SEALED' });
    const { id: allianceId } = await anAlliance(firm, [partner], tender);
    await submitBid(firm, tender, { allianceId });
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
    await dropDatabase(elsewhere);
    rmSync(folder, { recursive: true });
  });

  it('writes every row and every file into a new folder, and into no other', async () => {
    const { code, out } = await run(config.DATABASE_URL, config.dataDir, 'backup', taken);
    expect([code, out]).toEqual([0, expect.stringMatching(/\d+ rows of \d+ tables and all files are in/)]);
    expect((await run(config.DATABASE_URL, config.dataDir, 'backup', taken)).code).toBe(1);
  }, 60_000);

  it('refuses what would mix or lose: a used database, a damaged table, no backup at all', async () => {
    const used = await run(config.DATABASE_URL, data, 'restore', taken);
    expect([used.code, used.out]).toEqual([1, expect.stringContaining('The database is not empty.')]);
    const nothing = await run(elsewhere, data, 'restore', folder);
    expect([nothing.code, nothing.out]).toEqual([1, expect.stringContaining('holds no backup')]);

    const table = join(taken, 'tables', 'bidVersion.jsonl.gz');
    const whole = readFileSync(table);
    writeFileSync(table, gzipSync(gunzipSync(whole).toString().split('\n').slice(1).join('\n')));
    const damagedPlace = await emptyDatabase('damaged');
    const damaged = await run(damagedPlace, data, 'restore', taken);
    expect([damaged.code, damaged.out]).toEqual([1, expect.stringContaining('The backup is damaged.')]);
    await dropDatabase(damagedPlace);
    writeFileSync(table, whole);
  }, 120_000);

  it('fills an empty database with the same rows, and waiting work', async () => {
    const before = await contents(config.DATABASE_URL);
    const { code, out } = await run(elsewhere, data, 'restore', taken);
    expect([code, out]).toEqual([0, expect.stringContaining('Start Kongsi; it goes on from there.')]);
    expect(await contents(elsewhere)).toEqual(before);
    expect(Object.keys(before).length).toBeGreaterThan(60);
  }, 120_000);

  it('Kongsi goes on there: people are signed in, files are read, new bids get the next number', async () => {
    const restored = await startKongsi({ DATABASE_URL: elsewhere, KONGSI_DATA_DIR: data });
    try {
      const there = Object.assign(Object.create(Object.getPrototypeOf(firm.person) as object), firm.person, {
        kongsi: restored,
      }) as typeof firm.person;
      expect((await there.get<{ me: { id: string } }>('{ me { id } }')).me.id).toBe(firm.person.id);
      const buyer = await verified(await aFirm(restored, { name: 'Puskesmas Embun' }));
      const tender = await aTender(buyer);
      expect(tender.phase).toBe('OPEN');
    } finally {
      await restored.stop();
    }
  }, 60_000);

  function run(database: string, dataDir: string, ...words: string[]): ReturnType<typeof commandLine> {
    return commandLine({ DATABASE_URL: database, KONGSI_DATA_DIR: dataDir }, ...words);
  }

  /** How many rows each table holds, with a digest of them in any order; and the work that waits. */
  async function contents(database: string): Promise<Record<string, string>> {
    const pool = new Pool({ connectionString: database, max: 1 });
    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'migration'`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) found[name] = await digest(pool, `SELECT to_jsonb(t)::text AS row FROM "${name}" t`);
    found.jobs = await digest(
      pool,
      `SELECT concat(task.identifier, job.payload::jsonb, job.run_at, job.key) AS row
       FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id`,
    );
    await pool.end();

    return found;
  }

  async function digest(pool: Pool, rows: string): Promise<string> {
    const { rows: found } = await pool.query<{ digest: string }>(
      `SELECT concat(count(*), ' ', md5(string_agg(row, '' ORDER BY row))) AS digest FROM (${rows}) every`,
    );

    return found[0]!.digest;
  }
});
