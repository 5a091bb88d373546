import { Args, ArgsType, Field, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import { Acting, type Actor, FirmRole, type Page, PageArgs, Public } from '#libs/platform';
import type { Lot } from '#libs/tenders';
import type { Bid, BidVersion, BidWithdrawal } from './bid.entity.js';
import type { BidDraft } from './bid-draft.entity.js';
import { BidDraftType, BidPage, BidType, KeptAuthorKeyType, SealedBidInstructionsType } from './bid.graphql.js';
import { BidReading } from './bid-reading.service.js';
import {
  AskFinalOffersResult,
  ConfirmBidResult,
  KeepAuthorKeyResult,
  SaveBidDraftResult,
  SubmitBidResult,
  SubmitQuoteResult,
  WithdrawBidResult,
} from './bid-results.graphql.js';
import {
  AskFinalOffersInput,
  ConfirmBidInput,
  KeepAuthorKeyInput,
  SaveBidDraftInput,
  SubmitBidInput,
  SubmitQuoteInput,
  WithdrawBidInput,
} from './bid-verbs.graphql.js';
import { BidsService } from './bids.service.js';
import { Drafts } from './drafts.service.js';
import { Instructions } from './instructions.js';
import { QuotesService } from './quotes.service.js';

/** Which bid a firm speaks of before it is there. */
@ArgsType()
export class BidForArgs {
  @Field(() => ID, { description: 'The firm you act for.' })
  @IsUUID()
  firmId: string;

  @Field(() => ID, { description: 'Id of the part of the tender the offer answers.' })
  @IsUUID()
  lotId: string;

  @Field(() => ID, { nullable: true, description: 'The alliance that bids; leave out when the firm bids alone.' })
  @IsOptional()
  @IsUUID()
  allianceId?: string;
}

/** A tenderer's side: what it takes to bid, and its verbs. */
@Resolver(() => BidType)
export class BidsResolver {
  constructor(
    private readonly bids: BidsService,
    private readonly quotes: QuotesService,
    private readonly drafts: Drafts,
    private readonly reading: BidReading,
    private readonly instructions: Instructions,
  ) {}

  @Public()
  @Query(() => BidType, { description: 'One bid. What you may not see is not there.' })
  bid(@Acting() actor: Actor, @Args('id', { type: () => ID, description: 'The bid’s id.' }) id: string): Promise<Bid> {
    return this.reading.visible(actor, id);
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => BidPage, {
    description: 'The bids of a firm, alone and in alliances, the newest first; withdrawn ones too.',
  })
  myBids(
    @Args('firmId', { type: () => ID, description: 'The firm you act for.' }) firmId: string,
    @Args() page: PageArgs,
  ): Promise<Page<Bid>> {
    return this.reading.ofFirm(firmId, page);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Query(() => SealedBidInstructionsType, { description: 'What it takes to seal a bid for a lot.' })
  sealedBidInstructions(@Acting() actor: Actor, @Args() which: BidForArgs): Promise<SealedBidInstructionsType> {
    return this.instructions.of(actor, which);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Query(() => [BidDraftType], { description: 'Your draft for a lot, and those of partners who let you read them.' })
  bidDrafts(@Acting() actor: Actor, @Args() which: BidForArgs): Promise<BidDraft[]> {
    return this.drafts.readable(actor, which.firmId, which);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Query(() => String, { nullable: true, description: 'Your locked identity for a bid, if you let it be kept here.' })
  authorKey(@Acting() actor: Actor, @Args() which: BidForArgs): Promise<string | null> {
    return this.drafts.authorKey(actor, which.firmId, which);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => SubmitBidResult, {
    description: 'Answers a sealed tender. Nobody reads it before its lot is opened.',
  })
  submitBid(@Acting() actor: Actor, @Args('input') input: SubmitBidInput): Promise<BidVersion> {
    return this.bids.submit(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => SubmitQuoteResult, { description: 'Answers a call for quotes. The buyer reads it at once.' })
  submitQuote(@Acting() actor: Actor, @Args('input') input: SubmitQuoteInput): Promise<BidVersion> {
    return this.quotes.submit(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => WithdrawBidResult, { description: 'Takes your bid back, as long as bids are taken.' })
  withdrawBid(@Acting() actor: Actor, @Args('input') input: WithdrawBidInput): Promise<BidWithdrawal> {
    return this.bids.withdraw(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => ConfirmBidResult, { description: 'Says that your bid stands with a change that came after it.' })
  confirmBid(@Acting() actor: Actor, @Args('input') input: ConfirmBidInput): Promise<Bid> {
    return this.bids.confirm(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AskFinalOffersResult, {
    description: 'Asks all who quoted for a lot of yours, once, for their best and last offer.',
  })
  askFinalOffers(@Acting() actor: Actor, @Args('input') input: AskFinalOffersInput): Promise<Lot> {
    return this.quotes.askFinalOffers(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => SaveBidDraftResult, { description: 'Saves what you have written of a bid so far.' })
  saveBidDraft(@Acting() actor: Actor, @Args('input') input: SaveBidDraftInput): Promise<BidDraft> {
    return this.drafts.save(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => KeepAuthorKeyResult, {
    description: 'Keeps your key for a bid here, locked with a passphrase only you know.',
  })
  keepAuthorKey(@Acting() actor: Actor, @Args('input') input: KeepAuthorKeyInput): Promise<KeptAuthorKeyType> {
    return this.drafts.keepAuthorKey(actor, input);
  }
}
