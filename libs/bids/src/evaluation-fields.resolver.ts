import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LocalTextType } from '#libs/firms';
import { PersonType, People } from '#libs/people';
import { Money, type RequestContext, say } from '#libs/platform';
import { type Lot, LotType, type Tender, TenderReading, TenderType } from '#libs/tenders';
import { BidReading } from './bid-reading.service.js';
import type { Bid } from './bid.entity.js';
import { BidType } from './bid.graphql.js';
import type { Clarification } from './evaluation-clarification.entity.js';
import { formulaOf } from './evaluation-formula.js';
import type { Evaluation, RankedBid } from './evaluation.js';
import {
  ClarificationType,
  EvaluatedBidType,
  EvaluationType,
  EvaluatorType,
  RankingRuleType,
  ScoreType,
} from './evaluation.graphql.js';
import { Objections } from './evaluation-objections.service.js';
import type { Evaluator } from './evaluator.entity.js';
import { Evaluators } from './evaluators.service.js';
import type { Score } from './score.entity.js';
import { Scores } from './scores.service.js';

/** The rule everybody may read. */
@Resolver(() => LotType)
export class LotRankingFieldsResolver {
  constructor(private readonly reading: TenderReading) {}

  @ResolveField(() => RankingRuleType, { description: 'By which rule bids are ranked, in words.' })
  async rankingRule(@Parent() lot: Lot, @Context() context: RequestContext): Promise<RankingRuleType> {
    const criteria = await this.reading.criteriaOf(context).load(lot.id);
    const formula = formulaOf(criteria.map(({ id, kind, weight }) => ({ id, isPrice: kind === 'PRICE', weight })));

    return { formula, words: inBoth(`awards:formula.${formula}`), ties: inBoth(`awards:ties.${formula}`) };
  }
}

/** The evaluators of a tender, for those who judge it. */
@Resolver(() => TenderType)
export class TenderEvaluatorsFieldResolver {
  constructor(private readonly appointed: Evaluators) {}

  @ResolveField(() => [EvaluatorType], { description: 'Who judges the bids; empty for all but the buyer and them.' })
  evaluators(@Parent() tender: Tender, @Context() context: RequestContext): Promise<Evaluator[]> {
    return this.appointed.ofTenders(context).load(tender.id);
  }
}

/** What an evaluation's judges see. It is reached through `evaluation`, which lets nobody else in. */
@Resolver(() => EvaluationType)
export class EvaluationFieldsResolver {
  constructor(private readonly scored: Scores) {}

  @ResolveField(() => [EvaluatedBidType], { description: 'The bids that count, the first in the ranking first.' })
  bids(@Parent() { bids, ranking }: Evaluation): EvaluatedBidType[] {
    const placeOf = new Map<string, RankedBid>(ranking.map((line) => [line.bidId, line]));
    const shown = bids.map(({ totalMinor, currency, ...bid }) => {
      const { rank = null, total = null, byCriterion = [], tieBrokenBy = null } = placeOf.get(bid.bidId) ?? {};

      return { ...bid, price: Money.of(totalMinor, currency), rank, points: total, byCriterion, tieBrokenBy };
    });

    return shown.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.bidId < b.bidId ? -1 : 1));
  }

  @ResolveField(() => [ScoreType], {
    description: 'Points as you may see them: your own and agreed ones; those of others once all have scored the lot.',
  })
  scores(@Parent() evaluation: Evaluation, @Context() { actor }: RequestContext): Promise<Score[]> {
    return this.scored.seenBy(actor, evaluation);
  }
}

/** What the buyer asked about a bid. */
@Resolver(() => BidType)
export class BidClarificationsFieldResolver {
  constructor(
    private readonly reading: BidReading,
    private readonly objections: Objections,
  ) {}

  @ResolveField(() => [ClarificationType], {
    description: 'Questions of the buyer after the opening, with answers; for those who see the whole bid.',
  })
  async clarifications(@Parent() bid: Bid, @Context() context: RequestContext): Promise<Clarification[]> {
    return (await this.seesWhole(bid, context)) ? this.objections.ofBids(context).load(bid.id) : [];
  }

  @ResolveField(() => Date)
  async disqualifiedAt(@Parent() bid: Bid, @Context() context: RequestContext): Promise<Date | null> {
    return (await this.seesWhole(bid, context)) ? bid.disqualifiedAt : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it was excluded; for those who see the whole bid.' })
  async disqualifyReason(@Parent() bid: Bid, @Context() context: RequestContext): Promise<string | null> {
    return (await this.seesWhole(bid, context)) ? bid.disqualifyReason : null;
  }

  private async seesWhole(bid: Bid, context: RequestContext): Promise<boolean> {
    return (await this.reading.sights(context).load(bid.id))?.sight === 'WHOLE';
  }
}

@Resolver(() => ClarificationType)
export class ClarificationFieldsResolver {
  @ResolveField(() => String, { nullable: true, description: 'Where the paper lies that came with the answer.' })
  paperUrl(@Parent() { fileId }: Clarification): string | null {
    return fileId && `/files/${fileId}`;
  }
}

@Resolver(() => EvaluatorType)
export class EvaluatorFieldsResolver {
  constructor(private readonly people: People) {}

  @ResolveField(() => PersonType, { nullable: true, description: 'The person, by name.' })
  async person(@Parent() { personId }: Evaluator, @Context() context: RequestContext): Promise<unknown> {
    return this.people.loader(context).load(personId);
  }
}

function inBoth(key: string): LocalTextType {
  return LocalTextType.of({ en: say(key, {}, 'en'), id: say(key, {}, 'id') });
}
