import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Requirement } from '#libs/requirements';
import type { FirmClaims } from './claims.js';
import { coverageOf } from './coverage.js';
import { divisionOf } from './division.js';

const today = '2026-03-01';
/** One week, so that people per week are person-weeks. */
const days = { from: '2026-06-01', until: '2026-06-07' };
const work = (personWeeks: number): Requirement => ({
  id: 'room',
  kind: 'STAFF',
  mode: 'CAPACITY',
  measure: { capacity: 'PERSON_WEEKS' },
  threshold: { value: `${personWeeks}`, unit: 'WEE' },
  neededFrom: days.from,
  neededUntil: days.until,
  essential: true,
  proof: 'DECLARATION',
  when: 'WITH_BID',
});
const firm = (firmId: string, people: number | null, verdictOnly = false): FirmClaims => ({
  firmId,
  capacity:
    people === null ? null : { windows: [{ ...days, peoplePerWeek: `${people}` }], commitments: [], verdictOnly },
});
const divided = (requirement: Requirement, firms: readonly FirmClaims[]) =>
  divisionOf(
    [requirement],
    firms.map(({ firmId }) => firmId),
    firms,
    today,
  )!;

describe('a division of the work', () => {
  it.each<[string, (number | null)[], number[]]>([
    ['is even where all have room', [50, 50, 60], [3_333, 3_333, 3_334]],
    ['gives what one cannot take to those who can', [10, 90, 90], [1_000, 4_500, 4_500]],
    ['takes who has said nothing to have enough', [10, null], [1_000, 9_000]],
    ['gives the rest to the one with most where there is too little room', [10, 20], [1_000, 9_000]],
    ['gives nothing to who has nothing free', [0, 100], [0, 10_000]],
  ])('%s', (_, people, shares) => {
    const firms = people.map((one, at) => firm(`f${at}`, one));
    expect(divided(work(100), firms)).toEqual(shares);
  });

  it('is none where the work is not estimated, or nobody is there to do it', () => {
    expect(divisionOf([], ['f0'], [firm('f0', 5)], today)).toBeNull();
    expect(divisionOf([work(5)], [], [], today)).toBeNull();
  });

  it('lets nobody tell room from it that may not be shown', () => {
    expect(divided(work(100), [firm('f0', 10, true), firm('f1', 90)])).toEqual([5_000, 5_000]);
  });

  it('fits whenever anything does, and leaves nothing of the work', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 60 }), { freq: 5 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 120 }),
        (people, needed) => {
          const firms = people.map((one, at) => firm(`f${at}`, one));
          const shares = divided(work(needed), firms);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(10_000);
          const entries = firms.map(({ firmId }, at) => ({
            firmId,
            roles: [at === 0 ? ('LEAD' as const) : ('PARTNER' as const)],
            shareBasisPoints: shares[at]!,
          }));
          const { outcome } = coverageOf([work(needed)], { entries }, firms, today).verdicts[0]!;
          outcomes.add(outcome);
          // Rooms are cut down to whole basis points, so that a sum that fits to the last of them may just not.
          const rooms = people.map((one) => (one === null ? 10_000 : Math.floor((10_000 * one) / needed)));
          const isRoom = rooms.reduce((sum, room) => sum + room, 0) >= 10_000;
          expect(outcome === 'UNMET').toBe(!isRoom && shares.some((share, at) => share > rooms[at]!));
          expect(isRoom && !people.includes(null) && outcome !== 'MET').toBe(false);
        },
      ),
      { seed: 20_260_301, numRuns: 400 },
    );
    expect(outcomes).toEqual(new Set(['MET', 'UNMET', 'UNKNOWN']));
  });
});
