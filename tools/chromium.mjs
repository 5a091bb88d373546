/** A Chromium for the browser tests: the one that is there, or one we can get. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './build.mjs';
import { Plain } from './processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium on this machine.
 * @returns {string | undefined}
 * @throws {Plain} when CHROMIUM_PATH names none
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Plain(`CHROMIUM_PATH: read "${named}"; it must name a Chromium that can be run.`);
  }
  const folders = (process.env.PATH ?? '').split(':');
  const installed = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications];

  return [...installed, playwrightsOwn()].find((path) => path && isProgram(path));
}

/**
 * The path of a Chromium, fetched if there is none: the system's package when root, else Playwright's download.
 * @param {(line: string) => void} say
 * @returns {string}
 * @throws {Plain} one line, when none can be had
 */
export function getChromium(say) {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    say('No Chromium here; installing the system’s package…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', timeout: 300_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env,
      timeout: 900_000,
    });
  }
  if (!findChromium()) {
    say('No Chromium here; fetching Playwright’s…');
    const words = ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium'];
    spawnSync(join(root, 'node_modules/.bin/playwright'), words, { stdio: 'inherit', timeout: 600_000 });
  }
  const got = findChromium();
  if (!got)
    throw new Plain(
      'The browser tests need a Chromium and none could be had. Install one, or name one: CHROMIUM_PATH=/path npm test',
    );

  return got;
}

function playwrightsOwn() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const path = chromium.executablePath();

  return path && existsSync(path) ? path : undefined;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);

    return true;
  } catch {
    return false;
  }
}
