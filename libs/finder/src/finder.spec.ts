import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkAlliance,
  closestAlliance,
  conflictingRequirements,
  costOf,
  findAlliances,
  missingIn,
  noDeadline,
  requirementsOf,
  type AllianceProblem,
  type Found,
} from './index.js';
import { differs, everySet, isBetter, priced, seed, shapes, standing, worldOf } from './worlds.sample.js';

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
