import { Field, ID, InputType, Int, OmitType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { LineUpRole } from '#libs/coverage';
import {
  ActingInput,
  FirmType,
  FoundFirmInput,
  HousePolicyChanged,
  LegalIdTaken,
  cpvDivisions,
  phonePattern,
} from '#libs/firms';
import { LanguageName } from '#libs/people';
import { type Language, resultOf } from '#libs/platform';
import { TenderNotOpen } from '#libs/tenders';
import type { OutsideAnswer, OutsideChannel } from './outside-invitation.entity.js';
import { InvitationByLink, OutsideAnswerEnum, OutsideChannelEnum, OutsideInvitationType } from './outside.graphql.js';
import * as refusals from './outside.refusals.js';
import { NotForTheBuyer } from './partners.refusals.js';

@InputType({ description: 'Asks a firm that is not on Kongsi yet whether it would do something with yours.' })
export class InviteOutsideFirmInput extends ActingInput {
  @Field(() => String, { description: 'What you call the firm: 2 to 160 characters. It reads this name.' })
  @IsString()
  @Length(2, 160)
  firmName: string;

  @Field(() => ID, { nullable: true, description: 'The tender it is for, where there is one.' })
  @IsOptional()
  @IsUUID()
  tenderId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The part of that tender, where it is for one.' })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => LineUpRole, { defaultValue: LineUpRole.PARTNER, description: 'As what you ask it.' })
  @IsEnum(LineUpRole)
  role: LineUpRole;

  @Field(() => Int, {
    nullable: true,
    description: 'The part of the contract value it would perform, in basis points: 4250 are 42.5 %.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  shareBasisPoints?: number | null;

  @Field(() => String, { nullable: true, description: 'What it would do, in words: “all windows and doors”.' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  part?: string | null;

  @Field(() => LanguageName, { description: 'In which language it is written to.' })
  @IsEnum(LanguageName)
  language: Language;

  @Field(() => OutsideChannelEnum, { description: 'A link that you send yourself, or a mail from Kongsi.' })
  @IsEnum(OutsideChannelEnum)
  channel: OutsideChannel;

  @Field(() => String, { nullable: true, description: 'Where the mail goes; for MAIL alone.' })
  @ValidateIf((input: InviteOutsideFirmInput) => input.channel === 'MAIL' || Boolean(input.address))
  @IsEmail()
  @MaxLength(254)
  address?: string | null;
}

@InputType({ isAbstract: true })
abstract class OnOutsideInvitationInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the invitation, as `outsideInvitations` answers it.' })
  @IsUUID()
  invitationId: string;
}

@InputType({ description: 'Which invitation gets a new link. The old one no longer works.' })
export class ResendOutsideInvitationInput extends OnOutsideInvitationInput {}

@InputType({ description: 'Which invitation no longer counts.' })
export class RevokeOutsideInvitationInput extends OnOutsideInvitationInput {}

const interested = (input: AnswerOutsideInvitationInput): boolean => input.answer === 'INTERESTED';

@InputType({ description: 'The one answer to an invitation, by whoever holds its link. No account is needed.' })
export class AnswerOutsideInvitationInput {
  @Field(() => String, { description: 'The last part of the link.' })
  @IsString()
  @MaxLength(200)
  token: string;

  @Field(() => OutsideAnswerEnum, { description: 'Interested, not, or never again.' })
  @IsEnum(OutsideAnswerEnum)
  answer: OutsideAnswer;

  @Field(() => String, {
    nullable: true,
    description: 'How your firm calls itself: 2 to 160 characters; left out, as it was asked. For INTERESTED.',
  })
  @ValidateIf((input: AnswerOutsideInvitationInput) => interested(input) && Boolean(input.firmName))
  @IsString()
  @Length(2, 160)
  firmName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whom to ask for; INTERESTED needs it. The asking firm reads it.',
  })
  @ValidateIf(interested)
  @IsNotEmpty()
  @IsString()
  @Length(2, 120)
  contactName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number to call; INTERESTED needs it. The asking firm reads it, nobody else.',
  })
  @ValidateIf(interested)
  @IsNotEmpty()
  @Matches(phonePattern)
  phone?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What your firm does, in your own words: “kusen”, “glazing”. At most ten. For INTERESTED.',
  })
  @ValidateIf((input: AnswerOutsideInvitationInput) => interested(input) && Boolean(input.trades))
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(2, 80, { each: true })
  trades?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Your town or village. For INTERESTED.' })
  @ValidateIf((input: AnswerOutsideInvitationInput) => interested(input) && Boolean(input.town))
  @IsString()
  @MaxLength(120)
  town?: string | null;
}

@InputType({
  description: 'Opens the page of the firm that answered a link: as `foundFirm`, with what is drafted filled in.',
})
export class ClaimFirmPageInput extends OmitType(FoundFirmInput, ['name', 'sectors'] as const) {
  @Field(() => String, { description: 'The last part of the link that was answered with INTERESTED.' })
  @IsString()
  @MaxLength(200)
  token: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name it trades under, 2 to 160 characters; left out, as drafted.',
  })
  @IsOptional()
  @IsString()
  @Length(2, 160)
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'CPV divisions it works in, two digits each; left out, as drafted.',
  })
  @IsOptional()
  @ArrayMaxSize(45)
  @IsIn(cpvDivisions, { each: true })
  sectors?: string[] | null;
}

const asking = [TenderNotOpen, NotForTheBuyer, refusals.OutsideInvitationsUsedUp];

export const InviteOutsideFirmResult = resultOf('InviteOutsideFirmResult', OutsideInvitationType, asking);
export const ResendOutsideInvitationResult = resultOf('ResendOutsideInvitationResult', OutsideInvitationType, [
  refusals.OutsideInvitationsUsedUp,
  refusals.InvitationAnswered,
  refusals.InvitationRevoked,
  TenderNotOpen,
]);
export const RevokeOutsideInvitationResult = resultOf('RevokeOutsideInvitationResult', OutsideInvitationType, [
  refusals.InvitationAnswered,
  refusals.InvitationRevoked,
]);
export const AnswerOutsideInvitationResult = resultOf('AnswerOutsideInvitationResult', InvitationByLink, [
  refusals.InvitationLinkUnknown,
  refusals.InvitationAnswered,
  refusals.InvitationRevoked,
  refusals.InvitationExpired,
]);
export const ClaimFirmPageResult = resultOf('ClaimFirmPageResult', FirmType, [
  refusals.InvitationLinkUnknown,
  refusals.NothingToClaim,
  refusals.PageClaimed,
  HousePolicyChanged,
  LegalIdTaken,
]);
