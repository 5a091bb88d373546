import { lowestBit } from './bits.js';
import { undominated } from './dominance.js';
import {
  candidatesFor,
  comparableIn,
  costOfFixed,
  openRequirements,
  outBeside,
  type Candidates,
  type Open,
} from './candidates.js';
import { pairCostsOf, type PairCosts } from './pair-costs.js';
import { flawOf, fitsSearch, type AllianceProblem } from './problem.js';

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
  /**
   * Costs that a bound may add up candidate by candidate: `costs`, and half of what each costs at least beside as many others as are sure to be in
   * (`withLeast`). So the whole of a pair is in the bound, half with each.
   */
  readonly linear: Float64Array;
  /** So many candidates at least are in every alliance looked for; 0 when nobody counted. */
  readonly least: number;
  /** `pairs.leastHalves` up to `slots`; null without pair costs. */
  readonly halves: Float64Array | null;
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
  const slots = problem.maxMembers - problem.fixed.length;
  const isOut = outBeside(problem);
  if (slots < 0 || isOut === null) return null;
  const open = openRequirements(problem, reduction.only);
  const chosen = candidatesFor(problem, open, isOut);
  const kept = reduction.spared === 'ALL' ? chosen.inOrder : neededOf(problem, open, chosen, reduction.spared);

  return compacted(problem, kept, chosen.costs, open, slots);
}

/** Another round pays where the one before left out so large a part. */
const worthAnother = 0.1;

/** Candidates somebody may need. With pair costs of any kind a dominating firm may stand badly beside the others: then all are kept. */
function neededOf(problem: AllianceProblem, open: Open, { inOrder, costs }: Candidates, spared: number): Int32Array {
  if (problem.pairCost !== null && !problem.acquainted) return inOrder;
  const slots = problem.maxMembers - problem.fixed.length;
  for (let before = inOrder; ;) {
    const kept = undominated(before, comparableIn(problem, open, { inOrder: before, costs }, slots), spared);
    // Who was kept for being cheap beside one that is gone may be needed no more.
    if (problem.pairCost === null || before.length - kept.length <= before.length * worthAnother) return kept;
    before = kept;
  }
}

function compacted(
  problem: AllianceProblem,
  firmOf: Int32Array,
  costOfFirm: Float64Array,
  open: Open,
  slots: number,
): Remainder {
  const { masks } = problem;
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
  const costs = Float64Array.from(firmOf, (firm) => costOfFirm[firm]!);

  return {
    problem,
    slots,
    baseCost: costOfFixed(problem),
    size,
    firmOf,
    costs,
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
    linear: costs,
    halves: null,
    least: 0,
    pairs: pairCostsOf(problem, firmOf),
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
  const { size, firmOf, costs, low, high, holders, needed, values, enemies, pairs } = remainder;
  const sums = needed.length;
  const newPlace = new Int32Array(size).fill(-1);
  let count = 0;
  for (let candidate = 0; candidate < size; candidate += 1) if (isKept[candidate] === 1) newPlace[candidate] = count++;
  const isIn = (_: unknown, candidate: number): boolean => isKept[candidate] === 1;
  const moved = (list: Int32Array): Int32Array => list.filter((one) => isKept[one] === 1).map((one) => newPlace[one]!);
  const firms = firmOf.filter(isIn);
  const keptCosts = costs.filter(isIn);
  const rest: Remainder = {
    ...remainder,
    size: count,
    firmOf: firms,
    costs: keptCosts,
    low: low.filter(isIn),
    high: high.filter(isIn),
    holders: holders.map(moved),
    values: values.filter((_, place) => isKept[Math.floor(place / sums)] === 1),
    enemies: enemies.filter(isIn).map((list) => (list === null ? null : moved(list))),
    pairs: pairs?.among(newPlace, firms) ?? null,
    linear: keptCosts,
    halves: null,
    least: 0,
  };

  return withLeast(rest, remainder.least);
}

/** The same where so many candidates at least are in every alliance looked for: then each costs at least so much beside the others. */
export function withLeast(remainder: Remainder, least: number): Remainder {
  const { pairs, costs, slots } = remainder;
  const sure = Math.min(least, slots);
  if (pairs === null || sure === 0) return { ...remainder, least: 0 };
  const halves = pairs.leastHalves(slots);

  return {
    ...remainder,
    least: sure,
    halves,
    linear: costs.map((cost, candidate) => cost + halves[candidate * (slots + 1) + sure - 1]!),
  };
}
