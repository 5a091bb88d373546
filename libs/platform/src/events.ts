import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';
import { Db } from './db.js';
import { newId } from './ids.js';

/** What happened to one aggregate: who knew what, when. Ids only, so that erasing a person rewrites nothing. */
export interface Happening {
  /** In the trade's words, upper case: `PUBLISHED`, `CONSENTED`. */
  kind: string;
  at: Date;
  /** Ids, numbers and codes; never names or texts of people. */
  facts?: Record<string, unknown>;
}

/** One line of an aggregate's history. */
export interface RecordedEvent {
  id: string;
  seq: number;
  at: Date;
  kind: string;
  personId: string | null;
  firmId: string | null;
  facts: Record<string, unknown>;
}

/**
 * Append-only histories, one table per aggregate (`createEventTable` in the migrations makes them). `seq` is taken under the
 * aggregate's lock: lock the row first.
 */
@Injectable()
export class Events {
  constructor(private readonly db: Db) {}

  /** Adds a line. The actor's firm is the one acted for; a job acts as nobody (`null`). */
  async record(aggregate: string, aggregateId: string, actor: Actor | null, happening: Happening): Promise<void> {
    const [table, key] = namesOf(aggregate);
    await this.db.sql(
      `INSERT INTO ${table} ("id", ${key}, "seq", "at", "kind", "personId", "firmId", "facts")
       SELECT $1, $2, coalesce(max("seq"), 0) + 1, $3, $4, $5, $6, $7 FROM ${table} WHERE ${key} = $2`,
      [
        newId(),
        aggregateId,
        happening.at,
        happening.kind,
        actor?.personId ?? null,
        actor?.firmId ?? null,
        happening.facts ?? {},
      ],
    );
  }

  /** The history of one aggregate, oldest first. */
  async of(aggregate: string, aggregateId: string): Promise<RecordedEvent[]> {
    const [table, key] = namesOf(aggregate);

    return this.db.sql<RecordedEvent>(
      `SELECT "id", "seq", "at", "kind", "personId", "firmId", "facts" FROM ${table} WHERE ${key} = $1 ORDER BY "seq"`,
      [aggregateId],
    );
  }
}

function namesOf(aggregate: string): [string, string] {
  if (!/^[a-z][A-Za-z]*$/.test(aggregate)) throw new Error(`${aggregate} is no aggregate's name`);

  return [`"${aggregate}Event"`, `"${aggregate}Id"`];
}
