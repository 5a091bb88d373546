import type { AmountFact, Explanation } from './explanation.js';
import type { RequirementMode } from '#libs/requirements';

/** Three values of knowledge, and one of time: met today, but its evidence ends before it is needed. */
export const Outcome = { MET: 'MET', AT_RISK: 'AT_RISK', UNKNOWN: 'UNKNOWN', UNMET: 'UNMET' } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** Stated by the firm, or standing on evidence that was verified and is valid. */
export const Strength = { DECLARED: 'DECLARED', PROVED: 'PROVED' } as const;
export type Strength = (typeof Strength)[keyof typeof Strength];

/** How one firm stands to one requirement: a cell of the matrix. */
export interface FirmVerdict {
  readonly firmId: string;
  /** Whether this firm's standing is weighed for the requirement at all (a subcontractor's is not). */
  readonly counts: boolean;
  readonly outcome: Outcome;
  /** Given with `MET` and `AT_RISK` only. */
  readonly strength: Strength | null;
  readonly explanation: Explanation;
  /** The firm's own number and what it lacks; `null` when there is none or it may not be shown. */
  readonly value: AmountFact | null;
  readonly shortBy: AmountFact | null;
  /** The days the number speaks of; for a mean of several years from the first to the last of them. */
  readonly period: { readonly from: string | null; readonly until: string | null } | null;
  /** The papers behind it that the asker may see. */
  readonly evidenceIds: readonly string[];
  /** The last day it holds, when that is known and may be shown. */
  readonly endsOn: string | null;
  /** What stands behind the explanation, one sentence each: the days the number speaks of, the papers, until when it holds. */
  readonly details: readonly Explanation[];
}

/** One named part of a `UNION`, or one class of a `MAX_PER_CLASS`. */
export interface PartVerdict {
  readonly name: string;
  readonly outcome: Outcome;
  readonly strength: Strength | null;
  /** The firms by which the outcome stands; for a gap, those to ask. */
  readonly firmIds: readonly string[];
  /** `MAX_PER_CLASS`: the number that counts for the class, when every number in the class may be shown. */
  readonly value: AmountFact | null;
}

/** How a line-up stands to one requirement: a row of the matrix. */
export interface Verdict {
  readonly requirementId: string;
  readonly mode: RequirementMode;
  readonly essential: boolean;
  readonly outcome: Outcome;
  readonly strength: Strength | null;
  readonly explanation: Explanation;
  /** The rule in words: how a group meets it, how much is asked, what proves it. */
  readonly rule: readonly Explanation[];
  readonly source: string | null;
  /** The firms by which it stands, in order of their ids; empty for a gap. */
  readonly carriedBy: readonly string[];
  /** The firms that keep it from standing better, in order of their ids. */
  readonly heldBackBy: readonly string[];
  /** `SUM` only, when every number in it may be shown. */
  readonly total: AmountFact | null;
  /** `SUM` and `CAPACITY`: what is missing, when every number in it may be shown. */
  readonly shortBy: AmountFact | null;
  readonly parts: readonly PartVerdict[];
  readonly firms: readonly FirmVerdict[];
}

/** What matters of a verdict when several are weighed together. */
export interface Standing {
  readonly outcome: Outcome;
  readonly strength: Strength | null;
}

const rank: Record<Outcome, number> = { UNMET: 0, UNKNOWN: 2, AT_RISK: 4, MET: 6 };

/** Higher is better: outcome first, then proved before declared. */
export function rankOf(standing: Standing): number {
  return rank[standing.outcome] + (standing.strength === 'PROVED' ? 1 : 0);
}

/** Kleene's "and": as good as the worst, and proved only when all are. Of nothing at all nothing is known. */
export function allOf(standings: readonly Standing[]): Standing {
  if (standings.length === 0) return { outcome: 'UNKNOWN', strength: null };
  const worst = standings.reduce((a, b) => (rank[a.outcome] <= rank[b.outcome] ? a : b)).outcome;
  if (worst === 'UNKNOWN' || worst === 'UNMET') return { outcome: worst, strength: null };

  return { outcome: worst, strength: standings.every((one) => one.strength === 'PROVED') ? 'PROVED' : 'DECLARED' };
}

/** Kleene's "or": as good as the best. Nobody at all meets nothing. */
export function anyOf(standings: readonly Standing[]): Standing {
  const none: Standing = { outcome: 'UNMET', strength: null };
  const { outcome, strength } = standings.reduce((a, b) => (rankOf(a) >= rankOf(b) ? a : b), none);

  return { outcome, strength };
}

/** Neither known to be met nor met for now: what the line-up still lacks. */
export function isGap(outcome: Outcome): boolean {
  return outcome === 'UNMET' || outcome === 'UNKNOWN';
}
