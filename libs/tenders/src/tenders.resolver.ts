import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, Public } from '#libs/platform';
import {
  CancelTenderInput,
  DiscardTenderInput,
  DraftTenderInput,
  PublishTenderInput,
  ReviseTenderInput,
} from './tender-verbs.graphql.js';
import type { Tender } from './tender.entity.js';
import {
  CancelTenderResult,
  DiscardTenderResult,
  DraftTenderResult,
  PublishTenderResult,
  ReviseTenderResult,
  TenderType,
} from './tender.graphql.js';
import { TenderReading } from './tender-reading.service.js';
import { TendersService } from './tenders.service.js';

/** A tender as a whole, and what its buyer does with it. */
@Resolver(() => TenderType)
export class TendersResolver {
  constructor(
    private readonly tenders: TendersService,
    private readonly reading: TenderReading,
  ) {}

  @Public()
  @Query(() => TenderType, {
    description: 'One tender. What you may not see (a draft of others, a tender you are not invited to) is not there.',
  })
  tender(
    @Acting() actor: Actor,
    @Args('id', { type: () => ID, description: 'The tender’s id.' }) id: string,
  ): Promise<Tender> {
    return this.reading.visible(actor, id);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => DraftTenderResult, { description: 'Begins a tender that only your firm sees until it is published.' })
  draftTender(@Acting() actor: Actor, @Args('input') input: DraftTenderInput): Promise<Tender> {
    return this.tenders.draft(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => ReviseTenderResult, { description: 'Writes a draft anew; what keeps its place keeps its id.' })
  reviseTender(@Acting() actor: Actor, @Args('input') input: ReviseTenderInput): Promise<Tender> {
    return this.tenders.revise(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => DiscardTenderResult, { description: 'Throws a draft away for good.' })
  discardTender(@Acting() actor: Actor, @Args('input') input: DiscardTenderInput): Promise<Tender> {
    return this.tenders.discard(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => PublishTenderResult, {
    description: 'Publishes a draft. From then on it changes by numbered addenda only.',
  })
  publishTender(@Acting() actor: Actor, @Args('input') input: PublishTenderInput): Promise<Tender> {
    return this.tenders.publish(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => CancelTenderResult, { description: 'Calls a published tender off before any award, with a reason.' })
  cancelTender(@Acting() actor: Actor, @Args('input') input: CancelTenderInput): Promise<Tender> {
    return this.tenders.cancel(actor, input);
  }
}
