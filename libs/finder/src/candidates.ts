import type { Comparable } from './dominance.js';
import { wordsFor, type Acquainted, type AllianceProblem } from './problem.js';

/** What the fixed firms leave open. */
export interface Open {
  readonly words: Uint32Array;
  readonly sums: readonly { requirement: number; needed: number; values: Int32Array | Float64Array }[];
}

export function openRequirements(problem: AllianceProblem, only: ReadonlySet<number> | undefined): Open {
  const words = new Uint32Array(wordsFor(problem.covered));
  for (let requirement = 0; requirement < problem.covered; requirement += 1)
    if (!only || only.has(requirement)) words[requirement >>> 5]! |= 1 << (requirement & 31);
  for (const firm of problem.fixed)
    for (let word = 0; word < words.length; word += 1) words[word]! &= ~problem.masks[firm * words.length + word]!;
  const sums = problem.sums
    .map(({ needed, values }, place) => ({
      requirement: problem.covered + place,
      needed: problem.fixed.reduce((left, firm) => Math.max(0, left - values[firm]!), needed),
      values,
    }))
    .filter(({ requirement, needed }) => needed > 0 && (!only || only.has(requirement)));

  return { words, sums };
}

/** Firms that are fixed or in conflict with a fixed one; null when two fixed ones are in conflict. */
export function outBeside({ firms, fixed, conflicts }: AllianceProblem): Uint8Array | null {
  const isFixed = new Uint8Array(firms);
  for (const firm of fixed) isFixed[firm] = 1;
  const isOut = isFixed.slice();
  for (const [one, other] of conflicts) {
    if (isFixed[one] === 1 && isFixed[other] === 1) return null;
    if (isFixed[one] === 1) isOut[other] = 1;
    if (isFixed[other] === 1) isOut[one] = 1;
  }

  return isOut;
}

function helps(masks: Uint32Array, firm: number, words: number, open: Open): boolean {
  for (let word = 0; word < words; word += 1) if ((masks[firm * words + word]! & open.words[word]!) !== 0) return true;
  for (let sum = 0; sum < open.sums.length; sum += 1) if (open.sums[sum]!.values[firm]! > 0) return true;

  return false;
}

/** The cheapest first, equal ones by number. Cost and number make one number where they fit: such are sorted several times as fast. */
function byCost(firms: Int32Array, costs: Float64Array): Int32Array {
  const step = costs.length;
  let dearest = 0;
  for (const firm of firms) if (costs[firm]! > dearest) dearest = costs[firm]!;
  if ((dearest + 1) * step > Number.MAX_SAFE_INTEGER) return firms.sort((a, b) => costs[a]! - costs[b]! || a - b);
  const keys = new Float64Array(firms.length);
  for (let at = 0; at < firms.length; at += 1) keys[at] = costs[firms[at]!]! * step + firms[at]!;
  keys.sort();
  for (let at = 0; at < firms.length; at += 1) firms[at] = keys[at]! % step;

  return firms;
}

/** What the fixed firms cost among themselves. */
export function costOfFixed(problem: AllianceProblem): number {
  const { fixed, costs } = problem;

  return fixed.reduce((sum, firm, place) => sum + costs[firm]! + costBeside(problem, firm, fixed.slice(0, place)), 0);
}

function costBeside({ pairCost }: AllianceProblem, firm: number, others: readonly number[]): number {
  return pairCost === null ? 0 : others.reduce((cost, other) => cost + pairCost(firm, other), 0);
}

/** Who could help. */
export interface Candidates {
  /** Firms, the cheapest first. */
  readonly inOrder: Int32Array;
  /** Of every firm that could help, with what it costs beside the fixed ones. */
  readonly costs: Float64Array;
}

export function candidatesFor(problem: AllianceProblem, open: Open, isOut: Uint8Array): Candidates {
  const { masks, firms, fixed } = problem;
  const words = open.words.length;
  const costs = new Float64Array(firms);
  const helpful = new Int32Array(firms);
  let count = 0;
  for (let firm = 0; firm < firms; firm += 1) {
    if (isOut[firm] === 1 || !helps(masks, firm, words, open)) continue;
    costs[firm] = problem.costs[firm]! + (fixed.length === 0 ? 0 : costBeside(problem, firm, fixed));
    helpful[count++] = firm;
  }

  return { inOrder: byCost(helpful.subarray(0, count), costs), costs };
}

/** Candidates as they are held against each other. */
export function comparableIn(
  problem: AllianceProblem,
  open: Open,
  { inOrder, costs }: Candidates,
  slots: number,
): Comparable {
  const { firms, masks, conflicts, pairCost, acquainted } = problem;
  const conflicted = new Uint8Array(firms);
  for (const [one, other] of conflicts) conflicted[one] = conflicted[other] = 1;

  return {
    masks,
    words: open.words.length,
    open: open.words,
    sums: open.sums,
    conflicted,
    costs,
    floors: pairCost !== null && acquainted ? floorsIn(acquainted, inOrder, costs, slots) : costs,
  };
}

/** What each candidate costs less all it could save beside those it knows, but for what as many pairs as there is room for can save at most. */
function floorsIn(
  { strangers, known }: Acquainted,
  inOrder: Int32Array,
  costs: Float64Array,
  slots: number,
): Float64Array {
  const isCandidate = new Uint8Array(costs.length);
  for (const firm of inOrder) isCandidate[firm] = 1;
  const saved = new Float64Array(costs.length);
  for (const [one, other, cost] of known) {
    if (isCandidate[one] === 0 || isCandidate[other] === 0) continue;
    saved[one]! += strangers - cost;
    saved[other]! += strangers - cost;
  }
  const most = Math.max(0, slots - 1) * strangers;

  return costs.map((cost, firm) => cost - Math.min(saved[firm]!, most));
}
