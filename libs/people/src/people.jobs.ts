import { Injectable } from '@nestjs/common';
import { Clock, Db, Every, OnJob } from '#libs/platform';

const day = 86_400_000;

/** Sweeps away what counts no more; nothing is decided here, for everything is checked against the clock when it is used. */
@Injectable()
export class PeopleJobs {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  @OnJob('sweep-sign-in')
  @Every('17 3 * * *')
  async sweep(): Promise<void> {
    const now = await this.clock.now();
    await this.db.sql(`DELETE FROM "session" WHERE "expiresAt" <= $1`, [now]);
    await this.db.sql(`DELETE FROM "addressProof" WHERE "expiresAt" <= $1`, [now]);
    // An ended token stays listed for a month, so that its owner understands why a program stopped.
    await this.db.sql(`DELETE FROM "apiToken" WHERE "expiresAt" <= $1`, [new Date(now.getTime() - 30 * day)]);
    await this.db.sql(`DELETE FROM "throttle" WHERE "expire" < $1`, [now.getTime() - day]);
  }
}
