import { lowestBit } from './bits.js';
import { undominated } from './dominance.js';
import { PairCosts } from './pair-costs.js';
import { flawOf, fitsSearch, wordsFor, type AllianceProblem } from './problem.js';

/**
 * What is left to decide once the fixed firms are in: the requirements still open, and the firms that could help
 * (*candidates*, numbered anew by cost). Open covered requirements become bits, the rarest first.
 */
export interface Remainder {
  readonly problem: AllianceProblem;
  /** Members that may still be added. */
  readonly slots: number;
  /** What the fixed firms cost among themselves. */
  readonly baseCost: number;
  readonly size: number;
  /** Candidate → firm. */
  readonly firmOf: Int32Array;
  /** Of each candidate, with what it costs beside the fixed firms. */
  readonly costs: Float64Array;
  /** The open bits each candidate meets: bits 0–31 and 32–63. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** All open bits. */
  readonly openLow: number;
  readonly openHigh: number;
  /** Bit → candidates that meet it, the cheapest first. */
  readonly holders: readonly Int32Array[];
  /** Bit → number of the requirement in the problem. */
  readonly requirementOf: readonly number[];
  /** Open sums: what is still needed, and each candidate's value (candidate × sum), never more than is needed. */
  readonly needed: Float64Array;
  readonly values: Float64Array;
  /** Open sum → number of the requirement in the problem. */
  readonly sumOf: readonly number[];
  /** Candidates that cannot be beside this one; null for none, which is the usual case. */
  readonly enemies: readonly (Int32Array | null)[];
  readonly pairs: PairCosts | null;
}

export interface Reduction {
  /** Only these requirements count, by number; all when absent. */
  readonly only?: ReadonlySet<number>;
  /** How many alliances must remain findable, and how different: decides how many firms may be left out as dominated. */
  readonly spared: number | 'ALL';
}

/** How many firms must dominate one before it may be left out: see `undominated`. */
export function sparedFor(slots: number, maxMembers: number, different: number): number {
  return slots - 1 + (different - 1) * maxMembers + 1;
}

/** Throws RangeError for a problem the search does not take. */
export function ensureSearchable(problem: AllianceProblem): void {
  const flaw = flawOf(problem);
  if (flaw !== null) throw new RangeError(`No alliance problem: ${flaw}.`);
  if (!fitsSearch(problem)) throw new RangeError('Too large for the search: ask findWithHighs.');
}

/** Null when the fixed firms cannot be together, or are too many. */
export function remainderOf(problem: AllianceProblem, reduction: Reduction): Remainder | null {
  const { fixed } = problem;
  const slots = problem.maxMembers - fixed.length;
  const isOut = outBeside(problem);
  if (slots < 0 || isOut === null) return null;
  const open = openRequirements(problem, reduction.only);
  const words = wordsFor(problem.covered);
  const { masks } = problem;
  const costs = new Float64Array(problem.firms);
  const helpful = new Int32Array(problem.firms);
  let count = 0;
  for (let firm = 0; firm < problem.firms; firm += 1) {
    if (isOut[firm] === 1 || !helps(masks, firm, words, open)) continue;
    costs[firm] = problem.costs[firm]! + costBeside(problem, firm);
    helpful[count++] = firm;
  }
  const inOrder = byCost(helpful.subarray(0, count), costs);
  const conflicted = new Uint8Array(problem.firms);
  for (const [one, other] of problem.conflicts) conflicted[one] = conflicted[other] = 1;
  // With pair costs a dominating firm may stand badly beside the others: nobody is left out.
  const kept =
    reduction.spared === 'ALL' || problem.pairCost !== null
      ? inOrder
      : undominated(inOrder, { masks, words, open: open.words, sums: open.sums, conflicted }, reduction.spared);

  return compacted(problem, kept, costs, open, slots);
}

interface Open {
  readonly words: Uint32Array;
  readonly sums: readonly { requirement: number; needed: number; values: Int32Array | Float64Array }[];
}

function openRequirements(problem: AllianceProblem, only: ReadonlySet<number> | undefined): Open {
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
function outBeside({ firms, fixed, conflicts }: AllianceProblem): Uint8Array | null {
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

function costBeside({ fixed, pairCost }: AllianceProblem, firm: number): number {
  if (pairCost === null || fixed.length === 0) return 0;

  return fixed.reduce((cost, member) => cost + pairCost(firm, member), 0);
}

function compacted(
  problem: AllianceProblem,
  firmOf: Int32Array,
  costOfFirm: Float64Array,
  open: Open,
  slots: number,
): Remainder {
  const { masks, fixed } = problem;
  const words = open.words.length;
  const size = firmOf.length;
  const requirements: { requirement: number; holders: Int32Array }[] = [];
  for (let word = 0; word < words; word += 1)
    for (let rest = open.words[word]!; rest !== 0; rest &= rest - 1) {
      const bit = lowestBit(rest);
      const holders = [];
      for (let candidate = 0; candidate < size; candidate += 1)
        if (((masks[firmOf[candidate]! * words + word]! >>> bit) & 1) === 1) holders.push(candidate);
      requirements.push({ requirement: word * 32 + bit, holders: Int32Array.from(holders) });
    }
  requirements.sort((a, b) => a.holders.length - b.holders.length || a.requirement - b.requirement);
  const low = new Int32Array(size);
  const high = new Int32Array(size);
  for (const [bit, { holders }] of requirements.entries()) {
    const half = bit < 32 ? low : high;
    for (const candidate of holders) half[candidate]! |= 1 << (bit & 31);
  }
  const sums = open.sums.length;
  const values = new Float64Array(size * sums);
  for (const [place, sum] of open.sums.entries())
    for (let candidate = 0; candidate < size; candidate += 1)
      values[candidate * sums + place] = Math.min(sum.values[firmOf[candidate]!]!, sum.needed);
  const baseCost = fixed.reduce(
    (cost, firm, place) => cost + problem.costs[firm]! + costBeside({ ...problem, fixed: fixed.slice(0, place) }, firm),
    0,
  );

  return {
    problem,
    slots,
    baseCost,
    size,
    firmOf,
    costs: Float64Array.from(firmOf, (firm) => costOfFirm[firm]!),
    low,
    high,
    openLow: bitsBelow(requirements.length),
    openHigh: bitsBelow(requirements.length - 32),
    holders: requirements.map(({ holders }) => holders),
    requirementOf: requirements.map(({ requirement }) => requirement),
    needed: Float64Array.from(open.sums, ({ needed }) => needed),
    values,
    sumOf: open.sums.map(({ requirement }) => requirement),
    enemies: enemiesOf(problem, firmOf),
    pairs: problem.pairCost === null ? null : new PairCosts(firmOf, problem.pairCost),
  };
}

/** A word with so many bits set, from the lowest. */
function bitsBelow(count: number): number {
  if (count <= 0) return 0;

  return count >= 32 ? -1 : (1 << count) - 1;
}

function enemiesOf({ firms, conflicts }: AllianceProblem, firmOf: Int32Array): (Int32Array | null)[] {
  const enemies = Array.from<unknown, Int32Array | null>({ length: firmOf.length }, () => null);
  if (conflicts.length === 0) return enemies;
  const candidateOf = new Int32Array(firms).fill(-1);
  for (const [candidate, firm] of firmOf.entries()) candidateOf[firm] = candidate;
  const lists = new Map<number, Set<number>>();
  for (const [one, other] of conflicts) {
    const a = candidateOf[one]!;
    const b = candidateOf[other]!;
    if (a < 0 || b < 0) continue;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const list = lists.get(from) ?? new Set();
      list.add(to);
      lists.set(from, list);
    }
  }
  for (const [candidate, list] of lists) enemies[candidate] = Int32Array.from(list);

  return enemies;
}

/** The same with only some of the candidates, in the same order; bits keep their numbers, so that prices stay true. */
export function withOnly(remainder: Remainder, isKept: Uint8Array): Remainder {
  const { size, firmOf, costs, low, high, holders, needed, values, enemies, problem } = remainder;
  const sums = needed.length;
  const newPlace = new Int32Array(size).fill(-1);
  let count = 0;
  for (let candidate = 0; candidate < size; candidate += 1) if (isKept[candidate] === 1) newPlace[candidate] = count++;
  const isIn = (_: unknown, candidate: number): boolean => isKept[candidate] === 1;
  const moved = (list: Int32Array): Int32Array => list.filter((one) => isKept[one] === 1).map((one) => newPlace[one]!);
  const firms = firmOf.filter(isIn);

  return {
    ...remainder,
    size: count,
    firmOf: firms,
    costs: costs.filter(isIn),
    low: low.filter(isIn),
    high: high.filter(isIn),
    holders: holders.map(moved),
    values: values.filter((_, place) => isKept[Math.floor(place / sums)] === 1),
    enemies: enemies.filter(isIn).map((list) => (list === null ? null : moved(list))),
    pairs: problem.pairCost === null ? null : new PairCosts(firms, problem.pairCost),
  };
}
