import { createHash } from 'node:crypto';

/** A criterion as the formula needs it. Weights are basis points and total 10 000. */
export interface WeightedCriterion {
  id: string;
  isPrice: boolean;
  weight: number;
}

/** A bid as the formula needs it. */
export interface ScoredBid {
  bidId: string;
  /** Net total in minor units; null where the bid names no price. */
  totalMinor: bigint | null;
  /** Agreed points per criterion that people score: hundredths of a point, 0 to 10 000. */
  points: Readonly<Record<string, number>>;
}

/** One bid's place. All numbers are exact decimal texts with four places. */
export interface ScoreLine {
  bidId: string;
  rank: number;
  /** 0 to 100; null where the lowest price alone decides. */
  total: string | null;
  byCriterion: { criterionId: string; points: string; weighted: string }[];
  /** What put it before the bid behind it, where their totals were equal. */
  tieBrokenBy: 'CRITERION' | 'LOT' | null;
}

/** The formula in words, published with the notice and with every award; `bids:formula` translates it. */
export const formulas = ['LOWEST_PRICE', 'WEIGHTED_CRITERIA'] as const;
export type Formula = (typeof formulas)[number];

export function formulaOf(criteria: readonly WeightedCriterion[]): Formula {
  return criteria.length === 0 ? 'LOWEST_PRICE' : 'WEIGHTED_CRITERIA';
}

/** Points of a whole criterion: 100, in ten-thousandths. */
const full = 1_000_000n;

/**
 * Ranks bids. Anyone with the same numbers gets the same result:
 *
 * - Without criteria the lowest total comes first.
 * - With criteria: points = Σ weight × points of the criterion. PRICE gets lowest total ÷ own total × 100 points; the others what was
 *   agreed. Each criterion's points are cut to four decimals (half up), so that a sheet of paper gives the same as this.
 * - Equal totals: more points in the heaviest criterion, then in the next; then the lower price; then a lot drawn from the opening log:
 *   the smaller SHA-256 of `<digest of the opening's last log line>:<bid id>`.
 *
 * @param lotSeed digest that was fixed at the opening, before anybody knew the scores
 */
export function rank(criteria: readonly WeightedCriterion[], bids: readonly ScoredBid[], lotSeed: string): ScoreLine[] {
  const lowest = bids.reduce<bigint | null>(
    (low, bid) => (bid.totalMinor !== null && (low === null || bid.totalMinor < low) ? bid.totalMinor : low),
    null,
  );
  const heaviestFirst = [...criteria].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const scored = bids.map((bid) => {
    const points = new Map(criteria.map((criterion) => [criterion.id, pointsOf(criterion, bid, lowest)]));
    const weighted = new Map(criteria.map(({ id, weight }) => [id, (points.get(id)! * BigInt(weight)) / 10_000n]));
    const total = criteria.reduce((sum, { id, weight }) => sum + points.get(id)! * BigInt(weight), 0n);

    return { bid, points, weighted, total, draw: createHash('sha256').update(`${lotSeed}:${bid.bidId}`).digest('hex') };
  });
  type Scored = (typeof scored)[number];
  const byTotal = (a: Scored, b: Scored): number =>
    criteria.length === 0 ? comparePrices(a.bid, b.bid) : sign(b.total - a.total);
  const byCriterion = (a: Scored, b: Scored): number => {
    const differing = heaviestFirst.find(({ id }) => a.points.get(id) !== b.points.get(id));

    return differing ? sign(b.points.get(differing.id)! - a.points.get(differing.id)!) : comparePrices(a.bid, b.bid);
  };
  const sorted = scored.sort((a, b) => byTotal(a, b) || byCriterion(a, b) || (a.draw < b.draw ? -1 : 1));

  return sorted.map((line, place) => {
    const next = sorted[place + 1];
    const tied = next !== undefined && byTotal(line, next) === 0;

    return {
      bidId: line.bid.bidId,
      rank: place + 1,
      total: criteria.length === 0 ? null : fourPlaces(line.total / 10_000n),
      byCriterion: criteria.map(({ id }) => ({
        criterionId: id,
        points: fourPlaces(line.points.get(id)!),
        weighted: fourPlaces(line.weighted.get(id)!),
      })),
      tieBrokenBy: tied ? (byCriterion(line, next) === 0 ? 'LOT' : 'CRITERION') : null,
    };
  });
}

/** Ten-thousandths of a point. */
function pointsOf(criterion: WeightedCriterion, bid: ScoredBid, lowest: bigint | null): bigint {
  if (!criterion.isPrice) return BigInt(bid.points[criterion.id] ?? 0) * 100n;
  if (bid.totalMinor === null || lowest === null) return 0n;
  // Something for nothing is the best price there is; it cannot be divided by.
  if (bid.totalMinor === 0n) return full;

  return (lowest * full * 2n + bid.totalMinor) / (bid.totalMinor * 2n);
}

function comparePrices(a: ScoredBid, b: ScoredBid): number {
  if (a.totalMinor === null || b.totalMinor === null)
    return Number(a.totalMinor === null) - Number(b.totalMinor === null);

  return sign(a.totalMinor - b.totalMinor);
}

function sign(difference: bigint): number {
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function fourPlaces(tenThousandths: bigint): string {
  const text = tenThousandths.toString().padStart(5, '0');

  return `${text.slice(0, -4)}.${text.slice(-4)}`;
}
