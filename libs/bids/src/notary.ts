import { Client } from 'pg';
import { Clock, type Db, newId } from '#libs/platform';
import type { NotaryFolder } from './notary-folder.js';
import { type Sql, appendLine } from './seal-log-writing.js';

/** What the api and the notary wake each other by; the truth is in the tables. */
export const notaryChannel = 'kongsi_notary';

export interface NotaryOptions {
  databaseUrl: string;
  folder: NotaryFolder;
  /** How many keys wait ready for publishing. */
  poolSize: number;
  /** This machine's own time, in milliseconds since 1970. */
  ownTime: () => number;
  /** One line for the operator. */
  say: (line: string) => void;
  /** Called after each round of work. */
  rested?: () => void;
}

interface Waiting {
  id: string;
  tenderId: string;
  lotId: string;
  envelope: string;
  recipient: string;
  closedAt: Date | null;
}

const pollMs = 15_000;
const keysAtOnce = 4;
const longestPauseMs = 10_000;
/** One notary works for a database; a second one waits until the first is gone. */
const onlyOne = `SELECT pg_advisory_lock(hashtextextended('kongsi-notary', 0))`;

/**
 * Holds the keys of sealed bids, alone: fills a pool of public halves, and releases a private half only when its release was asked for,
 * its lot is closed, and both the database's clock and this machine's own are past the latest closing this notary ever saw of that lot.
 */
export class Notary {
  #client: Client | undefined;
  #clock: Clock | undefined;
  #stopped = false;
  #offsetMs = 0;
  #wake: () => void = () => undefined;
  #told = new Set<string>();

  constructor(private readonly options: NotaryOptions) {}

  /** Moves the notary's idea of the database's time along with a story's. No shipped program calls it. */
  shift(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#clock?.shift(offsetMs);
    this.#wake();
  }

  /** Works until `stop`; a lost database is waited for. */
  async run(): Promise<void> {
    for (let pauseMs = 250; !this.#stopped; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        await this.#connect();
        pauseMs = 250;
        while (!this.#stopped) {
          const nudged = this.#nudge();
          const isPoolFull = await this.#round();
          this.options.rested?.();
          if (isPoolFull) await nudged;
        }
      } catch (error) {
        if (this.#stopped) break;
        this.options.say(`The notary lost its work: ${(error as Error).message}. It tries again.`);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      } finally {
        await this.#client?.end().catch(() => undefined);
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.options.databaseUrl,
      application_name: 'kongsi-notary',
      options: '-c TimeZone=UTC',
    });
    client.on('error', () => this.#wake());
    client.on('notification', () => this.#wake());
    await client.connect();
    this.#client = client;
    // The one clock of Kongsi, asked through the notary's own connection.
    this.#clock = new Clock({ sql: this.#sql } as unknown as Db);
    this.#clock.shift(this.#offsetMs);
    await this.#sql(onlyOne);
    await this.#sql(`LISTEN ${notaryChannel}`);
    await this.#dropStrangers();
  }

  #sql: Sql = async <Row>(text: string, values: unknown[] = []) =>
    (await this.#client!.query(text, values)).rows as Row[];

  /** Resolves at the next nudge, and after a while in any case. */
  #nudge(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Few keys at a time, so that a release never waits for a pool that is being filled. @returns whether the pool is full */
  async #round(): Promise<boolean> {
    await this.#watchClosings();
    await this.#releaseWhatIsDue();

    return this.#fillPool();
  }

  /** Keys waiting in the pool whose private halves lie elsewhere would lock bids for ever. */
  async #dropStrangers(): Promise<void> {
    const held = await this.options.folder.held();
    await this.#sql(`DELETE FROM "envelopeKey" WHERE "lotId" IS NULL AND "id" <> ALL ($1::uuid[])`, [held]);
    const [lost] = await this.#sql<{ count: number }>(
      `SELECT count(*)::integer AS "count" FROM "envelopeKey" WHERE "identity" IS NULL AND "lotId" IS NOT NULL AND "id" <> ALL ($1::uuid[])`,
      [held],
    );
    if (lost!.count > 0) {
      this.options.say(
        `${lost!.count} keys in use are not in this folder. Bring them back: npm run kongsi -- notary:restore <recovery identity file>`,
      );
    }
  }

  async #watchClosings(): Promise<void> {
    const rows = await this.#sql<{ lotId: string; closesAt: Date }>(
      `SELECT key."lotId", greatest(key."closesAt", tender."closesAt") AS "closesAt"
       FROM "envelopeKey" key JOIN "tender" tender ON tender."id" = key."tenderId" WHERE key."identity" IS NULL`,
    );
    await this.options.folder.remember(rows.map((row) => ({ lotId: row.lotId, closesAt: row.closesAt.toISOString() })));
  }

  async #releaseWhatIsDue(): Promise<void> {
    const due = await this.#sql<{ id: string }>(
      `SELECT "id" FROM "envelopeKey" WHERE "releaseRequestedAt" IS NOT NULL AND "identity" IS NULL ORDER BY "releaseRequestedAt"`,
    );
    for (const { id } of due) {
      await this.#sql('BEGIN');
      try {
        await this.#release(id);
        await this.#sql('COMMIT');
      } catch (error) {
        await this.#sql('ROLLBACK');
        throw error;
      }
    }
  }

  /** Key and log line in one transaction. Who asks again finds the same key. */
  async #release(id: string): Promise<void> {
    const [key] = await this.#sql<Waiting>(
      `SELECT key."id", key."tenderId", key."lotId", key."envelope", key."recipient", lot."closedAt"
       FROM "envelopeKey" key JOIN "lot" lot ON lot."id" = key."lotId"
       WHERE key."id" = $1 AND key."identity" IS NULL FOR UPDATE OF key`,
      [id],
    );
    if (!key) return;
    const now = await this.#clock!.read();
    const why = this.#objection(key, now.at);
    if (why) return this.#sayOnce(key, why);
    const { tenderId, lotId, envelope, recipient } = key;
    const identity = await this.options.folder.identity(id);
    await this.#sql(`UPDATE "envelopeKey" SET "identity" = $2, "releasedAt" = $3::timestamptz WHERE "id" = $1`, [
      id,
      identity,
      now.exact,
    ]);
    await this.#sql(
      `SELECT graphile_worker.add_job('open-envelope', $1::json, job_key := 'open-envelope:' || $2, max_attempts := 12)`,
      [JSON.stringify({ lotId, envelope }), `${lotId}:${envelope}`],
    );
    await appendLine(this.#sql, {
      at: now.exact,
      kind: 'KEY_RELEASED',
      lot: { tenderId, lotId },
      payload: { envelope, recipient },
    });
  }

  #objection(key: Waiting, databaseTime: Date): string | undefined {
    const closing = this.options.folder.closingOf(key.lotId);
    if (!key.closedAt) return 'the lot is not closed';
    if (!closing) return 'its closing was never seen';
    if (!this.options.folder.has(key.id)) return 'the private half is not in this folder';
    if (databaseTime < new Date(closing)) return `by the database’s clock it closes at ${closing}`;
    if (this.options.ownTime() < new Date(closing).getTime()) return `by this machine’s clock it closes at ${closing}`;

    return undefined;
  }

  #sayOnce(key: Waiting, why: string): void {
    const line = `The key of lot ${key.lotId}, envelope ${key.envelope}, is not released: ${why}.`;
    if (!this.#told.has(line)) this.options.say(line);
    this.#told.add(line);
  }

  async #fillPool(): Promise<boolean> {
    const [free] = await this.#sql<{ count: number }>(
      `SELECT count(*)::integer AS "count" FROM "envelopeKey" WHERE "lotId" IS NULL`,
    );
    const missing = this.options.poolSize - free!.count;
    for (let made = 0; made < Math.min(missing, keysAtOnce) && !this.#stopped; made += 1) {
      const id = newId();
      const { recipient, recoveryCopy } = await this.options.folder.newKey(id);
      await this.#sql(
        `INSERT INTO "envelopeKey" ("id", "recipient", "recoveryCopy", "createdAt") VALUES ($1, $2, $3, $4)`,
        [id, recipient, recoveryCopy, (await this.#clock!.read()).at],
      );
    }

    return missing <= keysAtOnce;
  }
}
