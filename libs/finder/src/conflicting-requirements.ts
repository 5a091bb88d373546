import type { Conflict } from './answer.js';
import { anyAlliance } from './best-alliance.js';
import { missingIn } from './check-alliance.js';
import { smallestHittingSet } from './hitting-set.js';
import { wordsFor, type AllianceProblem, type Deadline } from './problem.js';
import { memberPrices } from './relaxation.js';
import { ensureSearchable, remainderOf, sparedFor, type Remainder } from './remainder.js';

/**
 * A set of requirements that no alliance meets together, as small as time allows: the smallest of all, or at least one in
 * which each is needed. An empty set: the fixed firms alone cannot be together. Null when an alliance exists, or when
 * time was up before it was known whether one does. Throws RangeError as `findAlliances` does.
 */
export function conflictingRequirements(problem: AllianceProblem, deadline: Deadline): Conflict | null {
  ensureSearchable(problem);
  const free: AllianceProblem = { ...problem, costs: new Int32Array(problem.firms), pairCost: null };
  const spared = sparedFor(problem.maxMembers - problem.fixed.length, problem.maxMembers, 1);
  const remainder = remainderOf(free, { spared });
  if (remainder === null) return { requirements: [], isSmallest: true, isProved: true };
  const oracle = new Oracle(remainder, deadline);
  const { set, isProved } = irreducible(oracle);
  if (set === null) return null;
  const smallest = isProved ? smallestOf(oracle, set) : null;

  return { requirements: oracle.named(smallest ?? set), isSmallest: smallest !== null, isProved };
}

/** Whether some alliance meets a set of requirements. Costs do not matter, so that few firms are left to look at. */
class Oracle {
  readonly all: readonly number[];
  private readonly problem: AllianceProblem;
  private readonly numbers: readonly number[];
  private readonly answers = new Map<string, readonly number[] | null>();

  constructor(
    remainder: Remainder,
    private readonly deadline: Deadline,
  ) {
    this.numbers = [...remainder.requirementOf, ...remainder.sumOf];
    this.all = [...this.numbers.keys()];
    this.problem = problemOf(remainder);
  }

  /** The requirements by their numbers in the problem asked about. */
  named(set: readonly number[]): number[] {
    return set.map((one) => this.numbers[one]!).sort((a, b) => a - b);
  }

  /** Members that meet them all; null when there are none; undefined when time was up. */
  membersFor(set: readonly number[]): readonly number[] | null | undefined {
    const only = new Set(set);
    const key = this.all.map((one) => (only.has(one) ? '1' : '0')).join('');
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const remainder = remainderOf(this.problem, { only, spared: Math.max(1, this.problem.maxMembers) })!;
    const goal = { earlier: [], loses: 0, deadline: this.deadline };
    const any = anyAlliance(remainder, { members: memberPrices(remainder), least: 0 }, goal);
    if (!any.isProved) return undefined;
    const members = any.found?.members ?? null;
    this.answers.set(key, members);

    return members;
  }

  /** Which of all requirements these members meet. */
  metBy(members: readonly number[]): number[] {
    const missing = new Set(missingIn(this.problem, members));

    return this.all.filter((one) => !missing.has(one));
  }

  /** The requirements in the order in which they are likely to be needed for a conflict, the unlikeliest first. */
  unlikeliestFirst(): { requirement: number; price: number }[] {
    const remainder = remainderOf(this.problem, { spared: 'ALL' })!;
    const { ofBit, ofSum } = memberPrices(remainder);
    const prices = new Map<number, number>();
    for (const [bit, requirement] of remainder.requirementOf.entries()) prices.set(requirement, ofBit[bit]!);
    for (const [sum, requirement] of remainder.sumOf.entries()) prices.set(requirement, ofSum[sum]!);

    return this.all
      .map((requirement) => ({ requirement, price: prices.get(requirement)! }))
      .sort((a, b) => a.price - b.price);
  }
}

/** A remainder as a problem of its own: its candidates are the firms, nobody is fixed. */
function problemOf({ size, slots, low, high, holders, needed, values, enemies }: Remainder): AllianceProblem {
  const words = wordsFor(holders.length);
  const masks = new Uint32Array(size * words);
  for (let candidate = 0; candidate < size; candidate += 1) {
    masks[candidate * words] = low[candidate]!;
    if (words > 1) masks[candidate * words + 1] = high[candidate]!;
  }

  return {
    firms: size,
    covered: holders.length,
    masks,
    sums: Array.from(needed, (least, sum) => ({
      needed: least,
      values: Float64Array.from({ length: size }, (_, candidate) => values[candidate * needed.length + sum]!),
    })),
    costs: new Int32Array(size),
    pairCost: null,
    maxMembers: slots,
    fixed: [],
    conflicts: enemies.flatMap((list, one) =>
      list === null
        ? []
        : Array.from(
            list.filter((other) => other > one),
            (other) => [one, other] as const,
          ),
    ),
    order: 'CHEAPEST',
  };
}

/** A conflict in which every requirement is needed: each is left out in turn, and stays out where the conflict remains. */
function irreducible(oracle: Oracle): { set: number[] | null; isProved: boolean } {
  if (oracle.membersFor(oracle.all) !== null) return { set: null, isProved: true };
  let set = [...oracle.all];
  const inOrder = oracle.unlikeliestFirst();
  const priced = inOrder.filter(({ price }) => price > 1e-6).map(({ requirement }) => requirement);
  if (priced.length > 0 && oracle.membersFor(priced) === null) set = priced;
  for (const { requirement } of inOrder) {
    if (!set.includes(requirement)) continue;
    const without = set.filter((one) => one !== requirement);
    const members = oracle.membersFor(without);
    if (members === undefined) return { set, isProved: false };
    if (members === null) set = without;
  }

  return { set, isProved: true };
}

/**
 * The smallest conflict, by implicit hitting sets: each largest set that can be met shows one of whose other
 * requirements every conflict must contain one. The smallest set that contains one of each is a conflict, or shows one
 * set more. Null when time was up.
 *
 * @param known an irreducible conflict: once no smaller set is left, it is a smallest one itself
 */
function smallestOf(oracle: Oracle, known: readonly number[]): readonly number[] | null {
  const mustHit: number[][] = [];
  for (;;) {
    const set = smallestHittingSet(mustHit);
    if (set.length >= known.length) return known;
    const members = oracle.membersFor(set);
    if (members === null) return set;
    const met = members === undefined ? null : grown(oracle, oracle.metBy(members));
    if (met === null) return null;
    mustHit.push(oracle.all.filter((one) => !met.has(one)));
  }
}

/** As many requirements as can be met beside these, one after the other. */
function grown(oracle: Oracle, from: readonly number[]): Set<number> | null {
  let met = new Set(from);
  for (const requirement of oracle.all) {
    if (met.has(requirement)) continue;
    const members = oracle.membersFor([...met, requirement]);
    if (members === undefined) return null;
    if (members !== null) met = new Set(oracle.metBy(members));
  }

  return met;
}
