import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, Every, LOGGER, OnJob } from '#libs/platform';
import type { Requirement } from '#libs/requirements';
import { LotRequirement, type Tender, requirementOf } from '#libs/tenders';
import { askedOf } from './asked.js';
import { IndexFeed } from './index-feed.service.js';
import { testsOf } from './problem.js';
import type { Sweep } from './firm-table.js';

const mostLots = 50;

/** Each night the index answers some open lots beside SQL. Where the two differ it is made anew, and the log says so. */
@Injectable()
export class IndexCheck {
  constructor(
    private readonly db: Db,
    private readonly feed: IndexFeed,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns how many lots were compared, and how many answers differed */
  @OnJob('check-firm-index')
  @Every('40 2 * * *')
  async check(): Promise<{ lots: number; different: number }> {
    await this.feed.begin();
    const lots = await this.openLots();
    let different = 0;
    for (const { tender, requirements } of lots) if (!(await this.isAlike(tender, requirements))) different += 1;
    if (different > 0) {
      this.logger.error(
        { lots: lots.length, different },
        'the index of firms differs from the tables; it is made anew',
      );
      await this.feed.makeAnew();
    } else this.logger.info({ lots: lots.length }, 'the index of firms is as the tables are');

    return { lots: lots.length, different };
  }

  private async isAlike(
    { latitude, longitude }: Pick<Tender, 'latitude' | 'longitude'>,
    requirements: readonly Requirement[],
  ): Promise<boolean> {
    const asked = askedOf(requirements, { mayStateLater: false });
    const swept = {
      tests: testsOf(asked),
      numbers: asked.sums.map(({ number }) => number),
      area: { latitude: latitude ?? 0, longitude: longitude ?? 0, radiusKm: latitude === null ? Infinity : 60 },
    };
    const byIndex = await this.feed.sweep(swept);
    const bySql = await this.feed.sweepBySql({ ...swept, today: await this.feed.today() });

    return !bySql.isWhole || JSON.stringify(tableOf(byIndex)) === JSON.stringify(tableOf(bySql));
  }

  private async openLots(): Promise<{ tender: Pick<Tender, 'latitude' | 'longitude'>; requirements: Requirement[] }[]> {
    const rows = await this.db.sql<{ lotId: string; latitude: number | null; longitude: number | null }>(
      `SELECT lot."id" AS "lotId", tender."latitude", tender."longitude" FROM "lot" lot JOIN "tender" tender ON tender."id" = lot."tenderId"
       WHERE tender."publishedAt" IS NOT NULL AND lot."closedAt" IS NULL ORDER BY lot."id" DESC LIMIT $1`,
      [mostLots],
    );
    const lots = [];
    for (const { lotId, ...tender } of rows) {
      const requirements = await this.db.of(LotRequirement).findBy({ lotId });
      lots.push({ tender, requirements: requirements.map(requirementOf) });
    }

    return lots;
  }
}

/** Every firm with what it passes and brings, in one order. */
function tableOf({ firmIds, words, passed, proved, numbers }: Sweep): unknown[] {
  const all = (bits: Uint32Array, at: number): number[] => [...bits.subarray(at * words, (at + 1) * words)];

  return firmIds
    .map((firmId, at) => [firmId, all(passed, at), all(proved, at), numbers.map((values) => values[at])])
    .sort(([one], [other]) => ((one as string) < (other as string) ? -1 : 1));
}
