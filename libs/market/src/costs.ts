import type { Acquainted } from '#libs/finder';
import type { Sweep } from './firm-table.js';

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

/** What is known of a firm when it is weighed. */
interface Weighed {
  readonly kilometres: number;
  readonly isVerified: boolean;
  readonly projects: number;
  /** Of the pieces asked, how many it brings, and how many of them on verified papers. */
  readonly brings: number;
  readonly proved: number;
}

/**
 * What a firm costs: 2 points a kilometre to the place of work; up to 30 for what it brings on its word alone; 15 while nobody verified
 * it, and 20 shared by its joint projects plus one (20, 10, 7, 5 …). Each times the asker's weight, in whole points.
 */
function costPartsOf({ kilometres, isVerified, projects, brings, proved }: Weighed, weights: Weights): CostParts {
  return {
    distance: distancePoints(kilometres, weights),
    evidence: evidencePoints(brings, proved, weights),
    trackRecord: trackRecordPoints(isVerified, projects, weights),
  };
}

function distancePoints(kilometres: number, { distance }: Weights): number {
  return Math.round(distance * perKilometre * Math.min(kilometres, farthest));
}

function evidencePoints(brings: number, proved: number, { evidence }: Weights): number {
  return brings === proved ? 0 : Math.round(evidence * allDeclared * ((brings - proved) / brings));
}

function trackRecordPoints(isVerified: boolean, projects: number, { trackRecord }: Weights): number {
  return Math.round(trackRecord * ((isVerified ? 0 : notVerified) + noProjects / (1 + projects)));
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
): Acquainted | null {
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

/** What a firm of a sweep costs, part by part. */
export function costsIn(sweep: Sweep, firm: number, weights: Weights): CostParts {
  return costPartsOf(
    {
      kilometres: sweep.kilometres[firm]!,
      isVerified: sweep.isVerified[firm] === 1,
      projects: sweep.projects[firm]!,
      brings: countBits(sweep, sweep.passed, firm),
      proved: countBits(sweep, sweep.proved, firm),
    },
    weights,
  );
}

/** The points of all these firms of a sweep, as `costsIn` has them part by part: there are thousands, so nothing is made for each. */
export function pointsIn(sweep: Sweep, firms: Int32Array, weights: Weights): Int32Array {
  const { kilometres, isVerified, projects, passed, proved } = sweep;

  return firms.map(
    (firm) =>
      distancePoints(kilometres[firm]!, weights) +
      evidencePoints(countBits(sweep, passed, firm), countBits(sweep, proved, firm), weights) +
      trackRecordPoints(isVerified[firm] === 1, projects[firm]!, weights),
  );
}

/** How many of some bits are set for a firm of a sweep. */
function countBits({ words }: Pick<Sweep, 'words'>, bits: Uint32Array, firm: number): number {
  let count = 0;
  for (let word = firm * words; word < (firm + 1) * words; word += 1)
    for (let left = bits[word]!; left !== 0; left &= left - 1) count += 1;

  return count;
}
