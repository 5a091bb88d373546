import { ArgsType, Field, Float, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsLatitude,
  IsLongitude,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Page, PageArgs, PageInfo } from '#libs/platform';
import type { FirmKind, FirmSize } from './firm.entity.js';
import { FirmKindEnum, FirmSizeEnum, FirmType } from './firm.graphql.js';

export const firmSorts = ['RELEVANCE', 'NEAREST', 'NAME', 'NEWEST'] as const;
export type FirmSort = (typeof firmSorts)[number];

export const FirmSortEnum = Object.fromEntries(firmSorts.map((sort) => [sort, sort])) as Record<FirmSort, FirmSort>;
registerEnumType(FirmSortEnum, {
  name: 'FirmSort',
  description: 'In which order firms are listed. Nobody can pay for a place.',
  valuesMap: {
    RELEVANCE: {
      description:
        'How well name, capabilities and texts fit, then how close the capability, its level, and whether the firm is verified.',
    },
    NEAREST: { description: 'By distance of the seat from `near`, which it needs.' },
    NAME: { description: 'By name, from A to Z.' },
    NEWEST: { description: 'Those that came to Kongsi last come first.' },
  },
});

@InputType({ description: 'A circle on the map.' })
export class NearInput {
  @Field(() => Float, { description: 'Degrees north of the equator (WGS 84).' })
  @IsLatitude()
  latitude: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich (WGS 84).' })
  @IsLongitude()
  longitude: number;

  @Field(() => Float, { description: 'Kilometres from there, more than 0 and at most 20,000.' })
  @Min(0.1)
  @Max(20_000)
  radiusKm: number;
}

/** What to look for among firms. */
@ArgsType()
export class FirmsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Words for the firm: its name, its trade in English or Indonesian, its town. All of them should fit; accents and small typing errors do not matter.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  text?: string;

  @Field(() => String, { nullable: true, description: 'Only firms that can do this CPV code or one below it.' })
  @IsOptional()
  @Matches(/^\d{8}(-\d)?$/, { message: 'Write eight digits, as in 45421000 or 45421000-4.' })
  cpv?: string;

  @Field(() => NearInput, { nullable: true, description: 'Only firms whose seat is in this circle.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput;

  @Field(() => String, {
    nullable: true,
    description: 'Only firms with a paper of this name that an operator verified and that holds today: `ISO 9001`.',
  })
  @IsOptional()
  @IsString()
  @Length(2, 80)
  evidenceScheme?: string;

  @Field(() => [FirmSizeEnum], { nullable: true, description: 'Only firms of one of these sizes.' })
  @IsOptional()
  @ArrayMaxSize(4)
  @IsEnum(FirmSizeEnum, { each: true })
  sizes?: FirmSize[];

  @Field(() => [FirmKindEnum], { nullable: true, description: 'Only firms of one of these kinds.' })
  @IsOptional()
  @ArrayMaxSize(4)
  @IsEnum(FirmKindEnum, { each: true })
  kinds?: FirmKind[];

  @Field(() => Boolean, { defaultValue: false, description: 'Only firms that an operator verified.' })
  @IsBoolean()
  verifiedOnly: boolean = false;

  @Field(() => FirmSortEnum, {
    nullable: true,
    description:
      'The order. Left out: by relevance when there are words or a code, else nearest first near a place, else by name.',
  })
  @IsOptional()
  @IsEnum(FirmSortEnum)
  sort?: FirmSort;
}

@ObjectType({ description: 'How many of the firms found have one value.' })
export class FacetCount {
  @Field(() => String, { description: 'The value: a kind, a size, two digits of a CPV division, the name of a town.' })
  value: string;

  @Field(() => String, { description: 'The value as a reader wants to see it, in the reader’s language.' })
  label: string;

  @Field(() => Int, { description: 'How many; at most 1,000.' })
  count: number;

  @Field(() => Boolean, { description: 'Whether there may be more than counted: show it as `1,000+`, or with a plus.' })
  capped: boolean;
}

@ObjectType({
  description: 'What the firms found are like, for narrowing the search down. Each facet leaves its own filter out.',
})
export class FirmFacets {
  @Field(() => [FacetCount], { description: 'Businesses, sole traders, public bodies, associations.' })
  kinds: FacetCount[];

  @Field(() => [FacetCount], { description: 'Micro, small, medium, large.' })
  sizes: FacetCount[];

  @Field(() => [FacetCount], { description: 'The twenty most frequent CPV divisions.' })
  divisions: FacetCount[];

  @Field(() => [FacetCount], { description: 'The twenty most frequent towns.' })
  towns: FacetCount[];
}

@ObjectType('FirmSearchPage', { description: 'One page of the firms that a search found, in a stable order.' })
export class FirmSearchPage implements Page<FirmType> {
  @Field(() => [FirmType], { description: 'The firms of this page, in order.' })
  nodes: FirmType[];

  @Field(() => PageInfo, { description: 'Whether there is more, and from where.' })
  pageInfo: PageInfo;
}
