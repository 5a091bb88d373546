import { Injectable } from '@nestjs/common';
import { CoverageWords } from '#libs/coverage';
import { type RequestContext, say } from '#libs/platform';
import { FinderWords, costsOf, requirementsOf } from './finder-words.js';
import type { GapAnswer } from './gap-closing.service.js';
import type { GapAnswerType } from './gap-closing.graphql.js';

/** Puts gaps and those who close them into names and sentences for one reader. */
@Injectable()
export class GapWords {
  constructor(
    private readonly words: FinderWords,
    private readonly coverageWords: CoverageWords,
  ) {}

  async for(context: RequestContext, { looking, coverage, closers, indispensable }: GapAnswer): Promise<GapAnswerType> {
    const ids = [...closers, ...indispensable].map(({ firmId }) => firmId);
    const firms = await this.words.named(context, ids);
    const byId = new Map(firms.map((firm: { id: string; name: string }) => [firm.id, firm]));
    const titles = (some: readonly string[]): string => some.map((id) => looking.rows.get(id)?.title ?? '').join(', ');

    return {
      coverage: await this.coverageWords.for(context, coverage),
      closers: closers
        .filter(({ firmId }) => byId.has(firmId))
        .map((closer) => ({
          firm: byId.get(closer.firmId) as never,
          closes: requirementsOf(looking, closer.closes),
          helpsWith: requirementsOf(looking, closer.helpsWith),
          opens: requirementsOf(looking, closer.opens),
          distanceKm: Math.round(closer.kilometres * 10) / 10,
          projectsTogether: closer.projectsTogether,
          points: closer.points,
          costs: costsOf(closer),
        })),
      indispensable: indispensable
        .filter(({ firmId }) => byId.has(firmId))
        .map(({ firmId, failsWithout }) => ({
          firm: byId.get(firmId) as never,
          failsWithout: requirementsOf(looking, failsWithout),
          sentence:
            failsWithout.length === 0
              ? null
              : say('market:failsWithout', { firm: byId.get(firmId)!.name, titles: titles(failsWithout) }),
        })),
    };
  }
}
