import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LineUpRole } from '#libs/coverage';
import { LanguageName } from '#libs/people';
import { type Language, pageType } from '#libs/platform';
import {
  type OutsideAnswer,
  type OutsideChannel,
  type OutsideStanding,
  outsideAnswers,
  outsideChannels,
  outsideStandings,
} from './outside-invitation.entity.js';

export const OutsideAnswerEnum = Object.fromEntries(outsideAnswers.map((name) => [name, name])) as Record<
  OutsideAnswer,
  OutsideAnswer
>;
registerEnumType(OutsideAnswerEnum, {
  name: 'OutsideAnswer',
  description: 'What a firm that is not here says to an invitation. It binds nobody.',
  valuesMap: {
    INTERESTED: { description: 'Tell me more: the asking firm gets name and telephone, and a page is drafted.' },
    NOT: { description: 'No, thank you.' },
    NEVER_AGAIN: {
      description: 'No, and no more mails of this kind from anybody. The asking firm reads it as `NOT`.',
    },
  },
});

export const OutsideChannelEnum = Object.fromEntries(outsideChannels.map((name) => [name, name])) as Record<
  OutsideChannel,
  OutsideChannel
>;
registerEnumType(OutsideChannelEnum, {
  name: 'OutsideChannel',
  description: 'How an invitation reaches a firm that is not here.',
  valuesMap: {
    LINK: { description: 'You get the link and send it yourself, by WhatsApp or as you like.' },
    MAIL: { description: 'Kongsi mails it, unless the address wants no such mails. You are not told which.' },
  },
});

export const OutsideStandingEnum = Object.fromEntries(outsideStandings.map((name) => [name, name])) as Record<
  OutsideStanding,
  OutsideStanding
>;
registerEnumType(OutsideStandingEnum, {
  name: 'OutsideStanding',
  description: 'Whether an invitation of a firm that is not here can be answered.',
  valuesMap: {
    OPEN: { description: 'It waits for its one answer.' },
    ANSWERED: { description: 'The first answer stands.' },
    REVOKED: { description: 'The asking firm took it back.' },
    EXPIRED: { description: 'The tender takes no bids any more, or thirty days are over.' },
  },
});

@ObjectType({
  description: 'What somebody who was interested said about the firm. For the asking firm; kept for ninety days.',
})
export class OutsideContact {
  @Field(() => String, { description: 'The firm as it calls itself.' })
  firmName: string;

  @Field(() => String, { description: 'Whom to ask for.' })
  contactName: string;

  @Field(() => String, { description: 'The number to call.' })
  phone: string;

  @Field(() => String, { nullable: true, description: 'Town or village, if it said one.' })
  town: string | null;

  @Field(() => [String], { description: 'What it does, in its own words.' })
  trades: string[];
}

@ObjectType('OutsideInvitation', {
  description: 'Your firm’s question to a firm that is not on Kongsi yet: would you do this with us?',
})
export class OutsideInvitationType {
  @Field(() => ID, { description: 'Names the invitation in the verbs about it.' })
  id: string;

  @Field(() => String, { description: 'Who is asked, as you call it.' })
  firmName: string;

  @Field(() => LineUpRole, { description: 'As what it is asked.' })
  role: LineUpRole;

  @Field(() => Int, {
    nullable: true,
    description: 'The part of the contract value it would perform, in basis points.',
  })
  shareBasisPoints: number | null;

  @Field(() => String, { nullable: true, description: 'What it would do, in your words.' })
  part: string | null;

  @Field(() => LanguageName, { description: 'In which language it is written to.' })
  language: Language;

  @Field(() => OutsideChannelEnum, { description: 'How it reaches the firm.' })
  channel: OutsideChannel;

  @Field(() => Date, { description: 'When it was asked for, or last resent.' })
  sentAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was answered; null while nobody answered.' })
  answeredAt: Date | null;
}

export const OutsideInvitationPage = pageType('OutsideInvitationPage', OutsideInvitationType);

@ObjectType({ description: 'The work an invitation is about, as far as the asking firm may show it.' })
export class OutsideWork {
  @Field(() => ID, {
    nullable: true,
    description: 'Leads to the notice by `tender(id:)`; null where that is not public.',
  })
  tenderId: string | null;

  @Field(() => String, { description: 'What the buyer calls the tender.' })
  title: string;

  @Field(() => String, { description: 'BCP 47 tag of the language the buyer writes in, for a `lang` attribute.' })
  language: string;

  @Field(() => String, { nullable: true, description: 'What the buyer calls the part; null where there is but one.' })
  lotTitle: string | null;

  @Field(() => String, { nullable: true, description: 'Town of the work, where the notice names one.' })
  town: string | null;

  @Field(() => Date, { nullable: true, description: 'When bids are due, all that moved it taken.' })
  closesAt: Date | null;

  @Field(() => String, { description: 'IANA zone the buyer speaks the deadline in.' })
  timeZone: string;
}

@ObjectType({
  description: 'The page drafted from the answer. It is no firm and shows to nobody but who holds the link.',
})
export class DraftedPage {
  @Field(() => String, { description: 'The name the firm would trade under.' })
  firmName: string;

  @Field(() => String, { nullable: true, description: 'Town or village, if one was said.' })
  town: string | null;

  @Field(() => [String], { description: 'What it does, as it said.' })
  trades: string[];

  @Field(() => [String], { description: 'The CPV divisions those words lead to, two digits each.' })
  sectors: string[];
}

@ObjectType({ description: 'What whoever holds the link of an invitation sees, with no account.' })
export class InvitationByLink {
  /** Who asks; shown as its page or nameplate. */
  askedByFirmId: string;

  @Field(() => OutsideStandingEnum, { description: 'Whether it can be answered.' })
  standing: OutsideStanding;

  @Field(() => String, { description: 'Who is asked, as the asking firm calls it.' })
  firmName: string;

  @Field(() => Date, { description: 'Until when it can be answered.' })
  expiresAt: Date;

  @Field(() => LanguageName, { description: 'In which language the asking firm wrote.' })
  language: Language;

  @Field(() => OutsideWork, {
    nullable: true,
    description: 'What it is about; null without a tender, and once the invitation is revoked or expired.',
  })
  work: OutsideWork | null;

  @Field(() => LineUpRole, { nullable: true, description: 'As what; null once revoked or expired.' })
  role: LineUpRole | null;

  @Field(() => Int, { nullable: true, description: 'The part of the contract value to perform, in basis points.' })
  shareBasisPoints: number | null;

  @Field(() => String, { nullable: true, description: 'What there would be to do, in the asking firm’s words.' })
  part: string | null;

  @Field(() => OutsideAnswerEnum, { nullable: true, description: 'The answer that stands; null while there is none.' })
  answer: OutsideAnswer | null;

  @Field(() => DraftedPage, {
    nullable: true,
    description: 'The page that waits to be claimed by `claimFirmPage`; null where none does.',
  })
  draft: DraftedPage | null;
}
