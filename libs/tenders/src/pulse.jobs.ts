import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Db, Every, OnJob, newId } from '#libs/platform';
import { TenderNews } from './tender-news.js';

/** Beats further apart than this are an outage. */
const longestPauseMs = 3 * 60_000;

/**
 * The system's pulse: a beat each minute. A gap in it is an outage that moves deadlines (`closing.ts`), so it is written when the
 * process starts, before the first request.
 */
@Injectable()
export class Pulse implements OnApplicationBootstrap {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly news: TenderNews,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
  }

  /** Safe to run twice: the later of two beats stays, and a gap is written once, under the lock of the one row. */
  @OnJob('beat')
  @Every('* * * * *')
  async beat(): Promise<void> {
    await this.db.transaction(async () => {
      const [last] = await this.db.sql<{ at: Date }>('SELECT "at" FROM "heartbeat" WHERE "id" = 1 FOR UPDATE');
      const now = await this.clock.now();
      await this.db.sql(
        `INSERT INTO "heartbeat" ("id", "at") VALUES (1, $1)
         ON CONFLICT ("id") DO UPDATE SET "at" = greatest("heartbeat"."at", excluded."at")`,
        [now],
      );
      if (last && now.getTime() - last.at.getTime() > longestPauseMs) await this.outage(last.at, now);
    });
  }

  private async outage(startedAt: Date, endedAt: Date): Promise<void> {
    await this.db.sql('INSERT INTO "outage" ("id", "startedAt", "endedAt") VALUES ($1, $2, $3)', [
      newId(),
      startedAt,
      endedAt,
    ]);
    // Those whose closing it may have moved: the watch computes whether it has, and announces it. 48 hours: a question may have moved it before.
    const touched = await this.db.sql<{ id: string; closesAt: Date }>(
      `SELECT "id", "closesAt" FROM "tender" WHERE "publishedAt" IS NOT NULL AND "cancelledAt" IS NULL AND "origin" IS NULL
         AND "closesAt" > $1::timestamptz - interval '48 hours' AND "closesAt" < $2::timestamptz + interval '2 hours'`,
      [startedAt, endedAt],
    );
    for (const tender of touched) await this.news.watchClosing(tender, endedAt);
  }
}
