import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkAlliance,
  findAcrossLots,
  findAlliances,
  findWithHighs,
  missingIn,
  noDeadline,
  type Found,
} from './index.js';
import { dearer, everySet, middle, orders, priced, seed, shapes, standing, worldOf } from './worlds.sample.js';

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
