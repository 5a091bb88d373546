import type { AllianceProblem } from './problem.js';

/** An alliance: its members (ascending, the fixed ones included) and what they cost together, pairs included. */
export interface Found {
  readonly members: readonly number[];
  readonly cost: number;
}

/** What a search found, and what it proved. */
export interface Answer {
  /** Best first; each differs from all before it as asked. */
  readonly alliances: readonly Found[];
  /**
   * OPTIMAL: every alliance is the best that differs from those before it, and none was overlooked.
   * BOUND: time was up before that; `proved` says how many of them stand.
   */
  readonly proof: 'OPTIMAL' | 'BOUND';
  /** So many of the alliances, counted from the first, are proved to be the best. */
  readonly proved: number;
  /** What no alliance goes below; null when it is proved that there is none at all. */
  readonly bound: Bound | null;
  /** Fewer exist than were asked for, and that is proved. */
  readonly isExhausted: boolean;
  /** How much was searched: for figures, not for decisions. */
  readonly nodes: number;
}

/**
 * CHEAPEST: no alliance costs less than `cost`, none has fewer than `members`. FEWEST_THEN_CHEAPEST: none has fewer
 * than `members`, and none with exactly so many costs less than `cost`.
 */
export interface Bound {
  readonly members: number;
  readonly cost: number;
}

/** The alliance that lacks least, when none lacks nothing. */
export interface Closest extends Found {
  /** Requirements it does not meet, by number (see AllianceProblem); empty when an alliance exists after all. */
  readonly missing: readonly number[];
  /** OPTIMAL: none lacks fewer, and none that lacks as few is cheaper. */
  readonly proof: 'OPTIMAL' | 'BOUND';
  /** No alliance lacks fewer than this. */
  readonly fewestMissing: number;
}

/** Requirements that no alliance can meet together, though each would do without any one of the others. */
export interface Conflict {
  readonly requirements: readonly number[];
  /** No smaller set is in conflict either, and that is proved. */
  readonly isSmallest: boolean;
  /** Proved to be in conflict, and to be so no longer without any one of them. False: time was up while it was narrowed. */
  readonly isProved: boolean;
}

/** How many requirements a problem has in all. */
export function requirementsOf({ covered, sums }: AllianceProblem): number {
  return covered + sums.length;
}
