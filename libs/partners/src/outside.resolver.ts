import { Args, ArgsType, Context, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsUUID } from 'class-validator';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import {
  Acting,
  type Actor,
  FirmRole,
  type Page,
  PageArgs,
  Public,
  type RequestContext,
  SignedIn,
  say,
} from '#libs/platform';
import { type Lot, LotType, type Tender, TenderType } from '#libs/tenders';
import { OutsideAnswers } from './outside-answers.service.js';
import type { OutsideAnswer, OutsideInvitation, OutsideStanding } from './outside-invitation.entity.js';
import { OutsideInvitations } from './outside-invitations.service.js';
import { OutsideReading } from './outside-reading.service.js';
import * as verbs from './outside-verbs.graphql.js';
import {
  InvitationByLink,
  OutsideAnswerEnum,
  OutsideContact,
  OutsideInvitationPage,
  OutsideInvitationType,
  OutsideStandingEnum,
} from './outside.graphql.js';

@ArgsType()
export class OutsideInvitationsArgs extends PageArgs {
  @Field(() => ID, { description: 'The firm you ask for.' })
  @IsUUID()
  firmId: string;
}

/** Invitations of firms that are not here: the verbs of both sides. */
@Resolver()
export class OutsideResolver {
  constructor(
    private readonly invitations: OutsideInvitations,
    private readonly answers: OutsideAnswers,
    private readonly reading: OutsideReading,
  ) {}

  @FirmRole('BIDDER', 'SIGNATORY')
  @Query(() => OutsideInvitationPage, {
    description: 'The firms outside of Kongsi that your firm asked, the newest first.',
  })
  outsideInvitations(@Args() { firmId, ...page }: OutsideInvitationsArgs): Promise<Page<OutsideInvitation>> {
    return this.reading.ofFirm(firmId, page);
  }

  @Public()
  @Query(() => InvitationByLink, { description: 'What the link of an invitation shows to whoever holds it.' })
  outsideInvitation(
    @Args('token', { type: () => String, description: 'The last part of the link.' }) token: string,
  ): Promise<InvitationByLink> {
    return this.answers.seen(token);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.InviteOutsideFirmResult, {
    description: 'Asks a firm that is not on Kongsi, by a link that works once. It binds nobody.',
  })
  inviteOutsideFirm(
    @Acting() actor: Actor,
    @Args('input') input: verbs.InviteOutsideFirmInput,
  ): Promise<OutsideInvitation> {
    return this.invitations.invite(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.ResendOutsideInvitationResult, { description: 'Makes a new link; the old one ends.' })
  resendOutsideInvitation(
    @Acting() actor: Actor,
    @Args('input') input: verbs.ResendOutsideInvitationInput,
  ): Promise<OutsideInvitation> {
    return this.invitations.resend(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.RevokeOutsideInvitationResult, { description: 'Takes an unanswered invitation back.' })
  revokeOutsideInvitation(
    @Acting() actor: Actor,
    @Args('input') input: verbs.RevokeOutsideInvitationInput,
  ): Promise<OutsideInvitation> {
    return this.invitations.revoke(actor, input);
  }

  @Public()
  @Mutation(() => verbs.AnswerOutsideInvitationResult, {
    description: 'Answers an invitation by its link, once, without an account. The same answer again changes nothing.',
  })
  answerOutsideInvitation(@Args('input') input: verbs.AnswerOutsideInvitationInput): Promise<InvitationByLink> {
    return this.answers.answer(input);
  }

  @SignedIn()
  @Mutation(() => verbs.ClaimFirmPageResult, {
    description: 'Opens the page of the firm that answered a link, for the person who holds it; as `foundFirm` does.',
  })
  claimFirmPage(@Acting() actor: Actor, @Args('input') input: verbs.ClaimFirmPageInput): Promise<Firm> {
    return this.answers.claim(actor, input);
  }
}

/** What an own invitation shows. */
@Resolver(() => OutsideInvitationType)
export class OutsideInvitationFieldsResolver {
  constructor(
    private readonly reading: OutsideReading,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => OutsideStandingEnum, { description: 'Whether it can still be answered.' })
  async standing(@Parent() { id }: OutsideInvitation, @Context() context: RequestContext): Promise<OutsideStanding> {
    return (await this.reading.states(context).load(id))!.standing;
  }

  @ResolveField(() => Date, {
    description: 'Until when it can be answered: the closing of the tender, or thirty days.',
  })
  async expiresAt(@Parent() { id }: OutsideInvitation, @Context() context: RequestContext): Promise<Date> {
    return (await this.reading.states(context).load(id))!.expiresAt;
  }

  @ResolveField(() => TenderType, { nullable: true, description: 'The tender, where it is for one.' })
  async tender(@Parent() { id }: OutsideInvitation, @Context() context: RequestContext): Promise<Tender | null> {
    return (await this.reading.states(context).load(id))!.tender;
  }

  @ResolveField(() => LotType, { nullable: true, description: 'The part of the tender, where it is for one.' })
  async lot(@Parent() { id }: OutsideInvitation, @Context() context: RequestContext): Promise<Lot | null> {
    return (await this.reading.states(context).load(id))!.lot;
  }

  @ResolveField(() => OutsideAnswerEnum, {
    nullable: true,
    description: 'What the firm said: INTERESTED or NOT; null while it said nothing.',
  })
  answer(@Parent() invitation: OutsideInvitation): OutsideAnswer | null {
    return invitation.answerTold;
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The link to send, in the answer to the verb that made it alone; null ever after, also when that verb is repeated. `resendOutsideInvitation` makes a new one.',
  })
  link(@Parent() { link }: OutsideInvitation): string | null {
    return link;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Opens WhatsApp with the invitation written and the link in it; there as long as `link`.',
  })
  async whatsAppLink(
    @Parent() { id, firmId, firmName, language, link }: OutsideInvitation,
    @Context() context: RequestContext,
  ): Promise<string | null> {
    if (!link) return null;
    const { tender } = (await this.reading.states(context).load(id))!;
    const asker = await this.firms.loader(context).load(firmId);
    const facts = { firmName: asker?.name, askedName: firmName, title: tender?.title ?? '', link };
    const text = say(tender ? 'partners:whatsAppForTender' : 'partners:whatsApp', facts, language);

    return `https://wa.me/?text=${encodeURIComponent(text)}`;
  }

  @ResolveField(() => OutsideContact, {
    nullable: true,
    description: 'Whom to call, once the firm is interested; null before, and ninety days after.',
  })
  contact(@Parent() { id }: OutsideInvitation, @Context() context: RequestContext): Promise<OutsideContact | null> {
    return this.reading.contacts(context).load(id);
  }

  @ResolveField(() => FirmType, {
    nullable: true,
    description: 'The firm, once it is here: now it can be asked into an alliance by `inviteFirm`.',
  })
  firm(
    @Parent() { claimedFirmId }: OutsideInvitation,
    @Context() context: RequestContext,
  ): Promise<Firm | null> | null {
    return claimedFirmId === null ? null : this.firms.loader(context).load(claimedFirmId);
  }
}

/** Who asks, for whoever holds a link. */
@Resolver(() => InvitationByLink)
export class InvitationByLinkFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that asks; its page, or its nameplate.' })
  askedBy(@Parent() { askedByFirmId }: InvitationByLink, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(askedByFirmId);
  }
}
