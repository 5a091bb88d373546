import type { Criterion } from '#libs/tenders';
import {
  type Formula,
  type ScoreLine as RankedBid,
  type WeightedCriterion,
  formulaOf,
  rank,
} from './evaluation-formula.js';
import { type Score, hundredthsOf } from './score.entity.js';

export type { Formula, RankedBid };

/** A bid as it is judged. */
export interface JudgedBid {
  bidId: string;
  tendererId: string;
  /** Name of the firm, or of the alliance. */
  bidder: string;
  memberFirmIds: string[];
  /** Net, in minor units of the tender's currency; null where there is nothing to compare. */
  totalMinor: bigint | null;
  currency: string;
  disqualifiedAt: Date | null;
  disqualifyReason: string | null;
  /** So far below the estimate that the buyer should ask how it comes about. */
  isUnusuallyLow: boolean;
}

/** Points that are still to be agreed on. */
export interface MissingPoints {
  bidId: string;
  criterionId: string;
}

/** What the bids of a lot come to by the published formula, with all that goes into it. */
export interface Evaluation {
  lotId: string;
  tenderId: string;
  formula: Formula;
  /** What a lot is drawn from between bids that are equal in everything. */
  lotSeed: string;
  bids: JudgedBid[];
  agreed: Score[];
  missing: MissingPoints[];
  isComplete: boolean;
  /** The ranking; empty until it is complete. Excluded bids are not in it. */
  ranking: RankedBid[];
}

/** Computes the ranking from what was opened and agreed on. Pure. */
export function evaluate(
  about: Pick<Evaluation, 'lotId' | 'tenderId' | 'lotSeed' | 'bids' | 'agreed'>,
  criteria: readonly Pick<Criterion, 'id' | 'kind' | 'weight'>[],
): Evaluation {
  const weighted: WeightedCriterion[] = criteria.map(({ id, kind, weight }) => ({
    id,
    isPrice: kind === 'PRICE',
    weight,
  }));
  const judged = about.bids.filter((bid) => bid.disqualifiedAt === null);
  const pointsOf = (bidId: string): Record<string, number> =>
    Object.fromEntries(
      about.agreed.filter((score) => score.bidId === bidId).map((it) => [it.criterionId, hundredthsOf(it.points)]),
    );
  const missing = judged.flatMap(({ bidId }) => {
    const given = pointsOf(bidId);

    return weighted
      .filter(({ id, isPrice }) => !isPrice && !(id in given))
      .map(({ id }) => ({ bidId, criterionId: id }));
  });
  const isComplete = missing.length === 0;
  const scored = judged.map(({ bidId, totalMinor }) => ({ bidId, totalMinor, points: pointsOf(bidId) }));

  return {
    ...about,
    formula: formulaOf(weighted),
    missing,
    isComplete,
    ranking: isComplete ? rank(weighted, scored, about.lotSeed) : [],
  };
}

/**
 * Whether a price is so low that it is asked about: under 80 % of the estimate.
 *
 * Source: Peraturan LKPP 12/2021, annex I (clarification of prices under 80 % of the owner's estimate).
 */
export function isUnusuallyLow(totalMinor: bigint | null, estimateMinor: bigint | null): boolean {
  return totalMinor !== null && estimateMinor !== null && totalMinor * 100n < estimateMinor * 80n;
}
