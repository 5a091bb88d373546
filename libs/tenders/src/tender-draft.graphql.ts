import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEnum,
  IsISO31661Alpha2,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MoneyInput } from '#libs/platform';
import { EstimateDisplayEnum, ProcedureEnum, TendererKindEnum, VisibilityEnum } from './enums.graphql.js';
import { FlagsInput } from './tender-flags.graphql.js';
import { LotInput } from './lot-draft.graphql.js';
import type { Procedure } from './procedure.js';
import type { EstimateDisplay, TendererKind, Visibility } from './tender.entity.js';

@InputType({ description: 'Where the work is done or delivered.' })
export class TenderPlaceInput {
  @Field(() => String, { description: 'Town or village.' })
  @IsString()
  @Length(1, 120)
  town: string;

  @Field(() => String, { nullable: true, description: 'Province, county or state.' })
  @IsOptional()
  @MaxLength(120)
  region?: string | null;

  @Field(() => String, { description: 'ISO 3166-1 code in two capital letters.' })
  @IsISO31661Alpha2()
  country: string;

  @Field(() => Float, { description: 'Degrees north (WGS 84) of the pin on the map.' })
  @IsLatitude()
  latitude: number;

  @Field(() => Float, { description: 'Degrees east (WGS 84) of the pin on the map.' })
  @IsLongitude()
  longitude: number;
}

@InputType({ description: 'How prices are made. Net prices are compared; each firm states whether it adds VAT.' })
export class PriceTermsInput {
  @Field(() => String, { description: 'ISO 4217 code of the one currency bids are made in.' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @Field(() => Int, { defaultValue: 60, description: 'Days a bid binds, from the closing: 1 to 365.' })
  @IsInt()
  @Min(1)
  @Max(365)
  validityDays: number;

  @Field(() => [String], { description: 'Languages bids may be written in (BCP 47): `en`, `id`.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { each: true })
  bidLanguages: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether optional items count in the comparison.' })
  @IsBoolean()
  optionsAreScored: boolean;
}

@InputType({ description: 'A tender as its buyer writes it. The whole draft at once: what is left out is not in it.' })
export class TenderNoticeInput {
  @Field(() => ProcedureEnum, { description: 'How bids are asked for.' })
  @IsEnum(ProcedureEnum)
  procedure: Procedure;

  @Field(() => String, {
    nullable: true,
    description:
      'Id of the procedure pack: the rules its buyer keeps (see `rulePacks`). Left out: `private`, in an addendum the one it has.',
  })
  @IsOptional()
  @Matches(/^[a-z0-9-]{2,60}$/)
  pack?: string | null;

  @Field(() => VisibilityEnum, { description: 'Who may see it once published.' })
  @IsEnum(VisibilityEnum)
  visibility: Visibility;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Firms told of it when it is published; they alone see it when it is INVITED.',
  })
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  invitedFirmIds: string[];

  @Field(() => TendererKindEnum, { description: 'Who may bid.' })
  @IsEnum(TendererKindEnum)
  tenderers: TendererKind;

  @Field(() => String, { description: 'Language the notice is written in (BCP 47): `en`, `id`.' })
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language: string;

  @Field(() => String, { description: 'What is wanted, in one line of 5 to 200 characters.' })
  @IsString()
  @Length(5, 200)
  title: string;

  @Field(() => String, { description: 'The job in plain words, up to 20,000 characters.' })
  @IsString()
  @Length(10, 20_000)
  description: string;

  @Field(() => String, { nullable: true, description: 'Main CPV code, 8 digits.' })
  @IsOptional()
  @Matches(/^\d{8}$/)
  cpv?: string | null;

  @Field(() => TenderPlaceInput, { description: 'Where the work is.' })
  @ValidateNested()
  @Type(() => TenderPlaceInput)
  place: TenderPlaceInput;

  @Field(() => MoneyInput, { nullable: true, description: 'What the buyer expects the whole to cost, net.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  estimate?: MoneyInput | null;

  @Field(() => EstimateDisplayEnum, { defaultValue: 'RANGE', description: 'How much of the estimate others see.' })
  @IsEnum(EstimateDisplayEnum)
  estimateShown: EstimateDisplay;

  @Field(() => PriceTermsInput, { description: 'Currency, validity and languages of the bids.' })
  @ValidateNested()
  @Type(() => PriceTermsInput)
  priceTerms: PriceTermsInput;

  @Field(() => FlagsInput, { defaultValue: {}, description: 'Further rules; each has a default.' })
  @ValidateNested()
  @Type(() => FlagsInput)
  flags: FlagsInput;

  @Field(() => String, { nullable: true, description: 'The law a public body buys under. Needed from public bodies.' })
  @IsOptional()
  @MaxLength(300)
  legalGround?: string | null;

  @Field(() => String, { description: 'IANA zone its deadlines are spoken in: `Asia/Makassar`.' })
  @IsTimeZone()
  timeZone: string;

  @Field(() => Date, { nullable: true, description: 'Until when questions may be asked; not after the closing.' })
  @IsOptional()
  questionsUntil?: Date | null;

  @Field(() => Date, { nullable: true, description: 'When bids stop being taken. Needed to publish.' })
  @IsOptional()
  closesAt?: Date | null;

  @Field(() => [LotInput], {
    description: 'Its lots in order, 1 to 100. A tender that is not divided has one without a title.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => LotInput)
  lots: LotInput[];
}
