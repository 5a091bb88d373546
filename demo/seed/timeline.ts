import type { INestApplicationContext } from '@nestjs/common';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import { CONFIG, Clock, type Config, Db, JobsRunner, LOGGER } from '#libs/platform';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** 08:00 UTC is afternoon on one coast and morning on the other: what counts full days from it falls into office hours of both. */
const officeHour = 8 * hourMs;

/** Done to the minute; what only reminds or announces may come some hours later here, with others. */
const punctual = 'close-tender';
const patience = '12 hours';

/** What the post office does. */
const mailTasks = ['send-mail', 'mail-notice'];

/** Something that is done at a time of the demo region. */
export interface Step {
  /** Hours from the start of the timeline; negative is before it. */
  at: number;
  /** It needs what was done before to be committed: for others look at it, or it does several things at a time. */
  apart?: true;
  carryOut(): Promise<void>;
}

/**
 * Leads the clock of this process through the past, so that each fact lies where the data says. What falls due on the way (announced
 * closings, openings, reminders) is done at its own time.
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #db: Db;
  readonly #jobs: JobsRunner;
  readonly #logger: Logger;
  readonly #queue: Pool;
  /** What all times count from: the last 08:00 UTC before the first start. */
  readonly #start: number;
  /** Milliseconds from there to the first start. */
  readonly #since: number;
  #mailIsHeld = true;

  private constructor(app: INestApplicationContext, now: Date) {
    this.#start = Math.floor((now.getTime() - officeHour) / dayMs) * dayMs + officeHour;
    this.#since = now.getTime() - this.#start;
    this.#clock = app.get(Clock);
    this.#db = app.get(Db);
    this.#jobs = app.get(JobsRunner);
    this.#logger = app.get<Logger>(LOGGER);
    this.#queue = new Pool({ connectionString: app.get<Config>(CONFIG).DATABASE_URL, max: 3 });
    // runOnce asks for both; a lost connection shows in the statement that misses it.
    this.#queue.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs the work with a timeline that ends now; afterwards the clock shows the present again, whatever happened. */
  static async from<Result>(app: INestApplicationContext, work: (time: Timeline) => Promise<Result>): Promise<Result> {
    const timeline = new Timeline(app, await app.get(Clock).now());
    try {
      return await work(timeline);
    } finally {
      timeline.#clock.shift(0);
      await timeline.#queue.end();
    }
  }

  /** The moment of an hour of the demo region, as GraphQL takes it. */
  moment(hours: number): string {
    return new Date(this.#start + hours * hourMs).toISOString();
  }

  /** The day so many days from the start: `2026-11-21`. */
  day(days: number): string {
    return this.moment(days * 24).slice(0, 10);
  }

  /** The first and the last day of a calendar year, counted from the running one. */
  year(offset: number): { first: string; last: string } {
    const year = new Date(this.#start).getUTCFullYear() + offset;

    return { first: `${year}-01-01`, last: `${year}-12-31` };
  }

  /**
   * From here on mail goes out at its time; until then it was held back, so that nobody finds a year of letters. What people have read
   * meanwhile is not mailed any more.
   */
  async deliverMail(): Promise<void> {
    this.#mailIsHeld = false;
    await this.#db.sql(`UPDATE graphile_worker._private_jobs SET "run_at" = $1 WHERE "run_at" = 'infinity'`, [
      await this.#present(),
    ]);
  }

  /** Does what is due now. */
  async settle(): Promise<void> {
    if (this.#mailIsHeld)
      await this.#db.sql(
        `UPDATE graphile_worker._private_jobs job SET "run_at" = 'infinity' FROM graphile_worker._private_tasks task
         WHERE task."id" = job."task_id" AND task."identifier" = ANY ($1)`,
        [mailTasks],
      );
    await this.#jobs.runDue(this.#queue, this.#logger);
  }

  /**
   * Carries the steps out in the order of their times; those of one time in the order given. Ends in the present. What lies between two
   * jobs is written to disk at once: it is all there or nothing of it.
   */
  async carryOut(steps: readonly Step[]): Promise<void> {
    const left = steps.toSorted((a, b) => a.at - b.at);
    this.#clock.shift(this.#offsetAt(left[0]?.at ?? 0));
    for (let step = left.shift(); step; step = left.shift()) {
      const first = step;
      await this.#settleUntil(this.#offsetAt(first.at));
      if (first.apart) await first.carryOut();
      else await this.#db.transaction(() => this.#together(first, left));
    }
    await this.#settleUntil(0);
    await this.settle();
  }

  /** The step, and those after it as long as no job falls due and none is apart: they are taken from what is left. */
  async #together(first: Step, left: Step[]): Promise<void> {
    await first.carryOut();
    for (let [next] = left; next && !next.apart; [next] = left) {
      const target = this.#offsetAt(next.at);
      if (await this.#isDueBy(target)) return;
      await this.#pass(target - this.#clock.offsetMs);
      left.shift();
      await next.carryOut();
    }
  }

  /** Moves the clock so far and does what falls due on the way, each at its time; mail goes along with the rest. */
  async #settleUntil(target: number): Promise<void> {
    while (await this.#isDueBy(target)) {
      await this.#pass(Math.max(0, (await this.#nextDue())!));
      await this.settle();
    }
    await this.#pass(target - this.#clock.offsetMs);
  }

  async #isDueBy(target: number): Promise<boolean> {
    const due = await this.#nextDue();

    return due !== undefined && this.#clock.offsetMs + due <= target;
  }

  #offsetAt(hours: number): number {
    return Math.min(0, hours * hourMs - this.#since);
  }

  /** Milliseconds until jobs must be done, other than mails; `undefined` when none waits. */
  async #nextDue(): Promise<number | undefined> {
    const [row] = await this.#db.sql<{ wait: string | null }>(
      `SELECT ceil(extract(epoch FROM
           min("run_at" + CASE WHEN "task_identifier" = $3 THEN interval '0' ELSE $4::interval END) - $1::timestamptz) * 1000
         ) AS "wait"
       FROM graphile_worker.jobs WHERE "task_identifier" <> ALL ($2) AND "attempts" = 0 AND "locked_at" IS NULL`,
      [await this.#present(), mailTasks, punctual, patience],
    );

    return row!.wait === null ? undefined : Number(row!.wait);
  }

  /** What the queue takes for now: the database's own time. */
  async #present(): Promise<Date> {
    return new Date((await this.#clock.now()).getTime() - this.#clock.offsetMs);
  }

  /** The queue runs on the database's own time: what waits there comes as much closer as our clock moves on. */
  async #pass(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    this.#clock.shift(this.#clock.offsetMs + milliseconds);
    await this.#db.sql(
      `UPDATE graphile_worker._private_jobs SET "run_at" = "run_at" - $1 * interval '1 millisecond'
       WHERE "attempts" = 0 AND "locked_at" IS NULL`,
      [milliseconds],
    );
  }
}
