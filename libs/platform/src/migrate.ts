import { Client } from 'pg';
import { migrateJobs } from './jobs.js';

/** One numbered step of the schema. Forward only. */
export interface Migration {
  /** `0001-people-sign-in`: a number, then a sentence. */
  name: string;
  sql: string;
}

/** Any 64-bit number will do; it only has to be the same in every process that migrates. */
const migrationLock = 7_340_120_261_121;

/**
 * Brings the schema up to date; each migration in its own transaction, one process at a time.
 *
 * @returns the names that were carried out now
 * @throws when the database holds a migration this version does not know (it is newer), or one fails
 */
export async function migrate(databaseUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'kongsi-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS "migration" ("name" text PRIMARY KEY, "doneAt" timestamptz(3) NOT NULL)',
    );
    const { rows } = await client.query<{ name: string }>('SELECT "name" FROM "migration"');
    const done = new Set(rows.map((row) => row.name));
    const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name));
    if (unknown.length > 0)
      throw new Error(
        `The database is newer than this Kongsi: it holds ${unknown.join(', ')}. Start the newer version.`,
      );
    const due = migrations.filter((migration) => !done.has(migration.name));
    for (const migration of due) await carryOut(client, migration);
    await migrateJobs(databaseUrl);

    return due.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function carryOut(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO "migration" VALUES ($1, clock_timestamp())', [migration.name]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed: ${(cause as Error).message}`, { cause });
  }
}
