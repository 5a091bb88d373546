import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Client } from 'pg';
import { type Migration, migrate } from './migrate.js';

/** What a backup says about itself. */
export interface BackupManifest {
  format: 'kongsi-backup/1';
  takenAt: string;
  /** Names of the migrations whose tables it holds. */
  migrations: string[];
  /** Rows by table. */
  rows: Record<string, number>;
}

/** The backup cannot be taken or restored as asked; the message says why and what to do. */
export class BackupProblem extends Error {}

const rowsAtOnce = 500;
const jobs = 'graphile_worker jobs';
/** Waiting jobs are carried over by what they are to do, not by the queue's private rows. */
const jobsQuery = `SELECT json_build_object('task', task.identifier, 'payload', payload, 'runAt', run_at, 'key', key) AS row
  FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id`;

/**
 * Writes every table (from one snapshot, while others go on working) and every file into a folder.
 *
 * @param folder must not exist yet
 * @throws BackupProblem when it does
 */
export async function backUp(databaseUrl: string, filesFolder: string, folder: string): Promise<BackupManifest> {
  if (existsSync(folder)) throw new BackupProblem(`${folder} exists already. Name a folder that does not.`);
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const client = await connected(databaseUrl);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const rows: Record<string, number> = {};
    for (const table of await tablesOf(client))
      rows[table] = await writeRows(client, `SELECT to_jsonb(t) AS row FROM "${table}" t`, placeOf(folder, table));
    rows[jobs] = await writeRows(client, jobsQuery, placeOf(folder, jobs));
    const done = await client.query<{ name: string }>('SELECT "name" FROM "migration" ORDER BY "name"');
    const taken = await client.query<{ at: string }>('SELECT clock_timestamp()::text AS at');
    await client.query('COMMIT');
    if (existsSync(filesFolder)) await cp(filesFolder, join(folder, 'files'), { recursive: true });
    const manifest: BackupManifest = {
      format: 'kongsi-backup/1',
      takenAt: taken.rows[0]!.at,
      migrations: done.rows.map((row) => row.name),
      rows,
    };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));

    return manifest;
  } finally {
    await client.end();
  }
}

/**
 * Fills an empty database and an empty files folder from a backup of this version or an older one, then migrates to this version.
 *
 * @throws BackupProblem when the folder holds no backup, the backup is newer, or the database is not empty
 */
export async function restore(
  databaseUrl: string,
  filesFolder: string,
  folder: string,
  migrations: readonly Migration[],
): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  const known = migrations.filter((migration) => manifest.migrations.includes(migration.name));
  if (known.length < manifest.migrations.length)
    throw new BackupProblem('The backup comes from a newer Kongsi. Install that version first.');
  await ensureEmpty(databaseUrl);
  await migrate(databaseUrl, known);
  const client = await connected(databaseUrl);
  try {
    await client.query('BEGIN');
    await deferForeignKeys(client, 'DEFERRABLE INITIALLY DEFERRED');
    const tables = await tablesOf(client);
    await switchTriggers(client, tables, 'DISABLE');
    for (const table of tables) {
      if (table === 'migration') continue;
      const read = await readRows(placeOf(folder, table), (chunk) => insert(client, table, chunk));
      if (read !== (manifest.rows[table] ?? 0))
        throw new BackupProblem(
          `${table}: ${read} rows read, ${manifest.rows[table]} were written. The backup is damaged.`,
        );
    }
    await readRows(placeOf(folder, jobs), (chunk) => addJobs(client, chunk));
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    await switchTriggers(client, tables, 'ENABLE');
    await continueNumbers(client);
    await deferForeignKeys(client, 'NOT DEFERRABLE');
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  if (existsSync(join(folder, 'files'))) await cp(join(folder, 'files'), filesFolder, { recursive: true });
  await migrate(databaseUrl, migrations);

  return manifest;
}

async function connected(databaseUrl: string): Promise<Client> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'kongsi-backup',
    options: '-c TimeZone=UTC',
  });
  await client.connect();

  return client;
}

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );

  return rows.map((row) => row.name);
}

function placeOf(folder: string, table: string): string {
  return join(folder, 'tables', `${table.replaceAll(' ', '-')}.jsonl.gz`);
}

/** Rows stay text on their way, so that no number passes through a float. */
async function writeRows(client: Client, query: string, place: string): Promise<number> {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT row::text AS line FROM (${query}) all_rows`);
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM rows`);
      count += rows.length;
      if (rows.length === 0) break;
      yield rows.map((row) => `${row.line}\n`).join('');
    }
    await client.query('CLOSE rows');
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(place, { mode: 0o600 }));

  return count;
}

async function readRows(place: string, take: (lines: string[]) => Promise<void>): Promise<number> {
  if (!existsSync(place)) return 0;
  let count = 0;
  let chunk: string[] = [];
  for await (const line of createInterface({ input: createReadStream(place).pipe(createGunzip()) })) {
    chunk.push(line);
    count += 1;
    if (chunk.length < rowsAtOnce) continue;
    await take(chunk);
    chunk = [];
  }
  if (chunk.length > 0) await take(chunk);

  return count;
}

async function insert(client: Client, table: string, lines: string[]): Promise<void> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS names FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const { names } = rows[0]!;
  await client.query(
    `INSERT INTO "${table}" (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [`[${lines.join(',')}]`],
  );
}

async function addJobs(client: Client, lines: string[]): Promise<void> {
  await client.query(
    `SELECT graphile_worker.add_job(job ->> 'task', (job -> 'payload')::json, run_at := (job ->> 'runAt')::timestamptz, job_key := job ->> 'key', max_attempts := 12)
     FROM jsonb_array_elements($1::jsonb) job`,
    [`[${lines.join(',')}]`],
  );
}

/** Tables point at each other in circles; their rows can only come in together. */
async function deferForeignKeys(
  client: Client,
  how: 'DEFERRABLE INITIALLY DEFERRED' | 'NOT DEFERRABLE',
): Promise<void> {
  const { rows } = await client.query<{ owner: string; name: string }>(
    `SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { owner, name } of rows) await client.query(`ALTER TABLE ${owner} ALTER CONSTRAINT ${name} ${how}`);
}

/** What triggers write is in the backup already; what they forbid was allowed when it happened. */
async function switchTriggers(client: Client, tables: string[], how: 'DISABLE' | 'ENABLE'): Promise<void> {
  for (const table of tables) await client.query(`ALTER TABLE "${table}" ${how} TRIGGER USER`);
}

/** Numbers the database gives out go on after the largest that was given. */
async function continueNumbers(client: Client): Promise<void> {
  const { rows } = await client.query<{ owner: string; column: string }>(
    `SELECT quote_ident(table_name) AS owner, quote_ident(column_name) AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND is_identity = 'YES'`,
  );
  for (const { owner, column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${column})) FROM ${owner} HAVING max(${column}) IS NOT NULL`,
      [owner, column.replaceAll('"', '')],
    );
}

async function ensureEmpty(databaseUrl: string): Promise<void> {
  const client = await connected(databaseUrl);
  try {
    if ((await tablesOf(client)).length > 0)
      throw new BackupProblem('The database is not empty. Restore into a new one, then point DATABASE_URL to it.');
  } finally {
    await client.end();
  }
}

async function readManifest(folder: string): Promise<BackupManifest> {
  const place = join(folder, 'manifest.json');
  if (!existsSync(place) || (await readdir(folder)).length === 0)
    throw new BackupProblem(`${folder} holds no backup: there is no manifest.json.`);
  const manifest = JSON.parse(await readFile(place, 'utf8')) as BackupManifest;
  if (manifest.format !== 'kongsi-backup/1')
    throw new BackupProblem(`${place} is of the unknown format ${String(manifest.format)}.`);

  return manifest;
}
