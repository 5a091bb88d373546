import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsEnum,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DayScalar, pageType, resultOf } from '#libs/platform';
import { ActingInput, OnceInput } from './acting-input.js';
import { type EvidenceKind, evidenceKinds } from './evidence.entity.js';
import {
  EvidenceExpired,
  EvidenceIncomplete,
  EvidenceNotDraft,
  EvidenceNotSubmitted,
  EvidenceStateEnum,
  OwnEvidence,
} from './evidence.refusals.js';
import { FirmType } from './firm.graphql.js';
import { LocalTextInput } from './local-text.js';
import { ProfileFull, VisibilityEnum } from './profile.graphql.js';
import type { EvidenceState, Visibility } from './profile.policy.js';

export const EvidenceKindEnum = Object.fromEntries(evidenceKinds.map((kind) => [kind, kind])) as Record<
  EvidenceKind,
  EvidenceKind
>;
registerEnumType(EvidenceKindEnum, {
  name: 'EvidenceKind',
  description: 'What sort of paper or reference it is.',
  valuesMap: {
    CERTIFICATE: { description: 'Says that somebody independent found the firm to meet a norm.' },
    LICENCE: { description: 'Allows the firm to do something that needs permission.' },
    REGISTRATION: { description: 'Shows that the firm stands in a public or professional register.' },
    INSURANCE: { description: 'A policy that pays when something goes wrong.' },
    REFERENCE: { description: 'A client says what the firm did for it.' },
    DECLARATION: { description: 'A statement of the firm about itself; `scheme` names the statement.' },
  },
});

@ObjectType('Evidence', { description: 'A paper or a reference behind what a firm says of itself.' })
export class EvidenceType {
  @Field(() => ID, { description: 'Stays the same while the paper is prepared and decided on.' })
  id: string;

  @Field(() => ID, { description: 'Whose paper it is.' })
  firmId: string;

  @Field(() => EvidenceKindEnum, { description: 'What sort of paper or reference it is.' })
  kind: EvidenceKind;

  @Field(() => String, { nullable: true, description: 'Which certificate, licence or register: `ISO 9001`, `SVLK`.' })
  scheme: string | null;

  @Field(() => String, { nullable: true, description: 'Who gave it out; null where withheld or not yet filled in.' })
  issuer: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number printed on it; null where withheld or not filled in.',
  })
  number: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'First day it holds; null where withheld or without a beginning.',
  })
  validFrom: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day it holds; null where withheld or without an end.' })
  validUntil: string | null;

  @Field(() => VisibilityEnum, { description: 'Who sees the details.' })
  visibility: Visibility;

  @Field(() => EvidenceStateEnum, { description: 'How far it has come. Whether it has run out is in `isExpired`.' })
  state: EvidenceState;

  @Field(() => Date, { nullable: true, description: 'When it was handed to the operators.' })
  submittedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When an operator verified or rejected it.' })
  decidedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What the operator checked it against; null until verified.' })
  source: string | null;

  @Field(() => String, { nullable: true, description: 'Why the operator did not accept it; null unless rejected.' })
  reason: string | null;

  @Field(() => Date, { description: 'When it last changed.' })
  changedAt: Date;
}

export const EvidencePage = pageType('EvidencePage', EvidenceType);

@InputType({ description: 'A new paper, as a draft.' })
export class AddEvidenceInput extends ActingInput {
  @Field(() => EvidenceKindEnum, { description: 'What sort of paper or reference it is.' })
  @IsEnum(EvidenceKindEnum)
  kind: EvidenceKind;

  @Field(() => String, {
    nullable: true,
    description: 'Which certificate, licence, register or statement: `ISO 9001`. Requirements ask for it by this name.',
  })
  @IsOptional()
  @IsString()
  @Length(2, 80)
  scheme?: string | null;

  @Field(() => LocalTextInput, { description: 'What people call it, at most 200 characters.' })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => LocalTextInput)
  title: LocalTextInput;

  @Field(() => String, { nullable: true, description: 'Who gave it out. Needed before handing it in.' })
  @IsOptional()
  @IsString()
  @MaxLength(160)
  issuer?: string | null;

  @Field(() => String, { nullable: true, description: 'The number printed on it. This or a file is needed.' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  number?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'First day it holds.' })
  @IsOptional()
  validFrom?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day it holds; leave out when it has no end.' })
  @IsOptional()
  validUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'A scan you uploaded for the purpose `EVIDENCE`.' })
  @IsOptional()
  @IsUUID()
  fileId?: string | null;

  @Field(() => VisibilityEnum, { description: 'Who sees the details.' })
  @IsEnum(VisibilityEnum)
  visibility: Visibility;

  @Field(() => [ID], { nullable: true, description: 'Capabilities of the firm that it supports, at most 100.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  capabilityIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Facts of the firm that it supports, at most 100.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  factIds?: string[] | null;
}

@InputType({
  description: 'What changes in a draft, or in a rejected paper, which becomes a draft again. The rest stays.',
})
export class ChangeEvidenceInput extends ActingInput {
  @Field(() => ID, { description: 'Which paper of the firm.' })
  @IsUUID()
  evidenceId: string;

  @Field(() => EvidenceKindEnum, { nullable: true, description: 'What sort of paper it is; cannot be cleared.' })
  @ValidateIf((input: ChangeEvidenceInput) => input.kind !== undefined)
  @IsEnum(EvidenceKindEnum)
  kind?: EvidenceKind;

  @Field(() => String, { nullable: true, description: 'Which certificate, licence, register or statement.' })
  @IsOptional()
  @IsString()
  @Length(2, 80)
  scheme?: string | null;

  @Field(() => LocalTextInput, { nullable: true, description: 'What people call it; cannot be cleared.' })
  @ValidateIf((input: ChangeEvidenceInput) => input.title !== undefined)
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => LocalTextInput)
  title?: LocalTextInput;

  @Field(() => String, { nullable: true, description: 'Who gave it out.' })
  @IsOptional()
  @IsString()
  @MaxLength(160)
  issuer?: string | null;

  @Field(() => String, { nullable: true, description: 'The number printed on it.' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  number?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'First day it holds.' })
  @IsOptional()
  validFrom?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day it holds.' })
  @IsOptional()
  validUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'Another scan you uploaded for the purpose `EVIDENCE`.' })
  @IsOptional()
  @IsUUID()
  fileId?: string | null;

  @Field(() => VisibilityEnum, { nullable: true, description: 'Who sees the details; cannot be cleared.' })
  @ValidateIf((input: ChangeEvidenceInput) => input.visibility !== undefined)
  @IsEnum(VisibilityEnum)
  visibility?: Visibility;

  @Field(() => [ID], { nullable: true, description: 'All capabilities that it supports, anew.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  capabilityIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'All facts that it supports, anew.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  factIds?: string[] | null;
}

@InputType({ description: 'Which draft to hand to the operators.' })
export class SubmitEvidenceInput extends ActingInput {
  @Field(() => ID, { description: 'Which paper of the firm.' })
  @IsUUID()
  evidenceId: string;
}

@InputType({ description: 'Which paper the firm takes out of its profile.' })
export class RemoveEvidenceInput extends ActingInput {
  @Field(() => ID, { description: 'Which paper of the firm, in whatever state.' })
  @IsUUID()
  evidenceId: string;
}

@InputType({ description: 'An operator found the paper to be true.' })
export class VerifyEvidenceInput extends OnceInput {
  @Field(() => ID, { description: 'Which paper that was handed in.' })
  @IsUUID()
  evidenceId: string;

  @Field(() => String, {
    description: 'What it was checked against: a public register, a call to the issuer. Shown to readers.',
  })
  @IsString()
  @Length(3, 300)
  source: string;
}

@InputType({ description: 'An operator does not accept the paper.' })
export class RejectEvidenceInput extends OnceInput {
  @Field(() => ID, { description: 'Which paper that was handed in.' })
  @IsUUID()
  evidenceId: string;

  @Field(() => String, { description: 'What is wrong and what would help, for the firm; 10 to 1,000 characters.' })
  @IsString()
  @Length(10, 1_000)
  reason: string;
}

export const AddEvidenceResult = resultOf('AddEvidenceResult', EvidenceType, [ProfileFull]);
export const ChangeEvidenceResult = resultOf('ChangeEvidenceResult', EvidenceType, [EvidenceNotDraft]);
export const SubmitEvidenceResult = resultOf('SubmitEvidenceResult', EvidenceType, [
  EvidenceNotDraft,
  EvidenceIncomplete,
  EvidenceExpired,
]);
export const RemoveEvidenceResult = resultOf('RemoveEvidenceResult', FirmType);
export const VerifyEvidenceResult = resultOf('VerifyEvidenceResult', EvidenceType, [
  EvidenceNotSubmitted,
  EvidenceExpired,
  OwnEvidence,
]);
export const RejectEvidenceResult = resultOf('RejectEvidenceResult', EvidenceType, [EvidenceNotSubmitted, OwnEvidence]);
