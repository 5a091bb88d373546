import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  acquaintedCosts,
  checkAlliance,
  closestAlliance,
  conflictingRequirements,
  costOf,
  findAcrossLots,
  findAlliances,
  findWithHighs,
  masksOf,
  missingIn,
  noDeadline,
  requirementsOf,
  type AllianceProblem,
  type Found,
  type Order,
} from './index.js';

/** Fixed, so that a run is the same everywhere; fast-check prints it with the path to a counterexample. */
const seed = 20_261_128;
const orders: readonly Order[] = ['CHEAPEST', 'FEWEST_THEN_CHEAPEST'];

/** What a random world is like; the world itself comes from its number alone. */
interface Shape {
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

const shapes = (firms: number, members: number): fc.Arbitrary<Shape> =>
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

function worldOf(shape: Shape): AllianceProblem {
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
function everySet({ firms, maxMembers, fixed, conflicts }: AllianceProblem): number[][] {
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

const priced = (problem: AllianceProblem, members: readonly number[]): Found => ({
  members,
  cost: costOf(problem, members),
});

function isBetter(order: Order, one: Found, other: Found): boolean {
  const fewer = other.members.length - one.members.length;

  return order === 'CHEAPEST' || fewer === 0 ? one.cost < other.cost : fewer > 0;
}

/** What decides, as far as it decides: equally good alliances have the same. */
function standing(order: Order, found: Found | undefined): (number | undefined)[] {
  return order === 'CHEAPEST' ? [found?.cost] : [found?.members.length, found?.cost];
}

/** Whether it lacks at least so many of the free members of each earlier one. */
function differs(
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

describe('against trying everything', () => {
  it('the worlds are worth it: with and without answers, with and without alternatives', () => {
    const counts = fc.sample(shapes(12, 4), { seed, numRuns: 400 }).map((shape) => {
      const { alliances } = findAlliances(worldOf(shape), { different: 3, loses: 2, deadline: noDeadline });

      return alliances.length;
    });
    for (const count of [0, 1, 2, 3]) expect(counts.filter((one) => one === count).length).toBeGreaterThan(20);
  });

  it('each alliance is the best that differs from those before, and none is overlooked', () => {
    fc.assert(
      fc.property(shapes(12, 4), fc.integer({ min: 1, max: 3 }), (shape, loses) => {
        const problem = worldOf(shape);
        const answer = findAlliances(problem, { different: 4, loses, deadline: noDeadline });
        const possible = everySet(problem)
          .filter((set) => missingIn(problem, set).length === 0)
          .map((set) => priced(problem, set));
        const bestBeside = (earlier: readonly Found[]): Found | undefined =>
          possible
            .filter(({ members }) => differs(problem, members, earlier, loses))
            .reduce<Found | undefined>(
              (best, one) => (best && !isBetter(problem.order, one, best) ? best : one),
              undefined,
            );
        for (const [place, found] of answer.alliances.entries()) {
          const best = bestBeside(answer.alliances.slice(0, place))!;
          expect(checkAlliance(problem, found.members)).toBeNull();
          expect(costOf(problem, found.members)).toBe(found.cost);
          expect(differs(problem, found.members, answer.alliances.slice(0, place), loses)).toBe(true);
          expect(standing(problem.order, found)).toEqual(standing(problem.order, best));
        }
        expect(answer.proof).toBe('OPTIMAL');
        expect(answer.proved).toBe(answer.alliances.length);
        expect(answer.isExhausted).toBe(answer.alliances.length < 4);
        expect(answer.bound === null).toBe(possible.length === 0);
        if (!answer.isExhausted || answer.alliances.at(-1)?.members.length === problem.fixed.length) return;
        expect(bestBeside(answer.alliances)).toBeUndefined();
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it('so it is with fifteen firms and five members', () => {
    fc.assert(
      fc.property(shapes(15, 5), (shape) => {
        const problem = worldOf({ ...shape, firms: 15 });
        const [best] = findAlliances(problem, { different: 1, loses: 2, deadline: noDeadline }).alliances;
        const truth = everySet(problem)
          .filter((set) => missingIn(problem, set).length === 0)
          .map((set) => priced(problem, set))
          .reduce<Found | undefined>(
            (one, other) => (one && !isBetter(problem.order, other, one) ? one : other),
            undefined,
          );
        expect(standing(problem.order, best)).toEqual(standing(problem.order, truth));
      }),
      { seed, numRuns: 120 },
    );
  });

  it('the closest alliance lacks fewest, and of those it is the cheapest', () => {
    fc.assert(
      fc.property(shapes(11, 4), (shape) => {
        const problem = worldOf({ ...shape, density: shape.density / 2 });
        const closest = closestAlliance(problem, noDeadline);
        const truth = everySet(problem)
          .map((set) => ({ missing: missingIn(problem, set).length, cost: costOf(problem, set) }))
          .sort((a, b) => a.missing - b.missing || a.cost - b.cost)[0];
        expect(closest === null).toBe(truth === undefined);
        if (closest === null || truth === undefined) return;
        expect({ missing: closest.missing.length, cost: closest.cost }).toEqual(truth);
        expect(closest).toMatchObject({ proof: 'OPTIMAL', fewestMissing: truth.missing });
        expect(closest.missing).toEqual(missingIn(problem, closest.members));
        expect(costOf(problem, closest.members)).toBe(closest.cost);
      }),
      { seed, numRuns: 800 },
    );
  });

  it('the conflict is one, each requirement in it is needed, and none is smaller', () => {
    let conflicts = 0;
    fc.assert(
      fc.property(shapes(10, 3), (shape) => {
        const problem = worldOf({ ...shape, covered: Math.min(shape.covered, 7) });
        const missing = everySet(problem).map((set) => new Set(missingIn(problem, set)));
        const isConflict = (set: readonly number[]): boolean =>
          missing.every((one) => set.some((requirement) => one.has(requirement)));
        const conflict = conflictingRequirements(problem, noDeadline);
        expect(conflict === null).toBe(missing.some((one) => one.size === 0));
        if (conflict === null) return;
        conflicts += 1;
        const { requirements } = conflict;
        expect(conflict).toMatchObject({ isProved: true, isSmallest: true });
        expect(isConflict(requirements)).toBe(true);
        for (let bits = 0; bits < 2 ** requirementsOf(problem); bits += 1) {
          const set = [...Array.from({ length: requirementsOf(problem) }).keys()].filter((one) => (bits >> one) & 1);
          expect(set.length < requirements.length && isConflict(set)).toBe(false);
        }
      }),
      { seed, numRuns: 250 },
    );
    expect(conflicts).toBeGreaterThan(50);
  });
});

/** Too large to try everything. */
const middle: Shape = {
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
describe('when time is up', () => {
  it('what is said stays true: alliances are alliances, and nothing goes below the bound', () => {
    let unproved = 0;
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...orders), fc.constantFrom(0, 0, 0, 2), (number, order, looks) => {
        const problem = { ...worldOf({ ...middle, number, order, firms: 100, covered: 14 }), ...dearer(number, 100) };
        let looked = 0;
        const deadline = (): boolean => (looked += 1) > looks;
        const hasty = findAlliances(problem, { different: 5, loses: 2, deadline });
        const full = findAlliances(problem, { different: 5, loses: 2, deadline: noDeadline });
        const [best] = full.alliances;
        if (hasty.proof === 'BOUND') unproved += 1;
        for (const { members } of hasty.alliances) expect(checkAlliance(problem, members)).toBeNull();
        expect(hasty.alliances.slice(0, hasty.proved).map(({ cost }) => cost)).toEqual(
          full.alliances.slice(0, hasty.proved).map(({ cost }) => cost),
        );
        expect(hasty.bound === null && best !== undefined).toBe(false);
        if (!best || !hasty.bound) return;
        expect(hasty.bound.members).toBeLessThanOrEqual(best.members.length);
        const isComparable = problem.order === 'CHEAPEST' || hasty.bound.members === best.members.length;
        expect(hasty.bound.cost).toBeLessThanOrEqual(isComparable ? best.cost : Infinity);
      }),
      { seed, numRuns: 40 },
    );
    expect(unproved).toBeGreaterThan(5);
  });
});

describe('against HiGHS', () => {
  const secondsLeft = (): number => 30;
  const middling = fc.record({
    number: fc.nat(),
    firms: fc.constantFrom(40, 80, 200),
    covered: fc.constantFrom(8, 16, 33),
    maxMembers: fc.constantFrom(4, 6),
    fixed: fc.constantFrom(0, 1),
    unit: fc.constantFrom(1, 2 ** 40 + 1),
    order: fc.constantFrom(...orders),
  });

  it('the same best, the same number of different ones, or both find none', async () => {
    await fc.assert(
      fc.asyncProperty(middling, async (more) => {
        const problem = { ...worldOf({ ...middle, ...more }), ...dearer(more.number, more.firms) };
        const ours = findAlliances(problem, { different: 2, loses: 2, deadline: noDeadline });
        const theirs = await findWithHighs(problem, { different: 2, loses: 2, secondsLeft });
        expect(ours.proof).toBe('OPTIMAL');
        expect(theirs.proof).toBe('OPTIMAL');
        expect(theirs.bound === null).toBe(ours.bound === null);
        expect(standing(problem.order, theirs.alliances[0])).toEqual(standing(problem.order, ours.alliances[0]));
        for (const { members } of theirs.alliances) expect(checkAlliance(problem, members)).toBeNull();
      }),
      { seed, numRuns: 16 },
    );
  });

  it('the same best where pairs cost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...orders), async (number, order) => {
        const problem = worldOf({ ...middle, number, order, firms: 24, covered: 8, density: 0.25, pairs: 'ANY' });
        const ours = findAlliances(problem, { different: 1, loses: 2, deadline: noDeadline });
        const theirs = await findWithHighs(problem, { different: 1, loses: 2, secondsLeft });
        expect(standing(order, theirs.alliances[0])).toEqual(standing(order, ours.alliances[0]));
        expect(theirs.bound === null).toBe(ours.bound === null);
      }),
      { seed, numRuns: 10 },
    );
  });

  it('takes more requirements than the search does', async () => {
    const problem = worldOf({ ...middle, covered: 80, firms: 30, sums: 0, maxMembers: 8 });
    expect(() => findAlliances(problem, { different: 1, loses: 2, deadline: noDeadline })).toThrow(RangeError);
    const { alliances, proof } = await findWithHighs(problem, { different: 1, loses: 2, secondsLeft });
    expect(proof).toBe('OPTIMAL');
    expect(alliances.map(({ members }) => checkAlliance(problem, members))).toEqual([null]);
  });

  it('says nothing it does not know when there is no time at all', async () => {
    const answer = await findWithHighs(worldOf(middle), { different: 1, loses: 2, secondsLeft: () => 0 });
    expect(answer).toMatchObject({ alliances: [], proof: 'BOUND', proved: 0, isExhausted: false });
    expect(answer.bound).not.toBeNull();
  });
});

/** Costs that differ, so that there is something to choose. */
function dearer(number: number, firms: number): { costs: Int32Array } {
  const random = randomFrom(number + 1);

  return { costs: Int32Array.from({ length: firms }, () => 50 + Math.floor(random() * 500)) };
}

describe('lots and members together', () => {
  const secondsLeft = (): number => 30;

  it('answers most lots, with fewest firms, then cheapest: as trying everything says', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes(6, 2),
        fc.constantFrom(...orders),
        fc.constantFrom(1, 2),
        async (shape, order, perFirm) => {
          const lots = [0, 1, 2].map((place) =>
            worldOf({ ...shape, number: shape.number + place, firms: 6, covered: 3, fixed: 0, density: 0.5, order }),
          );
          const maxFirms = 4;
          const answer = await findAcrossLots(lots, { maxLotsPerFirm: perFirm, maxFirms, order, secondsLeft });
          const choices = lots.map((lot) => [
            null,
            ...everySet(lot)
              .filter((set) => missingIn(lot, set).length === 0)
              .map((set) => priced(lot, set)),
          ]);
          const ranked = (chosen: readonly (Found | null)[]): number[] | null => {
            const members = chosen.flatMap((one) => one?.members ?? []);
            const distinct = [...new Set(members)];
            if (distinct.length > maxFirms) return null;
            if (distinct.some((firm) => members.filter((one) => one === firm).length > perFirm)) return null;

            return [
              -chosen.filter((one) => one !== null).length,
              order === 'CHEAPEST' ? 0 : distinct.length,
              chosen.reduce((sum, one) => sum + (one?.cost ?? 0), 0),
            ];
          };
          const all = choices[0]!.flatMap((a) => choices[1]!.flatMap((b) => choices[2]!.map((c) => ranked([a, b, c]))));
          const [best] = all
            .filter((one) => one !== null)
            .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
          expect(answer.proof).toBe('OPTIMAL');
          expect(ranked(answer.lots)).toEqual(best);
          expect(answer.bound).toEqual({ lots: -best![0]!, firms: best![1]!, cost: best![2]! });
          const wrong = answer.lots.map((lot, place) => lot && checkAlliance(lots[place]!, lot.members));
          expect(wrong).toEqual([null, null, null]);
        },
      ),
      { seed, numRuns: 40 },
    );
  });
});

describe('refuses what makes no sense', () => {
  const sound = worldOf({ ...fc.sample(shapes(8, 3), { seed, numRuns: 1 })[0]!, fixed: 0, conflicts: 0 });

  it.each<[string, Partial<AllianceProblem>]>([
    ['costs of other firms', { costs: new Int32Array(1) }],
    ['a negative cost', { costs: new Int32Array(sound.firms).fill(-1) }],
    ['a firm that is fixed twice', { fixed: [1, 1] }],
    ['a conflict of a firm with itself', { conflicts: [[1, 1]] }],
    ['a sum in fractions', { sums: [{ needed: 0.5, values: new Float64Array(sound.firms) }] }],
    ['more members than the search takes', { maxMembers: 9 }],
  ])('%s', (_case, wrong) => {
    const problem = { ...sound, ...wrong };
    expect(() => findAlliances(problem, { different: 1, loses: 2, deadline: noDeadline })).toThrow(RangeError);
    expect(() => closestAlliance(problem, noDeadline)).toThrow(RangeError);
    expect(() => conflictingRequirements(problem, noDeadline)).toThrow(RangeError);
  });

  it('the checker names what is wrong', () => {
    const problem = { ...sound, maxMembers: 2, fixed: [0], conflicts: [[0, 1]] as const };
    expect(checkAlliance(problem, [0, 0])).toBe('a firm is in twice');
    expect(checkAlliance(problem, [0, 1, 2])).toBe('3 members, 2 allowed');
    expect(checkAlliance(problem, [2])).toBe('firm 0 should be in');
    expect(checkAlliance(problem, [0, 1])).toBe('firms 0 and 1 cannot be together');
    expect(checkAlliance(problem, [0, 99])).toBe('there is no firm 99');
  });
});
