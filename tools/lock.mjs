/** One at a time, across processes: a file that names who holds it, believed only while that process runs. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandOf } from './processes.mjs';

/**
 * Takes the lock if nobody alive holds it.
 * @param {string} file
 * @param {Record<string, unknown>} [facts] kept in the file for those who find it taken
 * @returns {{ taken: true, release: () => void, note: (more: Record<string, unknown>) => void } | { taken: false, holder: Record<string, any> }}
 */
export function takeLock(file, facts = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = { pid: process.pid, command: commandOf(process.pid), ...facts };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });

      return {
        taken: true,
        release: () => rmSync(file, { force: true }),
        note: (more) => writeFileSync(file, JSON.stringify(Object.assign(mine, more)), { mode: 0o600 }),
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = lockHolder(file);
      if (holder) return { taken: false, holder };
      rmSync(file, { force: true });
    }
  }

  return { taken: false, holder: lockHolder(file) ?? {} };
}

/**
 * Who holds a lock now.
 * @param {string} file
 * @returns {Record<string, any> | undefined} undefined when nobody does; the pid alone would not tell, since pids are given again
 */
export function lockHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));

    return commandOf(holder.pid) === holder.command ? holder : undefined;
  } catch {
    return undefined;
  }
}
