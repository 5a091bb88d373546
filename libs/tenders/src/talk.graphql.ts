import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { resultOf } from '#libs/platform';
import { AddendumKindEnum } from './enums.graphql.js';
import {
  AlreadyAnswered,
  ClosingOnlyLater,
  MaterialChange,
  NothingChanged,
  NoticeFixed,
  OwnTender,
  PublishedElsewhere,
  QuestionsEnded,
} from './talk.refusals.js';
import type { AddendumKind } from './tender-talk.entity.js';
import { TenderType, publishingRefusals } from './tender.graphql.js';
import { MeasureUnclear, QuestionsEndTooLate, TenderNotOpen } from './tender.refusals.js';

@ObjectType('NoticeChange', { description: 'One difference between a notice before and after an addendum.' })
export class NoticeChangeType {
  @Field(() => String, {
    description: 'Where in the notice: `lots.1.items.2.quantity`; `closing` for a moved deadline.',
  })
  path: string;

  @Field(() => String, { nullable: true, description: 'As it was; null where nothing stood.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'As it is now; null where it was taken out.' })
  after: string | null;
}

@ObjectType('Addendum', { description: 'A numbered change to a published tender, with what it changed.' })
export class AddendumType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => Int, { description: 'From 1, in the order of publication.' })
  number: number;

  @Field(() => AddendumKindEnum, { description: 'Whether it can change a bid.' })
  kind: AddendumKind;

  @Field(() => String, { description: 'What changed and why, in words.' })
  note: string;

  @Field(() => [NoticeChangeType], { description: 'The differences one by one, in the notice’s order.' })
  changes: NoticeChangeType[];

  @Field(() => [ID], { description: 'The lots it touches; empty when it touches the whole.' })
  lotIds: string[];

  @Field(() => Date, { description: 'Since when it holds.' })
  publishedAt: Date;
}

@ObjectType('Question', { description: 'A question to the buyer with its public answer. Nobody is told who asked.' })
export class QuestionType {
  @Field(() => ID, { description: 'Names the question where it is answered.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The lot it is about; null for the whole.' })
  lotId: string | null;

  @Field(() => String, { description: 'What was asked.' })
  text: string;

  @Field(() => Date, { description: 'When it was asked.' })
  askedAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The answer; null while it is open. Open ones show to buyer and asker only.',
  })
  answer: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  answeredAt: Date | null;
}

export const AmendTenderResult = resultOf('AmendTenderResult', AddendumType, [
  TenderNotOpen,
  NothingChanged,
  NoticeFixed,
  MaterialChange,
  ClosingOnlyLater,
  MeasureUnclear,
  QuestionsEndTooLate,
  ...publishingRefusals,
]);
export const AskQuestionResult = resultOf('AskQuestionResult', QuestionType, [
  OwnTender,
  PublishedElsewhere,
  TenderNotOpen,
  QuestionsEnded,
]);
export const AnswerQuestionResult = resultOf('AnswerQuestionResult', QuestionType, [AlreadyAnswered, TenderNotOpen]);
export const InviteToTenderResult = resultOf('InviteToTenderResult', TenderType, [TenderNotOpen]);
export const ShowTenderResult = resultOf('ShowTenderResult', TenderType, [TenderNotOpen]);
