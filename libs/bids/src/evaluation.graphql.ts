import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalTextType } from '#libs/firms';
import { DecimalScalar, Money } from '#libs/platform';
import { formulas } from './evaluation-formula.js';
import type { Formula } from './evaluation.js';
import type { ClarificationSubject } from './evaluation-clarification.entity.js';
import { ClarificationSubjectEnum } from './evaluation-verbs.graphql.js';

export const FormulaEnum = Object.fromEntries(formulas.map((name) => [name, name])) as Record<Formula, Formula>;
registerEnumType(FormulaEnum, {
  name: 'EvaluationFormula',
  description: 'How bids are ranked.',
  valuesMap: {
    LOWEST_PRICE: { description: 'The lowest total comes first.' },
    WEIGHTED_CRITERIA: { description: 'Points per criterion, each times its weight; the highest sum comes first.' },
  },
});

export const tieBreakers = ['CRITERION', 'LOT'] as const;
export type TieBreaker = (typeof tieBreakers)[number];
export const TieBreakerEnum = Object.fromEntries(tieBreakers.map((name) => [name, name])) as Record<
  TieBreaker,
  TieBreaker
>;
registerEnumType(TieBreakerEnum, {
  name: 'TieBreaker',
  description: 'What put one of two equal bids first.',
  valuesMap: {
    CRITERION: { description: 'More points in the heaviest criterion they differ in, or else the lower price.' },
    LOT: { description: 'A lot drawn from the record of the opening, which nobody could steer.' },
  },
});

@ObjectType('RankingRule', {
  description:
    'The rule by which bids are ranked, published with the notice. Whoever has the figures gets the same result.',
})
export class RankingRuleType {
  @Field(() => FormulaEnum, { description: 'Which formula; it follows from whether the lot has criteria.' })
  formula: Formula;

  @Field(() => LocalTextType, { description: 'The formula in words, in both languages.' })
  words: LocalTextType;

  @Field(() => LocalTextType, { description: 'What decides between bids that are equal, in both languages.' })
  ties: LocalTextType;
}

@ObjectType('CriterionPoints', { description: 'What a bid got on one criterion.' })
export class CriterionPointsType {
  @Field(() => ID, { description: 'Which criterion of the lot.' })
  criterionId: string;

  @Field(() => DecimalScalar, { description: 'Of 100, with four decimals.' })
  points: string;

  @Field(() => DecimalScalar, { description: 'The points times the criterion’s weight.' })
  weighted: string;
}

@ObjectType('MissingPoints', { description: 'Points that have still to be agreed on.' })
export class MissingPointsType {
  @Field(() => ID, { description: 'Id of the offer that still waits for its judgement.' })
  bidId: string;

  @Field(() => ID, { description: 'Id of what it still has to be judged by.' })
  criterionId: string;
}

@ObjectType('EvaluatedBid', { description: 'A bid as those who judge it see it.' })
export class EvaluatedBidType {
  @Field(() => ID, { description: 'Leads to the whole bid by `bid(id:)`.' })
  bidId: string;

  @Field(() => String, { description: 'Name of the firm, or of the alliance.' })
  bidder: string;

  @Field(() => Money, {
    nullable: true,
    description: 'The net total that is compared; null where the bid did not open or is not priced as asked.',
  })
  price: Money | null;

  @Field(() => Boolean, {
    description:
      'The price is under 80 % of the estimate: ask how it comes about. It is no reason to exclude by itself.',
  })
  isUnusuallyLow: boolean;

  @Field(() => Date, { nullable: true, description: 'When it was excluded; it is not ranked then.' })
  disqualifiedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was excluded.' })
  disqualifyReason: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place; null until all points are agreed on.' })
  rank: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Points of 100 in all; null until they are agreed on, and where the price alone decides.',
  })
  points: string | null;

  @Field(() => [CriterionPointsType], { description: 'How the points come about.' })
  byCriterion: CriterionPointsType[];

  @Field(() => TieBreakerEnum, {
    nullable: true,
    description: 'Set where the next bid is its equal: what put this one before it.',
  })
  tieBrokenBy: TieBreaker | null;
}

@ObjectType('Evaluation', {
  description:
    'The bids of a lot by the published rule, for its buyer and evaluators. With the criteria and their weights it is all it takes to recompute it.',
})
export class EvaluationType {
  @Field(() => ID, { description: 'The lot that is judged.' })
  lotId: string;

  @Field(() => FormulaEnum, { description: 'How it is ranked.' })
  formula: Formula;

  @Field(() => Boolean, { description: 'Whether all points are agreed on, so that there is a ranking.' })
  isComplete: boolean;

  @Field(() => [MissingPointsType], { description: 'What keeps it from being complete.' })
  missing: MissingPointsType[];

  @Field(() => String, {
    description: 'From this and a bid’s id a lot is drawn between equals: the smaller SHA-256 of `<seed>:<bid id>`.',
  })
  lotSeed: string;
}

@ObjectType('Score', { description: 'Points for a bid on one criterion, with why.' })
export class ScoreType {
  @Field(() => ID, { description: 'The same when the points are put right.' })
  id: string;

  @Field(() => ID, { description: 'Id of the offer that is meant, as `Lot.bids` answers it.' })
  bidId: string;

  @Field(() => ID, { description: 'Id of what was judged, as `Lot.criteria` answers it.' })
  criterionId: string;

  @Field(() => ID, { nullable: true, description: 'The evaluator; null for what all agreed on.' })
  personId: string | null;

  @Field(() => DecimalScalar, { description: 'From 0 (nothing) to 100 (all one could wish), with two decimals.' })
  points: string;

  @Field(() => String, { description: 'Why so many.' })
  reason: string;

  @Field(() => Date, { description: 'When they were last put down.' })
  scoredAt: Date;
}

@ObjectType('Evaluator', { description: 'A person who judges the bids of a tender.' })
export class EvaluatorType {
  @Field(() => ID, { description: 'Id of the one appointed, as `Evaluator.person` shows.' })
  personId: string;

  @Field(() => Date, { description: 'Since when.' })
  appointedAt: Date;

  @Field(() => String, { nullable: true, description: 'Ties to the tenderers in the person’s own words.' })
  interests: string | null;

  @Field(() => Date, { nullable: true, description: 'When the person spoke of ties; scoring begins after that.' })
  declaredAt: Date | null;
}

@ObjectType('Clarification', {
  description: 'A question of the buyer to one tenderer after the opening. The bid and its price stay as they are.',
})
export class ClarificationType {
  @Field(() => ID, { description: 'Of this question.' })
  id: string;

  @Field(() => ID, { description: 'The bid asked about.' })
  bidId: string;

  @Field(() => ClarificationSubjectEnum, { description: 'A paper, or the price.' })
  about: ClarificationSubject;

  @Field(() => String, { description: 'What the buyer wants.' })
  question: string;

  @Field(() => Date, { description: 'When it was put.' })
  askedAt: Date;

  @Field(() => Date, { description: 'The end of the time to answer.' })
  until: Date;

  @Field(() => String, { nullable: true, description: 'What the tenderer said; null so far.' })
  answer: string | null;

  @Field(() => Date, { nullable: true, description: 'When the tenderer said it.' })
  answeredAt: Date | null;
}
