import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsEmail,
  IsEnum,
  IsIn,
  IsISO31661Alpha2,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  IsUrl,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Refusal, resultOf } from '#libs/platform';
import { ActingInput, OnceInput } from './acting-input.js';
import { cpvDivisions } from './cpv-divisions.js';
import type { FirmKind, FirmSize, VatStatus } from './firm.entity.js';
import { FirmKindEnum, FirmSizeEnum, FirmType, VatStatusEnum } from './firm.graphql.js';
import { LocalTextInput } from './local-text.js';

/** A telephone number as people write it. */
export const phonePattern = /^\+?[0-9][0-9 ()./-]{4,28}[0-9]$/;

@InputType({
  description: 'Where a firm has its seat. The pin decides distances, so set it on the workshop, not the town.',
})
export class FirmAddressInput {
  @Field(() => [String], { description: 'Street and number, one to four lines.' })
  @ArrayMaxSize(4)
  @IsString({ each: true })
  @Length(1, 120, { each: true })
  lines: string[];

  @Field(() => String, { description: 'Town or village.' })
  @IsString()
  @Length(1, 120)
  town: string;

  @Field(() => String, { nullable: true, description: 'Province, county or state.' })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  region?: string | null;

  @Field(() => String, { description: 'ISO 3166-1 code in two capital letters: `ID`, `IE`.' })
  @IsISO31661Alpha2()
  @Matches(/^[A-Z]{2}$/)
  country: string;

  @Field(() => Float, { description: 'Degrees north of the equator (WGS 84), −90 to 90.' })
  @IsNumber()
  @IsLatitude()
  latitude: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich (WGS 84), −180 to 180.' })
  @IsNumber()
  @IsLongitude()
  longitude: number;
}

@InputType({
  description: 'A number under which a public register knows the firm. Its form is checked, not whose it is.',
})
export class LegalIdInput {
  @Field(() => String, {
    description:
      'Which register: `NIB`, `NPWP`, `EU_VAT` (number with its country letters), `LEI`, or a code of org-id.guide: `IE-CRO`.',
  })
  @IsString()
  @Length(2, 25)
  scheme: string;

  @Field(() => String, { description: 'The number as on the paper; spaces, dots and hyphens are ignored.' })
  @IsString()
  @Length(2, 60)
  number: string;
}

@InputType({ description: 'What it takes to open a firm’s page. Everything else can be told later.' })
export class FoundFirmInput extends OnceInput {
  @Field(() => FirmKindEnum, { description: 'What the firm is before the law.' })
  @IsEnum(FirmKindEnum)
  kind: FirmKind;

  @Field(() => String, { description: 'The name it trades under, 2 to 160 characters.' })
  @IsString()
  @IsNotEmpty()
  @Length(2, 160)
  name: string;

  @Field(() => [LegalIdInput], { description: 'Numbers in public registers; none is fine to begin with, at most ten.' })
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => LegalIdInput)
  legalIds: LegalIdInput[];

  @Field(() => FirmAddressInput, { description: 'Its seat, with the pin on the map.' })
  @ValidateNested()
  @Type(() => FirmAddressInput)
  address: FirmAddressInput;

  @Field(() => FirmSizeEnum, { description: 'Size class by the number of people.' })
  @IsEnum(FirmSizeEnum)
  size: FirmSize;

  @Field(() => [String], { description: 'CPV divisions it works in, two digits each: `45` is construction.' })
  @ArrayMaxSize(45)
  @IsIn(cpvDivisions, { each: true })
  sectors: string[];

  @Field(() => String, { description: 'IANA name of the zone of its office hours: `Asia/Makassar`.' })
  @IsTimeZone()
  timeZone: string;

  @Field(() => String, {
    description: 'The version of the house policy you read and accept for the firm: `currentHousePolicy.version`.',
  })
  @IsString()
  @MaxLength(40)
  housePolicyVersion: string;
}

@InputType({ description: 'What changes on the page. Leave out what stays as it is; `null` clears.' })
export class DescribeFirmInput extends ActingInput {
  @Field(() => LocalTextInput, { nullable: true, description: 'One line that says what the firm does.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  tagline?: LocalTextInput | null;

  @Field(() => LocalTextInput, { nullable: true, description: 'The firm in its own words.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  story?: LocalTextInput | null;

  @Field(() => Int, { nullable: true, description: 'Year in which it began to work.' })
  @IsOptional()
  @IsInt()
  @Min(1000)
  @Max(2200)
  foundedYear?: number | null;

  @Field(() => FirmSizeEnum, { nullable: true, description: 'Size class by the number of people; cannot be cleared.' })
  @ValidateIf((input: DescribeFirmInput) => input.size !== undefined)
  @IsEnum(FirmSizeEnum)
  size?: FirmSize;

  @Field(() => Int, { nullable: true, description: 'How many people work there.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(5_000_000)
  staff?: number | null;

  @Field(() => [String], { nullable: true, description: 'CPV divisions it works in, two digits each.' })
  @ValidateIf((input: DescribeFirmInput) => input.sectors !== undefined)
  @ArrayMaxSize(45)
  @IsIn(cpvDivisions, { each: true })
  sectors?: string[];

  @Field(() => FirmAddressInput, { nullable: true, description: 'The whole address anew; cannot be cleared.' })
  @ValidateIf((input: DescribeFirmInput) => input.address !== undefined)
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => FirmAddressInput)
  address?: FirmAddressInput;

  @Field(() => String, { nullable: true, description: 'Its own site, with `https://`.' })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(300)
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone for new customers: `+62 361 555 0109`.' })
  @IsOptional()
  @Matches(phonePattern)
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address for new customers; everybody will see it.' })
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA name of the zone of its office hours; cannot be cleared.' })
  @ValidateIf((input: DescribeFirmInput) => input.timeZone !== undefined)
  @IsTimeZone()
  timeZone?: string;

  @Field(() => VatStatusEnum, { nullable: true, description: 'Whether it adds VAT to its prices.' })
  @IsOptional()
  @IsEnum(VatStatusEnum)
  vatStatus?: VatStatus | null;
}

@InputType({ description: 'Who the firm is: what an operator verifies. A change ends the verification.' })
export class IdentifyFirmInput extends ActingInput {
  @Field(() => FirmKindEnum, { description: 'What the firm is before the law.' })
  @IsEnum(FirmKindEnum)
  kind: FirmKind;

  @Field(() => String, { description: 'The name it trades under, 2 to 160 characters.' })
  @IsString()
  @Length(2, 160)
  name: string;

  @Field(() => [LegalIdInput], { description: 'All its numbers in public registers; one left out is removed.' })
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => LegalIdInput)
  legalIds: LegalIdInput[];
}

@InputType({ description: 'Which firm’s page to show to everybody.' })
export class PublishFirmPageInput extends ActingInput {}

@InputType({ description: 'Which firm’s page to keep from outsiders.' })
export class HideFirmPageInput extends ActingInput {}

/** One firm, named by either of its ids. */
@ArgsType()
export class WhichFirmArgs {
  @Field(() => ID, { nullable: true, description: 'Its id. Give this or `publicId`.' })
  @IsOptional()
  @IsUUID()
  id?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its public id as people write it; small letters and spaces are welcome.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  publicId?: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'The house policy has another version than the one accepted. Read it, then send its version.',
})
export class HousePolicyChanged extends Refusal {
  @Field(() => String, { description: 'The version in force, to read and accept.' })
  currentVersion: string;

  constructor(currentVersion: string) {
    super();
    this.currentVersion = currentVersion;
  }
}

@ObjectType({
  implements: () => Refusal,
  description:
    'Another firm was verified under the same number. If it is yours, ask to join it; if not, tell the operator.',
})
export class LegalIdTaken extends Refusal {
  @Field(() => String, { description: 'The register of the number: `NIB`, `EU_VAT` and so on.' })
  scheme: string;

  @Field(() => String, { description: 'The number that another firm was verified under.' })
  number: string;

  constructor(scheme: string, number: string) {
    super();
    this.scheme = scheme;
    this.number = number;
  }
}

export const FoundFirmResult = resultOf('FoundFirmResult', FirmType, [HousePolicyChanged, LegalIdTaken]);
export const DescribeFirmResult = resultOf('DescribeFirmResult', FirmType);
export const IdentifyFirmResult = resultOf('IdentifyFirmResult', FirmType, [LegalIdTaken]);
export const PublishFirmPageResult = resultOf('PublishFirmPageResult', FirmType);
export const HideFirmPageResult = resultOf('HideFirmPageResult', FirmType);
