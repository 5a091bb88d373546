import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock, Db, LOGGER, Notifications } from '#libs/platform';
import { candidatesSql, mostWithoutIndex } from './candidates-sql.js';
import type { Day, FirmEntry } from './firm-entry.js';
import { dayOf } from './firm-entry.js';
import { FirmEntries } from './firm-entries.service.js';
import { FirmIndex } from './firm-index.js';
import { FirmTable, type Sweep, type Swept } from './firm-table.js';

const channel = 'firm_changed';

/** A sweep over all firms, and whether any may have been left out. */
export interface MarketSweep extends Sweep {
  readonly isWhole: boolean;
  /** By which way it was answered: for figures and tests. */
  readonly by: 'INDEX' | 'SQL';
}

/** An index and the day it speaks of: papers begin and end with days. */
interface Held {
  readonly index: FirmIndex;
  readonly day: Day;
}

/**
 * Keeps the index in this process as the tables are: made at the start, told of each change by NOTIFY, made anew each day (papers
 * begin and end with days) and after the connection was lost. While there is none, one SQL statement finds the firms instead.
 */
@Injectable()
export class IndexFeed {
  #index: Held | undefined;
  #making: Promise<void> | undefined;
  #isHearing = false;
  #reading: Promise<void> = Promise.resolve();
  /** How often something was missed. */
  #gaps = 0;
  /** Told while there was no index. */
  readonly #meanwhile = new Set<string>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly notifications: Notifications,
    private readonly entries: FirmEntries,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Makes the index, if there is none for this day. */
  async begin(): Promise<void> {
    const today = await this.today();
    if (this.#index?.day === today && !this.#index.index.isWornOut) return;
    await (this.#making ??= this.#make(today).finally(() => (this.#making = undefined)));
  }

  /** Makes it anew, whatever there is. */
  async makeAnew(): Promise<void> {
    await this.#making;
    this.#index = undefined;
    await this.begin();
  }

  async today(): Promise<Day> {
    return dayOf((await this.clock.now()).toISOString());
  }

  /** Everybody in the area that passes a test or brings a number; what was committed before the question is in the answer. */
  async sweep(asked: Omit<Swept, 'today'>): Promise<MarketSweep> {
    const swept = { ...asked, today: await this.today() };
    if (this.#index?.day === swept.today && (await this.notifications.caughtUp(channel)) && this.#index)
      return { ...this.#index.index.sweep(swept), isWhole: true, by: 'INDEX' };
    // The next question finds it ready; this one does not wait for a hundred thousand firms.
    void this.begin().catch((error: unknown) => this.logger.error(error, 'the index of firms could not be made'));

    return this.sweepBySql(swept);
  }

  /** The same by one statement, for at most 2,000 firms. */
  async sweepBySql(swept: Swept): Promise<MarketSweep> {
    const { text, values } = candidatesSql(swept.tests, swept.numbers, swept.area);
    const ids = await this.db.sql<{ firmId: string }>(text, values);
    const entries = await this.entries.of(
      ids.map(({ firmId }) => firmId),
      swept.today,
    );
    const sweep = new FirmTable([...entries.values()]).sweep(swept);

    return { ...sweep, isWhole: ids.length < mostWithoutIndex, by: 'SQL' };
  }

  /** Reads firms anew whose entry did not agree with their profile. */
  readAnew(firmIds: readonly string[]): Promise<void> {
    // One after the other: a read that began earlier must not overwrite a later one.
    const read = this.#reading.then(async () => {
      const held = this.#index;
      if (held) await this.#readInto(held, firmIds);
    });
    this.#reading = read.catch(() => undefined);

    return read;
  }

  async #readInto({ index, day }: Held, firmIds: readonly string[]): Promise<void> {
    if (firmIds.length === 0) return;
    const now = await this.entries.of(firmIds, day);
    index.put(new Map(firmIds.map((id): [string, FirmEntry | null] => [id, now.get(id) ?? null])));
  }

  async #make(day: Day): Promise<void> {
    if (!this.#isHearing) {
      await this.notifications.hear(channel, { told: (ids) => this.#hear(ids), missed: () => this.#forget() });
      this.#isHearing = true;
    }
    this.#index = undefined;
    const started = performance.now();
    const gaps = this.#gaps;
    const held = { index: new FirmIndex(await this.entries.all(day)), day };
    // What changed while it was being made was heard all the same, and is read before anybody is answered from it.
    while (this.#meanwhile.size > 0) {
      const meanwhile = [...this.#meanwhile];
      this.#meanwhile.clear();
      await this.#readInto(held, meanwhile);
    }
    // Unless there was a gap: then nobody knows what changed, and the next question begins again.
    if (gaps !== this.#gaps) return;
    this.#index = held;
    const { firms, bytes } = held.index;
    this.logger.info({ firms, bytes, ms: Math.round(performance.now() - started) }, 'the index of firms is ready');
  }

  async #hear(firmIds: readonly string[]): Promise<void> {
    if (this.#index) await this.readAnew(firmIds);
    else for (const firmId of firmIds) this.#meanwhile.add(firmId);
  }

  #forget(): void {
    this.#gaps += 1;
    this.#index = undefined;
  }
}
