import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { People, PersonType, type Person } from '#libs/people';
import {
  Acting,
  type Actor,
  FirmRole,
  type Page,
  PageArgs,
  Public,
  type RequestContext,
  SignedIn,
} from '#libs/platform';
import type { Delegate } from './delegate.entity.js';
import type { Firm } from './firm.entity.js';
import { FirmType } from './firm.graphql.js';
import { FirmsService } from './firms.service.js';
import type { DelegateInvitation } from './invitation.entity.js';
import {
  AcceptDelegateInvitationInput,
  AcceptDelegateInvitationResult,
  DeclineDelegateInvitationInput,
  DeclineDelegateInvitationResult,
  DelegateInvitationPage,
  DelegateInvitationType,
  InviteDelegateInput,
  InviteDelegateResult,
  TakeBackDelegateInvitationInput,
  TakeBackDelegateInvitationResult,
} from './invitations.graphql.js';
import { InvitationsService } from './invitations.service.js';

/** Owners ask people by mail to act for their firm. */
@Resolver(() => DelegateInvitationType)
export class InvitationsResolver {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly firms: FirmsService,
    private readonly people: People,
  ) {}

  @Public()
  @Query(() => DelegateInvitationType, {
    description:
      'What a mailed invitation link leads to. The token alone opens it, so that one can read before registering.',
  })
  delegateInvitation(
    @Args('token', { type: () => String, description: 'The token of the link.' }) token: string,
  ): Promise<DelegateInvitation> {
    return this.invitations.byToken(token);
  }

  @SignedIn()
  @Query(() => [DelegateInvitationType], { description: 'Invitations to your address that you can still answer.' })
  myDelegateInvitations(@Acting() actor: Actor): Promise<DelegateInvitation[]> {
    return this.invitations.mine(actor);
  }

  @FirmRole('OWNER')
  @Query(() => DelegateInvitationPage, { description: 'Whom your firm invited to act for it, newest first.' })
  delegateInvitations(
    @Args('firmId', { type: () => ID, description: 'Your firm.' }) firmId: string,
    @Args() page: PageArgs,
  ): Promise<Page<DelegateInvitation>> {
    return this.invitations.page(firmId, page);
  }

  @FirmRole('OWNER')
  @Mutation(() => InviteDelegateResult, {
    description: 'Asks somebody by mail to act for your firm. Who has no account yet registers with the same address.',
  })
  inviteDelegate(@Acting() actor: Actor, @Args('input') input: InviteDelegateInput): Promise<DelegateInvitation> {
    return this.invitations.invite(actor, input.email, input.roles);
  }

  @SignedIn()
  @Mutation(() => AcceptDelegateInvitationResult, {
    description: 'Says yes: from now on you act for the firm. Your address must be the invited one.',
  })
  acceptDelegateInvitation(
    @Acting() actor: Actor,
    @Args('input') input: AcceptDelegateInvitationInput,
  ): Promise<Delegate> {
    return this.invitations.accept(actor, input);
  }

  @Public()
  @Mutation(() => DeclineDelegateInvitationResult, {
    description: 'Says no. With the token of the mailed link this takes no account.',
  })
  declineDelegateInvitation(
    @Acting() actor: Actor,
    @Args('input') input: DeclineDelegateInvitationInput,
  ): Promise<DelegateInvitation> {
    return this.invitations.decline(actor, input);
  }

  @FirmRole('OWNER')
  @Mutation(() => TakeBackDelegateInvitationResult, {
    description: 'Makes the mailed link of an invitation worthless.',
  })
  takeBackDelegateInvitation(
    @Acting() actor: Actor,
    @Args('input') input: TakeBackDelegateInvitationInput,
  ): Promise<DelegateInvitation> {
    return this.invitations.takeBack(actor, input.invitationId);
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that invites.' })
  firm(@Parent() invitation: DelegateInvitation, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(invitation.firmId);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'The owner who invited.' })
  invitedBy(@Parent() invitation: DelegateInvitation, @Context() context: RequestContext): Promise<Person | null> {
    return this.people.loader(context).load(invitation.invitedByPersonId);
  }
}
