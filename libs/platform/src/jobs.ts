import { EventEmitter } from 'node:events';
import { Injectable, type OnApplicationShutdown, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import {
  Logger as QueueLogger,
  type Runner,
  type Task,
  type TaskList,
  type WorkerEvents,
  run,
  runMigrations,
  runOnce,
} from 'graphile-worker';
import { Client, Pool } from 'pg';
import type { Logger } from 'pino';
import { Clock } from './clock.js';
import { type Config } from './config.js';
import { Db } from './db.js';

const JOB = 'kongsi:job';
const EVERY = 'kongsi:every';

/** Marks the method that does a job. Its payload is ids; it reads the truth again and is safe to run twice. */
export const OnJob = (name: string): MethodDecorator => SetMetadata(JOB, name);

/** Marks a method that also runs by the clock, by a crontab pattern (UTC): `* * * * *` is each minute. Needs `@OnJob`. */
export const Every = (pattern: string): MethodDecorator => SetMetadata(EVERY, pattern);

/** Adds jobs. Inside a transaction the job exists only if the transaction commits: no bid, no mail. */
@Injectable()
export class Jobs {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * @param options.runAt not before this time of Kongsi's clock
   * @param options.key at most one waiting job has this key; a later one replaces it
   */
  async add(
    name: string,
    payload: Record<string, unknown>,
    options: { runAt?: Date; key?: string } = {},
  ): Promise<void> {
    const runAt = options.runAt ? new Date(options.runAt.getTime() - this.clock.offsetMs) : null;
    await this.db.sql(
      `SELECT graphile_worker.add_job($1, $2::json, run_at := coalesce($3::timestamptz, clock_timestamp()), job_key := $4, max_attempts := 12)`,
      [name, JSON.stringify(payload), runAt, options.key ?? null],
    );
  }

  /** Takes back a job that waits under the key. */
  async remove(key: string): Promise<void> {
    await this.db.sql(`SELECT graphile_worker.remove_job($1)`, [key]);
  }
}

/** Prepares the queue's own schema. Part of `migrate`. */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl });
}

/** Does the jobs: in the api's process by default, in `apps/worker` where one process is not enough. */
@Injectable()
export class JobsRunner implements OnApplicationShutdown {
  #runner: Runner | undefined;
  #leases: Leases | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  async start(config: Config, logger: Logger): Promise<void> {
    const { tasks, crontab } = this.tasks(logger);
    this.#leases = new Leases(config.DATABASE_URL);
    await this.#leases.open();
    this.#runner = await run({
      connectionString: config.DATABASE_URL,
      concurrency: config.JOB_CONCURRENCY,
      noHandleSignals: true,
      pollInterval: 1_000,
      taskList: tasks,
      crontab,
      logger: queueLog(logger),
      events: this.#leases.events,
    });
    this.#leases.beginReaping((count) => logger.warn({ count }, 'jobs of dead workers were given back'));
  }

  /** Does every due job, then answers; stories use it to await the queue. */
  async runDue(pool: Pool, logger: Logger): Promise<void> {
    await runOnce({
      pgPool: pool,
      taskList: this.tasks(logger).tasks,
      noHandleSignals: true,
      concurrency: 1,
      logger: queueLog(logger),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#runner?.stop();
    await this.#leases?.close();
  }

  private tasks(logger: Logger): { tasks: TaskList; crontab: string } {
    const tasks: TaskList = {};
    const crontab: string[] = [];
    for (const { instance } of this.discovery.getProviders() as { instance?: Record<string, Task> }[]) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, Task>;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const name = this.reflector.get<string | undefined>(JOB, prototype[method]!);
        if (!name) continue;
        if (tasks[name]) throw new Error(`Two methods do the job ${name}`);
        tasks[name] = async (payload) => {
          await instance[method]!(payload, undefined as never);
          logger.debug({ job: name }, 'job done');
        };
        const pattern = this.reflector.get<string | undefined>(EVERY, prototype[method]!);
        if (pattern) crontab.push(`${pattern} ${name}`);
      }
    }

    return { tasks, crontab: crontab.join('\n') };
  }
}

/** What the queue calls information is detail to an operator. */
const queueLevels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;

/** The queue's own lines, among ours. */
function queueLog(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    logger[queueLevels[level]](message);
  });
}

/**
 * graphile-worker keeps jobs of a killed process locked for four hours. Each worker holds an advisory lock as long as its process
 * lives; whoever can take that lock knows the worker is dead and gives its jobs back.
 */
class Leases {
  readonly events: WorkerEvents = new EventEmitter();
  readonly #client: Client;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(databaseUrl: string) {
    this.#client = new Client({ connectionString: databaseUrl, application_name: 'kongsi-leases' });
  }

  async open(): Promise<void> {
    this.#client.on('error', () => undefined);
    await this.#client.connect();
    this.events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => {
      this.#queue(() => this.#client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [worker.workerId]));
    });
  }

  beginReaping(tell: (count: number) => void): void {
    this.#timer = setInterval(() => this.#queue(() => this.#reap(tell)), 20_000);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#last;
    await this.#client.end();
  }

  /** One statement at a time on the one connection that holds the locks. */
  #queue(work: () => Promise<unknown>): void {
    this.#last = this.#last.then(work).catch(() => undefined);
  }

  async #reap(tell: (count: number) => void): Promise<void> {
    const { rows } = await this.#client.query<{ worker: string }>(
      `SELECT DISTINCT locked_by AS worker FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND locked_at < clock_timestamp() - interval '15 seconds'`,
    );
    const dead: string[] = [];
    for (const { worker } of rows) {
      const answer = await this.#client.query<{ free: boolean }>(
        `SELECT count(*) = 0 AS free FROM pg_locks
         WHERE locktype = 'advisory' AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)`,
        [worker],
      );
      if (answer.rows[0]!.free) dead.push(worker);
    }
    if (dead.length === 0) return;
    await this.#client.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
    tell(dead.length);
  }
}
