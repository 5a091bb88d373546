/** What PostgreSQL's own pid file says about a cluster, and whether it can be believed. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from './processes.mjs';

/** @typedef {{ pid: number, port: number, status: string, isOurs: boolean }} Postmaster `status` is `starting`, `ready` or `stopping` */

/**
 * Reads `postmaster.pid` (lines: pid, folder, start time, port, socket folder, address, shared memory, status).
 * @param {string} cluster
 * @returns {Postmaster | undefined} `isOurs` is false when that pid is gone or another program's by now
 */
export function readPostmaster(cluster) {
  const lines = linesOf(cluster);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const command = commandOf(pid);

  return {
    pid,
    port: Number(lines[3]),
    status: (lines[7] ?? '').trim(),
    isOurs: command.includes('postgres') && command.includes(cluster),
  };
}

/**
 * After kill -9 the pid may have been given to another program, and PostgreSQL then refuses to start. We name a pid no
 * system has instead of removing the file: its line about shared memory is how PostgreSQL sees that processes of the
 * killed server still write to these files.
 * @param {string} cluster
 */
export function forgetPostmaster(cluster) {
  const file = join(cluster, 'postmaster.pid');
  const lines = linesOf(cluster);
  if (lines) writeFileSync(file, ['2147483647', ...lines.slice(1)].join('\n'), { mode: statSync(file).mode });
}

/** @param {string} cluster */
function linesOf(cluster) {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');

    return lines.length > 1 ? lines : undefined;
  } catch {
    return undefined;
  }
}
