import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LineUpRole, isMember } from '#libs/coverage';
import type { Terms } from './alliance.entity.js';
import { type Place, type Plan, placeOf, totalShares, touchedBy } from './plan.js';

const firmIds = ['a', 'b', 'c', 'd', 'e'];
const lots = ['roof', 'floor'];

const anyRoles = fc.uniqueArray(fc.constantFrom(...Object.values(LineUpRole)), { minLength: 1, maxLength: 4 });
const anyPlaceOf = (firmId: string): fc.Arbitrary<Place> =>
  fc
    .record({
      firmId: fc.constant(firmId),
      roles: anyRoles,
      shareBasisPoints: fc.integer({ min: 0, max: 10_000 }),
      reliedUponFor: fc.uniqueArray(fc.constantFrom('r1', 'r2', 'r3')),
      part: fc.option(fc.constantFrom('doors', 'glass', 'paint')),
    })
    .map(placeOf);
const anyPlaces = fc
  .subarray(firmIds)
  .chain((chosen) => fc.tuple(...chosen.map(anyPlaceOf)))
  .map((places): Place[] => places);
const anyTerms: fc.Arbitrary<Terms> = fc.record({
  liability: fc.constantFrom('JOINT_AND_SEVERAL', 'SEVERAL'),
  representativeFirmId: fc.constantFrom(...firmIds),
  words: fc.constantFrom('', 'We share the van.'),
  statements: fc.constantFrom<Terms['statements'][]>(undefined, [], ['WORK_IS_COMPLEX']),
});
const anyPlan: fc.Arbitrary<Plan> = fc
  .record({ terms: anyTerms, roof: anyPlaces, floor: anyPlaces })
  .map(({ terms, roof, floor }) => ({
    terms,
    lineUps: new Map([
      ['roof', roof],
      ['floor', floor],
    ]),
  }));

/** The rule once more, said the long way round: per firm and lot, what it answers for before and after. */
function answersFor(plan: Plan, lineUpId: string, firmId: string): string | null {
  const places = plan.lineUps.get(lineUpId) ?? [];
  const own = places.find((place) => place.firmId === firmId);

  return own ? JSON.stringify([own.roles, own.shareBasisPoints, own.reliedUponFor, own.part, plan.terms]) : null;
}

function members(plan: Plan, lineUpId: string): string[] {
  return (plan.lineUps.get(lineUpId) ?? [])
    .filter(isMember)
    .map((place) => place.firmId)
    .sort();
}

const names = (seats: { lineUpId: string; firmId: string }[]): string[] =>
  seats.map(({ lineUpId, firmId }) => `${lineUpId}:${firmId}`).sort();

describe('whose consent a change makes stale', () => {
  it('always all it touches, and only those', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (before, after) => {
        const expected = lots.flatMap((lot) =>
          firmIds.flatMap((firmId) => {
            const [was, is] = [answersFor(before, lot, firmId), answersFor(after, lot, firmId)];
            const joint = after.terms.liability === 'JOINT_AND_SEVERAL';
            const company = JSON.stringify(members(before, lot)) !== JSON.stringify(members(after, lot));
            const answers = members(before, lot).includes(firmId) || members(after, lot).includes(firmId);

            return was !== is || (joint && company && answers) ? [`${lot}:${firmId}`] : [];
          }),
        );
        expect(names(touchedBy(before, after))).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('nobody when nothing changed, in whatever order the firms and roles are named', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const shuffled = [...plan.lineUps].map(([id, places]) => {
          const turned = places.map((place) => ({ ...place, roles: [...place.roles].reverse() }));

          return [id, turned.reverse()] as const;
        });
        expect(touchedBy(plan, { terms: { ...plan.terms }, lineUps: new Map(shuffled) })).toEqual([]);
      }),
    );
  });

  it('the firm alone when its share changes, and nobody in another lot', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 1, max: 100 }), (plan, more) => {
        const [first, ...others] = plan.lineUps.get('roof')!;
        fc.pre(first !== undefined);
        const changed = { ...first, shareBasisPoints: (first.shareBasisPoints + more) % 10_001 };
        const after = { ...plan, lineUps: new Map(plan.lineUps).set('roof', [changed, ...others]) };
        expect(touchedBy(plan, after)).toEqual([{ lineUpId: 'roof', firmId: first.firmId }]);
      }),
    );
  });

  it('everybody everywhere when the terms change', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const after = { ...plan, terms: { ...plan.terms, words: `${plan.terms.words} And the ladder.` } };
        const all = [...plan.lineUps].flatMap(([lot, places]) => places.map(({ firmId }) => `${lot}:${firmId}`));
        expect(names(touchedBy(plan, after))).toEqual(all.sort());
      }),
    );
  });

  it.each([
    ['JOINT_AND_SEVERAL', ['a', 'b', 'c']],
    ['SEVERAL', ['b', 'c']],
  ] as const)('a partner takes the place of another under %s liability: %s', (liability, touched) => {
    const terms: Terms = { liability, representativeFirmId: 'a', words: '' };
    const place = (firmId: string, role: LineUpRole): Place =>
      placeOf({ firmId, roles: [role], shareBasisPoints: 5_000, reliedUponFor: [], part: null });
    const before = new Map([['roof', [place('a', 'LEAD'), place('b', 'PARTNER'), place('d', 'SUBCONTRACTOR')]]]);
    const after = new Map([['roof', [place('a', 'LEAD'), place('c', 'PARTNER'), place('d', 'SUBCONTRACTOR')]]]);

    expect(names(touchedBy({ terms, lineUps: before }, { terms, lineUps: after }))).toEqual(
      touched.map((firmId) => `roof:${firmId}`),
    );
  });
});

describe('shares', () => {
  it('total what each has, in any order', () => {
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const total = places.map((place) => place.shareBasisPoints).reduce((sum, share) => sum + share, 0);
        expect(totalShares([...places].reverse())).toBe(total);
      }),
    );
  });

  it('of thirds are whole with the remainder given to one', () => {
    expect(totalShares([{ shareBasisPoints: 3_334 }, { shareBasisPoints: 3_333 }, { shareBasisPoints: 3_333 }])).toBe(
      10_000,
    );
  });
});

describe('a place in its one form', () => {
  it('is the same however it was written, and writing it again changes nothing', () => {
    const written = {
      firmId: 'a',
      shareBasisPoints: 100,
      part: '  doors ',
      roles: ['SUBCONTRACTOR', 'RELIED_UPON', 'SUBCONTRACTOR'] as LineUpRole[],
      reliedUponFor: ['r2', 'r1', 'r2'],
    };
    const place = placeOf(written);
    expect(place).toMatchObject({
      roles: ['RELIED_UPON', 'SUBCONTRACTOR'],
      reliedUponFor: ['r1', 'r2'],
      part: 'doors',
    });
    expect(placeOf(place)).toEqual(place);
  });
});
