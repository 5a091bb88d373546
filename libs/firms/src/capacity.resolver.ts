import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, Money } from '#libs/platform';
import type { Capacity, Commitment } from './capacity.entity.js';
import * as graphql from './capacity.graphql.js';
import { Capacities, Commitments } from './capacity.service.js';
import type { Firm } from './firm.entity.js';

/** What a firm has for work, and what of it is taken. */
@Resolver(() => graphql.CapacityType)
export class CapacityResolver {
  constructor(
    private readonly capacities: Capacities,
    private readonly commitments: Commitments,
  ) {}

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => graphql.FirmCapacityType, { description: 'What your firm has for work, and what of it is taken.' })
  async myCapacity(
    @Args('firmId', { type: () => ID, description: 'The firm you act for.' }) firmId: string,
  ): Promise<{ stated: Capacity[]; taken: Commitment[] }> {
    return { stated: await this.capacities.statedBy([firmId]), taken: await this.commitments.of([firmId]) };
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => graphql.StateCapacityResult, { description: 'Says what the firm has for work on which days.' })
  stateCapacity(@Acting() actor: Actor, @Args('input') input: graphql.StateCapacityInput): Promise<Capacity> {
    return this.capacities.state(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => graphql.RemoveCapacityResult, { description: 'Takes a statement of capacity back.' })
  removeCapacity(@Acting() actor: Actor, @Args('input') input: graphql.RemoveCapacityInput): Promise<Firm> {
    return this.capacities.remove(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => graphql.BookOutsideWorkResult, {
    description: 'Books work elsewhere, which takes a part of the firm.',
  })
  bookOutsideWork(@Acting() actor: Actor, @Args('input') input: graphql.BookOutsideWorkInput): Promise<Commitment> {
    return this.capacities.bookOutside(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => graphql.RemoveCommitmentResult, { description: 'Takes work elsewhere out again.' })
  removeCommitment(@Acting() actor: Actor, @Args('input') input: graphql.RemoveCommitmentInput): Promise<Firm> {
    return this.capacities.removeOutside(actor, input);
  }

  @ResolveField(() => Money, {
    nullable: true,
    description: 'The most work it has in hand at a time, where it is that.',
  })
  limit(@Parent() { limitMinor, limitCurrency }: Capacity): Money | null {
    return Money.of(limitMinor, limitCurrency);
  }
}

/** What is taken. */
@Resolver(() => graphql.CommitmentType)
export class CommitmentFieldsResolver {
  @ResolveField(() => Money, { nullable: true, description: 'Its value, where it counts against a limit of money.' })
  amount(@Parent() { amountMinor, amountCurrency }: Commitment): Money | null {
    return Money.of(amountMinor, amountCurrency);
  }
}
