/**
 * `npm test`: rules, stories and checks (jest), then the pages in a real browser (Playwright), on databases of their own.
 * Words after `--` choose files: `npm test -- libs/bids test/browser/home`. The last line counts everything.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale, root } from './build.mjs';
import { getChromium } from './chromium.mjs';
import { checkNode } from './place.mjs';
import { runTool } from './processes.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** A runner that died before it could report is one failure, never silence. */
const died = { passed: 0, failed: 1, skipped: 0 };

await runTool(async () => {
  checkNode();
  const words = process.argv.slice(2);
  const browserWords = words.filter((word) => word.replace(/^\.\//, '').startsWith('test/browser'));
  const jestWords = words.filter((word) => !browserWords.includes(word));
  await buildIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-results-'));
  try {
    /** @type {Count[]} */
    const counts = [];
    if (jestWords.length > 0 || browserWords.length === 0)
      counts.push(await rulesAndStories(jestWords, join(folder, 'jest.json')));
    if ((browserWords.length > 0 || words.length === 0) && hasBrowserTests())
      counts.push(await browser(browserWords, join(folder, 'browser.json')));
    const sum = counts.reduce((all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }));
    console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);

    return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** @param {string[]} words @param {string} file @returns {Promise<Count>} */
async function rulesAndStories(words, file) {
  const code = await runner('node_modules/jest/bin/jest.js', ['--json', `--outputFile=${file}`, ...words], {
    // jest below Node 24.9 loads ES modules only with this flag; its workers read it from the environment.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim(),
    KONGSI_BUILT: '1',
  });
  if (!existsSync(file)) return died;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;

  return {
    passed: report.numPassedTests,
    failed: failed || (code === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {string[]} words @param {string} file @returns {Promise<Count>} */
async function browser(words, file) {
  let chromium;
  try {
    chromium = getChromium((line) => console.log(line));
  } catch (error) {
    console.error(`✗ ${error.message}`);

    return died;
  }
  const code = await runner('node_modules/@playwright/test/cli.js', ['test', ...words], {
    CHROMIUM_PATH: chromium,
    KONGSI_BROWSER_RESULTS: file,
  });
  if (!existsSync(file)) return died;
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = stats.unexpected + stats.flaky + errors.length;

  return { passed: stats.expected, failed: failed || (code === 0 ? 0 : 1), skipped: stats.skipped };
}

function hasBrowserTests() {
  const folder = join(root, 'test', 'browser');

  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.spec.ts'))
  );
}

/** @param {string} script @param {string[]} words @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function runner(script, words, env) {
  // What is set for the real Kongsi must not reach its tests.
  const clean = {
    ...process.env,
    DATABASE_URL: '',
    DATABASE_URL_FILE: '',
    KONGSI_DATA_DIR: '',
    PORT: '',
    HOST: '',
    NODE_ENV: 'test',
  };
  const child = spawn(process.execPath, [join(root, script), ...words], {
    cwd: root,
    env: { ...clean, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });

  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)).once('error', () => resolve(1)));
}
