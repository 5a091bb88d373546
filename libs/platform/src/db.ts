import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type Repository,
  getMetadataArgsStorage,
} from 'typeorm';
import { Client, type ClientConfig } from 'pg';
import type { Config } from './config.js';
import { NotFound } from './errors.js';

/** PostgreSQL's own words for "try the whole transaction again". */
const serializationFailure = '40001';
const deadlockDetected = '40P01';
const attempts = 6;

interface Running {
  manager: EntityManager;
  afterCommit: (() => void)[];
}

/** Injection token of the TypeORM connection; used inside `platform` only. */
export const DATA_SOURCE = Symbol('DATA_SOURCE');

/**
 * Somebody hears its errors as long as it lives. TypeORM stops listening at the first error of a connection, and a database that dies says
 * two: the second, unheard, would end the process.
 */
class ListeningClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** Opens the pool. Entities are all classes marked `@Entity` that the process has imported. */
export async function openDataSource(config: Config): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: config.DATABASE_URL,
    entities: getMetadataArgsStorage().tables.map((table) => table.target),
    synchronize: false,
    poolSize: config.DATABASE_POOL,
    applicationName: 'kongsi',
    extra: {
      Client: ListeningClient,
      options: '-c TimeZone=UTC',
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 10_000,
    },
  });

  return source.initialize();
}

/**
 * The only door to the tables. A transaction lives in AsyncLocalStorage: whatever runs inside `transaction` uses it without being
 * handed anything, and nested calls join.
 */
@Injectable()
export class Db implements OnApplicationShutdown {
  readonly #running = new AsyncLocalStorage<Running>();

  constructor(@Inject(DATA_SOURCE) private readonly source: DataSource) {}

  /** Reading and writing one kind of entity, inside the running transaction if there is one. */
  of<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.#manager.getRepository(entity);
  }

  /** The entity, or `NOT_FOUND`. With a lock, the row stays locked until the transaction ends. */
  async get<Entity extends ObjectLiteral & { id: string }>(
    entity: EntityTarget<Entity>,
    id: string,
    lock?: 'FOR UPDATE' | 'FOR SHARE',
  ): Promise<Entity> {
    const query = this.of(entity).createQueryBuilder('it').where('it.id = :id', { id });
    if (lock) query.setLock(lock === 'FOR UPDATE' ? 'pessimistic_write' : 'pessimistic_read');
    const found = await query.getOne();
    if (!found) throw new NotFound();

    return found;
  }

  /** One statement with `$1`-style values; rows as plain objects named as selected. */
  async sql<Row = unknown>(text: string, values: unknown[] = []): Promise<Row[]> {
    const answer: unknown = await this.#manager.query(text, values);

    // TypeORM answers INSERT/UPDATE/DELETE ... RETURNING as [rows, count] for some verbs and rows for others.
    return (isRowsAndCount(answer) ? answer[0] : answer) as Row[];
  }

  /** Runs the work in one transaction; joins a running one; tries again when PostgreSQL asks for it. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running.getStore()) return work();
    for (let attempt = 1; ; attempt += 1) {
      const afterCommit: Running['afterCommit'] = [];
      try {
        const result = await this.source.transaction((manager) => this.#running.run({ manager, afterCommit }, work));
        for (const effect of afterCommit) effect();

        return result;
      } catch (error) {
        if (!wantsRetry(error) || attempt === attempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
      }
    }
  }

  /** Does a cheap in-memory thing (drop a cache, wake a worker) once the transaction is durable; at once when there is none. */
  afterCommit(effect: () => void): void {
    const running = this.#running.getStore();
    if (running) running.afterCommit.push(effect);
    else effect();
  }

  get inTransaction(): boolean {
    return this.#running.getStore() !== undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  get #manager(): EntityManager {
    return this.#running.getStore()?.manager ?? this.source.manager;
  }
}

function wantsRetry(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;

  return code === serializationFailure || code === deadlockDetected;
}

function isRowsAndCount(answer: unknown): answer is [unknown[], number] {
  return Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number';
}

/** The name of the constraint a failed write broke, if that is why it failed: rules the database keeps become refusals by it. */
export function brokenConstraint(error: unknown): string | undefined {
  const { code, constraint } = error as { code?: string; constraint?: string };

  return code?.startsWith('23') ? constraint : undefined;
}
