import { Injectable } from '@nestjs/common';
import { Db } from './db.js';
import { loading } from './loader.js';
import type { RequestContext } from './request.js';

/** A reading of the one clock: as a date for comparing, and with microseconds for receipts. */
export interface Reading {
  /** Milliseconds; microseconds are cut off, never rounded. */
  at: Date;
  /** UTC with six decimals: `2026-11-21T10:15:30.123456Z`. */
  exact: string;
}

/**
 * The only place that reads time: the database's `clock_timestamp()`. A decision reads it once, after it holds its locks, and hands
 * the reading on. The offset is zero in every shipped entry point; stories and demo data shift it from outside the API.
 */
@Injectable()
export class Clock {
  #offsetMs = 0;

  constructor(private readonly db: Db) {}

  /** Moves this process' clock. Called by test entry points and the seeding of demo data only; no API reaches it. */
  shift(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  async read(): Promise<Reading> {
    const rows = await this.db.sql<{ exact: string }>(
      `SELECT to_char((clock_timestamp() + $1 * interval '1 millisecond') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact`,
      [this.#offsetMs],
    );

    return readingOf(rows[0]!.exact);
  }

  async now(): Promise<Date> {
    return (await this.read()).at;
  }

  /** One reading for all that an answer computes from time. Never what decides: a decision reads anew, under its locks. */
  async nowIn(context: RequestContext): Promise<Date> {
    const reading = loading<{ id: string; at: Date }>(context, 'now', async () => [
      { id: 'now', at: await this.now() },
    ]);

    return (await reading.load('now'))!.at;
  }
}

/** A reading from its exact text. */
export function readingOf(exact: string): Reading {
  return { exact, at: new Date(`${exact.slice(0, 23)}Z`) };
}
