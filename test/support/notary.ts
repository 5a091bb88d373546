import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG, Clock, type Config } from '#libs/platform';
import type { Kongsi } from './kongsi.js';

/** The notary in its own process, on the database of a story. */
export interface NotaryActing {
  folder: string;
  /** What it told the operator. */
  lines: string[];
  /** Resolves when it has done all the work there is now. */
  rest(): Promise<void>;
  /** Moves the time of the api and of the notary, and does what fell due, the release of keys included. */
  pass(milliseconds: number): Promise<void>;
  /** Ends the process. Its folder stays unless told otherwise. */
  stop(options?: { keepFolder?: boolean }): Promise<void>;
}

interface Told {
  line?: string;
  rested?: number;
}

/** Starts it with a filled pool. Call after `startKongsi`, and `stop` before `kongsi.stop`. */
export async function startNotary(
  kongsi: Kongsi,
  settings: { folder?: string; recoveryRecipient?: string; pool?: number; ownTimeBehindMs?: number } = {},
): Promise<NotaryActing> {
  const folder = settings.folder ?? mkdtempSync(join(tmpdir(), 'kongsi-notary-'));
  const lines: string[] = [];
  const child = fork(join(import.meta.dirname, 'notary-entry.mjs'), {
    execArgv: [],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: kongsi.app.get<Config>(CONFIG).DATABASE_URL,
      NOTARY_DIR: folder,
      NOTARY_POOL: String(settings.pool ?? 8),
      NOTARY_RECOVERY_RECIPIENT: settings.recoveryRecipient ?? '',
      OWN_TIME_BEHIND_MS: String(-(settings.ownTimeBehindMs ?? 0)),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', ({ line }: Told) => line !== undefined && lines.push(line));
  let offsetMs = kongsi.app.get(Clock).offsetMs;
  /** Each message makes a round; its end is told with the offset it was done under. */
  const rest = async (): Promise<void> => {
    // Two rounds: the first may have begun before what it is to see was committed.
    for (const round of [1, 2]) {
      const rested = nextRest(child, (told) => round === 1 || told === offsetMs);
      child.send({ offsetMs });
      await rested;
    }
  };
  await nextRest(child, () => true);
  await rest();

  return {
    folder,
    lines,
    rest,
    async pass(milliseconds) {
      offsetMs = kongsi.app.get(Clock).offsetMs + milliseconds;
      await rest();
      await kongsi.clock.pass(milliseconds);
      await rest();
      await kongsi.settle();
    },
    async stop({ keepFolder = false } = {}) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.connected) child.disconnect();
      await ended;
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function nextRest(child: ChildProcess, fits: (offsetMs: number) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`The notary ended with code ${code}`));
    const onMessage = ({ rested }: Told): void => {
      if (rested === undefined || !fits(rested)) return;
      child.off('message', onMessage).off('exit', onExit);
      resolve();
    };
    child.on('message', onMessage).once('exit', onExit);
  });
}
