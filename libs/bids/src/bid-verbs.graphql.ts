import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ActingInput } from '#libs/firms';
import { EnvelopeEnum, type Envelope } from '#libs/tenders';

@InputType({ description: 'One uploaded age file of a sealed bid.' })
export class SealedFileInput {
  @Field(() => EnvelopeEnum, {
    description: 'Which part of the bid the file holds; BID where everything is opened at once.',
  })
  @IsEnum(EnvelopeEnum)
  envelope: Envelope;

  @Field(() => ID, { description: 'The firm that wrote and sealed it: your own, or one of your line-up.' })
  @IsUUID()
  authorFirmId: string;

  @Field(() => ID, { description: 'From an upload announced with the purpose `SEALED_ENVELOPE`.' })
  @IsUUID()
  fileId: string;
}

/** Who bids for what. */
@InputType({ isAbstract: true })
export abstract class BidForInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the part of the tender the offer answers.' })
  @IsUUID()
  lotId: string;

  @Field(() => ID, { nullable: true, description: 'The alliance that bids; leave out when your firm bids alone.' })
  @IsOptional()
  @IsUUID()
  allianceId?: string | null;
}

@InputType({ description: 'Hands in one version of a sealed bid. What it takes stands in `sealedBidInstructions`.' })
export class SubmitBidInput extends BidForInput {
  @Field(() => String, {
    description: 'The manifest as JSON (`kongsi-bid-manifest/1`): what the bid consists of, without its content.',
  })
  @IsString()
  @Length(2, 400_000)
  manifest: string;

  @Field(() => [SealedFileInput], { description: 'One sealed file for each envelope and author the manifest names.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SealedFileInput)
  files: SealedFileInput[];
}

@InputType({ description: 'Hands in one version of a quote. The buyer reads it as soon as it arrives.' })
export class SubmitQuoteInput extends BidForInput {
  @Field(() => String, { description: 'The prices as JSON (`kongsi-price-schedule/1`).' })
  @IsString()
  @Length(2, 400_000)
  priceSchedule: string;

  @Field(() => String, {
    nullable: true,
    description: 'The answers to requirements and criteria as JSON (`kongsi-answers/1`), where there are some.',
  })
  @IsOptional()
  @IsString()
  @Length(2, 400_000)
  answers?: string | null;

  @Field(() => [ID], { defaultValue: [], description: 'Uploads announced with the purpose `BID_DOCUMENT`.' })
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  documentFileIds: string[] = [];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Says that this is the best and last offer. After it none is taken.',
  })
  @IsBoolean()
  bestAndFinal: boolean = false;
}

@InputType({ description: 'Takes a bid back while bids are taken.' })
export class WithdrawBidInput extends ActingInput {
  @Field(() => ID, { description: 'Your bid.' })
  @IsUUID()
  bidId: string;
}

@InputType({ description: 'Says that a bid stands as it is with a change that came after it.' })
export class ConfirmBidInput extends ActingInput {
  @Field(() => ID, { description: 'Your bid.' })
  @IsUUID()
  bidId: string;

  @Field(() => ID, { description: 'The material addendum.' })
  @IsUUID()
  addendumId: string;
}

@InputType({ description: 'Opens the bids of a lot after its closing.' })
export class OpenBidsInput extends ActingInput {
  @Field(() => ID, { description: 'Your lot.' })
  @IsUUID()
  lotId: string;
}

@InputType({ description: 'Shows the author’s own copy of a bid that did not open.' })
export class RevealBidInput extends ActingInput {
  @Field(() => ID, { description: 'Your bid.' })
  @IsUUID()
  bidId: string;

  @Field(() => EnvelopeEnum, { description: 'The envelope that did not open.' })
  @IsEnum(EnvelopeEnum)
  envelope: Envelope;

  @Field(() => String, { description: 'The age identity made for this bid: `AGE-SECRET-KEY-1…`. It is not kept.' })
  @IsString()
  @MaxLength(200)
  identity: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Your own copy of the sealed file, uploaded as `SEALED_ENVELOPE`, where ours is damaged.',
  })
  @IsOptional()
  @IsUUID()
  fileId?: string | null;
}

@InputType({ description: 'Asks all who quoted, once, for their best and last offer.' })
export class AskFinalOffersInput extends ActingInput {
  @Field(() => ID, { description: 'Your lot.' })
  @IsUUID()
  lotId: string;

  @Field(() => Date, { description: 'Until when those are taken.' })
  @IsDate()
  until: Date;
}

@InputType({
  description: 'Saves what your firm has written of a bid so far. Encrypted at rest; wiped when the bid is sealed.',
})
export class SaveBidDraftInput extends BidForInput {
  @Field(() => String, { description: 'The draft, as your page keeps it: JSON or any other text.' })
  @IsString()
  @MaxLength(400_000)
  content: string;

  @Field(() => [ID], { defaultValue: [], description: 'Partner firms you let read it; nobody else does.' })
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  readerFirmIds: string[] = [];

  @Field(() => Int, { description: 'The revision you began with; 0 for the first.' })
  @IsInt()
  @Min(0)
  revision: number;
}

@InputType({
  description: 'Keeps your own age identity for this bid here, locked with a passphrase that only you know.',
})
export class KeepAuthorKeyInput extends BidForInput {
  @Field(() => String, {
    description: 'An armored age file locked by passphrase: `-----BEGIN AGE ENCRYPTED FILE-----…`.',
  })
  @IsString()
  @Length(50, 5_000)
  wrappedIdentity: string;
}
