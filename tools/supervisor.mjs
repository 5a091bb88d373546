/** Keeps the processes of one Kongsi running: each in its own process group, restarted when it dies, ended in order. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readable } from './readable-log.mjs';
import { commandOf, endProcess } from './processes.mjs';

const longestPauseMs = 30_000;
/** A child that ran this long had started well: its next death begins with a short pause again. */
const settledAfterMs = 60_000;

/**
 * One supervised program.
 * @typedef {object} Child
 * @property {string} name
 * @property {number | undefined} pid
 * @property {Promise<number>} firstExit its exit code, if it ends before it was ever told to
 * @property {() => Promise<void>} restart
 * @property {() => Promise<void>} stop asks, waits ten seconds, insists
 */

/**
 * Starts a program and keeps it running until `stop`.
 * @param {object} program
 * @param {string} program.name shown before each of its lines
 * @param {string[]} program.words of node: the file, then its arguments
 * @param {NodeJS.ProcessEnv} program.env
 * @param {string} program.pidFolder where its pid is written, for {@link endOrphans}
 * @param {(line: string) => void} program.say
 * @returns {Child}
 */
export function supervise({ name, words, env, pidFolder, say }) {
  const pidFile = join(pidFolder, `${name}.pid`);
  mkdirSync(pidFolder, { recursive: true });
  let child;
  /** Those we ended ourselves: their end is no accident, however late its event comes. */
  const ended = new WeakSet();
  let pauseMs = 250;
  let timer;
  let reportFirstExit;
  const firstExit = new Promise((resolve) => (reportFirstExit = resolve));

  const start = () => {
    const began = Date.now();
    const mine = spawn(process.execPath, words, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child = mine;
    writeFileSync(pidFile, JSON.stringify({ pid: child.pid, command: [process.execPath, ...words].join(' ') }));
    for (const stream of [child.stdout, child.stderr]) readable(stream, name, say);
    child.once('exit', (code, signal) => {
      if (ended.has(mine)) return;
      reportFirstExit(code ?? 1);
      if (Date.now() - began > settledAfterMs) pauseMs = 250;
      say(`${name} ended (${signal ?? `code ${code}`}); it starts again in ${pauseMs / 1000} s`);
      timer = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  const end = async () => {
    ended.add(child);
    clearTimeout(timer);
    if (child.exitCode === null && child.signalCode === null) await endProcess(-child.pid);
    rmSync(pidFile, { force: true });
  };
  start();

  return {
    name,
    get pid() {
      return child.pid;
    },
    firstExit,
    stop: end,
    restart: async () => {
      await end();
      start();
    },
  };
}

/**
 * Ends what a killed start left running. Pids are given again, so a process counts only if it still is what we started.
 * @param {string} pidFolder
 * @returns {Promise<string[]>} the names of those that were ended
 */
export async function endOrphans(pidFolder) {
  mkdirSync(pidFolder, { recursive: true });
  const ended = [];
  for (const file of readdirSync(pidFolder).filter((name) => name.endsWith('.pid'))) {
    const path = join(pidFolder, file);
    const orphan = parse(readFileSync(path, 'utf8'));
    if (orphan && commandOf(orphan.pid) === orphan.command) {
      await endProcess(-orphan.pid);
      ended.push(file.slice(0, -'.pid'.length));
    }
    rmSync(path, { force: true });
  }

  return ended;
}

/** A start killed while writing leaves half a file. @param {string} text @returns {{ pid: number, command: string } | undefined} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
