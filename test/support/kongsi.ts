import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Pool } from 'pg';
import { pino } from 'pino';
import { makeApp } from '../../apps/api/src/app.js';
import { Clock, JobsRunner, readConfig } from '#libs/platform';
import { cloneDatabase, dropDatabase } from './scratch-database.mjs';

/** What a GraphQL request answered. */
export interface Answer<Data = Record<string, never>> {
  data: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; problems?: { path: string }[] } & Record<string, unknown>;
  }[];
  status: number;
  headers: Headers;
}

/** The whole system as it runs, on a database of its own. Only the outside world and the clock are ours. */
export interface Kongsi {
  app: NestExpressApplication;
  url: string;
  pool: Pool;
  /** Sends one GraphQL request over HTTP. */
  ask<Data>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  clock: {
    now(): Promise<Date>;
    /** Moves the time on, does the jobs that fell due, and awaits them. */
    pass(milliseconds: number): Promise<void>;
  };
  /** Does every job that is due, and awaits them. */
  settle(): Promise<void>;
  /** Mails to the address, newest last. */
  mailsTo(address: string): Promise<{ subject: string; body: string }[]>;
  stop(): Promise<void>;
}

/** Starts it, on a new database unless `DATABASE_URL` names one, which ends with it. Call in `beforeAll`, and `stop` in `afterAll`. */
export async function startKongsi(settings: Record<string, string> = {}): Promise<Kongsi> {
  const databaseUrl = settings.DATABASE_URL ?? (await cloneDatabase());
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-story-'));
  const app = await makeApp(
    readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      KONGSI_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      KONGSI_JOBS: '0',
      RATE_REQUESTS_PER_MINUTE: '1000000',
      ...settings,
    }),
  );
  await app.listen(0, '127.0.0.1');
  // A busy machine may be slower than an idle connection's usual five seconds; a story must not meet a closing one.
  Object.assign(app.getHttpServer() as object, { keepAliveTimeout: 300_000 });
  const url = await app.getUrl();
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  // Dropping the database ends idle connections; that is no error here.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const clock = app.get(Clock);
  const settle = (): Promise<void> => app.get(JobsRunner).runDue(pool, pino({ level: 'silent' }));

  return {
    app,
    url,
    pool,
    settle,
    ask: (query, variables, headers) => ask(url, query, variables, headers),
    clock: {
      now: () => clock.now(),
      async pass(milliseconds) {
        clock.shift(clock.offsetMs + milliseconds);
        await pool.query(`UPDATE graphile_worker._private_jobs SET run_at = run_at - $1 * interval '1 millisecond'`, [
          milliseconds,
        ]);
        await settle();
      },
    },
    async mailsTo(address) {
      await settle();
      const { rows } = await pool.query<{ subject: string; body: string }>(
        `SELECT "subject", "body" FROM "mail" WHERE "recipient" = $1 ORDER BY "createdAt", "id"`,
        [address],
      );

      return rows;
    },
    async stop() {
      await app.close();
      await pool.end();
      await dropDatabase(databaseUrl);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ask<Data>(
  url: string,
  query: string,
  variables?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Pick<Answer<Data>, 'data' | 'errors'>;

  return { ...body, status: response.status, headers: response.headers };
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;
