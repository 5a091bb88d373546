import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEmail,
  IsEnum,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
} from 'class-validator';
import { type FirmRoleName, Refusal, pageType, resultOf } from '#libs/platform';
import { ActingInput, OnceInput } from './acting-input.js';
import { AlreadyDelegate, DelegateType } from './delegate.graphql.js';
import { FirmRoleEnum } from './firm.graphql.js';
import type { InvitationAnswer } from './invitation.entity.js';

export const RequestAnswerEnum = { ACCEPTED: 'ACCEPTED', DECLINED: 'DECLINED', TAKEN_BACK: 'TAKEN_BACK' } as const;
registerEnumType(RequestAnswerEnum, {
  name: 'RequestAnswer',
  description: 'What became of an invitation or a request to act for a firm.',
  valuesMap: {
    ACCEPTED: { description: 'Yes: the person acts for the firm since then.' },
    DECLINED: { description: 'No.' },
    TAKEN_BACK: { description: 'Whoever asked no longer waits for an answer.' },
  },
});

@ObjectType('DelegateInvitation', {
  description:
    'An owner asked a person, by mail, to act for the firm. Seen by the owners and by who can read the mailbox.',
})
export class DelegateInvitationType {
  @Field(() => ID, { description: 'Names the invitation in the verbs about it.' })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: 'The invited address; null once its person erased their account.',
  })
  email: string | null;

  @Field(() => [FirmRoleEnum], { description: 'The roles that come with a yes.' })
  roles: FirmRoleName[];

  @Field(() => Date, { description: 'When the mail was written.' })
  createdAt: Date;

  @Field(() => Date, { description: 'Until when it can be accepted: fourteen days later.' })
  expiresAt: Date;

  @Field(() => RequestAnswerEnum, { nullable: true, description: 'What became of it; null while nobody answered.' })
  answer: InvitationAnswer | null;
}

export const DelegateInvitationPage = pageType('DelegateInvitationPage', DelegateInvitationType);

@InputType({ description: 'Whom to ask, by mail, to act for your firm, and as what.' })
export class InviteDelegateInput extends ActingInput {
  @Field(() => String, { description: 'Where to send the link. Only who reads this mailbox can accept.' })
  @IsEmail()
  @MaxLength(254)
  email: string;

  @Field(() => [FirmRoleEnum], { description: 'The roles that come with a yes, at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsEnum(FirmRoleEnum, { each: true })
  roles: FirmRoleName[];
}

@InputType({ isAbstract: true })
abstract class WhichInvitationInput extends OnceInput {
  @Field(() => String, { nullable: true, description: 'The token of the mailed link. Give this or `invitationId`.' })
  @IsOptional()
  @IsString()
  @Length(20, 100)
  token?: string;

  @Field(() => ID, { nullable: true, description: 'The id, from `myDelegateInvitations`.' })
  @IsOptional()
  @IsUUID()
  invitationId?: string;
}

@InputType({ description: 'Which invitation you say yes to.' })
export class AcceptDelegateInvitationInput extends WhichInvitationInput {}

@InputType({ description: 'Which invitation you say no to.' })
export class DeclineDelegateInvitationInput extends WhichInvitationInput {}

@InputType({ description: 'Which invitation of your firm should no longer count.' })
export class TakeBackDelegateInvitationInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the invitation, as `delegateInvitations` answers it.' })
  @IsUUID()
  invitationId: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'An invitation to this address waits for its answer. Take it back first to invite anew.',
})
export class AlreadyInvited extends Refusal {
  @Field(() => ID, { description: 'The invitation that waits.' })
  invitationId: string;

  @Field(() => Date, { description: 'Until when it can be accepted.' })
  expiresAt: Date;

  constructor(invitationId: string, expiresAt: Date) {
    super();
    this.invitationId = invitationId;
    this.expiresAt = expiresAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The invitation was answered, taken back, or has expired. Ask the firm for a new one.',
})
export class InvitationClosed extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description:
    'The invitation went to another address than yours. Sign in with that one, or ask the firm to invite yours.',
})
export class InvitedAnotherAddress extends Refusal {}

export const InviteDelegateResult = resultOf('InviteDelegateResult', DelegateInvitationType, [
  AlreadyInvited,
  AlreadyDelegate,
]);
export const AcceptDelegateInvitationResult = resultOf('AcceptDelegateInvitationResult', DelegateType, [
  InvitationClosed,
  InvitedAnotherAddress,
  AlreadyDelegate,
]);
export const DeclineDelegateInvitationResult = resultOf('DeclineDelegateInvitationResult', DelegateInvitationType, [
  InvitationClosed,
]);
export const TakeBackDelegateInvitationResult = resultOf('TakeBackDelegateInvitationResult', DelegateInvitationType, [
  InvitationClosed,
]);
