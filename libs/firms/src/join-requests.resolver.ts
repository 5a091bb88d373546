import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { People, type Person, PersonType } from '#libs/people';
import { Acting, type Actor, FirmRole, type Page, PageArgs, type RequestContext, SignedIn } from '#libs/platform';
import type { Firm } from './firm.entity.js';
import { FirmType } from './firm.graphql.js';
import { FirmsService } from './firms.service.js';
import type { JoinRequest } from './join-request.entity.js';
import {
  AcceptJoinRequestInput,
  AcceptJoinRequestResult,
  DeclineJoinRequestInput,
  DeclineJoinRequestResult,
  JoinRequestPage,
  JoinRequestType,
  RequestToJoinInput,
  RequestToJoinResult,
  TakeBackJoinRequestInput,
  TakeBackJoinRequestResult,
} from './join-requests.graphql.js';
import { JoinRequestsService } from './join-requests.service.js';

/** People ask to act for a firm; its owners decide. */
@Resolver(() => JoinRequestType)
export class JoinRequestsResolver {
  constructor(
    private readonly requests: JoinRequestsService,
    private readonly firms: FirmsService,
    private readonly people: People,
  ) {}

  @SignedIn()
  @Query(() => [JoinRequestType], { description: 'Your own requests to act for firms, newest first, at most 100.' })
  myJoinRequests(@Acting() actor: Actor): Promise<JoinRequest[]> {
    return this.requests.mine(actor);
  }

  @FirmRole('OWNER')
  @Query(() => JoinRequestPage, { description: 'Who asked to act for your firm, newest first.' })
  joinRequests(
    @Args('firmId', { type: () => ID, description: 'Your firm.' }) firmId: string,
    @Args() page: PageArgs,
  ): Promise<Page<JoinRequest>> {
    return this.requests.page(firmId, page);
  }

  @SignedIn()
  @Mutation(() => RequestToJoinResult, {
    description: 'Asks the owners of a firm to let you act for it. They are told by mail.',
  })
  requestToJoin(@Acting() actor: Actor, @Args('input') input: RequestToJoinInput): Promise<JoinRequest> {
    return this.requests.ask(actor, input.firmId, input.message ?? null);
  }

  @FirmRole('OWNER')
  @Mutation(() => AcceptJoinRequestResult, { description: 'Lets the asking person act for your firm, and tells them.' })
  acceptJoinRequest(@Acting() actor: Actor, @Args('input') input: AcceptJoinRequestInput): Promise<JoinRequest> {
    return this.requests.accept(actor, input.joinRequestId, input.roles);
  }

  @FirmRole('OWNER')
  @Mutation(() => DeclineJoinRequestResult, { description: 'Says no to a request, and tells the person.' })
  declineJoinRequest(@Acting() actor: Actor, @Args('input') input: DeclineJoinRequestInput): Promise<JoinRequest> {
    return this.requests.decline(actor, input.joinRequestId);
  }

  @SignedIn()
  @Mutation(() => TakeBackJoinRequestResult, { description: 'Takes your own request back before it is decided.' })
  takeBackJoinRequest(@Acting() actor: Actor, @Args('input') input: TakeBackJoinRequestInput): Promise<JoinRequest> {
    return this.requests.takeBack(actor, input.joinRequestId);
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm the person would act for.' })
  firm(@Parent() request: JoinRequest, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(request.firmId);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Who asks.' })
  person(@Parent() request: JoinRequest, @Context() context: RequestContext): Promise<Person | null> {
    return this.people.loader(context).load(request.personId);
  }
}
