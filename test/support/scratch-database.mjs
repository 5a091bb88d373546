/** Databases for one test file: real ones, cloned from the migrated template in milliseconds. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/**
 * Clones the migrated template database.
 * @param {string} [name] what the database is for; a random ending keeps two of a kind apart
 * @returns {Promise<string>} its connection URL
 */
export async function cloneDatabase(name = 'story') {
  const { TEST_TEMPLATE_DATABASE: template, TEST_TEMPLATE_FAILURE: failure } = process.env;
  if (failure) throw new Error(failure);
  // Copying files is quicker than writing the copy into the journal, for a server nobody expects to survive a crash.
  return create(name, `TEMPLATE "${template}" STRATEGY FILE_COPY`);
}

/**
 * A database without a table in it, for what makes its own: migrations, restores.
 * @param {string} [name]
 * @returns {Promise<string>} its connection URL
 */
export async function emptyDatabase(name = 'empty') {
  return create(name, 'TEMPLATE template1 STRATEGY FILE_COPY');
}

/**
 * Drops a database, ending the sessions that still use it.
 * @param {string} url as {@link cloneDatabase} gave it
 */
export async function dropDatabase(url) {
  await onServer(`DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
}

/** @param {string} name @param {string} from */
async function create(name, from) {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40);
  const database = `${plain}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE "${database}" ${from}`);

  return serverUrl(database);
}

/** @param {string} statement */
async function onServer(statement) {
  const client = new Client({ connectionString: serverUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** @param {string} database */
function serverUrl(database) {
  const server = process.env.TEST_DATABASE_SERVER_URL;
  if (!server) throw new Error('No test database: run this through jest, whose global setup starts one.');
  const url = new URL(server);
  url.pathname = `/${database}`;

  return url.href;
}
