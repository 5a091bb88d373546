/** `npm run build`: compiles the server with swc, puts its programs together and builds the pages, only what changed since the last time. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { takeLock } from './lock.mjs';
import { Plain, runTool, until } from './processes.mjs';
import { bundlePrograms, programsAreThere } from './programs.mjs';

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stamp = join(root, 'dist', '.built');
const web = join(root, 'apps', 'web');
const documents = join(web, 'trusted-documents.json');
const shared = ['package.json', 'package-lock.json', 'swc.config.js'];
const serverSources = [...shared, 'apps', 'libs', 'migrations', 'demo'];
const webSources = [...shared, 'apps/web', 'apps/api/schema.graphql', 'libs/seal-format', 'locales'];
const passedOver = new Set(['node_modules', 'dist', 'build', '.react-router', '.git']);

/**
 * Brings `dist` and the pages up to date with their sources; says what it does and why it failed.
 * @param {object} [options]
 * @param {boolean} [options.force] also when nothing changed
 * @param {boolean} [options.pages] false leaves the pages alone
 * @param {boolean} [options.programs] true also puts the programs together, for those who start them
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function buildIfStale({ force = false, pages = true, programs = false } = {}) {
  if (!force && upToDate(pages, programs)) return false;
  const lock = await until(
    () => {
      const attempt = takeLock(join(root, 'dist', '.building'));

      return attempt.taken && attempt;
    },
    { seconds: 300, everyMs: 200 },
  );
  if (!lock) throw new Plain('Another build of this directory has been running for five minutes.');
  try {
    if (!force && upToDate(pages, programs)) return false; // somebody else's build, which we waited for
    await buildAll(force, pages, programs);
  } finally {
    lock.release();
  }

  return true;
}

/** What only tests read: they themselves, and the samples they draw from. @param {string} path */
function isOfTests(path) {
  return /\.(spec|sample)\.ts$/.test(path);
}

/** @param {boolean} force @param {boolean} pages @param {boolean} programs */
async function buildAll(force, pages, programs) {
  const built = readStamp();
  const server = digestOf(serverSources, (path) => !path.startsWith('apps/web/') && !isOfTests(path));
  if (force || built.server !== server || !existsSync(join(root, 'dist', 'apps'))) {
    console.log('Building the server…');
    await compileServer(force);
    dropOrphans(join(root, 'dist'));
    writeStamp({ ...built, server });
  }
  if (programs && (force || readStamp().programs !== server || !programsAreThere())) {
    console.log('Putting the programs together…');
    await bundlePrograms();
    writeStamp({ ...readStamp(), programs: server });
  }
  const current = pagesDigest();
  if (pages && current && (force || readStamp().web !== current || !existsSync(join(web, 'build')))) {
    console.log('Building the pages…');
    const { code, output } = await run(join(root, 'node_modules/.bin/react-router'), ['build'], web);
    if (code !== 0) throw new Plain(`The pages do not build:\n${output}`);
    await writeTrustedDocuments();
    writeStamp({ ...readStamp(), web: current });
  }
}

/** Compiles what is newer than its result; types are checked by `npm run check`, so that starting needs a second, not ten. @param {boolean} force */
async function compileServer(force) {
  // Loaded only here: a start that has nothing to build need not wait for a compiler.
  const { transformFile } = await import('@swc/core');
  const { default: swc } = await import('../swc.config.js');
  const sources = ['apps', 'libs', 'migrations', 'demo'].flatMap((place) => [...filesIn(join(root, place))]);
  const wanted = sources.filter((path) => /(?<!\.d|\.spec|\.sample)\.ts$/.test(path) && !path.startsWith(`${web}/`));
  const howSince = statSync(join(root, 'swc.config.js')).mtimeMs;
  await Promise.all(
    wanted.map(async (path) => {
      const result = join(root, 'dist', relative(root, path).replace(/\.ts$/, '.js'));
      const since = Math.max(howSince, statSync(path).mtimeMs);
      if (!force && existsSync(result) && statSync(result).mtimeMs > since) return;
      try {
        const { code, map } = await transformFile(path, { ...swc, sourceMaps: true, swcrc: false });
        mkdirSync(dirname(result), { recursive: true });
        writeFileSync(`${result}.map`, map ?? '');
        writeFileSync(result, `${code}\n//# sourceMappingURL=${basename(result)}.map\n`);
      } catch (error) {
        throw new Plain(`${relative(root, path)} does not compile:\n${/** @type {Error} */ (error).message}`);
      }
    }),
  );
}

/**
 * Which build this is: changes with every change of the server's sources.
 * @returns {string} empty when there is none
 */
export function buildId() {
  return readStamp().server ?? '';
}

/** @param {boolean} pages @param {boolean} programs */
function upToDate(pages, programs) {
  const built = readStamp();
  if (!existsSync(join(root, 'dist', 'apps'))) return false;
  if (built.server !== digestOf(serverSources, (path) => !path.startsWith('apps/web/') && !isOfTests(path)))
    return false;
  if (programs && (built.programs !== built.server || !programsAreThere())) return false;
  const current = pages ? pagesDigest() : undefined;

  return !current || (built.web === current && existsSync(join(web, 'build')));
}

function pagesDigest() {
  return existsSync(join(web, 'package.json')) || existsSync(join(web, 'react-router.config.ts'))
    ? digestOf(webSources, (path) => path !== relative(root, documents)) // the build itself writes them
    : undefined;
}

/** The documents the pages may ask by the digest of their text, as they were last written. @returns {string | undefined} */
export function trustedDocuments() {
  return existsSync(documents) ? readFileSync(documents, 'utf8') : undefined;
}

/** Writes the documents of the pages as they are built. */
export async function writeTrustedDocuments() {
  // Every page registers its documents when its module is evaluated; the bundle of the server holds them all.
  const bundle = join(web, 'build', 'server', 'index.js');
  const { entry } = await import(`${pathToFileURL(bundle).href}?${statSync(bundle).mtimeMs}`);
  const asked = `${JSON.stringify(entry.module.trustedDocuments(), null, 2)}\n`;
  if (asked !== trustedDocuments()) writeFileSync(documents, asked);
}

/** @returns {{ server?: string, programs?: string, web?: string }} */
function readStamp() {
  return existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {};
}

/** @param {{ server?: string, programs?: string, web?: string }} built */
function writeStamp(built) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify(built));
}

/** A digest of names and contents: times of files say nothing after a checkout. @param {string[]} places @param {(path: string) => boolean} counts */
function digestOf(places, counts) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const path of filesIn(join(root, place))) {
      const name = relative(root, path);
      if (counts(name)) hash.update(name).update('\0').update(readFileSync(path)).update('\0');
    }
  }

  return hash.digest('hex');
}

/** @param {string} place @returns {Generator<string>} */
function* filesIn(place) {
  if (!existsSync(place)) return;
  let entries;
  try {
    entries = readdirSync(place, { withFileTypes: true });
  } catch {
    yield place; // a file, not a folder

    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (passedOver.has(entry.name)) continue;
    if (entry.isDirectory()) yield* filesIn(join(place, entry.name));
    else if (entry.isFile()) yield join(place, entry.name);
  }
}

/** tsc leaves the output of a source that is gone; a renamed migration would then be there twice. @param {string} dist */
function dropOrphans(dist) {
  for (const output of ['apps', 'libs', 'migrations', 'demo'].flatMap((place) => [...filesIn(join(dist, place))])) {
    const source = join(root, relative(dist, output)).replace(/\.js(\.map)?$/, '');
    if (/\.js(\.map)?$/.test(output) && !existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(output);
  }
}

/**
 * Runs a program and keeps what it says.
 * @param {string} program @param {string[]} words @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, words, cwd = root) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runTool(async () => {
    if (!(await buildIfStale({ force: process.argv.includes('--force'), programs: true })))
      console.log('Everything is built already.');
  });
}
