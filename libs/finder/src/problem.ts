/** Which firms together can answer one lot, as numbers alone: nothing here knows a tender, a firm or a clock. */

/**
 * Who could be in an alliance for one lot. Firms are 0 … `firms` − 1; requirements are counted through: first the `covered`
 * ones (0 … `covered` − 1), then the sums (`covered` … `covered` + `sums.length` − 1). Answers name them by these numbers.
 *
 * What every single member must meet (EACH) is no part of it: who fails it is left out before.
 */
export interface AllianceProblem {
  readonly firms: number;
  /**
   * How many requirements one member meets for all: an ANY_ONE, each named part of a UNION, each class of MAX_PER_CLASS,
   * and "can lead" (one member who can lead is enough).
   */
  readonly covered: number;
  /**
   * Which firm meets which of them: `wordsFor(covered)` words of 32 bits per firm, firm after firm; requirement r is bit
   * `r % 32` of word `floor(r / 32)`. `masksOf` makes it from lists.
   */
  readonly masks: Uint32Array;
  /** Requirements whose values add up (SUM). */
  readonly sums: readonly Sum[];
  /** What each firm costs: whole numbers ≥ 0, in any one unit. */
  readonly costs: Int32Array;
  /** What it costs beyond that when both are in: a whole number ≥ 0, the same in either order. Null when nothing ever does. */
  readonly pairCost: ((one: number, other: number) => number) | null;
  /** Says of `pairCost` what cannot be seen from outside, and makes thousands of firms searchable with it: see `acquaintedCosts`. */
  readonly acquainted?: Acquainted;
  /** How many firms at most, the fixed ones included. */
  readonly maxMembers: number;
  /** Firms that are in. An alliance may be these alone. */
  readonly fixed: readonly number[];
  /** Pairs of firms that cannot be in the same alliance. */
  readonly conflicts: readonly (readonly [number, number])[];
  readonly order: Order;
}

/** Costs of pairs where nearly all are strangers. */
export interface Acquainted {
  /** What two firms cost that are not named. */
  readonly strangers: number;
  /** Pairs that cost less, each once. */
  readonly known: readonly (readonly [one: number, other: number, cost: number])[];
}

/** A sum that the members' values must reach. Whole numbers from 0 to 2⁵³ − 1, so that adding them is exact. */
export interface Sum {
  readonly needed: number;
  /** Of each firm; 0 for one that has none or whose value is not known. */
  readonly values: Int32Array | Float64Array;
}

/** What is better: fewer members, and among equally few the cheaper; or the cheaper, whatever their number. */
export type Order = 'FEWEST_THEN_CHEAPEST' | 'CHEAPEST';

/** Asked now and then while there is work: true once time is up. It stays true from then on. */
export type Deadline = () => boolean;

/** No deadline: the answer comes when it is proved. */
export const noDeadline: Deadline = () => false;

/** How many different alliances, and how different. */
export interface Wanted {
  /** How many, ≥ 1. */
  readonly different: number;
  /** Each lacks at least so many of the free (not fixed) members of every better one, or all of them where it has fewer. */
  readonly loses: number;
  readonly deadline: Deadline;
}

/** Words of 32 bits that hold so many requirements; at least one, so that every firm has a place. */
export function wordsFor(covered: number): number {
  return Math.max(1, Math.ceil(covered / 32));
}

/** `masks` from a list of firms per requirement. */
export function masksOf(firms: number, holders: readonly Iterable<number>[]): Uint32Array {
  const words = wordsFor(holders.length);
  const masks = new Uint32Array(firms * words);
  for (const [requirement, list] of holders.entries())
    for (const firm of list) masks[firm * words + (requirement >>> 5)]! |= 1 << (requirement & 31);

  return masks;
}

/** Costs between firms from the few pairs that cost less than all others; who costs more than a stranger counts as one. */
export function acquaintedCosts({
  strangers,
  known,
}: Acquainted): Required<Pick<AllianceProblem, 'pairCost' | 'acquainted'>> {
  const pairs = new Map<number, readonly [number, number, number]>();
  const keyOf = (one: number, other: number): number => Math.min(one, other) * 4_194_304 + Math.max(one, other);
  for (const pair of known) if (pair[2] < strangers) pairs.set(keyOf(pair[0], pair[1]), pair);

  return {
    pairCost: (one, other) => pairs.get(keyOf(one, other))?.[2] ?? strangers,
    acquainted: { strangers, known: [...pairs.values()] },
  };
}

/** The largest shape the exact search takes; beyond it `findWithHighs` answers the same question. */
export const largest = { covered: 64, members: 8 } as const;

/** Whether `findAlliances` takes it. */
export function fitsSearch(problem: AllianceProblem): boolean {
  return problem.covered <= largest.covered && problem.maxMembers <= largest.members;
}

/** What is wrong with the numbers themselves, or null. A caller's mistake, never a business "no". */
export function flawOf(problem: AllianceProblem): string | null {
  const { firms, masks, covered, sums, costs, fixed, conflicts } = problem;
  if (masks.length !== firms * wordsFor(covered)) return `masks has ${masks.length} words`;
  if (costs.length !== firms) return `costs has ${costs.length} numbers for ${firms} firms`;
  if (sums.some(({ values }) => values.length !== firms)) return 'a sum has not one value per firm';
  if (sums.some(({ needed }) => !Number.isSafeInteger(needed) || needed < 0)) return 'a sum needs no whole number ≥ 0';
  if (sums.some(({ values }) => values.some((value) => value < 0))) return 'a value is below 0';
  if (costs.some((cost) => cost < 0)) return 'a cost is below 0';
  if (!Number.isSafeInteger(problem.maxMembers) || problem.maxMembers < 0) return 'maxMembers is no whole number ≥ 0';
  const isFirm = (firm: number): boolean => Number.isInteger(firm) && firm >= 0 && firm < firms;
  if (!fixed.every(isFirm) || new Set(fixed).size !== fixed.length) return 'fixed names no firm, or one twice';
  if (!conflicts.every(([one, other]) => isFirm(one) && isFirm(other) && one !== other))
    return 'a conflict is not between two firms';
  const { strangers, known } = problem.acquainted ?? { strangers: 0, known: [] };
  if (!known.every(([one, other, cost]) => isFirm(one) && isFirm(other) && one !== other && cost <= strangers))
    return 'acquainted names no firm, or who costs more than a stranger';

  return null;
}
