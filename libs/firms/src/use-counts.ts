import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { isbot } from 'isbot';
import { Clock, DailyCount, Db, type RequestContext } from '#libs/platform';

/** What is counted: a page was shown in a list, opened, invited into something, or gave an answer. */
export const useKinds = ['SEARCH_APPEARANCE', 'PAGE_VISIT', 'INVITATION', 'ANSWER'] as const;
export type UseKind = (typeof useKinds)[number];

/** How long what is seen may wait for company. */
const flushAfterMs = 2_000;

/** The use of one subject over some days. */
export type Use = Record<UseKind, number>;

/**
 * Counts by day (UTC), kind and subject: never a row per view, never who looked. What is seen waits in memory for two seconds and is
 * written with others in one statement, so that a page does not wait for its own counter; a process killed meanwhile forgets those
 * two seconds.
 */
@Injectable()
export class UseCounts implements BeforeApplicationShutdown {
  /** Times seen, by kind and subject. */
  #waiting = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Adds one to each subject inside the caller's transaction: an invitation, an answer. Ids of firms, tenders, projects. */
  async count(kind: UseKind, subjectIds: readonly string[], now: Date): Promise<void> {
    await this.write(
      subjectIds.map((subjectId) => ({ kind, subjectId, count: 1 })),
      now,
    );
  }

  /**
   * Somebody saw these: a visit, an appearance in a list. Machines (by `User-Agent`) and a firm's own people are not counted. For the
   * resolvers of queries; costs no statement.
   */
  seen(kind: UseKind, subjectIds: readonly string[], { actor, req }: RequestContext): void {
    const device = req?.headers['user-agent'];
    if (device === undefined || isbot(device)) return;
    for (const subjectId of subjectIds.filter((id) => !actor.actsFor([id]))) {
      const key = `${kind} ${subjectId}`;
      this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1);
    }
    this.#timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }

  /** Writes what waits, as of now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = [...this.#waiting].map(([key, count]) => {
      const [kind, subjectId] = key.split(' ') as [UseKind, string];

      return { kind, subjectId, count };
    });
    this.#waiting.clear();
    if (rows.length > 0) {
      // A counter never fails a page: what could not be written is forgotten.
      this.#writing = this.#writing.then(async () => this.write(rows, await this.clock.now())).catch(() => undefined);
    }
    await this.#writing;
  }

  /** The use of one subject per day, first day to last (both included), days without use left out. */
  async of(subjectId: string, from: string, to: string): Promise<{ on: string; use: Use }[]> {
    await this.flush();
    const rows = await this.db
      .of(DailyCount)
      .createQueryBuilder('it')
      .where('it.subjectId = :subjectId AND it.on BETWEEN :from AND :to', { subjectId, from, to })
      .orderBy('it.on')
      .getMany();
    const days = new Map<string, Use>();
    for (const { on, kind, count } of rows) {
      const use = days.get(on) ?? { SEARCH_APPEARANCE: 0, PAGE_VISIT: 0, INVITATION: 0, ANSWER: 0 };
      days.set(on, { ...use, [kind]: count });
    }

    return [...days].map(([on, use]) => ({ on, use }));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** One statement; rows in one order, so that two writers never wait for each other in a circle. */
  private async write(rows: { kind: UseKind; subjectId: string; count: number }[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    await this.db.sql(
      `INSERT INTO "dailyCount" ("on", "kind", "subjectId", "count")
       SELECT $1::date, "kind", "subjectId", sum("count") FROM unnest($2::text[], $3::uuid[], $4::integer[])
         AS it ("kind", "subjectId", "count") GROUP BY "kind", "subjectId" ORDER BY "subjectId", "kind"
       ON CONFLICT ("subjectId", "kind", "on") DO UPDATE SET "count" = "dailyCount"."count" + excluded."count"`,
      [
        now.toISOString().slice(0, 10),
        rows.map((row) => row.kind),
        rows.map((row) => row.subjectId),
        rows.map((row) => row.count),
      ],
    );
  }
}
