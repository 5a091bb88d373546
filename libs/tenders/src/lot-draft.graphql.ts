import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
import { DecimalScalar, MoneyInput } from '#libs/platform';
import { CriterionKindEnum } from './enums.graphql.js';
import { RequirementInput } from './requirement-draft.graphql.js';
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
