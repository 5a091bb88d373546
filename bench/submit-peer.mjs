/**
 * What pgbench would do: commits the rows a submission writes, in tables of the same shape in the same server, one transaction for each
 * bid, over plain `pg` with prepared statements. Which rows those are is not guessed: they are counted and copied from a real submission.
 */
import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';

/** Written last, as the api does it: from the head of the chain on, bids wait for one another. */
const atTheEnd = ['sealLogHead', 'sealLogLine', 'bidVersion', 'sealedFile'];

/** @typedef {{ schema: string, table: string, inserted: number, updated: number, deleted: number }} Written rows of one table by one submission */

/** How often each table has been written to so far. @param {string} url @returns {Promise<Written[]>} */
export async function writtenSoFar(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT schemaname AS schema, relname AS table, n_tup_ins::integer AS inserted, n_tup_upd::integer AS updated, n_tup_del::integer AS deleted
       FROM pg_stat_user_tables ORDER BY relname`,
    );

    return rows;
  });
}

/**
 * Prepares the tables and answers the loop's body.
 * @param {string} url @param {Written[]} written by one submission @param {{ clients: number, poolSize: number }} size
 * @returns {Promise<{ commit: (client: number) => Promise<void>, end: () => Promise<void> }>}
 */
export async function preparePeer(url, written, { clients, poolSize }) {
  const tables = await withClient(url, async (client) => {
    await client.query('DROP SCHEMA IF EXISTS peer CASCADE; CREATE SCHEMA peer');
    const made = [];
    for (const one of written) made.push(await makeTable(client, one, clients));

    return made;
  });
  const place = (/** @type {{ table: string }} */ { table }) => atTheEnd.indexOf(table);
  tables.sort((a, b) => place(a) - place(b));
  const pool = new Pool({ connectionString: url, max: poolSize });

  return {
    end: () => pool.end(),
    commit: async (client) => {
      const connection = await pool.connect();
      const run = (/** @type {string} */ name, /** @type {string} */ text, /** @type {unknown[]} */ values) =>
        connection.query({ name, text, values });
      try {
        await connection.query('BEGIN');
        for (const table of tables) await table.write(run, client);
        for (const table of tables) await table.finish(run, client);
        await connection.query('COMMIT');
      } finally {
        connection.release();
      }
    },
  };
}

/** A table of the same shape and indexes (its checks know rows by their contents), with a row for each client where rows are only changed. */
async function makeTable(client, { schema, table, inserted, updated, deleted }, clients) {
  const from = `"${schema}"."${table}"`;
  const to = `peer."${table}"`;
  await client.query(`CREATE TABLE ${to} (LIKE ${from} INCLUDING ALL EXCLUDING CONSTRAINTS)`);
  const columns = await columnsOf(client, from);
  const keys = columns.filter((column) => column.isPrimary);
  const { rows } = await client.query(`SELECT * FROM ${from} ORDER BY ctid DESC LIMIT 1`);
  const pattern = rows[0] ?? {};
  let counter = 0;
  const fresh = () =>
    Object.fromEntries(
      columns.map(({ name, type, isUnique }) => {
        if (!isUnique || pattern[name] === null) return [name, asParameter(pattern[name], type)];
        if (type === 'uuid') return [name, randomUUID()];

        return [name, /^(bigint|integer|smallint)$/.test(type) ? (counter += 1) : randomUUID()];
      }),
    );
  const insert = `INSERT INTO ${to} (${columns.map(({ name }) => `"${name}"`)}) OVERRIDING SYSTEM VALUE VALUES (${columns.map((_, index) => `$${index + 1}`)})`;
  const valuesOf = (/** @type {Record<string, unknown>} */ row) => columns.map(({ name }) => row[name]);
  const where = keys.map(({ name }, index) => `"${name}" = $${index + 1}`).join(' AND ');
  const plain = columns.find(({ isUnique, isIndexed }) => !isUnique && !isIndexed)?.name ?? keys[0].name;
  const isShared = table === 'sealLogHead';
  const own = [];
  for (let each = 0; each < (isShared ? 1 : clients); each += 1) {
    const row = isShared
      ? Object.fromEntries(columns.map(({ name, type }) => [name, asParameter(pattern[name], type)]))
      : fresh();
    own.push(row);
    if (inserted <= deleted) await client.query(insert, valuesOf(row));
  }
  const change = async (run, row) => {
    for (let time = 0; time < updated; time += 1)
      await run(
        `change ${table}`,
        `UPDATE ${to} SET "${plain}" = "${plain}" WHERE ${where}`,
        keys.map(({ name }) => row[name]),
      );
  };

  return {
    table,
    write: async (run, client_) => {
      const mine = own[isShared ? 0 : client_];
      for (let time = 0; time < deleted; time += 1)
        await run(
          `remove ${table}`,
          `DELETE FROM ${to} WHERE ${where}`,
          keys.map(({ name }) => mine[name]),
        );
      for (let time = 0; time < inserted; time += 1) {
        const row = time < deleted ? mine : fresh();
        await run(`add ${table}`, insert, valuesOf(row));
        if (time >= deleted) own[client_] = row;
      }
      if (inserted === 0) await change(run, mine);
    },
    /** What was begun in this transaction and is completed at its end. */
    finish: async (run, client_) => {
      if (inserted > 0) await change(run, own[client_]);
    },
  };
}

async function columnsOf(client, table) {
  const { rows } = await client.query(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type,
       EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = attrelid AND i.indisunique AND attnum = ANY (i.indkey)) AS "isUnique",
       EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = attrelid AND attnum = ANY (i.indkey)) AS "isIndexed",
       EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = attrelid AND i.indisprimary AND attnum = ANY (i.indkey)) AS "isPrimary"
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );

  return rows;
}

/** @param {unknown} value @param {string} type */
function asParameter(value, type) {
  return value !== null && /^jsonb?$/.test(type) ? JSON.stringify(value) : value;
}

/** @template T @param {string} url @param {(client: Client) => Promise<T>} work */
async function withClient(url, work) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
