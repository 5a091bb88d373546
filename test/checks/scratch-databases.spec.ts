import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { cloneDatabase, dropDatabase, emptyDatabase } from '../support/scratch-database.mjs';

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('databases for one test file', () => {
  let one: string;
  let other: string;

  beforeAll(async () => {
    [one, other] = await Promise.all([cloneDatabase('one'), cloneDatabase('other')]);
  });
  afterAll(() => Promise.all([dropDatabase(one), dropDatabase(other)]));

  it('do not see what another file writes', async () => {
    await ask(one, 'CREATE TABLE "onlyHere" (id int)');

    await expect(ask(one, 'SELECT * FROM "onlyHere"')).resolves.toEqual([]);
    await expect(ask(other, 'SELECT * FROM "onlyHere"')).rejects.toThrow('does not exist');
  });

  it('belong to a role that is no superuser, as in production', async () => {
    const rows = await ask(one, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user');

    expect(rows).toEqual([{ rolsuper: false }]);
  });

  it('fold case and hold distances the same on every system', async () => {
    const empty = await emptyDatabase();
    const rows = await ask(
      empty,
      `SELECT lower('ÄÉ') AS lower, (SELECT extname::text FROM pg_extension WHERE extname = 'earthdistance') AS distance`,
    );
    await dropDatabase(empty);

    expect(rows).toEqual([{ lower: 'äé', distance: 'earthdistance' }]);
  });
});
