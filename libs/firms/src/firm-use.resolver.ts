import { Args, Query, Resolver } from '@nestjs/graphql';
import { BadUserInput, FirmRole, say } from '#libs/platform';
import { FirmUseArgs, FirmUseDayType } from './firm-use.graphql.js';
import { UseCounts } from './use-counts.js';

const longestMs = 400 * 86_400_000;

/** What a page brings to its firm. */
@Resolver(() => FirmUseDayType)
export class FirmUseResolver {
  constructor(private readonly counts: UseCounts) {}

  @FirmRole('OWNER', 'EDITOR')
  @Query(() => [FirmUseDayType], { description: 'How often your firm was seen, visited and asked, day by day.' })
  async firmUse(@Args() { firmId, from, to }: FirmUseArgs): Promise<FirmUseDayType[]> {
    const span = Date.parse(to) - Date.parse(from);
    if (span < 0 || span > longestMs) throw new BadUserInput([{ path: 'to', read: to, message: say('firms:useSpan') }]);
    const days = await this.counts.of(firmId, from, to);

    return days.map(({ on, use }) => ({
      on,
      searchAppearances: use.SEARCH_APPEARANCE,
      pageVisits: use.PAGE_VISIT,
      invitations: use.INVITATION,
      answers: use.ANSWER,
    }));
  }
}
