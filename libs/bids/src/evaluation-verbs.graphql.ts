import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { IsDate, IsEnum, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { ActingInput, OnceInput } from '#libs/firms';
import { DecimalScalar } from '#libs/platform';
import { type ClarificationSubject, clarificationSubjects } from './evaluation-clarification.entity.js';

export const ClarificationSubjectEnum = Object.fromEntries(clarificationSubjects.map((name) => [name, name])) as Record<
  ClarificationSubject,
  ClarificationSubject
>;
registerEnumType(ClarificationSubjectEnum, {
  name: 'ClarificationSubject',
  description: 'What a tenderer is asked for after the opening. No answer changes a price.',
  valuesMap: {
    PAPER: { description: 'A paper that is missing or cannot be read.' },
    PRICE: { description: 'How a price that looks too low comes about.' },
  },
});

const grounds = ['REQUIREMENT_UNMET', 'PAPER_MISSING', 'PRICE_UNEXPLAINED', 'UNREADABLE', 'OTHER'] as const;
export type DisqualificationGround = (typeof grounds)[number];
export const DisqualificationGroundEnum = Object.fromEntries(grounds.map((name) => [name, name])) as Record<
  DisqualificationGround,
  DisqualificationGround
>;
registerEnumType(DisqualificationGroundEnum, {
  name: 'DisqualificationGround',
  description: 'Why a bid is excluded.',
  valuesMap: {
    REQUIREMENT_UNMET: { description: 'The tenderer lacks something essential that the notice asked for.' },
    PAPER_MISSING: { description: 'A paper was asked for and did not come in time.' },
    PRICE_UNEXPLAINED: { description: 'The price is too low to be real. The tenderer must have been asked first.' },
    UNREADABLE: { description: 'The bid did not open, and its author showed no copy.' },
    OTHER: { description: 'Something else that the reason says.' },
  },
});

@InputType({ description: 'Names one person as evaluator of one tender.' })
export class AppointEvaluatorInput extends ActingInput {
  @Field(() => ID, { description: 'Your tender.' })
  @IsUUID()
  tenderId: string;

  @Field(() => ID, { description: 'One of your firm’s own delegates.' })
  @IsUUID()
  personId: string;
}

@InputType({ description: 'Ends the appointment of an evaluator. What the person scored no longer counts.' })
export class DismissEvaluatorInput extends AppointEvaluatorInput {}

@InputType({ description: 'What an evaluator says of own ties to those who bid.' })
export class DeclareInterestsInput extends OnceInput {
  @Field(() => ID, { description: 'The tender you judge.' })
  @IsUUID()
  tenderId: string;

  @Field(() => String, {
    description: 'Your ties to the tenderers: family, work, money; or that you have none. 2 to 2,000 characters.',
  })
  @IsString()
  @Length(2, 2_000)
  interests: string;
}

/** Points for a bid on one criterion, with why. */
export interface ScoreInput {
  bidId: string;
  criterionId: string;
  points: string;
  reason: string;
}

const pointsDescription = 'From 0 to 100 with at most two decimals: `87.5`.';
const pointsForm = /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/;
const pointsAllowed = { message: 'Write points from 0 to 100 with at most two decimals, as in 87.5.' };

@InputType({ description: 'Your own points for a bid on one criterion. The other evaluators do not see them yet.' })
export class ScoreBidInput extends OnceInput implements ScoreInput {
  @Field(() => ID, { description: 'The bid you judge.' })
  @IsUUID()
  bidId: string;

  @Field(() => ID, { description: 'A criterion of its lot, other than the price.' })
  @IsUUID()
  criterionId: string;

  @Field(() => DecimalScalar, { description: pointsDescription })
  @Matches(pointsForm, pointsAllowed)
  points: string;

  @Field(() => String, { description: 'Why so many, in 2 to 2,000 characters.' })
  @IsString()
  @Length(2, 2_000)
  reason: string;
}

@InputType({ description: 'The points all evaluators agreed on for a bid and a criterion.' })
export class AgreeScoreInput extends ActingInput implements ScoreInput {
  @Field(() => ID, { description: 'A bid for a lot of yours.' })
  @IsUUID()
  bidId: string;

  @Field(() => ID, { description: 'A criterion of its lot, other than the price.' })
  @IsUUID()
  criterionId: string;

  @Field(() => DecimalScalar, { description: pointsDescription })
  @Matches(pointsForm, pointsAllowed)
  points: string;

  @Field(() => String, { description: 'Why all settled on so many, in 2 to 2,000 characters.' })
  @IsString()
  @Length(2, 2_000)
  reason: string;
}

@InputType({ description: 'Asks a tenderer for a missing paper, or to explain a price, in a stated time.' })
export class AskClarificationInput extends ActingInput {
  @Field(() => ID, { description: 'The bid it is about.' })
  @IsUUID()
  bidId: string;

  @Field(() => ClarificationSubjectEnum, { description: 'A paper, or the price.' })
  @IsEnum(ClarificationSubjectEnum)
  about: ClarificationSubject;

  @Field(() => String, { description: 'What you ask for, in 5 to 2,000 characters.' })
  @IsString()
  @Length(5, 2_000)
  question: string;

  @Field(() => Date, { description: 'Until when the answer is taken.' })
  @IsDate()
  until: Date;
}

@InputType({ description: 'Answers what the buyer asked about your bid. The bid itself stays as it is.' })
export class AnswerClarificationInput extends ActingInput {
  @Field(() => ID, { description: 'Which question.' })
  @IsUUID()
  clarificationId: string;

  @Field(() => String, { description: 'The answer, in 1 to 5,000 characters.' })
  @IsString()
  @Length(1, 5_000)
  text: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The paper, from an upload announced with the purpose `CLARIFICATION`.',
  })
  @IsOptional()
  @IsUUID()
  fileId?: string | null;
}

@InputType({ description: 'Excludes a bid from the ranking.' })
export class DisqualifyBidInput extends ActingInput {
  @Field(() => ID, { description: 'A bid for a lot of yours.' })
  @IsUUID()
  bidId: string;

  @Field(() => DisqualificationGroundEnum, { description: 'What kind of reason it is.' })
  @IsEnum(DisqualificationGroundEnum)
  ground: DisqualificationGround;

  @Field(() => String, { description: 'The reason as its tenderer will read it, in 5 to 2,000 characters.' })
  @IsString()
  @Length(5, 2_000)
  reason: string;
}
