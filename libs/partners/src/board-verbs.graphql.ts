import { ArgsType, Field, Float, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  IsEnum,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ActingInput, NearInput, UnknownClassification } from '#libs/firms';
import { DayScalar, PageArgs, resultOf } from '#libs/platform';
import { TenderNotOpen } from '#libs/tenders';
import type { BoardKind, BoardSide } from './board-entry.entity.js';
import { BoardAnswerType, BoardEntryType, BoardKindEnum, BoardSideEnum } from './board.graphql.js';
import {
  BoardEntryAnswered,
  BoardEntryOver,
  BoardFull,
  DaysOver,
  NotForTheBuyer,
  OwnBoardEntry,
} from './partners.refusals.js';

const cpv = /^\d{8}(-\d)?$/;
const cpvForm = 'Write eight digits, as in 45421000 or 45421000-4.';

@InputType({ description: 'Where something is, or is needed.' })
export class BoardPlaceInput {
  @Field(() => String, { description: 'Town or village.' })
  @IsString()
  @Length(1, 120)
  town: string;

  @Field(() => Float, { description: 'Degrees north of the equator (WGS 84), −90 to 90.' })
  @IsNumber()
  @IsLatitude()
  latitude: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich (WGS 84), −180 to 180.' })
  @IsNumber()
  @IsLongitude()
  longitude: number;
}

@InputType({ isAbstract: true })
export abstract class PutOnBoardInput extends ActingInput {
  @Field(() => BoardKindEnum, { description: 'A trade, a person, a machine or a room.' })
  @IsEnum(BoardKindEnum)
  kind: BoardKind;

  @Field(() => ID, {
    nullable: true,
    description: 'The part of a tender it is for. Give this, or `fromOn` and `untilOn`.',
  })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'First day, without a tender.' })
  @IsOptional()
  fromOn?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Last day, without a tender; at most 400 days after the first.',
  })
  @IsOptional()
  untilOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'CPV code of the trade, with or without check digit. A TRADE needs it; others may have it.',
  })
  @IsOptional()
  @Matches(cpv, { message: cpvForm })
  cpv?: string | null;

  @Field(() => String, { description: 'What exactly, plain text: 10 to 1,000 characters.' })
  @IsString()
  @Length(10, 1_000)
  words: string;

  @Field(() => BoardPlaceInput, { nullable: true, description: 'Where; left out, the seat of your firm.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BoardPlaceInput)
  place?: BoardPlaceInput | null;

  @Field(() => Float, {
    defaultValue: 50,
    description: 'How far from there it goes, or may be fetched, in kilometres: more than 0, at most 20,000.',
  })
  @IsNumber()
  @Min(0.1)
  @Max(20_000)
  radiusKm: number;
}

@InputType({ description: 'What your firm offers to others.' })
export class OfferOnBoardInput extends PutOnBoardInput {}

@InputType({ description: 'What your firm seeks from others.' })
export class SeekOnBoardInput extends PutOnBoardInput {}

@InputType({ description: 'Which entry of your firm comes off the board.' })
export class WithdrawBoardEntryInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the entry, as `partnerBoard` answers it.' })
  @IsUUID()
  entryId: string;
}

@InputType({ description: 'Your firm’s answer to an entry of another.' })
export class AnswerBoardEntryInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the entry, as `partnerBoard` answers it.' })
  @IsUUID()
  entryId: string;

  @Field(() => String, { description: 'What you write to its firm, plain text: 3 to 2,000 characters.' })
  @IsString()
  @Length(3, 2_000)
  words: string;
}

/** What to look for on the board. */
@ArgsType()
export class PartnerBoardArgs extends PageArgs {
  @Field(() => BoardSideEnum, { nullable: true, description: 'Only what is offered, or only what is sought.' })
  @IsOptional()
  @IsEnum(BoardSideEnum)
  side?: BoardSide | null;

  @Field(() => BoardKindEnum, { nullable: true, description: 'Only this kind.' })
  @IsOptional()
  @IsEnum(BoardKindEnum)
  kind?: BoardKind | null;

  @Field(() => ID, { nullable: true, description: 'Only entries for this part of a tender.' })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only entries of this firm.' })
  @IsOptional()
  @IsUUID()
  byFirmId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this trade (CPV code) and everything below it.' })
  @IsOptional()
  @Matches(cpv, { message: cpvForm })
  cpv?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Only entries for days of which one at least is not before this one.',
  })
  @IsOptional()
  fromOn?: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'Only entries for days of which one at least is not after this one.',
  })
  @IsOptional()
  untilOn?: string | null;

  @Field(() => NearInput, {
    nullable: true,
    description: 'Only entries whose place lies in this circle, or which come as far as its middle.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => NearInput)
  near?: NearInput | null;
}

const putOnBoard = [TenderNotOpen, NotForTheBuyer, DaysOver, BoardFull, UnknownClassification];

export const OfferOnBoardResult = resultOf('OfferOnBoardResult', BoardEntryType, putOnBoard);
export const SeekOnBoardResult = resultOf('SeekOnBoardResult', BoardEntryType, putOnBoard);
export const WithdrawBoardEntryResult = resultOf('WithdrawBoardEntryResult', BoardEntryType, [BoardEntryOver]);
export const AnswerBoardEntryResult = resultOf('AnswerBoardEntryResult', BoardAnswerType, [
  BoardEntryOver,
  OwnBoardEntry,
  BoardEntryAnswered,
  NotForTheBuyer,
]);
