import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { FactKeyEnum } from '#libs/firms';
import { DayScalar, DecimalScalar } from '#libs/platform';
import type { CapacityKind, FactKey, Proof, ProofMoment, RequirementKind, RequirementMode } from '#libs/requirements';
import {
  CapacityKindEnum,
  ProofEnum,
  ProofMomentEnum,
  RequirementKindEnum,
  RequirementModeEnum,
} from './enums.graphql.js';

@InputType({
  description:
    'What a requirement looks at. Give exactly one of `cpv`, `factKey`, `scheme`, `declaration`, `capacity`; `cpv` may also narrow a fact.',
})
export class MeasureInput {
  @Field(() => [String], {
    nullable: true,
    description: 'CPV codes, 8 digits each; a code stands for itself and all below it.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @Matches(/^\d{8}$/, { each: true })
  cpv?: string[] | null;

  @Field(() => FactKeyEnum, { nullable: true, description: 'A number about the firm.' })
  @IsOptional()
  @IsEnum(FactKeyEnum)
  factKey?: FactKey | null;

  @Field(() => String, { nullable: true, description: 'Narrows a fact: the kind of machine, the name of the grading.' })
  @IsOptional()
  @MaxLength(120)
  label?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a certificate, licence or register: `ISO 9001`.' })
  @IsOptional()
  @Length(2, 120)
  scheme?: string | null;

  @Field(() => String, { nullable: true, description: 'A statement to be made, in its own words.' })
  @IsOptional()
  @Length(2, 500)
  declaration?: string | null;

  @Field(() => CapacityKindEnum, {
    nullable: true,
    description: 'Free capacity, with the mode CAPACITY; the threshold is the whole work.',
  })
  @IsOptional()
  @IsEnum(CapacityKindEnum)
  capacity?: CapacityKind | null;
}

@InputType({ description: 'How much is asked.' })
export class ThresholdInput {
  @Field(() => DecimalScalar, { description: 'The least value that meets it.' })
  @Matches(/^\d{1,24}(\.\d{1,6})?$/)
  value: string;

  @Field(() => String, { nullable: true, description: 'Unit, where it is not money: `people`, `years`.' })
  @IsOptional()
  @MaxLength(40)
  unit?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code, where it is money.' })
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  currency?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Turnover: the mean of this many closed years. Largest contract: ended within this many years.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  years?: number | null;
}

@InputType({ description: 'One named part of a UNION requirement, or one class of a MAX_PER_CLASS.' })
export class PartInput {
  @Field(() => String, { description: 'What people call the part: "roofing".' })
  @IsString()
  @Length(2, 120)
  name: string;

  @Field(() => MeasureInput, { description: 'What the part looks at.' })
  @ValidateNested()
  @Type(() => MeasureInput)
  measure: MeasureInput;

  @Field(() => ThresholdInput, { nullable: true, description: 'How much of it.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ThresholdInput)
  threshold?: ThresholdInput | null;
}

@InputType({ description: 'What a tenderer must have, and how a group meets it together.' })
export class RequirementInput {
  @Field(() => String, { description: 'In one line, 3 to 200 characters.' })
  @IsString()
  @Length(3, 200)
  title: string;

  @Field(() => String, { nullable: true, description: 'Further words, up to 4,000 characters.' })
  @IsOptional()
  @MaxLength(4_000)
  description?: string | null;

  @Field(() => RequirementKindEnum, { description: 'What it speaks of.' })
  @IsEnum(RequirementKindEnum)
  kind: RequirementKind;

  @Field(() => RequirementModeEnum, { description: 'How a group meets it.' })
  @IsEnum(RequirementModeEnum)
  mode: RequirementMode;

  @Field(() => String, {
    nullable: true,
    description: 'Why this mode, where one member must bring alone what a group would add up.',
  })
  @IsOptional()
  @MaxLength(1_000)
  modeReason?: string | null;

  @Field(() => MeasureInput, { description: 'What it looks at.' })
  @ValidateNested()
  @Type(() => MeasureInput)
  measure: MeasureInput;

  @Field(() => ThresholdInput, { nullable: true, description: 'How much is asked.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ThresholdInput)
  threshold?: ThresholdInput | null;

  @Field(() => [PartInput], {
    nullable: true,
    description: 'UNION: its named parts, MAX_PER_CLASS: its classes; at most 50.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => PartInput)
  parts?: PartInput[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'SUM only: the least each member brings, in the threshold’s unit.',
  })
  @IsOptional()
  @Matches(/^\d{1,24}(\.\d{1,6})?$/)
  floorPerMember?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'SUM only: the least the lead brings.' })
  @IsOptional()
  @Matches(/^\d{1,24}(\.\d{1,6})?$/)
  floorLead?: string | null;

  @Field(() => Boolean, { description: 'True: without it a bid fails. False: it is welcome.' })
  @IsBoolean()
  essential: boolean;

  @Field(() => ProofEnum, { description: 'What shows that it is met.' })
  @IsEnum(ProofEnum)
  proof: Proof;

  @Field(() => ProofMomentEnum, { description: 'When the proof must be there.' })
  @IsEnum(ProofMomentEnum)
  proofWhen: ProofMoment;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'CAPACITY only: the first day of the work; left out: from today on.',
  })
  @IsOptional()
  neededFrom?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The last day it must still hold; for CAPACITY the last day of the work, and wanted.',
  })
  @IsOptional()
  neededUntil?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it comes from: an article of a law, a page of the terms.',
  })
  @IsOptional()
  @MaxLength(300)
  source?: string | null;
}
