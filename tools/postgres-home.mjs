/** Where a database's files lie, and who owns them: the part of the launcher that differs between root and everybody else. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { accountNamed, canEnter, databaseAccount } from './postgres-binaries.mjs';
import { Plain, commandOf, endProcess } from './processes.mjs';
import { readPostmaster } from './postmaster.mjs';

/** @typedef {import('./postgres-binaries.mjs').Account} Account */

const shared = '/var/lib/kongsi';
const throwawayPrefix = 'kongsi-throwaway-';

/**
 * Settles folder and owner of a cluster. As root the files belong to an unprivileged account; where that account cannot
 * enter the wished folder (a clone below /root), they lie in /var/lib/kongsi/<digest of the path>, and `where`, beside
 * the wished folder, says so.
 * @param {string} wished absolute path
 * @returns {{ cluster: string, account: Account | undefined, moved: boolean }}
 */
export function settleHome(wished) {
  const parent = dirname(wished);
  makeFolder(parent);
  const where = join(parent, 'where');
  const elsewhere = movedTo(where, parent);
  const cluster = elsewhere ?? wished;
  if (existsSync(join(cluster, 'PG_VERSION')) || isUnreadable(cluster)) {
    return { cluster, account: ownerOf(cluster), moved: cluster !== wished };
  }
  const account = databaseAccount();
  if (!account || canEnter(parent, account)) return { cluster: wished, account, moved: false };
  const home = join(shared, createHash('sha256').update(parent).digest('hex').slice(0, 16));
  makeFolder(shared);
  makeFolder(home);
  if (!canEnter(home, account))
    throw new Plain(`The database user "${account.name}" can enter neither ${parent} nor ${home}.`);
  writeFileSync(join(home, 'origin'), `${parent}\n`);
  writeFileSync(where, `${join(home, 'postgres')}\n`);

  return { cluster: join(home, 'postgres'), account, moved: true };
}

/**
 * A fresh folder for a cluster nobody will miss, after sweeping away those whose makers were killed.
 * @returns {Promise<string>} absolute path of a cluster folder that does not exist yet
 */
export async function throwawayHome() {
  await sweepThrowaways(tmpdir());
  const home = mkdtempSync(join(tmpdir(), `${throwawayPrefix}${process.pid}-`));
  chmodSync(home, 0o711);
  const account = databaseAccount();
  if (!account || canEnter(home, account)) return join(home, 'postgres');
  rmSync(home, { recursive: true });
  const open = mkdtempSync(join('/var/tmp', `${throwawayPrefix}${process.pid}-`));
  chmodSync(open, 0o711);

  return join(open, 'postgres');
}

/** @param {string} folder */
async function sweepThrowaways(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(throwawayPrefix)) continue;
    if (commandOf(Number(name.slice(throwawayPrefix.length).split('-')[0]))) continue;
    const home = join(folder, name);
    const postmaster = readPostmaster(join(home, 'postgres'));
    if (postmaster?.isOurs) await endProcess(postmaster.pid, { signal: 'SIGQUIT' });
    try {
      rmSync(home, { recursive: true, force: true });
    } catch {
      // another user's: theirs to sweep
    }
  }
}

/** The folder `where` names, unless this directory is a copy of the one it was written for. @param {string} where @param {string} parent */
function movedTo(where, parent) {
  if (!existsSync(where)) return undefined;
  const cluster = readFileSync(where, 'utf8').trim();
  const origin = join(dirname(cluster), 'origin');
  if (!existsSync(cluster) || !existsSync(origin)) return undefined;
  const home = readFileSync(origin, 'utf8').trim();
  if (home !== parent && existsSync(join(home, basename(where)))) return undefined;

  return cluster;
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    // Root's database account must be able to pass through; an ordinary user's data are nobody else's business.
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    throw new Plain(
      `${folder} cannot be made (${error.code}). Choose a folder you may write to: KONGSI_DATA_DIR=… npm start`,
    );
  }
}

/** @param {string} cluster */
function isUnreadable(cluster) {
  try {
    return statSync(cluster).isDirectory() && readdirSync(cluster).length < 0;
  } catch (error) {
    return error.code === 'EACCES';
  }
}

/** Whoever made the cluster goes on owning it: PostgreSQL starts as nobody else. @param {string} cluster */
function ownerOf(cluster) {
  const { uid } = statSync(cluster);
  const self = process.getuid?.();
  if (self === undefined || uid === self) {
    if (self === 0)
      throw new Plain(
        `${cluster} belongs to root, whom PostgreSQL does not obey. Give it to another user: chown -R nobody ${cluster}`,
      );

    return undefined;
  }
  const account = accountNamed(uid) ?? { uid, gid: statSync(cluster).gid, name: String(uid) };
  if (self !== 0)
    throw new Plain(
      `The database in ${cluster} belongs to the user "${account.name}": start Kongsi as that user or as root.`,
    );
  if (!canEnter(cluster, account)) {
    throw new Plain(
      `The database user "${account.name}" can no longer enter ${cluster}: give the folders above it the right to pass (chmod o+x).`,
    );
  }

  return account;
}
