/** `npm run kongsi -- <command>`: the command line, with the database started (or reached, if Kongsi runs) around it. */
import { spawn } from 'node:child_process';
import { buildIfStale } from './build.mjs';
import { lockHolder } from './lock.mjs';
import { checkNode, childEnvironment, doneMark, makeDataFolder, openDatabase, program, readPlace } from './place.mjs';
import { runTool } from './processes.mjs';

/** What works without a database: a receipt is verified on any machine. */
const offline = new Set(['help', '--help', '-h', 'verify', undefined]);

await runTool(async () => {
  checkNode();
  const words = process.argv.slice(2);
  const place = readPlace();
  await buildIfStale({ pages: false, programs: true });
  if (offline.has(words[0]) || words.includes('--help'))
    return command(words, { ...process.env, KONGSI_DATA_DIR: place.dataDir });
  makeDataFolder(place);
  const { url, server } = await openDatabase(place, (line) => console.error(line));
  // Ctrl-C reaches the command by itself; we stay to close the database after it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  try {
    const code = await command(words, childEnvironment(place, url, process.env.NODE_ENV || 'production'));
    // What was done by hand, the next start need not do again.
    const mark = { migrate: 'migrated', seed: 'seeded' }[words[0]];
    if (mark && code === 0) doneMark(server, mark).set();

    return code;
  } finally {
    // Found running, it is somebody else's; started by us, a Kongsi that came up meanwhile has adopted it.
    if (server && !server.adopted && !lockHolder(place.lockFile)) await server.stop();
  }
});

/**
 * @param {string[]} words @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the command's exit code
 */
function command(words, env) {
  const child = spawn(process.execPath, ['--enable-source-maps', program('cli'), ...words], { env, stdio: 'inherit' });

  return new Promise((resolve, reject) => child.once('exit', (code) => resolve(code ?? 1)).once('error', reject));
}
