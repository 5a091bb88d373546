import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, LocalTextType } from '#libs/firms';
import { Acting, type Actor, FirmRole, Public } from '#libs/platform';
import { PoliciesService } from './policies.service.js';
import type { Policy } from './policy.entity.js';
import { AcceptHousePolicyInput, AcceptHousePolicyResult, HousePolicyType } from './policy.graphql.js';

/** The house policy. */
@Resolver(() => HousePolicyType)
export class PoliciesResolver {
  constructor(private readonly policies: PoliciesService) {}

  @Public()
  @Query(() => HousePolicyType, { description: 'The rules of this Kongsi that a firm accepts when it opens its page.' })
  currentHousePolicy(): Promise<Policy> {
    return this.policies.current();
  }

  @FirmRole('OWNER', 'SIGNATORY')
  @Mutation(() => AcceptHousePolicyResult, { description: 'Accepts a new version of the house policy for your firm.' })
  acceptHousePolicy(@Acting() actor: Actor, @Args('input') input: AcceptHousePolicyInput): Promise<Firm> {
    return this.policies.accept(actor, input.version);
  }

  @ResolveField(() => LocalTextType)
  text(@Parent() policy: Policy): LocalTextType {
    return LocalTextType.of(policy.text);
  }
}
