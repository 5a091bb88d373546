/** The real Kongsi to be measured: the programs as `npm start` runs them, on a database of their own filled with the demo region. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { program } from '../tools/place.mjs';
import { Plain, endProcess, freePort } from '../tools/processes.mjs';

/** Connections each side may hold to the database. */
export const poolSize = 10;

/** @typedef {{ url: string, stop: () => Promise<void> }} Process reached at `url` */
/** @typedef {{ databaseUrl: string, dataDir: string, end: () => void }} Region */

/** @type {Promise<Region> | undefined} */
let region;

/**
 * The demo region in a database of this run, made once however many benches ask.
 * @param {{ newDatabase: () => Promise<string>, say: (line: string) => void }} context
 * @returns {Promise<Region>}
 */
export function demoRegion(context) {
  return (region ??= makeRegion(context));
}

async function makeRegion({ newDatabase, say }) {
  const databaseUrl = await newDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kongsi-bench-data-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  say('Filling the demo region…');
  const ran = spawnSync(process.execPath, [program('cli'), 'seed'], {
    env: environment(databaseUrl, dataDir),
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Plain(`\`kongsi seed\` failed:\n${ran.stdout}${ran.stderr}`);

  return { databaseUrl, dataDir };
}

/** The settings everybody has by default, but for limits a single caller would run into at once. */
function environment(databaseUrl, dataDir, more = {}) {
  return {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: String(poolSize),
    KONGSI_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    RATE_REQUESTS_PER_MINUTE: '100000000',
    RATE_SIGN_IN_PER_QUARTER_HOUR: '100000',
    ...more,
  };
}

/** Starts the api and waits until it is ready. @param {Region} region @param {Record<string, string>} [more] settings */
export async function startApi({ databaseUrl, dataDir }, more) {
  const port = await freePort();

  return start([program('api')], environment(databaseUrl, dataDir, { PORT: String(port), ...more }), port);
}

/** Starts a peer of this folder, which gets the database and a port by its environment. @param {string} file @param {Region} region */
export async function startPeer(file, { databaseUrl, dataDir }) {
  const port = await freePort();

  return start([join(import.meta.dirname, file)], environment(databaseUrl, dataDir, { PORT: String(port) }), port);
}

/** @param {string[]} words @param {NodeJS.ProcessEnv} env @param {number} port @returns {Promise<Process>} */
async function start(words, env, port) {
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + 120_000; ; await delay(50)) {
    if (child.exitCode !== null || Date.now() > end) throw new Plain(`${words[0]} did not start:\n${said}`);
    if (
      await fetch(`${url}/health/ready`)
        .then((answer) => answer.ok)
        .catch(() => false)
    )
      break;
  }

  return { url, stop: async () => void (await endProcess(child.pid ?? 0)) };
}
