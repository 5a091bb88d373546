import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { LineUpCheckType, PackVerdictWords, packShown } from '#libs/coverage';
import { Acting, type Actor, FirmRole, type RequestContext } from '#libs/platform';
import type { Bid } from './bid.entity.js';
import { BidType } from './bid.graphql.js';
import { BidPackCheckType } from './bid-packs.graphql.js';
import { BidPacks } from './bid-packs.js';
import { BidReading } from './bid-reading.service.js';
import { BidForArgs } from './bids.resolver.js';
import { OpenedBidPacks } from './opened-bid-packs.js';

/** What packs and the tender itself say of bids. */
@Resolver(() => BidType)
export class BidPacksResolver {
  constructor(
    private readonly packs: BidPacks,
    private readonly opened: OpenedBidPacks,
    private readonly reading: BidReading,
    private readonly words: PackVerdictWords,
  ) {}

  @FirmRole('BIDDER', 'SIGNATORY')
  @Query(() => LineUpCheckType, {
    description:
      'What the packs and the tender itself would say of your bid if you sent it now, with the reasons you recorded. It stops nothing; asking leaves no trace.',
  })
  async bidCheck(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args() which: BidForArgs,
  ): Promise<LineUpCheckType> {
    return this.words.check(context, await this.packs.before(actor, which));
  }

  @ResolveField(() => BidPackCheckType, {
    nullable: true,
    description:
      'For those who read the bid whole, from its opening on (a quote: from its arrival): which packs it was checked with, and what they say of it. Null before, and for everybody else.',
  })
  async packCheck(@Parent() bid: Bid, @Context() context: RequestContext): Promise<BidPackCheckType | null> {
    if (!(await this.seesWhole(bid, context))) return null;
    const contents = await this.reading.opened(context).load(bid.id);
    const versions = await this.reading.versions(context).load(bid.id);
    const live = versions.find(({ version }) => version === bid.liveVersion);
    if (!live || contents.length === 0) return null;
    const { packs, warnings } = await this.opened.of(live);

    const { outcome, verdicts } = await this.words.check(context, warnings, 'BUYER');

    return { packs: packs.map(packShown), outcome, verdicts };
  }

  private async seesWhole(bid: Bid, context: RequestContext): Promise<boolean> {
    return (await this.reading.sights(context).load(bid.id))?.sight === 'WHOLE';
  }
}
