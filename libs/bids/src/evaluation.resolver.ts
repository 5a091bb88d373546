import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, SignedIn } from '#libs/platform';
import type { Tender } from '#libs/tenders';
import {
  AgreeScoreResult,
  AnswerClarificationResult,
  AppointEvaluatorResult,
  AskClarificationResult,
  DeclareInterestsResult,
  DismissEvaluatorResult,
  DisqualifyBidResult,
  ScoreBidResult,
} from './award.graphql.js';
import type { Bid } from './bid.entity.js';
import type { Clarification } from './evaluation-clarification.entity.js';
import { Objections } from './evaluation-objections.service.js';
import {
  AgreeScoreInput,
  AnswerClarificationInput,
  AppointEvaluatorInput,
  AskClarificationInput,
  DeclareInterestsInput,
  DismissEvaluatorInput,
  DisqualifyBidInput,
  ScoreBidInput,
} from './evaluation-verbs.graphql.js';
import type { Evaluation } from './evaluation.js';
import { EvaluationType } from './evaluation.graphql.js';
import { Evaluations } from './evaluation.service.js';
import { Evaluators } from './evaluators.service.js';
import type { Score } from './score.entity.js';
import { Scores } from './scores.service.js';

/** Judging bids: evaluators, points, questions, exclusions. */
@Resolver(() => EvaluationType)
export class EvaluationResolver {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly evaluators: Evaluators,
    private readonly scores: Scores,
    private readonly objections: Objections,
  ) {}

  @SignedIn()
  @Query(() => EvaluationType, {
    nullable: true,
    description:
      'How a lot you judge stands by the published rule. Null before its opening; for others it is not there.',
  })
  evaluation(
    @Acting() actor: Actor,
    @Args('lotId', { type: () => ID, description: 'The lot.' }) lotId: string,
  ): Promise<Evaluation | null> {
    return this.evaluations.of(actor, lotId);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AppointEvaluatorResult, {
    description: 'Lets one of your delegates judge the bids of a tender. From then on firms they act for cannot bid.',
  })
  appointEvaluator(@Acting() actor: Actor, @Args('input') input: AppointEvaluatorInput): Promise<Tender> {
    return this.evaluators.appoint(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => DismissEvaluatorResult, { description: 'Takes an appointment back.' })
  dismissEvaluator(@Acting() actor: Actor, @Args('input') input: DismissEvaluatorInput): Promise<Tender> {
    return this.evaluators.dismiss(actor, input);
  }

  @SignedIn()
  @Mutation(() => DeclareInterestsResult, {
    description: 'You, as evaluator, say which ties you have to the tenderers, after the opening and before scoring.',
  })
  declareInterests(@Acting() actor: Actor, @Args('input') input: DeclareInterestsInput): Promise<Tender> {
    return this.evaluators.declare(actor, input);
  }

  @SignedIn()
  @Mutation(() => ScoreBidResult, {
    description: 'Your own points, as evaluator. Others see them when all have scored the whole lot.',
  })
  scoreBid(@Acting() actor: Actor, @Args('input') input: ScoreBidInput): Promise<Score> {
    return this.scores.score(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AgreeScoreResult, { description: 'Records the points the evaluators agreed on. These count.' })
  agreeScore(@Acting() actor: Actor, @Args('input') input: AgreeScoreInput): Promise<Score> {
    return this.scores.agree(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AskClarificationResult, {
    description: 'Asks one tenderer for a missing paper, or how its price comes about.',
  })
  askClarification(@Acting() actor: Actor, @Args('input') input: AskClarificationInput): Promise<Clarification> {
    return this.objections.ask(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AnswerClarificationResult, { description: 'Answers what the buyer asked about your bid, once.' })
  answerClarification(@Acting() actor: Actor, @Args('input') input: AnswerClarificationInput): Promise<Clarification> {
    return this.objections.answer(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => DisqualifyBidResult, { description: 'Excludes a bid, with a reason its tenderer reads at once.' })
  disqualifyBid(@Acting() actor: Actor, @Args('input') input: DisqualifyBidInput): Promise<Bid> {
    return this.objections.disqualify(actor, input);
  }
}
