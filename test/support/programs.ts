import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'pg';
import { program } from '../../tools/place.mjs';
import { freePort } from '../../tools/processes.mjs';
import { startPostgres } from '../../tools/postgres.mjs';
import type { Answer, Kongsi } from './kongsi.js';
import { type MailSink, startMailSink } from './mail-sink.js';

/** What can be killed. */
export const kinds = ['api', 'worker', 'notary', 'postgres'] as const;
export type Kind = (typeof kinds)[number];

const buildPrograms = `import { buildIfStale } from './tools/build.mjs'; await buildIfStale({ pages: false, programs: true });`;
/** The longest a client waits for one answer; a server that is there answers or cuts the line. */
const patienceMs = 30_000;
/** The longest nobody may be served after something was killed. */
const recoveryMs = 120_000;
/** The longest between two tries of one client. */
const longestPauseMs = 500;

/** Kongsi as it ships, each program a process of its own, on a PostgreSQL of its own: nothing of it runs in the test. */
export interface Programs {
  /** For people and firms to act with; their requests are repeated until they are answered, as clients do. */
  kongsi: Kongsi;
  sink: MailSink;
  dataDir: string;
  pool: Pool;
  /** Kills with SIGKILL and starts again at once. @returns false when it was not running at that moment */
  kill(kind: Kind): Promise<boolean>;
  /** From now on this file is the api, and nobody else does jobs. */
  runInstead(file: string): Promise<void>;
  /** How many requests were cut or failed, and were sent again. */
  repeated(): number;
  /** What ended although nobody killed it and it had its work: each a defect. */
  endedByThemselves(): string[];
  stop(): Promise<void>;
}

/** Starts it all, migrated and empty. Call in `beforeAll`, and `stop` in `afterAll`. */
export async function startPrograms(): Promise<Programs> {
  // In a process of its own, as everything else: the bundler does not work inside the test runner.
  await carriedOut(['--input-type=module', '--eval', buildPrograms], environment({}));
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-programs-'));
  // The database's own account passes through it.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  let postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const sink = await startMailSink();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = environment({
    DATABASE_URL: postgres.url,
    PORT: String(port),
    KONGSI_DATA_DIR: dataDir,
    SMTP_URL: sink.url,
  });
  for (const command of ['migrate', 'load-reference']) await carriedOut([program('cli'), command], env);

  const pool = new Pool({ connectionString: postgres.url, max: 4 });
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const programs = {
    api: new Program('api', program('api'), env, '"msg":"ready"'),
    worker: new Program('worker', program('worker'), { ...env, LOG_LEVEL: 'debug' }, 'looking for jobs'),
    notary: new Program('notary', program('notary'), env),
  };
  for (const program of Object.values(programs)) program.start();
  await programs.api.ready;
  let repeated = 0;

  return {
    sink,
    dataDir,
    pool,
    kongsi: {
      url,
      pool,
      ask: (query: string, variables?: Record<string, unknown>, headers?: Record<string, string>) =>
        patiently(
          () => sendOnce(url, query, variables, headers),
          () => (repeated += 1),
        ),
      clock: { now: async () => new Date() },
      mailsTo: (address: string) => sink.to(address),
    } as unknown as Kongsi,
    async kill(kind) {
      if (kind !== 'postgres') return programs[kind].kill();
      process.kill(postgres.pid, 'SIGKILL');
      await postgres.exited();
      postgres = await startPostgres({ dataDir: join(folder, 'postgres') });

      return true;
    },
    async runInstead(file) {
      await Promise.all([programs.api.end(), programs.worker.end()]);
      programs.api = new Program('api', file, env, '"msg":"ready"');
      programs.api.start();
      await programs.api.ready;
    },
    repeated: () => repeated,
    endedByThemselves: () => Object.values(programs).flatMap((program) => program.endedByItself),
    async stop() {
      await Promise.all(Object.values(programs).map((program) => program.end()));
      await pool.end();
      await postgres.stop();
      await sink.stop();
      rmSync(folder, { recursive: true, force: true });
      if (postgres.moved) rmSync(dirname(postgres.cluster), { recursive: true, force: true });
    },
  };
}

/** Sends what does not get an answer again: cut lines, a server that is not there, and one whose database is not. */
export async function patiently<Result>(
  send: () => Promise<Result | undefined>,
  onRepeat: () => void,
): Promise<Result> {
  const end = Date.now() + recoveryMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const answer = await send();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Nobody was served for ${recoveryMs / 1000} seconds.`);
    onRepeat();
    await delay(pauseMs);
  }
}

async function sendOnce<Data>(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer<Data> | undefined> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (response.status >= 500) return undefined;
    const body = (await response.json()) as Pick<Answer<Data>, 'data' | 'errors'>;
    if (body.errors?.some(({ extensions }) => extensions.code === 'INTERNAL')) return undefined;

    return { ...body, status: response.status, headers: response.headers };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') throw error;

    return undefined;
  }
}

/** One program, started again whenever it ends: what a supervisor does, and a record of what ended by itself. */
class Program {
  readonly endedByItself: string[] = [];
  readonly ready: Promise<void>;
  #child: ChildProcess | undefined;
  readonly #ended = new WeakSet<ChildProcess>();
  #again: NodeJS.Timeout | undefined;
  #tellReady!: () => void;

  /** @param mark what it says when it has its work; without one it has it from the beginning */
  constructor(
    private readonly name: string,
    private readonly file: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly mark?: string,
  ) {
    this.ready = new Promise((resolve) => (this.#tellReady = resolve));
  }

  start(): void {
    const child = spawn(process.execPath, ['--enable-source-maps', this.file], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let isReady = this.mark === undefined;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-6_000);
        if (isReady || !said.includes(this.mark!)) return;
        isReady = true;
        this.#tellReady();
      });
    }
    child.once('exit', (code, signal) => {
      if (this.#ended.has(child)) return;
      // One that finds no database while it starts says so and ends; one that had its work must go on.
      if (isReady) this.endedByItself.push(`${this.name} ended (${signal ?? code}):\n${said}`);
      this.#again = setTimeout(() => this.start(), 250);
    });
  }

  async kill(): Promise<boolean> {
    const wasThere = await this.end();
    this.start();

    return wasThere;
  }

  /** @returns whether it was there to be ended */
  async end(): Promise<boolean> {
    const child = this.#child!;
    clearTimeout(this.#again);
    this.#ended.add(child);
    if (child.exitCode !== null || child.signalCode !== null) return false;
    child.kill('SIGKILL');
    await once(child, 'exit');

    return true;
  }
}

function environment(settings: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    NOTARY_POOL: '4',
    LOG_LEVEL: 'info',
    RATE_REQUESTS_PER_MINUTE: '1000000',
    RATE_SIGN_IN_PER_QUARTER_HOUR: '1000',
    ...settings,
  };
}

async function carriedOut(words: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${words.join(' ')} failed:\n${said}`);
}
