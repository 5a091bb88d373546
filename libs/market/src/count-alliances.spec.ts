import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { masksOf } from '#libs/finder';
import { countAlliances } from './count-alliances.js';

interface World {
  firms: number;
  holders: number[][];
  needed: number;
  values: number[];
}

const aWorld: fc.Arbitrary<World> = fc.integer({ min: 1, max: 9 }).chain((firms) =>
  fc.record({
    firms: fc.constant(firms),
    holders: fc.array(fc.subarray(Array.from({ length: firms }, (_, firm) => firm)), { minLength: 1, maxLength: 4 }),
    needed: fc.integer({ min: 0, max: 12 }),
    values: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: firms, maxLength: firms }),
  }),
);

/** Every set of firms, looked at one by one. */
function byHand({ firms, holders, needed, values }: World, members: number): number {
  const answers = (set: number): boolean =>
    holders.every((some) => some.some((firm) => (set >> firm) & 1)) &&
    values.reduce((sum, value, firm) => sum + ((set >> firm) & 1) * value, 0) >= needed;
  let count = 0;
  for (let set = 1; set < 1 << firms; set += 1) {
    const inIt = values.map((_, firm) => firm).filter((firm) => (set >> firm) & 1);
    if (inIt.length === members && answers(set) && inIt.every((firm) => !answers(set & ~(1 << firm)))) count += 1;
  }

  return count;
}

const problemOf = ({ firms, holders, needed, values }: World) => ({
  firms,
  covered: holders.length,
  masks: masksOf(firms, holders),
  sums: [{ needed, values: Int32Array.from(values) }],
});

describe('counting alliances', () => {
  it('counts each once, of every size, as by hand', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const counted = countAlliances(problemOf(world), 4, 10_000, () => () => false);

        expect(counted).toEqual(
          [1, 2, 3, 4].map((members) => ({ members, count: byHand(world, members), isMore: false })),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('stops at the most, and when time is up, and says that there are more', () => {
    const world = { firms: 30, holders: [[...Array(30).keys()]], needed: 0, values: Array<number>(30).fill(0) };
    expect(countAlliances(problemOf(world), 1, 20, () => () => false)).toEqual([
      { members: 1, count: 20, isMore: true },
    ]);
    const large = { ...world, firms: 600, holders: [[...Array(600).keys()]], values: Array<number>(600).fill(0) };
    expect(countAlliances(problemOf(large), 1, 10_000, () => () => true)[0]!.isMore).toBe(true);
  });
});
