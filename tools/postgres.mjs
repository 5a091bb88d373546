/** Starts the PostgreSQL that comes as an npm package: durable for real data, quick for data nobody will miss. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from './postgres-binaries.mjs';
import { settleHome, throwawayHome } from './postgres-home.mjs';
import { forgetPostmaster, readPostmaster } from './postmaster.mjs';
import { Plain, commandOf, endProcess, freePort, isPortFree } from './processes.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */

/**
 * @typedef {object} RunningPostgres
 * @property {string} url of the database `kongsi`, for a role that owns it, may make databases and roles, and is no superuser
 * @property {string} adminUrl the same server for its superuser, database `postgres`
 * @property {number} port
 * @property {number} pid of the server
 * @property {string} cluster the folder with the files
 * @property {boolean} moved whether that is elsewhere than was asked, because the database user cannot enter there
 * @property {boolean} adopted whether it ran already
 * @property {Promise<void>} exited settles when the server is gone; never for an adopted one
 * @property {() => Promise<void>} stop ends sessions and server; everything committed stays
 */

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  max_connections: 200,
};
const durable = {
  ...always,
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // One file per weekday, each begun anew after a week: logs never fill the disk.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_size: 0,
};
const quick = {
  ...always,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

/**
 * Starts (after making it, if new) or adopts the cluster in a folder.
 * @param {object} options
 * @param {string} [options.dataDir] the cluster's folder; may be left out for a throwaway cluster, which then goes with `stop`
 * @param {number} [options.port] default: the one used last time if it is free, else any free one
 * @param {boolean} [options.throwaway] trade durability for speed
 * @param {(line: string) => void} [options.say] told what takes long
 * @returns {Promise<RunningPostgres>}
 * @throws {Plain} one line: port taken, folder not writable, files of another user…
 */
export async function startPostgres({ dataDir, port, throwaway = false, say = () => {} }) {
  const temporary = throwaway && !dataDir;
  const { cluster, account, moved } = settleHome(
    temporary ? await throwawayHome() : resolve(dataDir ?? '.kongsi/postgres'),
  );
  const running = readPostmaster(cluster);
  const asked = { cluster, moved, throwaway, temporary };
  if (running?.isOurs) return describe(await whenReady(running.pid, asked, say), { ...asked, adopted: true });
  if (running && commandOf(running.pid)) forgetPostmaster(cluster);

  const binaries = postgresBinaries(account);
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(cluster, binaries.initdb, account, throwaway);
  const chosen = await choosePort(cluster, port);
  const { child, exited } = await launch(binaries.postgres, chosen, account, asked, say);
  writeFileSync(join(cluster, 'kongsi.port'), String(chosen));
  const server = describe(child, { ...asked, adopted: false, exited });
  await makeDatabase(server);

  return server;
}

/** @param {number} pid @param {object} facts @returns {RunningPostgres} */
function describe(pid, { cluster, moved, throwaway, temporary, adopted, exited = new Promise(() => {}) }) {
  const port = readPostmaster(cluster)?.port ?? 0;
  const urlOf = (/** @type {string} */ role, /** @type {string} */ database) =>
    `postgres://${role}:${readFileSync(join(cluster, `${role}.password`), 'utf8').trim()}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    // SIGINT is PostgreSQL's "fast" shutdown (sessions end, everything is written); SIGQUIT does not write.
    await endProcess(pid, { signal: throwaway ? 'SIGQUIT' : 'SIGINT', seconds: 60 });
    if (temporary) rmSync(dirname(cluster), { recursive: true, force: true });
  };

  return {
    url: urlOf('kongsi', 'kongsi'),
    adminUrl: urlOf('postgres', 'postgres'),
    port,
    pid,
    cluster,
    moved,
    adopted,
    exited,
    stop,
  };
}

/** initdb into a folder beside, then one rename: a start that was killed half-way leaves no half cluster. */
function makeCluster(cluster, initdb, account, throwaway) {
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

/** @param {string} cluster @param {number | undefined} wished */
async function choosePort(cluster, wished) {
  if (wished) {
    if (await isPortFree(wished)) return wished;
    throw new Plain(`Port ${wished}, wanted for the database, is taken by another program.`);
  }
  const file = join(cluster, 'kongsi.port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;

  return last && (await isPortFree(last)) ? last : freePort();
}

/** Starts the server in its own process group, so that Ctrl-C in the terminal reaches it only through us. */
async function launch(postgres, port, account, asked, say, attempt = 1) {
  const { cluster, throwaway } = asked;
  const settings = Object.entries({ ...(throwaway ? quick : durable), port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = openSync(`${cluster}.start.log`, 'w+');
  const child = spawn(postgres, ['-D', cluster, ...settings], {
    cwd: '/',
    env: plainEnvironment(),
    uid: account?.uid,
    gid: account?.gid,
    detached: true,
    stdio: ['ignore', log, log],
  });
  const exited = new Promise((settle) => child.once('exit', settle).once('error', settle));
  child.unref();
  try {
    return { child: await whenReady(child.pid ?? 0, asked, say, exited), exited };
  } catch (error) {
    const said = readAll(log);
    // Processes of a killed server need a moment to notice that it is gone.
    if (/still in use|lock file .* already exists/.test(said) && attempt < 100) {
      await delay(100);

      return await launch(postgres, port, account, asked, say, attempt + 1);
    }
    throw new Plain(
      `The database in ${cluster} does not start: ${lastLine(said, /FATAL|PANIC|error/) || error.message}`,
    );
  } finally {
    closeSync(log);
  }
}

/** Waits until the server says in its pid file that it takes connections. */
async function whenReady(pid, { cluster }, say, exited = undefined) {
  let gone = false;
  void exited?.then(() => (gone = true));
  const began = Date.now();
  let told = false;
  for (;;) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.pid === pid && postmaster.status === 'ready') return pid;
    if (gone || (!exited && !commandOf(pid)))
      throw new Plain(`The database in ${cluster} stopped while it was starting.`);
    if (!told && Date.now() - began > 3000) {
      told = true;
      say('The database is still getting ready (after a crash it first repeats its journal)…');
    }
    await delay(20);
  }
}

/** The role and database of Kongsi, once. @param {RunningPostgres} server */
async function makeDatabase({ adminUrl, cluster }) {
  const done = join(cluster, 'kongsi.made');
  if (existsSync(done)) return;
  const ask = async (/** @type {string} */ url, /** @type {string[]} */ statements) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
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

function plainEnvironment() {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_MESSAGES: 'C' };
}

/** @param {number} log */
function readAll(log) {
  const text = Buffer.alloc(fstatSync(log).size);
  readSync(log, text, 0, text.length, 0);

  return text.toString();
}

/** @param {string} text @param {RegExp} [wanted] */
function lastLine(text, wanted = /./) {
  return (
    text
      .split('\n')
      .findLast((line) => wanted.test(line))
      ?.trim() ?? ''
  );
}
