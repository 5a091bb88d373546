import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, Public, type RequestContext, loading } from '#libs/platform';
import type { Bid } from './bid.entity.js';
import { BidType } from './bid.graphql.js';
import { BidOpening } from './bid-opening.service.js';
import { OpenBidsResult, RevealBidResult } from './bid-results.graphql.js';
import { BidRevealing } from './bid-revealing.service.js';
import { OpenBidsInput, RevealBidInput } from './bid-verbs.graphql.js';
import type { Opening } from './opening.entity.js';
import { EnvelopeOpeningType, LotOpeningType, ReceiptKeyType } from './opening.graphql.js';
import { type LotOpening, OpeningLog } from './opening-log.js';
import { SealLog } from './seal-log.js';
import { Signing } from './signing.js';

/** Opening bids, and what anyone can check of it. */
@Resolver(() => BidType)
export class OpeningsResolver {
  constructor(
    private readonly opening_: BidOpening,
    private readonly revealing: BidRevealing,
    private readonly openingLog: OpeningLog,
    private readonly log: SealLog,
    private readonly signing: Signing,
  ) {}

  @Public()
  @Query(() => LotOpeningType, {
    nullable: true,
    description: 'A lot from its closing on. Null before, however many bids there are, and for a lot of quotes.',
  })
  opening(
    @Acting() actor: Actor,
    @Args('lotId', { type: () => ID, description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
    lotId: string,
  ): Promise<LotOpening | null> {
    return this.openingLog.of(actor, lotId);
  }

  @Public()
  @Query(() => ReceiptKeyType, {
    description: 'The public key by which anyone verifies receipts of this installation.',
  })
  async receiptKey(): Promise<ReceiptKeyType> {
    return { ...(await this.signing.key()), installation: this.signing.installation };
  }

  @Public()
  @Query(() => String, {
    description:
      'A signed head of the one log as JSON (`kongsi-head/1`). It moves by the hour and tells nothing of bids.',
  })
  async logHead(): Promise<string> {
    return JSON.stringify(await this.log.head());
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => OpenBidsResult, {
    description: 'Opens the next envelope of all bids of your lot. It takes a moment; `opening` shows how far it is.',
  })
  openBids(@Acting() actor: Actor, @Args('input') input: OpenBidsInput): Promise<Opening> {
    return this.opening_.request(actor, input.lotId);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => RevealBidResult, { description: 'Shows your own copy of a bid that did not open.' })
  revealBid(@Acting() actor: Actor, @Args('input') input: RevealBidInput): Promise<Bid> {
    return this.revealing.reveal(actor, input);
  }
}

/** What a lot shows from its closing on. */
@Resolver(() => LotOpeningType)
export class LotOpeningFieldsResolver {
  constructor(private readonly openingLog: OpeningLog) {}

  @ResolveField(() => Date, { description: 'When the lot was closed.' })
  async closedAt(@Parent() it: { lotId: string }, @Context() context: RequestContext): Promise<Date> {
    return new Date((await this.whole(it.lotId, context)).closing.closedAt);
  }

  @ResolveField(() => Int, { description: 'How many bids count.' })
  async bids(@Parent() it: { lotId: string }, @Context() context: RequestContext): Promise<number> {
    return (await this.whole(it.lotId, context)).closing.digests.length;
  }

  @ResolveField(() => String, {
    description: 'Digest of the ordered list of bids, published before anything was opened.',
  })
  async root(@Parent() it: { lotId: string }, @Context() context: RequestContext): Promise<string> {
    return (await this.whole(it.lotId, context)).closing.root;
  }

  @ResolveField(() => [EnvelopeOpeningType], { description: 'The openings so far, in their order.' })
  async envelopes(@Parent() it: { lotId: string }, @Context() context: RequestContext): Promise<Opening[]> {
    return (await this.whole(it.lotId, context)).openings;
  }

  @ResolveField(() => String, {
    description:
      'The opening log as JSON (`kongsi-opening/1`): save it and run `npm run kongsi -- verify`. It names the bids you may see.',
  })
  async file(@Parent() it: { lotId: string }, @Context() context: RequestContext): Promise<string> {
    return JSON.stringify(await this.openingLog.file(context.actor, await this.whole(it.lotId, context)));
  }

  private async whole(lotId: string, context: RequestContext): Promise<LotOpening> {
    const loader = loading<LotOpening>(
      context,
      'lotOpening',
      async (ids) => {
        const found = await Promise.all(ids.map((id) => this.openingLog.of(context.actor, id)));

        return found.filter((it) => it !== null);
      },
      (it) => it.lotId,
    );

    return (await loader.load(lotId))!;
  }
}
