import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { FacetCount, NearInput } from '#libs/firms';
import { MoneyInput, PageArgs, pageType } from '#libs/platform';
import { PhaseEnum, ProcedureEnum } from './enums.graphql.js';
import type { Phase } from './phase.js';
import type { Procedure } from './procedure.js';
import { TenderType } from './tender.graphql.js';

export const tenderSorts = ['RELEVANCE', 'NEAREST', 'NEWEST', 'CLOSING_SOON'] as const;
export type TenderSort = (typeof tenderSorts)[number];
export const TenderSortEnum = Object.fromEntries(tenderSorts.map((sort) => [sort, sort])) as Record<
  TenderSort,
  TenderSort
>;
registerEnumType(TenderSortEnum, {
  name: 'TenderSort',
  description: 'In which order tenders are listed. Nobody can pay for a place.',
  valuesMap: {
    RELEVANCE: { description: 'How well the words fit; the newest first where they fit alike.' },
    NEAREST: { description: 'By distance of the place of work from `near`, which it needs.' },
    NEWEST: { description: 'The one published last comes first.' },
    CLOSING_SOON: { description: 'The one whose published closing comes first; those without one are left out.' },
  },
});

@InputType({ description: 'Bounds of the estimated value. An estimate the buyer hides is never found by its value.' })
export class ValueRangeInput {
  @Field(() => MoneyInput, { nullable: true, description: 'Not certainly below this.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  from?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Not certainly above this; in the same currency.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  to?: MoneyInput | null;
}

/** What to look for among tenders. */
@ArgsType()
export class TendersArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the tender, its trade in English or Indonesian, its place. All should fit; accents and small typing errors do not matter.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  text?: string;

  @Field(() => String, { nullable: true, description: 'Only tenders or lots of this CPV code or one below it.' })
  @IsOptional()
  @Matches(/^\d{8}(-\d)?$/, { message: 'Write eight digits, as in 45421000 or 45421000-4.' })
  cpv?: string;

  @Field(() => NearInput, { nullable: true, description: 'Only tenders whose work is in this circle.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput;

  @Field(() => ValueRangeInput, {
    nullable: true,
    description: 'Only tenders whose shown value may lie in these bounds.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ValueRangeInput)
  value?: ValueRangeInput;

  @Field(() => Date, { nullable: true, description: 'Only tenders whose published closing is before this.' })
  @IsOptional()
  closingBefore?: Date;

  @Field(() => Date, { nullable: true, description: 'Only tenders whose published closing is at or after this.' })
  @IsOptional()
  closingAfter?: Date;

  @Field(() => [PhaseEnum], { nullable: true, description: 'Only tenders that stand here now.' })
  @IsOptional()
  @ArrayMaxSize(9)
  @IsEnum(PhaseEnum, { each: true })
  phases?: Phase[];

  @Field(() => ID, { nullable: true, description: 'Only tenders of this buyer.' })
  @IsOptional()
  @IsUUID()
  buyerFirmId?: string;

  @Field(() => ProcedureEnum, { nullable: true, description: 'Only tenders that ask for bids this way.' })
  @IsOptional()
  @IsEnum(ProcedureEnum)
  procedure?: Procedure;

  @Field(() => String, {
    nullable: true,
    description: 'Only tenders in this country, ISO 3166-1 in two capital letters.',
  })
  @IsOptional()
  @IsISO31661Alpha2()
  country?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Only tenders in this town; accents and capitals do not matter.',
  })
  @IsOptional()
  @MaxLength(120)
  town?: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Only tenders one can bid for here: no external notices.' })
  @IsBoolean()
  biddableHere: boolean = false;

  @Field(() => TenderSortEnum, {
    nullable: true,
    description:
      'The order. Left out: by relevance when there are words, else nearest first near a place, else newest.',
  })
  @IsOptional()
  @IsEnum(TenderSortEnum)
  sort?: TenderSort;
}

@ObjectType({
  description: 'What the tenders found are like, for narrowing the search down. Each facet leaves its own filter out.',
})
export class TenderFacets {
  @Field(() => [FacetCount], { description: 'Where they stand.' })
  phases: FacetCount[];

  @Field(() => [FacetCount], { description: 'How they ask for bids.' })
  procedures: FacetCount[];

  @Field(() => [FacetCount], { description: 'The twenty most frequent CPV divisions.' })
  divisions: FacetCount[];

  @Field(() => [FacetCount], { description: 'The twenty most frequent towns.' })
  towns: FacetCount[];
}

export const TenderPage = pageType('TenderPage', TenderType);
