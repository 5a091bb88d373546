import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { acquaintedCosts, findAlliances, noDeadline } from '#libs/finder';
import type { Requirement } from '#libs/requirements';
import { askedOf } from './asked.js';
import { plainWeights } from './costs.js';
import { dayOf, entryOf } from './firm-entry.js';
import { FirmIndex } from './firm-index.js';
import { problemOf, testsOf } from './problem.js';

const today = '2026-03-01';
const codes = ['45421000', '45310000', '45261000'];
const middle = { latitude: -7.7, longitude: 110.4 };

const aFirm = fc.record({
  trades: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.subarray(codes) }),
  people: fc.integer({ min: 0, max: 12 }),
  // Nowhere twice: two alliances that are equally good may both be the best.
  north: fc.noBias(fc.integer({ min: -400_000_000, max: 400_000_000 })).map((billionths) => billionths / 1_000_000_000),
  projects: fc.nat(3),
});

const aLot = fc.record({
  people: fc.integer({ min: 1, max: 40 }),
  floorPerMember: fc.constantFrom(null, null, '2'),
  floorLead: fc.constantFrom(null, '5', '9'),
  trades: fc.subarray(codes),
  leadTrade: fc.constantFrom(null, ...codes),
});

function requirementsOf({
  people,
  floorPerMember,
  floorLead,
  trades,
  leadTrade,
}: typeof aLot extends fc.Arbitrary<infer Lot> ? Lot : never) {
  const plain = { kind: 'CAPABILITY', essential: true, proof: 'DECLARATION', when: 'WITH_BID' } as const;

  return [
    ...trades.map((cpv) => ({ ...plain, id: cpv, mode: 'ANY_ONE' as const, measure: { cpv: [cpv] } })),
    ...(leadTrade ? [{ ...plain, id: 'lead', mode: 'LEAD' as const, measure: { cpv: [leadTrade] } }] : []),
    {
      ...plain,
      id: 'people',
      mode: 'SUM' as const,
      measure: { factKey: 'STAFF' as const },
      threshold: { value: String(people), unit: 'C62' },
      floorPerMember,
      floorLead,
    },
  ] as Requirement[];
}

describe('a whole question', () => {
  it('is answered alike whoever may be left out, with sums, floors, who leads and joint projects', () => {
    let several = 0;
    let without = 0;
    fc.assert(
      fc.property(
        fc.array(aFirm, { minLength: 25, maxLength: 60 }),
        aLot,
        fc.array(fc.tuple(fc.nat(59), fc.nat(59), fc.constantFrom(0, 8_000)), { maxLength: 30 }),
        fc.constantFrom(1, 3),
        fc.constantFrom('CHEAPEST' as const, 'FEWEST_THEN_CHEAPEST' as const),
        (firms, lot, history, different, order) => {
          const entries = firms.map(({ trades, people, north, projects }, at) =>
            entryOf(
              {
                firmId: `firm-${at}`,
                ...middle,
                latitude: middle.latitude + north,
                isVerified: at % 2 === 0,
                projects,
              },
              {
                firmId: `firm-${at}`,
                hidden: true,
                capabilities: trades.map((cpv) => ({ cpv, evidenceIds: [] })),
                facts: [{ key: 'STAFF', value: String(people), unit: 'C62', evidenceIds: [] }],
              } as never,
              dayOf(today),
            ),
          );
          const asked = askedOf(requirementsOf(lot), { mayStateLater: false });
          const numbers = asked.sums.map(({ number }) => number);
          const swept = { tests: testsOf(asked), numbers, area: { ...middle, radiusKm: 40 }, today: dayOf(today) };
          const sweep = new FirmIndex(entries).sweep(swept);
          // Metres count, so that hardly ever two alliances are equally good: then one and the same must be found.
          const weights = { ...plainWeights, distance: 1_000 };
          const { problem } = problemOf(asked, sweep, [], { maxMembers: 4, weights, order, leadFirmId: null });
          const known = history.filter(([one, two]) => one !== two && Math.max(one, two) < problem.firms);
          const { pairCost, acquainted } = acquaintedCosts({ strangers: 20_000, known });
          const wanted = { different, loses: 2, deadline: noDeadline };
          const whole = findAlliances({ ...problem, pairCost }, wanted);
          if (whole.alliances.length > 1) several += 1;
          if (whole.alliances.length === 0) without += 1;

          const { alliances, proof, isExhausted } = findAlliances({ ...problem, pairCost, acquainted }, wanted);
          expect([alliances, proof, isExhausted]).toEqual([whole.alliances, whole.proof, whole.isExhausted]);
        },
      ),
      { seed: 20_261_130, numRuns: 300 },
    );
    expect(several).toBeGreaterThan(30);
    expect(without).toBeGreaterThan(10);
    expect(without).toBeLessThan(200);
  });
});
