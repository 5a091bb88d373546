/** Makes a cluster's files and, inside, the role and database of Kongsi: what happens once in its life. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { Plain } from './processes.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */

/**
 * Runs initdb into a folder beside, then renames once: a start that was killed half-way leaves no half cluster.
 * @param {string} cluster
 * @param {string} initdb the program
 * @param {Account | undefined} account
 * @param {boolean} throwaway
 * @throws {Plain}
 */
export function makeCluster(cluster, initdb, account, throwaway) {
  const half = `${cluster}.new`;
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { mode: 0o700 });
  } catch (error) {
    throw new Plain(
      `${dirname(cluster)} cannot be written (${error.code}). Choose another folder: KONGSI_DATA_DIR=… npm start`,
    );
  }
  const own = (/** @type {string} */ path) => account && chownSync(path, account.uid, account.gid);
  const secret = (/** @type {string} */ role) => {
    const file = join(dirname(cluster), `${role}.password.new`);
    writeFileSync(file, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
    own(file);

    return file;
  };
  own(half);
  const [admin, owner] = [secret('postgres'), secret('kongsi')];
  let made;
  // PostgreSQL's own C.UTF-8 orders and folds the same on every system; what it still asks the system about letters has
  // another name on macOS.
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const words = [
      '-D',
      half,
      '-U',
      'postgres',
      `--pwfile=${admin}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-instructions',
    ];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${letters}`];
    const options = { cwd: half, env: plainEnvironment(), uid: account?.uid, gid: account?.gid, encoding: 'utf8' };
    made = spawnSync(initdb, [...words, ...locale, '--data-checksums', ...(throwaway ? ['--no-sync'] : [])], options);
    if (made.status === 0 || !/invalid locale/.test(made.stderr)) break;
  }
  if (made?.status !== 0) {
    throw new Plain(
      `PostgreSQL could not make its files in ${cluster}: ${lastLine(made?.stderr || made?.error?.message || '')}`,
    );
  }
  renameSync(admin, join(half, 'postgres.password'));
  renameSync(owner, join(half, 'kongsi.password'));
  renameSync(half, cluster);
}

/**
 * Makes the role and the database of Kongsi, if that has not been done.
 * @param {{ adminUrl: string, cluster: string }} server running
 */
export async function makeDatabase({ adminUrl, cluster }) {
  const done = join(cluster, 'kongsi.made');
  if (existsSync(done)) return;
  const password = readFileSync(join(cluster, 'kongsi.password'), 'utf8').trim();
  // Of the extensions we use, only earthdistance asks for a superuser: every new database gets it from template1.
  await ask(adminUrl.replace(/postgres$/, 'template1'), ['CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE']);
  await ask(adminUrl, [
    'DROP DATABASE IF EXISTS kongsi',
    'DROP ROLE IF EXISTS kongsi',
    `CREATE ROLE kongsi LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`,
    'CREATE DATABASE kongsi OWNER kongsi',
  ]);
  writeFileSync(done, '');
}

/**
 * Makes the database anew, with nothing in it.
 * @param {{ adminUrl: string }} server
 */
export async function emptyDatabase({ adminUrl }) {
  await ask(adminUrl, ['DROP DATABASE IF EXISTS kongsi WITH (FORCE)', 'CREATE DATABASE kongsi OWNER kongsi']);
}

/** @param {string} url @param {string[]} statements */
async function ask(url, statements) {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** What PostgreSQL's programs may know of ours: no PG… variable of the person's own. */
export function plainEnvironment() {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_MESSAGES: 'C' };
}

/**
 * The last line of a program's output that says something.
 * @param {string} text
 * @param {RegExp} [wanted]
 * @returns {string}
 */
export function lastLine(text, wanted = /./) {
  return (
    text
      .split('\n')
      .findLast((line) => wanted.test(line))
      ?.trim() ?? ''
  );
}
