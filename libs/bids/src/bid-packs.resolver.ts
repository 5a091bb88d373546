import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { LineUpCheckType, PackVerdictWords } from '#libs/coverage';
import { Acting, type Actor, FirmRole, type RequestContext } from '#libs/platform';
import { BidType } from './bid.graphql.js';
import { BidPacks } from './bid-packs.js';
import { BidForArgs } from './bids.resolver.js';

/** What packs and the tender itself say of bids. */
@Resolver(() => BidType)
export class BidPacksResolver {
  constructor(
    private readonly packs: BidPacks,
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
}
