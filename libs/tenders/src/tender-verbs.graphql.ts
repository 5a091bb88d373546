import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsEnum,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { ActingInput } from '#libs/firms';
import { AddendumKindEnum } from './enums.graphql.js';
import { TenderNoticeInput } from './tender-draft.graphql.js';
import type { AddendumKind } from './tender-talk.entity.js';

@InputType({ description: 'Begins a tender that only your firm sees until it is published.' })
export class DraftTenderInput extends ActingInput {
  @Field(() => TenderNoticeInput, { description: 'The notice as far as it is written.' })
  @ValidateNested()
  @Type(() => TenderNoticeInput)
  notice: TenderNoticeInput;
}

@InputType({ description: 'Writes a draft anew.' })
export class ReviseTenderInput extends ActingInput {
  @Field(() => ID, { description: 'The draft.' })
  @IsUUID()
  tenderId: string;

  @Field(() => TenderNoticeInput, { description: 'The whole notice as it shall be.' })
  @ValidateNested()
  @Type(() => TenderNoticeInput)
  notice: TenderNoticeInput;
}

/** What every verb takes that is about one tender. */
@InputType({ isAbstract: true })
export abstract class OnTenderInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the tender it is about, as `tenders` answers it.' })
  @IsUUID()
  tenderId: string;
}

@InputType({ description: 'Throws a draft away.' })
export class DiscardTenderInput extends OnTenderInput {}

@InputType({ description: 'Publishes a draft.' })
export class PublishTenderInput extends OnTenderInput {}

@InputType({ description: 'Calls a published tender off.' })
export class CancelTenderInput extends OnTenderInput {
  @Field(() => String, { description: 'Why, for everybody to read: 10 to 2,000 characters.' })
  @IsString()
  @Length(10, 2_000)
  reason: string;
}

@InputType({ description: 'Changes a published tender, visibly for everybody.' })
export class AmendTenderInput extends OnTenderInput {
  @Field(() => AddendumKindEnum, {
    description:
      'CLERICAL may touch titles, descriptions, the legal ground and dates only. A MATERIAL one with fewer than 3 days left moves the closing to 3 days from now, rounded up to the minute.',
  })
  @IsEnum(AddendumKindEnum)
  kind: AddendumKind;

  @Field(() => String, { description: 'What changed and why, for everybody to read: 5 to 4,000 characters.' })
  @IsString()
  @Length(5, 4_000)
  note: string;

  @Field(() => TenderNoticeInput, {
    description: 'The whole notice as it shall be. Lots, items and requirements that keep their place keep their id.',
  })
  @ValidateNested()
  @Type(() => TenderNoticeInput)
  notice: TenderNoticeInput;
}

@InputType({ description: 'Asks the buyer something. Text and answer become public, who asked does not.' })
export class AskQuestionInput extends OnTenderInput {
  @Field(() => ID, { nullable: true, description: 'The lot it is about; leave out when it is about the whole.' })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => String, { description: 'The question, 5 to 4,000 characters. Do not say who you are.' })
  @IsString()
  @Length(5, 4_000)
  text: string;
}

@InputType({ description: 'Answers a question for everybody.' })
export class AnswerQuestionInput extends ActingInput {
  @Field(() => ID, { description: 'Id of the question, as `Tender.questions` answers it.' })
  @IsUUID()
  questionId: string;

  @Field(() => String, { description: 'The answer, 1 to 8,000 characters. It stays as it is.' })
  @IsString()
  @Length(1, 8_000)
  answer: string;
}

@InputType({ description: 'Lets further firms see a tender, and tells them of it.' })
export class InviteToTenderInput extends OnTenderInput {
  @Field(() => [ID], { description: 'Who shall see it and hear of it, 1 to 200 ids as `firms` answers them.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  firmIds: string[];
}

@InputType({ description: 'Shows a tender you were invited to to a firm that you want in your line-up.' })
export class ShowTenderInput extends OnTenderInput {
  @Field(() => ID, { description: 'The firm that shall see it.' })
  @IsUUID()
  firmId: string;
}
