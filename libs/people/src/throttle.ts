import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import rateLimits, { type RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config, TooManyRequests } from '#libs/platform';
import { digestOf } from './secrets.js';

const quarterHour = 900;

/**
 * What is counted, and how much of it is allowed per key, as a multiple of `RATE_SIGN_IN_PER_QUARTER_HOUR`:
 * `SIGN_IN` tries for one address from one place; `ADDRESS` tries for one address from anywhere; `VISITOR` tries from one place;
 * `MAIL` mails that anybody can make us send to one address; `SECOND_FACTOR` tries of one person. `CODE` is absolute: tries of one mailed code.
 */
const allowances = {
  SIGN_IN: { perSetting: 1, seconds: quarterHour },
  ADDRESS: { perSetting: 10, seconds: quarterHour },
  VISITOR: { perSetting: 30, seconds: quarterHour },
  MAIL: { perSetting: 1, seconds: 4 * quarterHour },
  SECOND_FACTOR: { perSetting: 1, seconds: quarterHour },
  CODE: { points: 5, seconds: quarterHour },
} as const;

export type Counted = keyof typeof allowances;

/**
 * Counts tries, so that guessing is slow. It writes outside of the running transaction, on a small pool of its own: a refused try is
 * rolled back, its count is not.
 */
@Injectable()
export class Throttle implements OnApplicationShutdown {
  readonly #pool: Pool;
  readonly #limiters: Record<Counted, RateLimiterPostgres>;

  constructor(@Inject(CONFIG) config: Config) {
    this.#pool = new Pool({ connectionString: config.DATABASE_URL, max: 2, application_name: 'kongsi-throttle' });
    // A lost idle connection is opened again by the next try.
    this.#pool.on('error', () => undefined);
    const limiter = (counted: Counted): RateLimiterPostgres => {
      const allowance = allowances[counted];
      const points =
        'points' in allowance ? allowance.points : allowance.perSetting * config.RATE_SIGN_IN_PER_QUARTER_HOUR;

      return new rateLimits.RateLimiterPostgres({
        storeClient: this.#pool,
        storeType: 'pool',
        tableName: 'throttle',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: counted,
        points,
        duration: allowance.seconds,
      });
    };
    this.#limiters = Object.fromEntries(
      (Object.keys(allowances) as Counted[]).map((counted) => [counted, limiter(counted)]),
    ) as Record<Counted, RateLimiterPostgres>;
  }

  /** Counts one try. @throws TooManyRequests when the allowance is used up; says in how many seconds to come back */
  async spend(counted: Counted, ...key: string[]): Promise<void> {
    try {
      await this.#limiters[counted].consume(keyOf(key));
    } catch (error) {
      if (error instanceof Error) throw error;
      throw new TooManyRequests(Math.ceil((error as RateLimiterRes).msBeforeNext / 1_000));
    }
  }

  /** Gives one try back: it turned out to be no guess. */
  async forgive(counted: Counted, ...key: string[]): Promise<void> {
    await this.#limiters[counted].reward(keyOf(key));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }
}

function keyOf(parts: string[]): string {
  return digestOf(parts.join('\n').toLowerCase());
}
