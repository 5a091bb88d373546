/** `npm run dev`: the whole Kongsi from its sources; a saved file is compiled and what it concerns starts again. */
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale, root } from './build.mjs';
import { takeLock } from './lock.mjs';
import { checkNode, childEnvironment, makeDataFolder, openDatabase, looseProgram, readPlace } from './place.mjs';
import { Plain, isPortFree, runTool } from './processes.mjs';
import { endOrphans, supervise } from './supervisor.mjs';

const say = (/** @type {string} */ line) => console.log(line);
/** Compilers write many files in a row: wait until they are quiet. */
const quietMs = 300;

await runTool(async () => {
  checkNode();
  const place = readPlace();
  makeDataFolder(place);
  const lock = takeLock(place.lockFile, { address: `http://localhost:${place.port}` });
  if (!lock.taken)
    throw new Plain(`Kongsi already runs here (process ${lock.holder.pid}). To end it: kill ${lock.holder.pid}`);
  await endOrphans(place.pidFolder);
  if (!(await isPortFree(place.port, place.host)))
    throw new Plain(
      `Port ${place.port} is taken by another program. Choose another one: PORT=${place.port + 1} npm run dev`,
    );
  await buildIfStale();
  const { url, server } = await openDatabase(place, say);
  const env = childEnvironment(place, url, 'development');
  await migrate(env);

  const child = (/** @type {'api' | 'notary'} */ name) =>
    supervise({ name, words: ['--enable-source-maps', looseProgram(name)], env, pidFolder: place.pidFolder, say });
  const children = [child('api'), ...(existsSync(looseProgram('notary')) ? [child('notary')] : [])];
  const compiler = spawn(
    join(root, 'node_modules/.bin/tsc'),
    ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
    { cwd: root, stdio: 'inherit', detached: true },
  );
  const restart = whenQuiet(async () => {
    await migrate(env);
    for (const each of children) await each.restart();
    say('Started again with the new code.');
  });
  watch(join(root, 'dist'), { recursive: true }, (_event, file) => file?.endsWith('.js') && restart());
  for (const folder of ['apps/web/app', 'locales', 'libs/seal-format/src']
    .map((name) => join(root, name))
    .filter((name) => existsSync(name))) {
    watch(
      folder,
      { recursive: true },
      whenQuiet(async () => (await buildIfStale()) && (await children[0].restart())),
    );
  }
  say(
    `Kongsi is running at http://localhost:${place.port} and follows your changes (Ctrl-C ends it). Sample data: npm run seed`,
  );

  await new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, resolve)));
  process.kill(-(compiler.pid ?? 0), 'SIGTERM');
  for (const each of children) await each.stop();
  await server?.stop();
  lock.release();
  process.exit(0);
});

/** @param {NodeJS.ProcessEnv} env */
function migrate(env) {
  const child = spawn(process.execPath, [looseProgram('cli'), 'migrate'], { env, stdio: 'inherit' });

  return new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
}

/** @param {() => Promise<unknown>} work @returns {() => void} */
function whenQuiet(work) {
  let timer;
  let last = Promise.resolve();

  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(() => work()).catch((error) => say(error.message));
    }, quietMs);
  };
}
