import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Affinity, type PastWork, affinityOf, measuredCounting, measuredWeights } from './affinity.js';

const firms = 8;
const history = (works: readonly PastWork[]) => ({ works, placeOf: new Int32Array(firms), places: 1, needs: 3 });
const aWork: fc.Arbitrary<PastWork> = fc.record({
  firms: fc.uniqueArray(fc.integer({ min: 0, max: firms - 1 }), { minLength: 1, maxLength: 4 }),
  needs: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 2 }),
  ageDays: fc.integer({ min: 0, max: 3_000 }),
});
const scores = (works: readonly PastWork[], members: readonly number[], needs: readonly number[] = []): number[] => [
  ...affinityOf(new Affinity(history(works)).terms({ members, places: members.map(() => 0), needs }), measuredWeights),
];

describe('who fits as the missing partner', () => {
  it('who worked with the group stands before who did not', () => {
    const works = [
      { firms: [0, 1], needs: [0], ageDays: 100 },
      { firms: [2, 3], needs: [0], ageDays: 100 },
    ];
    const all = scores(works, [0]);
    expect(all[1]).toBeGreaterThan(all[2]!);
  });

  it('and who does what is needed stands before who does something else', () => {
    const works = [
      { firms: [1], needs: [0], ageDays: 10 },
      { firms: [2], needs: [1], ageDays: 10 },
    ];
    const all = scores(works, [0], [0]);
    expect(all[1]).toBeGreaterThan(all[2]!);
  });

  it('counts as the formula says', () => {
    const works = [
      { firms: [0, 1, 2], needs: [], ageDays: 0 },
      { firms: [0, 1], needs: [], ageDays: 200 },
      { firms: [2, 3], needs: [], ageDays: 0 },
    ];
    const counting = { ...measuredCounting, sharedPower: 1, busyPower: 1, togetherPower: 2, halfLifeDays: 100 };
    const terms = new Affinity({ ...history(works), placeOf: new Int32Array(4) }, counting).terms({
      members: [0],
      places: [0],
      needs: [],
    });
    // Firm 0 has two joint works. One is shared by three (1 ÷ 2), the other has halved twice (1 ÷ 4).
    expect([...terms.joint]).toEqual([0, (1 / 2 + 1 / 4) / 2, 1 / 2 / 2, 0]);
  });

  it('a work with two of the group at once says more than two works with one each', () => {
    const works = [
      { firms: [0, 1, 2], needs: [], ageDays: 0 },
      { firms: [0, 3], needs: [], ageDays: 0 },
      { firms: [1, 3], needs: [], ageDays: 0 },
    ];
    const jointAt = (togetherPower: number) =>
      new Affinity(history(works), { ...measuredCounting, sharedPower: 0, busyPower: 1, togetherPower }).terms({
        members: [0, 1],
        places: [0, 0],
        needs: [],
      }).joint;
    // Both members have two joint works: each hands on a half of each.
    expect([...jointAt(1)].slice(2, 4)).toEqual([1, 1]);
    expect([...jointAt(2)].slice(2, 4)).toEqual([2, 1]);
  });

  it('whose place often works with ours stands before whose place never does', () => {
    const works = [
      { firms: [0, 1], needs: [], ageDays: 0 },
      { firms: [2, 3], needs: [], ageDays: 0 },
      { firms: [4, 5], needs: [], ageDays: 0 },
    ];
    const placeOf = Int32Array.from([0, 1, 0, 1, 2, 2]);
    const { place } = new Affinity({ works, placeOf, places: 3, needs: 0 }).terms({
      members: [],
      places: [0],
      needs: [],
    });
    expect(place[1]).toBeGreaterThan(0);
    expect(place[4]).toBeLessThan(0);
  });

  it('a work whose needs nobody knows changes nothing about what firms do', () => {
    const works = [
      { firms: [1], needs: [0], ageDays: 10 },
      { firms: [2], needs: [1], ageDays: 10 },
    ];
    const group = { members: [0], places: [0], needs: [0] };
    const without = new Affinity(history(works)).terms(group).content;
    const withIt = new Affinity(history([...works, { firms: [1, 3], needs: [], ageDays: 0 }])).terms(group).content;
    expect([...withIt]).toEqual([...without]);
  });

  it('another joint work with a member never moves a firm back, others being as they were', () => {
    fc.assert(
      fc.property(fc.array(aWork, { maxLength: 12 }), fc.integer({ min: 0, max: 3_000 }), (works, ageDays) => {
        const counting = { ...measuredCounting, busyPower: 0 };
        const joint = (all: readonly PastWork[]) =>
          new Affinity(history(all), counting).terms({ members: [0], places: [0], needs: [] }).joint;
        const before = joint(works);
        const after = joint([...works, { firms: [0, 1], needs: [], ageDays }]);

        expect(after[1]).toBeGreaterThan(before[1]!);
        for (let firm = 2; firm < firms; firm += 1) expect(after[firm]).toBe(before[firm]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('is a number for every firm, whatever happened, and the order of members never matters', () => {
    fc.assert(
      fc.property(fc.array(aWork, { minLength: 1, maxLength: 12 }), (works) => {
        const all = scores(works, [0, 1, 2], [1]);
        const turned = scores(works, [2, 0, 1], [1]);

        expect(all.every((score) => Number.isFinite(score))).toBe(true);
        for (const [firm, score] of all.entries()) expect(turned[firm]).toBeCloseTo(score, 9);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
