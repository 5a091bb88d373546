import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import { Client } from 'pg';

const reapEveryMs = 10_000;
/** A runner that is just starting may hold its first job before its lock: it is not taken for dead. */
const youngest = '5 seconds';

/**
 * graphile-worker keeps jobs of a killed process locked for four hours. Each runner holds an advisory lock, named like the pool its jobs
 * are locked by, as long as its process lives; whoever can take that lock knows the runner is dead and gives its jobs back.
 */
export class Leases {
  readonly events: WorkerEvents = new EventEmitter();
  /** Resolves when the connection that holds the lock is gone, and others may take over the jobs. */
  readonly lost: Promise<void>;
  readonly #client: Client;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(databaseUrl: string) {
    this.#client = new Client({ connectionString: databaseUrl, application_name: 'kongsi-leases' });
    this.#client.on('error', () => undefined);
    this.lost = new Promise((resolve) => this.#client.once('end', resolve));
  }

  /** @throws when the database cannot be reached */
  async open(): Promise<void> {
    await this.#client.connect();
    this.events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
      this.#queue(() => this.#client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [workerPool.id]));
    });
  }

  /** @param tell hears how many dead runners lost their jobs to the living */
  beginReaping(tell: (count: number) => void): void {
    this.#timer = setInterval(() => this.#queue(() => this.#reap(tell)), reapEveryMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#last;
    await this.#client.end().catch(() => undefined);
  }

  /** One statement at a time on the one connection that holds the lock. */
  #queue(work: () => Promise<unknown>): void {
    this.#last = this.#last.then(work).catch(() => undefined);
  }

  async #reap(tell: (count: number) => void): Promise<void> {
    const { rows } = await this.#client.query<{ poolId: string }>(
      `SELECT DISTINCT locked_by AS "poolId" FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND locked_at < clock_timestamp() - $1::interval`,
      [youngest],
    );
    const dead: string[] = [];
    for (const { poolId } of rows) {
      const answer = await this.#client.query<{ free: boolean }>(
        `SELECT count(*) = 0 AS free FROM pg_locks
         WHERE locktype = 'advisory' AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)`,
        [poolId],
      );
      if (answer.rows[0]!.free) dead.push(poolId);
    }
    if (dead.length === 0) return;
    await this.#client.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
    tell(dead.length);
  }
}
