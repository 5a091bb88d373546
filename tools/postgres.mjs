/** Starts the PostgreSQL that comes as an npm package: durable for real data, quick for data nobody will miss. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { postgresBinaries } from './postgres-binaries.mjs';
import { lastLine, makeCluster, makeDatabase, plainEnvironment } from './postgres-cluster.mjs';
import { settleHome, throwawayHome } from './postgres-home.mjs';
import { forgetPostmaster, readPostmaster } from './postmaster.mjs';
import { Plain, commandOf, endProcess, freePort, isPortFree, until } from './processes.mjs';

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
 * @property {() => Promise<unknown>} exited resolves when the server is gone, stopped or killed
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
  // Its databases live for seconds; a vacuum at work in one would keep it from being dropped.
  autovacuum: 'off',
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
function describe(pid, { cluster, moved, throwaway, temporary, adopted, exited }) {
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
    exited: () => exited ?? until(() => !commandOf(pid), { seconds: Infinity, everyMs: 500 }),
    stop,
  };
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
async function whenReady(pid, { cluster }, say, exited) {
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

/** @param {number} log */
function readAll(log) {
  const text = Buffer.alloc(fstatSync(log).size);
  readSync(log, text, 0, text.length, 0);

  return text.toString();
}
