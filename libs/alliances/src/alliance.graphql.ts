import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LineUpRole } from '#libs/coverage';
import { pageType, resultOf } from '#libs/platform';
import { GroupStatement } from '#libs/rule-packs';
import { TenderNotOpen } from '#libs/tenders';
import type { AgreementKind } from './agreement.entity.js';
import { AgreementKindEnum, AllianceKindEnum, LiabilityEnum, PartnerStateEnum } from './alliance-enums.graphql.js';
import type { AllianceKind, Liability, PartnerState } from './alliance.entity.js';
import * as refusals from './alliance.refusals.js';

@ObjectType('AllianceTerms', { description: 'What holds for all partners of an alliance alike.' })
export class AllianceTermsType {
  @Field(() => LiabilityEnum, {
    description: 'Whether each member answers to the buyer for the whole or for its part.',
  })
  liability: Liability;

  @Field(() => String, { description: 'What else they agree on, in their words; may be empty.' })
  words: string;

  @Field(() => [GroupStatement], {
    description: 'What the group says of itself, for rules that nobody else can judge.',
  })
  statements: GroupStatement[];

  @Field(() => Int, { description: 'Goes up with each change; a yes names the one it was read in.' })
  version: number;

  representativeFirmId: string;
}

@ObjectType('Alliance', {
  description: 'Firms that act as one. Outsiders cannot tell it from one that does not exist.',
})
export class AllianceType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => AllianceKindEnum, { description: 'For one tender, or standing.' })
  kind: AllianceKind;

  @Field(() => String, { description: 'What its firms call it.' })
  name: string;

  @Field(() => String, { description: 'Id of the form pack it follows, as `rulePacks` answers it.' })
  formPack: string;

  @Field(() => Date, { description: 'When it was proposed.' })
  createdAt: Date;
}

export const AlliancePage = pageType('AlliancePage', AllianceType);

@ObjectType('PartnerFirm', { description: 'A firm in an alliance, or asked into it, or once in it.' })
export class PartnerFirmType {
  @Field(() => PartnerStateEnum, { description: 'Whether it is in.' })
  state: PartnerState;

  @Field(() => Date, { description: 'When it was asked (last, if more than once).' })
  invitedAt: Date;

  @Field(() => Date, { nullable: true, description: 'Its first yes.' })
  joinedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it said no.' })
  declinedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the invitation was taken back.' })
  withdrawnAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it left or was replaced.' })
  leftAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it said no, left or was replaced, if a reason was given.' })
  reason: string | null;
}

@ObjectType('LineUp', { description: 'Which firms do what for one lot.' })
export class LineUpType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;
}

@ObjectType('LineUpPosition', { description: 'What one firm does in a line-up: what it says yes to.' })
export class LineUpPositionType {
  @Field(() => [LineUpRole], { description: 'What it is there, one role or more.' })
  roles: LineUpRole[];

  @Field(() => [ID], { description: 'Requirements of the lot that it lends itself for, as RELIED_UPON.' })
  reliedUponFor: string[];

  @Field(() => String, { nullable: true, description: 'What it does, in words.' })
  part: string | null;

  @Field(() => Int, { description: 'Changes whenever its yes would no longer hold; hand it on in `consent`.' })
  version: number;
}

@ObjectType('ConsentedPlace', { description: 'What a firm said yes to, word for word.' })
export class ConsentedPlaceType {
  @Field(() => [LineUpRole], { description: 'What the firm said yes to being.' })
  roles: LineUpRole[];

  @Field(() => Int, { description: 'How much of the work it said yes to: 4250 are 42.5 %.' })
  shareBasisPoints: number;

  @Field(() => [ID], { description: 'Requirements it lends itself for.' })
  reliedUponFor: string[];

  @Field(() => String, { nullable: true, description: 'What it does, in words.' })
  part: string | null;
}

@ObjectType('Consent', { description: 'A firm’s yes to one version of its roles, share and terms.' })
export class ConsentType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The lot; null for what a standing alliance is made of.' })
  lotId: string | null;

  @Field(() => ConsentedPlaceType, { description: 'The place as it was then.' })
  position: ConsentedPlaceType;

  @Field(() => Int, { description: 'The version of the terms as they were then.' })
  termsVersion: number;

  @Field(() => Boolean, { description: 'Whether it binds the firm to this alliance alone for the lot.' })
  exclusive: boolean;

  @Field(() => Date, { description: 'When the firm said yes.' })
  consentedAt: Date;

  @Field(() => Boolean, {
    description: 'Whether it still holds: what it speaks of has not changed, and the firm is in.',
  })
  isFresh: boolean;

  @Field(() => Date, { nullable: true, description: 'When what it speaks of changed.' })
  staleAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the firm left, was replaced, or the alliance ended.' })
  withdrawnAt: Date | null;
}

@ObjectType('Agreement', {
  description: 'What the firms of an alliance sign, drawn from its record in English and Indonesian.',
})
export class AgreementType {
  @Field(() => ID, { nullable: true, description: 'The tender it is for; null for a standing alliance’s own.' })
  tenderId: string | null;

  @Field(() => AgreementKindEnum, { description: 'An agreement, or the commitment of helper firms.' })
  kind: AgreementKind;

  @Field(() => Int, { description: 'Counts the texts that somebody signed; the next one if nobody signed this yet.' })
  version: number;

  @Field(() => String, { description: 'SHA-256 of `canonicalText` in UTF-8: `sha256:` and 64 hexadecimal digits.' })
  digest: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When the record it was drawn from changed, so that it no longer holds.',
  })
  supersededAt: Date | null;
}

@ObjectType('AgreementSignature', { description: 'A simple electronic signature under an agreement.' })
export class AgreementSignatureType {
  @Field(() => String, { description: 'Who signed, as typed.' })
  name: string;

  @Field(() => String, { description: 'As what, for the firm.' })
  position: string;

  @Field(() => String, { description: 'The digest of the text that was signed.' })
  digest: string;

  @Field(() => Date, { description: 'When, by the clock of this Kongsi.' })
  signedAt: Date;

  @Field(() => ID, { nullable: true, description: 'The paper signed by hand, if one was added.' })
  fileId: string | null;
}

const { AllianceDissolved, NotYoursToArrange, NotInAlliance, SecondLead, OnBuyersSide, AlliancesNotTaken } = refusals;
const written = [NotInAlliance, SecondLead, OnBuyersSide, AlliancesNotTaken, TenderNotOpen];
const arranged = [AllianceDissolved, NotYoursToArrange];

export const ProposeAllianceResult = resultOf('ProposeAllianceResult', AllianceType, written);
export const InviteFirmResult = resultOf('InviteFirmResult', AllianceType, [
  ...arranged,
  ...written,
  refusals.AlreadyInAlliance,
]);
export const WithdrawAllianceInvitationResult = resultOf('WithdrawAllianceInvitationResult', AllianceType, [
  ...arranged,
  refusals.NoOpenInvitation,
]);
export const ReplaceFirmResult = resultOf('ReplaceFirmResult', AllianceType, [
  ...arranged,
  ...written,
  refusals.AlreadyInAlliance,
  refusals.NoOpenInvitation,
]);
export const ChangeLineUpResult = resultOf('ChangeLineUpResult', AllianceType, [...arranged, ...written]);
export const ChangeAllianceTermsResult = resultOf('ChangeAllianceTermsResult', AllianceType, [
  ...arranged,
  NotInAlliance,
]);
export const DissolveAllianceResult = resultOf('DissolveAllianceResult', AllianceType, arranged);
export const ConsentToAllianceResult = resultOf('ConsentToAllianceResult', AllianceType, [
  AllianceDissolved,
  refusals.ProposalChanged,
  refusals.AlreadyCommitted,
]);
export const DeclineAllianceResult = resultOf('DeclineAllianceResult', AllianceType, [
  AllianceDissolved,
  refusals.NoOpenInvitation,
]);
export const LeaveAllianceResult = resultOf('LeaveAllianceResult', AllianceType, [
  AllianceDissolved,
  refusals.NotJoined,
]);
export const SignAgreementResult = resultOf('SignAgreementResult', AllianceType, [
  AllianceDissolved,
  refusals.NotJoined,
  refusals.ConsentMissing,
  refusals.AgreementChanged,
]);
