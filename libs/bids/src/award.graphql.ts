import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { FirmType, type Firm } from '#libs/firms';
import { DecimalScalar, Money, resultOf } from '#libs/platform';
import { LotType, TenderNotOpen, TenderType } from '#libs/tenders';
import {
  AlreadyAwarded,
  BidNotComparable,
  BidNotJudged,
  ClarificationAnswered,
  ClarificationOver,
  EvaluationIncomplete,
  InterestsNotDeclared,
  InvolvedInBid,
  LotLimitReached,
  NotYourDelegate,
  NotTheFirst,
  NotYetOpened,
  OffersStillComing,
  PriceIsComputed,
  PriceNotAskedAbout,
  ReasonMissing,
  ScoresMissing,
  ScoresShown,
  ScoringBegun,
  StandstillRunning,
} from './award.refusals.js';
import { BidType } from './bid.graphql.js';
import { NotYetClosed } from './bid.refusals.js';
import { ClarificationType, CriterionPointsType, ScoreType } from './evaluation.graphql.js';

@ObjectType('TendererPlace', { description: 'A firm that made a bid, as far as you may know.' })
export class TendererPlaceType {
  @Field(() => FirmType, { nullable: true, description: 'Who; null where its page is not yours to see.' })
  firm: Firm | null;

  @Field(() => [String], { description: 'LEAD, PARTNER; in your own bids RELIED_UPON and SUBCONTRACTOR too.' })
  roles: string[];

  @Field(() => Int, {
    nullable: true,
    description: 'The part of the work it performs, in basis points; null where prices are not shown to you.',
  })
  shareBasisPoints: number | null;
}

@ObjectType('ScoreLine', {
  description:
    'What the decision says of one bid: of your own all, of others what the notice said, never unit prices or answers.',
})
export class ScoreLineType {
  @Field(() => ID, { nullable: true, description: 'Which bid; null where you may know only what spoke for it.' })
  bidId: string | null;

  @Field(() => Boolean, { description: 'Whether this bid won.' })
  isAwarded: boolean;

  @Field(() => Boolean, { description: 'Whether it was excluded from the ranking.' })
  isDisqualified: boolean;

  @Field(() => Int, { nullable: true, description: 'Its place; null where it was excluded or you may not know.' })
  rank: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Points of 100 in all; null where the price alone decided or you may not know.',
  })
  points: string | null;

  @Field(() => [CriterionPointsType], { description: 'How the points came about; of your own bid only.' })
  byCriterion: CriterionPointsType[];

  @Field(() => Money, { nullable: true, description: 'The net total, where you may know.' })
  price: Money | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was chosen or not: of your own bid, and of the chosen one what spoke for it.',
  })
  reason: string | null;
}

@ObjectType('Award', { description: 'The buyer’s decision for one bid of a lot.' })
export class AwardType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => ID, { description: 'The lot decided on.' })
  lotId: string;

  @Field(() => Date, { description: 'The moment of the decision.' })
  decidedAt: Date;

  @Field(() => Date, { description: 'The contract is not signed before this.' })
  standstillUntil: Date;
}

@ObjectType('ContractSigning', { description: 'Who put their names under the contract. Its two sides see it.' })
export class ContractSigningType {
  @Field(() => String, { description: 'Who signed for the buyer.' })
  buyerSigner: string;

  @Field(() => String, { description: 'Who signed for the supplier.' })
  supplierSigner: string;

  @Field(() => Date, { description: 'When it was recorded.' })
  signedAt: Date;

  @Field(() => String, { nullable: true, description: 'Where the signed paper lies, if one was handed in.' })
  paperUrl: string | null;
}

const judging = [NotYetClosed, NotYetOpened, AlreadyAwarded, TenderNotOpen, InvolvedInBid];

export const AppointEvaluatorResult = resultOf('AppointEvaluatorResult', TenderType, [
  NotYourDelegate,
  ScoringBegun,
  TenderNotOpen,
]);
export const DismissEvaluatorResult = resultOf('DismissEvaluatorResult', TenderType, [NotYourDelegate, TenderNotOpen]);
export const DeclareInterestsResult = resultOf('DeclareInterestsResult', TenderType, [NotYetOpened, InvolvedInBid]);
export const ScoreBidResult = resultOf('ScoreBidResult', ScoreType, [
  ...judging,
  InterestsNotDeclared,
  ScoresShown,
  PriceIsComputed,
  BidNotJudged,
]);
export const AgreeScoreResult = resultOf('AgreeScoreResult', ScoreType, [
  ...judging,
  ScoresMissing,
  PriceIsComputed,
  BidNotJudged,
]);
export const AskClarificationResult = resultOf('AskClarificationResult', ClarificationType, [...judging, BidNotJudged]);
export const AnswerClarificationResult = resultOf('AnswerClarificationResult', ClarificationType, [
  ClarificationOver,
  ClarificationAnswered,
]);
export const DisqualifyBidResult = resultOf('DisqualifyBidResult', BidType, [
  ...judging,
  PriceNotAskedAbout,
  BidNotJudged,
]);
export const AwardLotResult = resultOf('AwardLotResult', AwardType, [
  ...judging,
  EvaluationIncomplete,
  ReasonMissing,
  NotTheFirst,
  BidNotComparable,
  BidNotJudged,
  LotLimitReached,
  OffersStillComing,
]);
export const EndWithoutAwardResult = resultOf('EndWithoutAwardResult', LotType, judging);
export const SignContractResult = resultOf('SignContractResult', LotType, [StandstillRunning, TenderNotOpen]);
export const CompleteContractResult = resultOf('CompleteContractResult', LotType, [TenderNotOpen]);
