/** `npm start`: from sources to a running Kongsi in one command, and back to nothing running with Ctrl-C. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIfStale, root } from './build.mjs';
import { takeLock } from './lock.mjs';
import { checkNode, childEnvironment, doneMark, makeDataFolder, openDatabase, program, readPlace } from './place.mjs';
import { emptyDatabase } from './postgres-cluster.mjs';
import { Plain, isPortFree, runTool } from './processes.mjs';
import { endOrphans, supervise } from './supervisor.mjs';

const readyWithinSeconds = 120;
/** Exit codes of `seed`: it was cut short and nobody has used what is there; somebody's own marketplace, left alone. */
const cutShort = 3;
const leftAlone = 4;
const say = (/** @type {string} */ line) => console.log(line);

/** What runs, in the order in which it is ended. @type {{ stop: () => Promise<void> }[]} */
const running = [];
let stopping;
/** Settles when the start is over, well or not: only then is it known what has to be ended. */
let started = Promise.resolve();

await runTool(async () => {
  checkNode();
  const place = readPlace();
  makeDataFolder(place);
  const lock = takeLock(place.lockFile);
  if (!lock.taken) {
    throw new Plain(
      `Kongsi already runs here: process ${lock.holder.pid}${lock.holder.address ? ` at ${lock.holder.address}` : ''}. To end it: kill ${lock.holder.pid}`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(lock));
  followParent(() => stop(lock));
  try {
    await (started = start(place, lock));
  } catch (error) {
    if (stopping) return await stopping;
    await stopAll();
    lock.release();
    throw error;
  }

  return undefined;
});

/** @param {import('./place.mjs').Place} place @param {{ note: (more: object) => void }} lock */
async function start(place, lock) {
  const orphans = await endOrphans(place.pidFolder);
  if (orphans.length > 0) say(`Ended what an earlier start left running: ${orphans.join(', ')}.`);
  await ensurePortIsFree(place);
  // The database gets ready by itself while we look whether there is something to build. Should one fail, the other is waited for: what
  // it starts must be known to be ended.
  const opening = openDatabase(place, say).then((opened) => {
    if (opened.server) running.unshift(opened.server);

    return opened;
  });
  const [built] = await Promise.allSettled([buildIfStale({ programs: true }), opening]);
  if (built.status === 'rejected') throw built.reason;
  const { url, server } = await opening;
  const env = childEnvironment(place, url, 'production');
  ensureGoingOn();
  await prepare(server, env);
  ensureGoingOn();

  const child = (/** @type {'api' | 'notary'} */ name) =>
    supervise({ name, words: ['--enable-source-maps', program(name)], env, pidFolder: place.pidFolder, say });
  const notary = existsSync(program('notary')) ? child('notary') : undefined;
  if (notary) running.unshift(notary);
  const api = child('api');
  running.unshift(api);
  const address = addressOf(place);
  await whenReady(api, notary, place);
  lock.note({ address });
  if (server) void keepDatabase(server, place);
  announce(address, place, server);
}

/** Migrations, and the demo region on the first start. @param {import('./postgres.mjs').RunningPostgres | undefined} server @param {NodeJS.ProcessEnv} env */
async function prepare(server, env) {
  if (!doneMark(server, 'migrated').isForThisBuild()) await migrate(server, env);
  const seeded = doneMark(server, 'seeded');
  const wanted = process.env.KONGSI_DEMO === '1' || (server && process.env.KONGSI_DEMO !== '0');
  if (!wanted || seeded.exists()) return;
  say('Filling the demo region, only this once…');
  if ((await kongsi(['seed'], env, [cutShort, leftAlone])) === cutShort && server) {
    say('Beginning anew…');
    await emptyDatabase(server);
    await migrate(server, env);
    await kongsi(['seed'], env);
  }
  seeded.set();
}

/** @param {import('./postgres.mjs').RunningPostgres | undefined} server @param {NodeJS.ProcessEnv} env */
async function migrate(server, env) {
  say('Preparing the database…');
  await kongsi(['migrate'], env);
  await kongsi(['load-reference'], env);
  doneMark(server, 'migrated').set();
}

/**
 * Runs one command of the command line to its end; what `seed` tells is shown as it comes.
 * @param {string[]} words @param {NodeJS.ProcessEnv} env
 * @param {number[]} [codes] exit codes that are answers, beside 0
 * @returns {Promise<number>} the exit code
 */
async function kongsi(words, env, codes = []) {
  const child = spawn(process.execPath, ['--enable-source-maps', program('cli'), ...words], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) =>
    child.once('close', (code) => resolve(code ?? 1)).once('error', () => resolve(1)),
  );
  const entry = { stop: async () => void child.kill('SIGTERM') };
  running.unshift(entry);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  if (words[0] === 'seed') child.stdout.on('data', (text) => say(`  ${String(text).trim()}`));
  const code = await ended;
  if (running.includes(entry)) running.splice(running.indexOf(entry), 1);
  if (code !== 0 && !codes.includes(code)) throw new Plain(`\`kongsi ${words.join(' ')}\` failed:\n${output.trim()}`);

  return code;
}

/** @param {import('./place.mjs').Place} place */
async function ensurePortIsFree({ host, port }) {
  // Browsers try ::1 for "localhost" first: what listens there would be shown instead of us.
  const free = (await isPortFree(port, host)) && (host !== '127.0.0.1' || (await isPortFree(port, '::1')));
  if (!free)
    throw new Plain(`Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`);
}

/** Resolves when the API says that it can do its work. */
async function whenReady(api, notary, { host, port }) {
  let dead;
  for (const child of [api, notary])
    void child?.firstExit.then(
      (code) => (dead ??= `${child.name} ended with code ${code} while starting; its last lines above say why.`),
    );
  const probe = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const end = Date.now() + readyWithinSeconds * 1000;
  while (Date.now() < end) {
    ensureGoingOn();
    if (dead) throw new Plain(dead);
    const answer = await fetch(`http://${probe.includes(':') ? `[${probe}]` : probe}:${port}/health/ready`).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await delay(50);
  }
  throw new Plain(`Kongsi was not ready after ${readyWithinSeconds} seconds; its last lines above say why.`);
}

/** PostgreSQL killed from outside is started again; the others reconnect by themselves. */
async function keepDatabase(server, place) {
  await server.exited();
  if (stopping) return;
  say('The database ended; it starts again.');
  running.splice(running.indexOf(server), 1);
  try {
    const again = await openDatabase(place, say);
    running.push(again.server); // last to be ended
    void keepDatabase(again.server, place);
  } catch (error) {
    console.error(`✗ ${error.message}`);
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  }
}

/** @param {import('./place.mjs').Place} place */
function addressOf({ host, port }) {
  return `http://${['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host}:${port}`;
}

/** The five lines. @param {string} address @param {import('./place.mjs').Place} place */
function announce(address, { dataDir, databaseUrl }, server) {
  const people = join(dataDir, 'demo-people.txt');
  const first = existsSync(people)
    ? readFileSync(people, 'utf8')
        .split('\n')
        .find((line) => line.trim())
    : undefined;
  const database = server
    ? server.moved
      ? `, the database in ${server.cluster} (its user cannot enter ${dataDir})`
      : ''
    : `, the database at ${new URL(databaseUrl ?? '').host}`;
  say(`Kongsi is running at  ${address}   (Ctrl-C ends it)`);
  say(`API explorer          ${address}/explorer   GraphQL: ${address}/graphql`);
  say(`Mail that was sent    ${process.env.SMTP_URL ? 'goes out by SMTP' : `${address}/dev/mail`}`);
  say(`Data                  ${dataDir}${database}`);
  say(
    `Sign in as            ${first ? `${first.trim()}   (everybody: ${relative(root, people)})` : 'whoever you register'}`,
  );
}

function ensureGoingOn() {
  if (stopping) throw new Plain('Stopped while starting.');
}

/** npm, killed, does not take its script along: without it nobody could see or end us. @param {() => void} end */
function followParent(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1000).unref();
}

async function stopAll() {
  for (const part of running.splice(0)) await part.stop();
}

/** @param {{ release: () => void }} lock */
function stop(lock) {
  if (stopping) return stopping;
  say('Stopping…');
  stopping = (async () => {
    await stopAll();
    await Promise.race([started.catch(() => {}), delay(20_000)]);
    await stopAll();
    lock.release();
    process.exit(process.exitCode ?? 0);
  })();

  return stopping;
}
