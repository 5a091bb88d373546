import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { People, type Person, PersonType } from '#libs/people';
import {
  Acting,
  type Actor,
  FileType,
  FirmRole,
  NotFound,
  type Page,
  PageArgs,
  type RequestContext,
  SignedIn,
  type StoredFile,
} from '#libs/platform';
import type { Delegate } from './delegate.entity.js';
import {
  ChangeRolesInput,
  ChangeRolesResult,
  DelegatePage,
  DelegateType,
  HandOverOwnershipInput,
  HandOverOwnershipResult,
  LeaveFirmInput,
  LeaveFirmResult,
  ProveSigningPowerInput,
  ProveSigningPowerResult,
  RemoveDelegateInput,
  RemoveDelegateResult,
} from './delegate.graphql.js';
import { DelegatesService } from './delegates.service.js';
import type { Firm } from './firm.entity.js';
import { FirmType } from './firm.graphql.js';
import { FirmsService } from './firms.service.js';

/** People acting for firms. */
@Resolver(() => DelegateType)
export class DelegatesResolver {
  constructor(
    private readonly delegates: DelegatesService,
    private readonly firms: FirmsService,
    private readonly people: People,
  ) {}

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => DelegatePage, { name: 'delegates', description: 'Who acts for your firm, longest-serving first.' })
  delegatesOf(
    @Args('firmId', { type: () => ID, description: 'Your firm.' }) firmId: string,
    @Args() page: PageArgs,
  ): Promise<Page<Delegate>> {
    return this.delegates.page(firmId, page);
  }

  @FirmRole('OWNER')
  @Mutation(() => ChangeRolesResult, { description: 'Gives a delegate of your firm other roles, and tells them.' })
  changeRoles(@Acting() actor: Actor, @Args('input') input: ChangeRolesInput): Promise<Delegate> {
    return this.delegates.changeRoles(actor, input.delegateId, input.roles);
  }

  // Open to all who sign in, so that a retry after the hand-over still gets its answer; the service asks for OWNER under the lock.
  @SignedIn()
  @Mutation(() => HandOverOwnershipResult, {
    description: 'Makes another delegate owner in your place. You keep your other roles. Takes the role OWNER.',
  })
  handOverOwnership(@Acting() actor: Actor, @Args('input') input: HandOverOwnershipInput): Promise<Delegate> {
    return this.delegates.handOver(actor, input.actingFor, input.delegateId);
  }

  // Open to all who sign in, so that a retry after leaving still gets its answer; the service looks for the delegation.
  @SignedIn()
  @Mutation(() => LeaveFirmResult, { description: 'Ends your own acting for a firm. What you did for it stays.' })
  leaveFirm(@Acting() actor: Actor, @Args('input') input: LeaveFirmInput): Promise<Firm> {
    return this.delegates.leave(actor, input.actingFor);
  }

  @FirmRole('OWNER')
  @Mutation(() => RemoveDelegateResult, {
    description: 'Ends somebody’s acting for your firm, at once, and tells them.',
  })
  removeDelegate(@Acting() actor: Actor, @Args('input') input: RemoveDelegateInput): Promise<Firm> {
    return this.delegates.remove(actor, input.delegateId);
  }

  @FirmRole('OWNER', 'SIGNATORY')
  @Mutation(() => ProveSigningPowerResult, {
    description:
      'Hands in the paper that proves that a signatory may bind the firm. Only the firm and operators read it.',
  })
  proveSigningPower(@Acting() actor: Actor, @Args('input') input: ProveSigningPowerInput): Promise<Delegate> {
    return this.delegates.proveSigningPower(actor, input.delegateId, input.fileId);
  }

  @ResolveField(() => PersonType, { description: 'Who acts.' })
  async person(@Parent() delegate: Delegate, @Context() context: RequestContext): Promise<Person> {
    return (await this.people.loader(context).load(delegate.personId)) ?? notFound();
  }

  @ResolveField(() => FirmType, { description: 'The firm acted for.' })
  async firm(@Parent() delegate: Delegate, @Context() context: RequestContext): Promise<Firm> {
    return (await this.firms.loader(context).load(delegate.firmId)) ?? notFound();
  }

  @ResolveField(() => FileType, {
    nullable: true,
    description: 'The paper that proves the power to sign, if handed in.',
  })
  proof(@Parent() delegate: Delegate, @Context() context: RequestContext): Promise<StoredFile | null> {
    return this.delegates.proofOf(context, delegate);
  }
}

function notFound(): never {
  throw new NotFound();
}
