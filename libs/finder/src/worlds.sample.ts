import * as fc from 'fast-check';
import { acquaintedCosts, costOf, masksOf, type AllianceProblem, type Found, type Order } from './index.js';

/** Random worlds, for the laws of the finder and for what it is held against. */

export const seed = 20_261_128;
export const orders: readonly Order[] = ['CHEAPEST', 'FEWEST_THEN_CHEAPEST'];

/** What a random world is like; the world itself comes from its number alone. */
export interface Shape {
  readonly number: number;
  readonly firms: number;
  readonly covered: number;
  readonly sums: number;
  readonly maxMembers: number;
  readonly fixed: number;
  readonly conflicts: number;
  /** Of firms that meet a requirement. */
  readonly density: number;
  readonly pairs: 'NONE' | 'ANY' | 'FEW';
  /** Factor on every value: far beyond what fractions would tell apart. */
  readonly unit: number;
  readonly order: Order;
}

export const shapes = (firms: number, members: number): fc.Arbitrary<Shape> =>
  fc.record({
    number: fc.nat(),
    firms: fc.integer({ min: 3, max: firms }),
    covered: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 8 }) },
      { weight: 1, arbitrary: fc.constant(40) },
    ),
    sums: fc.integer({ min: 0, max: 2 }),
    maxMembers: fc.integer({ min: 1, max: members }),
    fixed: fc.constantFrom(0, 0, 0, 1, 2),
    conflicts: fc.constantFrom(0, 1, 6),
    density: fc.constantFrom(0.15, 0.3, 0.5),
    pairs: fc.constantFrom('NONE', 'ANY', 'FEW'),
    unit: fc.constantFrom(1, 1, 2 ** 45 + 1),
    order: fc.constantFrom(...orders),
  });

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start >>> 0;

  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** No costs between firms, any of them, or the same for all but a few pairs. */
function pairsOf({ pairs, firms }: Shape, random: () => number): Pick<AllianceProblem, 'pairCost' | 'acquainted'> {
  const below = (limit: number): number => Math.floor(random() * limit);
  if (pairs === 'NONE') return { pairCost: null };
  if (pairs === 'FEW') {
    const strangers = below(7);
    const known = Array.from({ length: below(firms) }, () => [below(firms), below(firms), below(8)] as const);

    return acquaintedCosts({ strangers, known: known.filter(([one, other]) => one !== other) });
  }
  const table = Float64Array.from({ length: firms * firms }, () => (random() < 0.5 ? 0 : below(20)));

  return { pairCost: (one, other) => table[Math.min(one, other) * firms + Math.max(one, other)]! };
}

export function worldOf(shape: Shape): AllianceProblem {
  const { firms, covered, conflicts, density, unit } = shape;
  const random = randomFrom(shape.number);
  const below = (limit: number): number => Math.floor(random() * limit);
  const all = [...Array.from({ length: firms }).keys()];
  // Many requirements among few firms are met together only where most firms meet them.
  const likely = covered > 8 ? 0.8 : density;
  const holders = Array.from({ length: covered }, () => all.filter(() => random() < likely));
  const sums = Array.from({ length: shape.sums }, () => {
    const values = Float64Array.from(all, () => (random() < 0.3 ? 0 : below(10) * unit + below(3)));

    return { needed: below(4 + 6 * shape.maxMembers) * unit + below(4), values };
  });

  return {
    firms,
    covered,
    masks: masksOf(firms, holders),
    sums,
    // Few different costs: ties are where searches go wrong.
    costs: Int32Array.from(all, () => below(8)),
    ...pairsOf(shape, random),
    maxMembers: shape.maxMembers,
    fixed: [...new Set(Array.from({ length: shape.fixed }, () => below(firms)))],
    conflicts: Array.from({ length: conflicts }, () => [below(firms), below(firms)] as const).filter(
      ([one, other]) => one !== other,
    ),
    order: shape.order,
  };
}

/** Every set of firms that is allowed, whatever it meets. */
export function everySet({ firms, maxMembers, fixed, conflicts }: AllianceProblem): number[][] {
  const sets: number[][] = [];
  const extend = (set: number[], from: number): void => {
    if (fixed.every((firm) => set.includes(firm))) sets.push(set);
    if (set.length === maxMembers) return;
    for (let firm = from; firm < firms; firm += 1)
      if (!conflicts.some((pair) => pair.includes(firm) && pair.some((one) => set.includes(one))))
        extend([...set, firm], firm + 1);
  };
  extend([], 0);

  return sets;
}

export const priced = (problem: AllianceProblem, members: readonly number[]): Found => ({
  members,
  cost: costOf(problem, members),
});

export function isBetter(order: Order, one: Found, other: Found): boolean {
  const fewer = other.members.length - one.members.length;

  return order === 'CHEAPEST' || fewer === 0 ? one.cost < other.cost : fewer > 0;
}

/** What decides, as far as it decides: equally good alliances have the same. */
export function standing(order: Order, found: Found | undefined): (number | undefined)[] {
  return order === 'CHEAPEST' ? [found?.cost] : [found?.members.length, found?.cost];
}

/** Whether it lacks at least so many of the free members of each earlier one. */
export function differs(
  { fixed }: AllianceProblem,
  members: readonly number[],
  earlier: readonly Found[],
  loses: number,
): boolean {
  return earlier.every((one) => {
    const free = one.members.filter((firm) => !fixed.includes(firm));

    return free.filter((firm) => !members.includes(firm)).length >= Math.min(loses, free.length);
  });
}

/** Too large to try everything. */
export const middle: Shape = {
  number: 0,
  firms: 60,
  covered: 12,
  sums: 2,
  maxMembers: 5,
  fixed: 0,
  conflicts: 20,
  density: 0.15,
  pairs: 'NONE',
  unit: 1,
  order: 'CHEAPEST',
};

/** Costs that differ, so that there is something to choose. */
export function dearer(number: number, firms: number): { costs: Int32Array } {
  const random = randomFrom(number + 1);

  return { costs: Int32Array.from({ length: firms }, () => 50 + Math.floor(random() * 500)) };
}
