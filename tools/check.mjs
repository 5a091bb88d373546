/**
 * `npm run check`: everything that must hold before a change is taken, one line per step, ending at the first that does
 * not hold. `--fast`: the same without running all tests, only those the uncommitted change touches.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';
import { runTool } from './processes.mjs';

const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name);
const tool = (/** @type {string} */ name) => [process.execPath, join(root, 'tools', name)];
const there = (/** @type {string[]} */ ...names) => names.filter((name) => existsSync(join(root, name)));
const code = there('apps', 'libs', 'migrations', 'demo', 'test', 'bench', 'tools');
const web = join(root, 'apps/web');
const fast = process.argv.includes('--fast');

/** @type {{ name: string, command: string[], cwd?: string, loud?: boolean, env?: NodeJS.ProcessEnv }[]} */
const steps = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  {
    name: 'lint',
    command: [bin('oxlint'), '--type-aware', '--deny-warnings', ...code, 'playwright.config.ts', 'jest.config.js'],
  },
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'types of journeys', command: [bin('tsc'), '-p', 'test/browser/tsconfig.json', '--noEmit'] },
  ...(existsSync(join(web, 'tsconfig.json'))
    ? [
        { name: 'types of routes', command: [bin('react-router'), 'typegen'], cwd: web },
        { name: 'types of pages', command: [bin('tsc'), '-p', 'tsconfig.json', '--noEmit'], cwd: web },
      ]
    : []),
  {
    name: 'boundaries',
    command: [
      bin('depcruise'),
      '--output-type',
      'err-long',
      ...there('apps', 'libs', 'migrations', 'demo', 'test', 'bench'),
    ],
  },
  { name: 'one clock', command: tool('one-clock.mjs') },
  { name: 'languages', command: tool('locales.mjs') },
  { name: 'documents of pages', command: [...tool('documents.mjs'), '--check'] },
  { name: 'schema up to date', command: [...tool('schema.mjs'), '--check'] },
  { name: 'schema described', command: tool('schema-descriptions.mjs') },
  fast
    ? {
        name: 'touched tests',
        command: [process.execPath, join(root, 'node_modules/jest/bin/jest.js'), '--onlyChanged', '--passWithNoTests'],
        env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
        loud: true,
      }
    : { name: 'tests', command: tool('test.mjs'), loud: true },
];

await runTool(async () => {
  const began = Date.now();
  for (const step of steps) {
    const start = Date.now();
    const { code: exit, output } = await run(step);
    const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(6);
    console.log(`${exit === 0 ? '✓' : '✗'} ${step.name.padEnd(18)} ${seconds} s`);
    if (exit === 0) continue;
    if (output) console.log(output);

    return 1;
  }
  console.log(`Everything holds (${Math.round((Date.now() - began) / 1000)} s).`);

  return 0;
});

/** A loud step speaks for itself while it runs; a quiet one only when it fails. */
function run({ command: [program = '', ...words], cwd = root, loud = false, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd,
      env: { ...process.env, ...env },
      stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (exit) => resolve({ code: exit ?? 1, output: output.trim() }));
  });
}
