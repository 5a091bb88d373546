import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole } from '#libs/platform';
import type { OutsideBid } from './outside-bid.entity.js';
import {
  OutsideBidType,
  RecordOutsideBidInput,
  RecordOutsideBidResult,
  RecordOutsideResultInput,
  RecordOutsideResultResult,
} from './outside-bid.graphql.js';
import { OutsideBids } from './outside-bids.service.js';

/** Bids sent to other portals. */
@Resolver(() => OutsideBidType)
export class OutsideBidsResolver {
  constructor(private readonly outside: OutsideBids) {}

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => [OutsideBidType], { description: 'What your firm recorded of bids sent elsewhere, the newest first.' })
  outsideBids(
    @Args('firmId', { type: () => ID, description: 'The firm you act for.' }) firmId: string,
  ): Promise<OutsideBid[]> {
    return this.outside.ofFirm(firmId);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => RecordOutsideBidResult, { description: 'Records a bid that you sent to another portal.' })
  recordOutsideBid(@Acting() actor: Actor, @Args('input') input: RecordOutsideBidInput): Promise<OutsideBid> {
    return this.outside.record(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => RecordOutsideResultResult, { description: 'Records how a bid sent elsewhere ended.' })
  recordOutsideResult(@Acting() actor: Actor, @Args('input') input: RecordOutsideResultInput): Promise<OutsideBid> {
    return this.outside.recordResult(actor, input);
  }
}
