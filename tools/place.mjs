/** The folders and settings of one Kongsi on this machine, and what every tool checks before it does anything. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { buildId, root } from './build.mjs';
import { startPostgres } from './postgres.mjs';
import { Plain } from './processes.mjs';

/**
 * @typedef {object} Place
 * @property {string} dataDir absolute: files, keys, the embedded database
 * @property {string} pidFolder
 * @property {string} lockFile held by a running `npm start` or `npm run dev`
 * @property {string} host
 * @property {number} port
 * @property {string | undefined} databaseUrl given by the operator; undefined means the embedded database
 */

/**
 * Reads the settings the tools themselves need (`.env` counts, the environment counts more); the rest is the server's.
 * @returns {Place}
 */
export function readPlace() {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const { env } = process;
  const dataDir = resolve(root, env.KONGSI_DATA_DIR || '.kongsi');
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Plain(`PORT: read "${env.PORT}"; a number from 1 to 65535 is allowed.`);
  const given =
    env.DATABASE_URL || (env.DATABASE_URL_FILE ? readFileSync(env.DATABASE_URL_FILE, 'utf8').trim() : undefined);

  return {
    dataDir,
    pidFolder: join(dataDir, 'run'),
    lockFile: join(dataDir, 'run', 'start.json'),
    host: env.HOST || '127.0.0.1',
    port,
    databaseUrl: given,
  };
}

/** @throws {Plain} when this Node is too old */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Plain(`Kongsi needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/**
 * Makes the data folder and proves that it can be written.
 * @param {Place} place
 */
export function makeDataFolder({ dataDir }) {
  try {
    // Root's database account passes through this folder; an ordinary user's data are nobody else's business.
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(dataDir, constants.W_OK);
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Plain(
      `${dataDir} cannot be written (${error.code}). Choose a folder for the data: KONGSI_DATA_DIR=/path npm start`,
    );
  }
}

/**
 * Starts, or reaches, the database this place uses.
 * @param {Place} place
 * @param {(line: string) => void} say
 * @returns {Promise<{ url: string, server: import('./postgres.mjs').RunningPostgres | undefined }>} no server when it is the operator's
 */
export async function openDatabase({ dataDir, databaseUrl }, say) {
  if (!databaseUrl) {
    const server = await startPostgres({ dataDir: join(dataDir, 'postgres'), say });

    return { url: server.url, server };
  }
  await reach(databaseUrl);

  return { url: databaseUrl, server: undefined };
}

/**
 * The environment a program of Kongsi runs in: ours, with the database and absolute folders settled.
 * @param {Place} place
 * @param {string} url of the database
 * @param {string} mode `production` or `development`
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment({ dataDir, host, port }, url, mode) {
  return {
    ...process.env,
    DATABASE_URL: url,
    DATABASE_URL_FILE: '',
    PORT: String(port),
    HOST: host,
    KONGSI_DATA_DIR: dataDir,
    NODE_ENV: mode,
    // Node 22 and newer keep what they compiled, for the next start; older ones do not know the name.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(root, 'dist', '.compiled'),
  };
}

/**
 * The file of one of Kongsi's programs, put together for a quick start.
 * @param {'api' | 'notary' | 'worker' | 'cli'} app
 */
export function program(app) {
  return join(root, 'dist', 'programs', `${app}.js`);
}

/**
 * The same program in the loose files the compiler writes: what `npm run dev` follows.
 * @param {'api' | 'notary' | 'worker' | 'cli'} app
 */
export function looseProgram(app) {
  return join(root, 'dist', 'apps', app, 'src', 'main.js');
}

/**
 * Whether something was done already with this build and this database; kept with the cluster, so that it goes with it.
 * @param {import('./postgres.mjs').RunningPostgres | undefined} server undefined: a server of the operator's, always asked anew
 * @param {string} what
 */
export function doneMark(server, what) {
  const file = server && join(server.cluster, `kongsi.${what}`);

  return {
    isForThisBuild: () => Boolean(file && existsSync(file) && readFileSync(file, 'utf8') === buildId()),
    exists: () => Boolean(file && existsSync(file)),
    set: () => file && writeFileSync(file, buildId()),
  };
}

/** @param {string} url */
async function reach(url) {
  let shown = 'DATABASE_URL';
  try {
    const { host, pathname } = new URL(url);
    shown = `${host}${pathname}`;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    await client.connect();
    const { rows } = await client.query('SHOW server_version_num');
    await client.end();
    const version = Number(rows[0].server_version_num);
    if (version < 150_000)
      throw new Plain(
        `The database at ${shown} is PostgreSQL ${Math.floor(version / 10_000)}; Kongsi needs 15 or newer.`,
      );
  } catch (error) {
    if (error instanceof Plain) throw error;
    throw new Plain(
      `The database at ${shown} cannot be reached: ${error.message || error.code}. Check DATABASE_URL, or leave it out to use the embedded one.`,
    );
  }
}
