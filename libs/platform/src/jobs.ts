import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import {
  Logger as QueueLogger,
  type Runner,
  type Task,
  type TaskList,
  run,
  runMigrations,
  runOnce,
} from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Clock } from './clock.js';
import { type Config } from './config.js';
import { Db } from './db.js';
import { Leases } from './job-leases.js';
import { jobPool } from './job-pool.js';

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

const beginAgainMs = 500;
/** The queue listens, cleans up and keeps its clock beside the jobs. */
const connectionsBeside = 4;

/** The work from one beginning to its end. */
interface Round {
  runner: Runner;
  leases: Leases;
}

/** Does the jobs: in the api's process by default, in `apps/worker` where one process is not enough. */
@Injectable()
export class JobsRunner implements OnApplicationShutdown {
  #pool: Pool | undefined;
  #round: Round | undefined;
  #ended: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Begins, and begins again when the database was gone. @throws when it cannot be reached at the start */
  async start(config: Config, logger: Logger): Promise<void> {
    this.#pool = jobPool(config.DATABASE_URL, config.JOB_CONCURRENCY + connectionsBeside);
    this.#round = await this.begin(this.#pool, config, logger);
    this.#ended = this.goOn(this.#pool, config, logger);
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
    this.#stopped = true;
    if (this.#round) await stop(this.#round);
    await this.#ended;
    await this.#pool?.end();
  }

  private async begin(pgPool: Pool, config: Config, logger: Logger): Promise<Round> {
    const { tasks, crontab } = this.tasks(logger);
    const leases = new Leases(config.DATABASE_URL);
    await leases.open();
    try {
      const runner = await run({
        pgPool,
        concurrency: config.JOB_CONCURRENCY,
        noHandleSignals: true,
        pollInterval: 1_000,
        taskList: tasks,
        crontab,
        logger: queueLog(logger),
        events: leases.events,
      });
      leases.beginReaping((count) => logger.warn({ count }, 'jobs of dead workers were given back'));

      return { runner, leases };
    } catch (error) {
      await leases.close();
      throw error;
    }
  }

  /** Without its lease a runner gives way to a new one: what it may have left locked is given back with its name. */
  private async goOn(pgPool: Pool, config: Config, logger: Logger): Promise<void> {
    while (!this.#stopped) {
      if (this.#round) {
        await Promise.race([this.#round.leases.lost, this.#round.runner.promise.catch(() => undefined)]);
        await stop(this.#round);
        this.#round = undefined;
        if (!this.#stopped) logger.warn('the jobs lost the database; they begin again when it is back');
        continue;
      }
      await delay(beginAgainMs);
      if (!this.#stopped) this.#round = await this.begin(pgPool, config, logger).catch(() => undefined);
    }
    if (this.#round) await stop(this.#round);
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

/** Lets the jobs that are under way end. It may have stopped by itself in this very moment. */
async function stop({ runner, leases }: Round): Promise<void> {
  await runner.stop().catch(() => undefined);
  await runner.promise.catch(() => undefined);
  await leases.close();
}

/** What the queue calls information is detail to an operator. */
const queueLevels = { error: 'error', warning: 'warn', info: 'debug', debug: 'debug' } as const;

/** The queue's own lines, among ours. */
function queueLog(logger: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    logger[queueLevels[level]](message);
  });
}
