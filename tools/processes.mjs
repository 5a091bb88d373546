/** Processes and ports of this machine: who is alive, what it runs, which port is free. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A mistake the person at the terminal can mend: shown as one line, never with a stack. */
export class Plain extends Error {}

/**
 * Runs a tool's main function; a {@link Plain} error becomes one line on stderr and exit code 1.
 * @param {() => Promise<number | void>} main resolves to the exit code (default 0)
 */
export async function runTool(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Plain ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Whether a process exists, whoever owns it.
 * @param {number | undefined} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);

    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * The command line of a process, words separated by blanks; empty when it is gone or is a zombie.
 * A pid is given again to another program after a while, so a pid alone never says who is meant.
 * @param {number} pid
 * @returns {string}
 */
export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'linux') return '';

    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/**
 * Asks again and again until the answer is truthy.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ seconds: number, everyMs?: number }} limits
 * @returns {Promise<T | undefined>} the truthy answer, or undefined when the time is up
 */
export async function until(ask, { seconds, everyMs = 50 }) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) return undefined;
    await delay(everyMs);
  }
}

/**
 * Ends a process (or, as a negative number, a process group): asks with the given signal, insists with SIGKILL.
 * @param {number} pid
 * @param {{ signal?: NodeJS.Signals, seconds?: number }} [how] seconds to wait before insisting
 * @returns {Promise<boolean>} whether it went without being killed
 */
export async function endProcess(pid, { signal = 'SIGTERM', seconds = 10 } = {}) {
  const send = (/** @type {NodeJS.Signals} */ name) => {
    try {
      process.kill(pid, name);
    } catch {
      // gone in the meantime: what we wanted
    }
  };
  const gone = () => (pid < 0 ? !groupIsAlive(-pid) : !commandOf(pid));
  send(signal);
  if (await until(gone, { seconds })) return true;
  send('SIGKILL');
  await until(gone, { seconds: 5 });

  return false;
}

/** @param {number} leader */
function groupIsAlive(leader) {
  return isAlive(-leader) && (commandOf(leader) !== '' || process.platform !== 'linux' || hasMembers(leader));
}

/** A group of zombies still takes signals; only a member with a command line is alive. @param {number} group */
function hasMembers(group) {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,stat='], { encoding: 'utf8' });

  return (stdout ?? '').split('\n').some((line) => line.trim().startsWith(`${group} `) && !/\sZ/.test(line));
}

/**
 * Whether nothing listens on this address and port.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') return resolve(false);
      // No such address here (a machine without IPv6): nothing can listen on it either.
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return resolve(true);
      if (error.code === 'EACCES')
        return reject(new Plain(`Port ${port} is reserved for root. Choose another: PORT=3000 npm start`));

      return reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A port nothing listens on right now, chosen by the operating system.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
