import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ActingInput } from '#libs/firms';
import type { AllianceKind } from './alliance.entity.js';
import { AllianceKindEnum } from './alliance-enums.graphql.js';
import { AllianceTermsInput, FirmPlaceInput, PlaceInput } from './proposal.graphql.js';

@InputType({ description: 'Begins an alliance that your firm arranges.' })
export class ProposeAllianceInput extends ActingInput {
  @Field(() => AllianceKindEnum, { description: 'For one tender, or standing.' })
  @IsEnum(AllianceKindEnum)
  kind: AllianceKind;

  @Field(() => String, { description: 'What you call it: 3 to 120 characters.' })
  @IsString()
  @Length(3, 120)
  name: string;

  @Field(() => ID, { nullable: true, description: 'The tender of a PROJECT alliance; left out for a STANDING one.' })
  @IsOptional()
  @IsUUID()
  tenderId?: string | null;

  @Field(() => String, {
    defaultValue: 'plain',
    description: 'Id of the form pack it follows: the rules of its legal form, as `rulePacks` answers it.',
  })
  @Matches(/^[a-z0-9-]{2,60}$/)
  formPack: string;

  @Field(() => AllianceTermsInput, { description: 'What shall hold for all partners.' })
  @ValidateNested()
  @Type(() => AllianceTermsInput)
  terms: AllianceTermsInput;

  @Field(() => [PlaceInput], {
    description: 'What your own firm does, one entry per lot. It still gives its yes by `consent`.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PlaceInput)
  places: PlaceInput[];
}

@InputType({ description: 'Names the alliance that the verb is about.' })
export class ActOnAllianceInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the alliance it is about, as `myAlliances` answers it.' })
  @IsUUID()
  allianceId: string;
}

@InputType({ description: 'Asks a firm to join, with what it would do.' })
export class InviteFirmInput extends ActOnAllianceInput {
  @Field(() => ID, { description: 'The firm you ask.' })
  @IsUUID()
  firmId: string;

  @Field(() => String, { nullable: true, description: 'Some words to it; only it and your firm read them.' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  message?: string | null;

  @Field(() => [PlaceInput], { description: 'What it would do, one entry per lot.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PlaceInput)
  places: PlaceInput[];
}

@InputType({ description: 'Takes an unanswered invitation back.' })
export class WithdrawAllianceInvitationInput extends ActOnAllianceInput {
  @Field(() => ID, { description: 'The firm that was asked.' })
  @IsUUID()
  firmId: string;
}

@InputType({ description: 'Puts another firm in the place of one.' })
export class ReplaceFirmInput extends ActOnAllianceInput {
  @Field(() => ID, { description: 'The firm whose places become free.' })
  @IsUUID()
  firmId: string;

  @Field(() => ID, { description: 'The firm that is asked to take them, with the same roles and shares.' })
  @IsUUID()
  byFirmId: string;

  @Field(() => String, { description: 'Why, for the partners and the firm that goes: 3 to 2,000 characters.' })
  @IsString()
  @Length(3, 2_000)
  reason: string;

  @Field(() => String, { nullable: true, description: 'Some words to the firm that is asked.' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  message?: string | null;
}

@InputType({ description: 'Says who does what for one lot, all firms at once.' })
export class ChangeLineUpInput extends ActOnAllianceInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The lot; a standing alliance begins a line-up for any lot it names. Left out: its own, apart from tenders.',
  })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => [FirmPlaceInput], {
    description: 'The whole line-up as it shall be. `lotId` of an entry is not read here.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => FirmPlaceInput)
  places: FirmPlaceInput[];
}

@InputType({ description: 'Changes what holds for all. Every firm must then say yes again.' })
export class ChangeAllianceTermsInput extends ActOnAllianceInput {
  @Field(() => AllianceTermsInput, { description: 'The whole terms as they shall be.' })
  @ValidateNested()
  @Type(() => AllianceTermsInput)
  terms: AllianceTermsInput;
}

@InputType({ description: 'A place you read, named by its lot and version.' })
export class PlaceReadInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The lot of the line-up; left out for the one apart from any tender.',
  })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => Int, { description: 'The `version` of your place in it, as you read it.' })
  @IsInt()
  @Min(1)
  version: number;
}

@InputType({ description: 'Your firm’s yes to its places and the terms, in the versions you read.' })
export class ConsentToAllianceInput extends ActOnAllianceInput {
  @Field(() => [PlaceReadInput], { description: 'The places you say yes to; one yes may cover several lots.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PlaceReadInput)
  places: PlaceReadInput[];

  @Field(() => Int, { description: 'The `version` of the terms, as you read them.' })
  @IsInt()
  @Min(1)
  termsVersion: number;
}

@InputType({ isAbstract: true })
abstract class EndInAllianceInput extends ActOnAllianceInput {
  @Field(() => String, { nullable: true, description: 'Why, for the partners to read; at most 2,000 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string | null;
}

@InputType({ description: 'Says no to an invitation.' })
export class DeclineAllianceInput extends EndInAllianceInput {}

@InputType({ description: 'Ends your firm’s part in an alliance it had joined.' })
export class LeaveAllianceInput extends EndInAllianceInput {}

@InputType({ description: 'Ends an alliance for all, with a reason.' })
export class DissolveAllianceInput extends ActOnAllianceInput {
  @Field(() => String, { description: 'Why, for the partners to read: 3 to 2,000 characters.' })
  @IsString()
  @Length(3, 2_000)
  reason: string;
}

@InputType({ description: 'Signs the agreement for your firm: a simple electronic signature.' })
export class SignAgreementInput extends ActOnAllianceInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Which agreement: that for a tender; left out, that of a standing alliance apart from tenders.',
  })
  @IsOptional()
  @IsUUID()
  tenderId?: string | null;

  @Field(() => String, { description: 'The `digest` of the text you read: you sign that text and no other.' })
  @Matches(/^sha256:[0-9a-f]{64}$/)
  digest: string;

  @Field(() => String, { description: 'Your name as you sign.' })
  @IsString()
  @Length(2, 120)
  name: string;

  @Field(() => String, { description: 'As what you sign for the firm: “Direktur”, “managing partner”.' })
  @IsString()
  @Length(2, 120)
  position: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A file uploaded for SIGNED_AGREEMENT: the paper signed by hand, where a law wants it.',
  })
  @IsOptional()
  @IsUUID()
  fileId?: string | null;
}
