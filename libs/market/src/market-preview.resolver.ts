import { Args, Query, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, currentLanguage, say } from '#libs/platform';
import type { Counted } from './count-alliances.js';
import { LotPreviewType, MarketPreviewArgs, type MarketSizeType } from './market-preview.graphql.js';
import { MarketPreviews } from './market-preview.service.js';
import { QuestionTurns } from './question-turns.js';

const group = 5;

/** What a buyer sees of the market before publishing. */
@Resolver(() => LotPreviewType)
export class MarketPreviewResolver {
  constructor(
    private readonly previews: MarketPreviews,
    private readonly turns: QuestionTurns,
  ) {}

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => [LotPreviewType], {
    description:
      'How many firms and alliances could answer your tender, per lot, which requirement keeps how many out, and what another threshold would do. Counts alone, never fewer than five, from what everybody may use of profiles; thresholds are rounded down to 1, 1.5, 2, 3, 5, 7 times powers of ten. At most 60 an hour.',
  })
  async marketPreview(@Acting() actor: Actor, @Args() args: MarketPreviewArgs): Promise<LotPreviewType[]> {
    const lots = await this.turns.take(() => this.previews.of(actor, args));

    return lots.map(({ lot, counted, requirements }) => ({
      lot: lot as never,
      sizes: sizesOf(counted),
      requirements: requirements.map(({ row, withoutIt, curve }) => ({
        requirement: row as never,
        withoutIt: sizesOf(withoutIt.counted),
        curve: curve.map(({ value, isAsked, counted: there }) => ({ value, isAsked, sizes: sizesOf(there) })),
      })),
    }));
  }
}

/** Zero is said: it tells of nobody. One to four are not told apart, and more only in fives. */
function sizesOf(counted: readonly Counted[]): MarketSizeType[] {
  return counted.map(({ members, count, isMore }) => {
    const rounded = Math.floor(count / group) * group;
    const isFew = count > 0 && count < group;
    const told = new Intl.NumberFormat(currentLanguage()).format(rounded);

    return {
      members,
      answers: {
        count: isFew ? null : rounded,
        isMore,
        words: say(`market:count.${isFew ? 'few' : isMore ? 'more' : count === 0 ? 'none' : 'exactly'}`, {
          count: told,
        }),
      },
    };
  });
}
