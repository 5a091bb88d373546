import type { Sweep } from './firm-table.js';
import type { PairWorth } from './solver-errands.js';

/** How much each reason weighs when alliances are ordered: 1 as it is, 0 not at all, 3 three times. The asker may change them. */
export interface Weights {
  /** Nearer to the place of work. */
  readonly distance: number;
  /** Have worked together. */
  readonly trust: number;
  /** Checked papers rather than a word. */
  readonly evidence: number;
  /** Known to Kongsi: verified, with joint projects behind them. */
  readonly trackRecord: number;
}

export const plainWeights: Weights = { distance: 1, trust: 1, evidence: 1, trackRecord: 1 };

/** Points a firm costs, by reason. Fewer is better; nobody can pay for fewer. */
export interface CostParts {
  readonly distance: number;
  readonly evidence: number;
  readonly trackRecord: number;
}

const perKilometre = 2;
const allDeclared = 30;
const notVerified = 15;
const noProjects = 20;
const strangers = 20;
const farthest = 20_000;

/**
 * What a firm costs: 2 points a kilometre to the place of work; up to 30 for what it brings on its word alone; 15 while nobody verified
 * it, and 20 shared by its joint projects plus one (20, 10, 7, 5 …). Each times the asker's weight, in whole points.
 */
export function costPartsOf(
  firm: { kilometres: number; isVerified: boolean; projects: number; brings: number; proved: number },
  weights: Weights,
): CostParts {
  const { kilometres, isVerified, projects, brings, proved } = firm;
  const declared = brings === 0 ? 0 : (brings - proved) / brings;

  return {
    distance: Math.round(weights.distance * perKilometre * Math.min(kilometres, farthest)),
    evidence: Math.round(weights.evidence * allDeclared * declared),
    trackRecord: Math.round(weights.trackRecord * ((isVerified ? 0 : notVerified) + noProjects / (1 + projects))),
  };
}

export function pointsOf({ distance, evidence, trackRecord }: CostParts): number {
  return distance + evidence + trackRecord;
}

/** What two firms cost together: 20 points when they never worked together, 8 after one project, none after more. */
export function pairPoints(projects: number, { trust }: Weights): number {
  return Math.round(trust * (projects === 0 ? strangers : projects === 1 ? 8 : 0));
}

/** Pairs of candidates (by their numbers) who worked together, and what all others cost. Null when the asker does not care. */
export function pairWorthOf(
  candidates: readonly string[],
  together: readonly { firmId: string; otherFirmId: string; count: number }[],
  weights: Weights,
): PairWorth | null {
  if (weights.trust === 0) return null;
  const place = new Map(candidates.map((firmId, at) => [firmId, at]));

  return {
    strangers: pairPoints(0, weights),
    known: together.flatMap(({ firmId, otherFirmId, count }) => {
      const [one, other] = [place.get(firmId), place.get(otherFirmId)];

      return one === undefined || other === undefined ? [] : [[one, other, pairPoints(count, weights)] as const];
    }),
  };
}

/** How many of some bits are set for a firm of a sweep. */
export function countBits({ words }: Pick<Sweep, 'words'>, bits: Uint32Array, firm: number): number {
  let count = 0;
  for (let word = firm * words; word < (firm + 1) * words; word += 1)
    for (let left = bits[word]!; left !== 0; left &= left - 1) count += 1;

  return count;
}
