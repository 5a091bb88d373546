import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { DecimalScalar } from '#libs/platform';
import { LotType, RequirementType } from '#libs/tenders';

@ArgsType()
export class MarketPreviewArgs {
  @Field(() => ID, { description: 'The firm you act for: the buyer.' })
  @IsUUID()
  firmId: string;

  @Field(() => ID, { description: 'A tender of the firm, a draft or a published one.' })
  @IsUUID()
  tenderId: string;

  @Field(() => Int, {
    defaultValue: 60,
    description: 'Kilometres round the place of work; everybody where the notice names none. 1 to 500.',
  })
  @IsInt()
  @Min(1)
  @Max(500)
  radiusKm: number;

  @Field(() => Int, { defaultValue: 4, description: 'Up to how many firms an alliance has: 1 to 6.' })
  @IsInt()
  @Min(1)
  @Max(6)
  maxMembers: number;
}

@ObjectType('MarketCount', { description: 'How many, in steps of five, so that it tells of no single firm.' })
export class MarketCountType {
  @Field(() => Int, { nullable: true, description: 'How many, rounded down to fives; null for one to four.' })
  count: number | null;

  @Field(() => Boolean, { description: 'There are more than this; they were not counted on.' })
  isMore: boolean;

  @Field(() => String, { description: 'The same in words: “none”, “fewer than five”, “25”, “1,000 or more”.' })
  words: string;
}

@ObjectType('MarketSize', { description: 'How many answers of one size there could be.' })
export class MarketSizeType {
  @Field(() => Int, { description: 'How many firms together; 1 is a firm alone.' })
  members: number;

  @Field(() => MarketCountType, { description: 'How many firms, or alliances of which nobody could be left out.' })
  answers: MarketCountType;
}

@ObjectType('MarketPoint', { description: 'Who could answer at another threshold: a point of a curve.' })
export class MarketPointType {
  @Field(() => DecimalScalar, { description: 'The threshold, in the requirement’s unit or currency.' })
  value: string;

  @Field(() => Boolean, { description: 'Whether this is the threshold asked now, rounded down to a published step.' })
  isAsked: boolean;

  @Field(() => [MarketSizeType], { description: 'Answers by size.' })
  sizes: MarketSizeType[];
}

@ObjectType('RequirementPreview', { description: 'What one requirement does to the market.' })
export class RequirementPreviewType {
  @Field(() => RequirementType, { description: 'Which one it is about.' })
  requirement: RequirementType;

  @Field(() => [MarketSizeType], { description: 'Who could answer if this one were not asked.' })
  withoutIt: MarketSizeType[];

  @Field(() => [MarketPointType], { description: 'What another threshold would do; empty where nothing is measured.' })
  curve: MarketPointType[];
}

@ObjectType('LotPreview', { description: 'Who could answer a lot.' })
export class LotPreviewType {
  @Field(() => LotType, { description: 'Which part of the tender it is about.' })
  lot: LotType;

  @Field(() => [MarketSizeType], {
    description: 'Answers by size: firms alone first, then alliances of two, three and so on.',
  })
  sizes: MarketSizeType[];

  @Field(() => [RequirementPreviewType], {
    description: 'What each essential requirement does, in the order of the notice.',
  })
  requirements: RequirementPreviewType[];
}
