import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { LineUpRole } from '#libs/coverage';
import { GroupStatement } from '#libs/rule-packs';
import { LiabilityEnum } from './alliance-enums.graphql.js';
import type { Liability } from './alliance.entity.js';

@InputType({ description: 'What holds for all partners alike.' })
export class AllianceTermsInput {
  @Field(() => LiabilityEnum, {
    description: 'Whether each member answers to the buyer for the whole or for its part.',
  })
  @IsEnum(LiabilityEnum)
  liability: Liability;

  @Field(() => ID, {
    nullable: true,
    description: 'The firm that speaks for the alliance; yours when left out.',
  })
  @IsOptional()
  @IsUUID()
  representativeFirmId?: string | null;

  @Field(() => String, {
    defaultValue: '',
    description: 'What else you agree on, in your words: money, insurance, disputes. At most 10,000 characters.',
  })
  @IsString()
  @MaxLength(10_000)
  words: string;

  @Field(() => [GroupStatement], {
    defaultValue: [],
    description: 'What the group says of itself, for rules of its form pack that nobody else can judge.',
  })
  @ArrayMaxSize(20)
  @IsEnum(GroupStatement, { each: true })
  statements: GroupStatement[];
}

@InputType({ description: 'What a firm does in the line-up for one lot.' })
export class PlaceInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The lot; left out for what a standing alliance is made of apart from any tender.',
  })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => [LineUpRole], { description: 'One or more roles.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsEnum(LineUpRole, { each: true })
  roles: LineUpRole[];

  @Field(() => Int, {
    description: 'The part of the contract value it performs, in basis points: 4250 are 42.5 %. Firms and lots apart.',
  })
  @IsInt()
  @Min(0)
  @Max(10_000)
  shareBasisPoints: number;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Requirements of the lot that a RELIED_UPON firm lends itself for.',
  })
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  reliedUponFor: string[];

  @Field(() => String, { nullable: true, description: 'What it does, in words: “all windows and doors”.' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  part?: string | null;
}

@InputType({ description: 'What a named firm does in a line-up.' })
export class FirmPlaceInput extends PlaceInput {
  @Field(() => ID, { description: 'The firm; it must be in the alliance or asked into it.' })
  @IsUUID()
  firmId: string;
}
