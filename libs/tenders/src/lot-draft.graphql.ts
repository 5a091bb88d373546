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
import { DayScalar, DecimalScalar, MoneyInput } from '#libs/platform';
import type { FactKey, Proof, ProofMoment, RequirementKind, RequirementMode } from '#libs/requirements';
import {
  CriterionKindEnum,
  ProofEnum,
  ProofMomentEnum,
  RequirementKindEnum,
  RequirementModeEnum,
} from './enums.graphql.js';
import type { CriterionKind } from './lot-parts.entity.js';

@InputType({ description: 'A line of a lot: what and how much of it.' })
export class ItemInput {
  @Field(() => String, { description: 'What it is, 2 to 1,000 characters.' })
  @IsString()
  @Length(2, 1_000)
  description: string;

  @Field(() => DecimalScalar, { description: 'How many units, more than zero, at most four decimals.' })
  @Matches(/^\d{1,14}(\.\d{1,4})?$/)
  quantity: string;

  @Field(() => String, {
    description:
      'Unit by UN/CEFACT Recommendation 20: `H87` piece, `MTK` m², `MTR` m, `KGM` kg, `HUR` hour, `LS` lump sum.',
  })
  @Matches(/^[A-Z0-9]{2,3}$/)
  unitCode: string;

  @Field(() => String, { nullable: true, description: 'CPV code of the item, 8 digits.' })
  @IsOptional()
  @Matches(/^\d{8}$/)
  cpv?: string | null;
}

@InputType({
  description:
    'What a requirement looks at. Give exactly one of `cpv`, `factKey`, `scheme`, `declaration`; `cpv` may also narrow a fact.',
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

@InputType({ description: 'One named part of a UNION requirement.' })
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

  @Field(() => [PartInput], { nullable: true, description: 'UNION only: its named parts, at most 50.' })
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

  @Field(() => DayScalar, { nullable: true, description: 'The last day it must still hold.' })
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

@InputType({ description: 'What bids are scored on. The criteria of a lot total 10,000 basis points.' })
export class CriterionInput {
  @Field(() => String, { description: 'In one line, 3 to 200 characters.' })
  @IsString()
  @Length(3, 200)
  title: string;

  @Field(() => String, { nullable: true, description: 'How it will be judged, up to 4,000 characters.' })
  @IsOptional()
  @MaxLength(4_000)
  description?: string | null;

  @Field(() => CriterionKindEnum, {
    description: 'What it looks at. PRICE is computed, the others are scored by people.',
  })
  @IsEnum(CriterionKindEnum)
  kind: CriterionKind;

  @Field(() => Int, { description: 'Basis points of the whole score: 6000 are 60 %.' })
  @IsInt()
  @Min(1)
  @Max(10_000)
  weight: number;
}

@InputType({ description: 'A part of the tender that is awarded on its own.' })
export class LotInput {
  @Field(() => String, { nullable: true, description: 'Name of the lot; leave out when the tender is not divided.' })
  @IsOptional()
  @Length(2, 200)
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What is in it, up to 20,000 characters.' })
  @IsOptional()
  @MaxLength(20_000)
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'CPV code of the lot, 8 digits.' })
  @IsOptional()
  @Matches(/^\d{8}$/)
  cpv?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'What the buyer expects it to cost, net.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  estimate?: MoneyInput | null;

  @Field(() => [ItemInput], { defaultValue: [], description: 'Its items in order, at most 500.' })
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ItemInput)
  items: ItemInput[];

  @Field(() => [RequirementInput], { defaultValue: [], description: 'What tenderers must have, at most 200.' })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RequirementInput)
  requirements: RequirementInput[];

  @Field(() => [CriterionInput], {
    defaultValue: [],
    description: 'What bids are scored on; none means the lowest price wins.',
  })
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => CriterionInput)
  criteria: CriterionInput[];
}
