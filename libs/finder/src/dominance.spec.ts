import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  acquaintedCosts,
  checkAlliance,
  costOf,
  findAlliances,
  masksOf,
  noDeadline,
  type AllianceProblem,
  type Answer,
} from './index.js';
import { remainderOf, sparedFor } from './remainder.js';

const seed = 20_261_129;

/** A firm as the finder meets it: what it holds, what it adds to sums, and what it costs. */
const aFirm = fc.record({
  // Most bring numbers alone.
  holds: fc.oneof(
    { weight: 3, arbitrary: fc.constant<number[]>([]) },
    { weight: 2, arbitrary: fc.subarray([0, 1, 2, 3]) },
  ),
  values: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
  // So many different costs that hardly ever two alliances are equally good: then one and the same must be found.
  cost: fc.integer({ min: 0, max: 1_000_000 }),
});

const aWorld = fc
  .record({
    firms: fc.array(aFirm, { minLength: 20, maxLength: 60 }),
    needed: fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 })),
    covered: fc.integer({ min: 0, max: 4 }),
    maxMembers: fc.integer({ min: 1, max: 4 }),
    fixed: fc.constantFrom<number[]>([], [], [0], [0, 1]),
    conflicts: fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 3 }),
    // From none to more than what makes firms differ otherwise: then whom one knows decides.
    strangers: fc.constantFrom(0, 200_000, 1_500_000),
    known: fc.array(fc.tuple(fc.nat(59), fc.nat(59), fc.integer({ min: 0, max: 600_000 })), {
      minLength: 5,
      maxLength: 40,
    }),
    order: fc.constantFrom('CHEAPEST' as const, 'FEWEST_THEN_CHEAPEST' as const),
  })
  .map(({ firms, needed, covered, maxMembers, fixed, conflicts, strangers, known, order }) => {
    const isPair = ([one, other]: readonly number[]): boolean => one !== other && Math.max(one!, other!) < firms.length;

    return {
      firms: firms.length,
      covered,
      masks: masksOf(
        firms.length,
        Array.from({ length: covered }, (_, one) =>
          [...firms.keys()].filter((firm) => firms[firm]!.holds.includes(one)),
        ),
      ),
      sums: needed.map((least, at) => ({ needed: least, values: Int32Array.from(firms, ({ values }) => values[at]!) })),
      costs: Int32Array.from(firms, ({ cost }) => cost),
      maxMembers: Math.max(maxMembers, fixed.length),
      fixed,
      conflicts: conflicts.filter(isPair),
      order,
      ...acquaintedCosts({ strangers, known: known.filter(isPair) }),
    };
  });

/** The same question where nobody may be left out: costs of pairs that nobody says anything about. */
function unreduced(problem: AllianceProblem): AllianceProblem {
  return { ...problem, acquainted: undefined };
}

function told({ alliances, proof, isExhausted, bound }: Answer): unknown {
  return { alliances, proof, isExhausted, cost: bound?.cost };
}

describe('leaving out whom nobody needs', () => {
  it('changes no answer: the same best, and as many different ones, with sums, fixed firms, conflicts and joint projects', () => {
    let leftOut = 0;
    let firms = 0;
    let severalFound = 0;
    let exhausted = 0;
    fc.assert(
      fc.property(aWorld, fc.constantFrom(1, 1, 2, 4), (problem, different) => {
        const wanted = { different, loses: 2, deadline: noDeadline };
        const [reduced, whole] = [findAlliances(problem, wanted), findAlliances(unreduced(problem), wanted)];
        const slots = problem.maxMembers - problem.fixed.length;
        const all = remainderOf(problem, { spared: 'ALL' });
        const kept = remainderOf(problem, { spared: sparedFor(slots, problem.maxMembers, different) });
        firms += all?.size ?? 0;
        leftOut += (all?.size ?? 0) - (kept?.size ?? 0);
        if (reduced.alliances.length > 1) severalFound += 1;
        if (reduced.isExhausted) exhausted += 1;

        expect(told(reduced)).toEqual(told(whole));
        for (const { members, cost } of reduced.alliances) {
          expect(checkAlliance(problem, members)).toBeNull();
          expect(cost).toBe(costOf(problem, members));
        }
      }),
      { seed, numRuns: 1_500 },
    );
    // It would prove little where nobody is left out, or nothing is found.
    expect(leftOut / firms).toBeGreaterThan(0.25);
    expect(severalFound).toBeGreaterThan(200);
    expect(exhausted).toBeGreaterThan(200);
  });
});
