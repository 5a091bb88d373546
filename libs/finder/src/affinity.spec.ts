import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Affinity, type PastWork, affinityOf, measuredWeights } from './affinity.js';

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
