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
import {
  DisclosureEnum,
  AudienceEnum,
  EstimateDisplayEnum,
  ProcedureEnum,
  ShortfallEnum,
  TendererKindEnum,
  VisibilityEnum,
} from './enums.graphql.js';
import { LotInput } from './lot-draft.graphql.js';
import type { Audience, Disclosure, Procedure, Shortfall } from './procedure.js';
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

@InputType({ description: 'The rules of the game. Leave one out to take what the procedure usually has.' })
export class FlagsInput {
  @Field(() => Int, { nullable: true, description: 'The fewest bids the buyer wants: 1 to 20.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  minimumBids?: number;

  @Field(() => ShortfallEnum, { nullable: true, description: 'What follows when fewer came.' })
  @IsOptional()
  @IsEnum(ShortfallEnum)
  whenFewer?: Shortfall;

  @Field(() => Int, { nullable: true, description: 'Days by which the deadline moves under EXTEND: 1 to 60.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  extensionDays?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a bid may offer another solution than the one described.',
  })
  @IsOptional()
  @IsBoolean()
  variants?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a bid may leave out items.' })
  @IsOptional()
  @IsBoolean()
  partialBids?: boolean;

  @Field(() => Int, { nullable: true, description: 'The most lots one tenderer can be awarded.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  maxLotsAwarded?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a firm can be lead or partner of only one submitted bid per lot.',
  })
  @IsOptional()
  @IsBoolean()
  exclusiveMembership?: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Days between award and signature in which a decision can be questioned: 0 to 60.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  standstillDays?: number;

  @Field(() => DisclosureEnum, { nullable: true, description: 'What the opening shows of the other bids.' })
  @IsOptional()
  @IsEnum(DisclosureEnum)
  openingShows?: Disclosure;

  @Field(() => AudienceEnum, { nullable: true, description: 'To whom the opening shows it.' })
  @IsOptional()
  @IsEnum(AudienceEnum)
  openingShownTo?: Audience;

  @Field(() => DisclosureEnum, { nullable: true, description: 'What the award shows of the other bids.' })
  @IsOptional()
  @IsEnum(DisclosureEnum)
  awardShows?: Disclosure;

  @Field(() => AudienceEnum, { nullable: true, description: 'To whom the award shows it.' })
  @IsOptional()
  @IsEnum(AudienceEnum)
  awardShownTo?: Audience;
}

@InputType({ description: 'A tender as its buyer writes it. The whole draft at once: what is left out is not in it.' })
export class TenderNoticeInput {
  @Field(() => ProcedureEnum, { description: 'How bids are asked for.' })
  @IsEnum(ProcedureEnum)
  procedure: Procedure;

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
