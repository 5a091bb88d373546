import { Pool, type PoolClient } from 'pg';

/** PostgreSQL's "try the transaction again": the one code the queue repeats a statement for within milliseconds. */
const tryAgain = '40001';
const lostCodes = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
const lostMessage = /^Connection terminated|not queryable/;

/**
 * The queue's connections. That a job is done, or failed, it records without waiting for the answer, and it repeats no statement whose
 * connection broke: a database that goes away in that moment would end the process. Here such an error says "try again", and the
 * statement waits for the database to come back. Running one of them twice changes nothing.
 */
export function jobPool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max, application_name: 'kongsi-jobs' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => patient(client));
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => unknown;
  pool.connect = ((...given: unknown[]) => orAgain(connect(...given.map(releasingOnce)))) as Pool['connect'];

  return pool;
}

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: (reason?: unknown) => void) => void;

/** A dying database says two errors on one connection, and the queue gives a connection back at each: the second time is none. */
function releasingOnce(given: unknown): unknown {
  if (typeof given !== 'function') return given;
  const taken: Taken = (error, client, release) => {
    let isReleased = false;
    (given as Taken)(error, client, (reason) => {
      if (!isReleased) release(reason);
      isReleased = true;
    });
  };

  return taken;
}

function patient(client: PoolClient): void {
  client.on('error', () => undefined);
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  client.query = ((...given: unknown[]) => orAgain(query(...given))) as PoolClient['query'];
}

/** Callers that gave a callback get no promise, and hear of errors as they are. */
function orAgain(answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer;

  return answer.catch((error: Error & { code?: string }) => {
    if (!lostCodes.has(error.code ?? '') && !lostMessage.test(error.message)) throw error;
    throw Object.assign(new Error(error.message, { cause: error }), { code: tryAgain });
  });
}
