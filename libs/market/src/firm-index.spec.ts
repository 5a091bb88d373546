import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type CapabilityClaim, type EvidenceClaim, type FactClaim, type FirmClaims, coverageOf } from '#libs/coverage';
import { FactKey, type Measure, type Requirement, type Threshold } from '#libs/requirements';
import { testOf } from './asked.js';
import { dayOf, entryOf } from './firm-entry.js';
import { FirmIndex } from './firm-index.js';

const today = '2026-03-01';
const codes = ['45000000', '45400000', '45420000', '45421000', '45421100', '09300000', '90000000'];
const schemes = ['ISO 9001', 'iso 14001', 'no-conviction'];
const days = ['2024-02-29', '2025-12-31', '2026-02-28', '2026-03-01', '2026-03-02', '2028-12-31'];
const aDay = fc.option(fc.constantFrom(...days), { freq: 2 });

const aPaper = (id: string): fc.Arbitrary<EvidenceClaim> =>
  fc.record({
    id: fc.constant(id),
    scheme: fc.option(fc.constantFrom(...schemes), { freq: 2 }),
    validFrom: aDay,
    validUntil: aDay,
    // What outsiders never see of others is in no claims of theirs.
    state: fc.constantFrom('SUBMITTED' as const, 'VERIFIED' as const),
  });

const somePapers = fc.subarray(['p1', 'p2', 'p3']);
const aTrade: fc.Arbitrary<CapabilityClaim> = fc.record({ cpv: fc.constantFrom(...codes), evidenceIds: somePapers });

const years = [2021, 2022, 2023, 2024, 2025].map((year) => ({ from: `${year}-01-01`, until: `${year}-12-31` }));
const periods = [...years, { from: '2025-04-01', until: '2026-03-31' }, { from: '2020-01-01', until: '2020-06-30' }];
const aFact: fc.Arbitrary<FactClaim> = fc
  .record({
    key: fc.constantFrom(...Object.values(FactKey)),
    value: fc.constantFrom('0', '3', '5', '5.5', '8', '12'),
    money: fc.constantFrom('EUR', 'EUR', 'eur', 'IDR', null),
    unit: fc.constantFrom('C62', 'HUR', null),
    cpv: fc.option(fc.constantFrom(...codes), { freq: 2 }),
    label: fc.option(fc.constantFrom('Crane', 'crane ', 'lift'), { freq: 2 }),
    period: fc.option(fc.constantFrom(...periods), { freq: 4 }),
    evidenceIds: somePapers,
  })
  .map(({ money, unit, period, ...fact }) => ({
    ...fact,
    currency: money,
    unit: money === null ? unit : null,
    periodFrom: period?.from ?? null,
    periodUntil: period?.until ?? null,
  }));

const someClaims = (firmId: string): fc.Arbitrary<FirmClaims> =>
  fc.record({
    firmId: fc.constant(firmId),
    hidden: fc.constant(true),
    capabilities: fc.array(aTrade, { maxLength: 3 }),
    evidence: fc.tuple(aPaper('p1'), aPaper('p2'), aPaper('p3')),
    facts: fc.array(aFact, { maxLength: 6 }),
    declarations: fc.constantFrom({}, { 'No-Conviction': true }),
  });

const aMeasure: fc.Arbitrary<[Measure, Threshold | null]> = fc.oneof(
  fc
    .uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 2 })
    .map((cpv): [Measure, null] => [{ cpv }, null]),
  fc.constantFrom(...schemes).map((scheme): [Measure, null] => [{ scheme }, null]),
  fc.constant<[Measure, null]>([{ declaration: 'no-conviction' }, null]),
  fc
    .record({
      factKey: fc.constantFrom(...Object.values(FactKey)),
      cpv: fc.option(fc.constantFrom(...codes), { freq: 1 }),
      label: fc.option(fc.constantFrom('Crane'), { freq: 1 }),
      value: fc.constantFrom('3', '5', '6', '8'),
      money: fc.constantFrom('EUR', null),
      years: fc.option(fc.constantFrom(1, 2, 3), { freq: 2 }),
    })
    .map(({ factKey, cpv, label, value, money, years: back }): [Measure, Threshold] => [
      { factKey, cpv, label },
      { value, currency: money, unit: money ? null : 'C62', years: back },
    ]),
);

const aRequirement: fc.Arbitrary<Requirement> = fc
  .record({
    measure: aMeasure,
    proof: fc.constantFrom('DOCUMENT' as const, 'DECLARATION' as const),
    when: fc.constantFrom('WITH_BID' as const, 'BEFORE_AWARD' as const),
    neededUntil: aDay,
  })
  .map(({ measure: [measure, threshold], ...rest }) => ({
    id: 'asked',
    kind: 'CAPABILITY' as const,
    mode: 'ANY_ONE' as const,
    essential: true,
    measure,
    threshold,
    ...rest,
  }));

const place = { latitude: -7.7, longitude: 110.4, isVerified: true, projects: 0 };
const entry = (claims: FirmClaims) => entryOf({ firmId: claims.firmId, ...place }, claims, dayOf(today));
const everywhere = { ...place, radiusKm: Infinity };

function passes(index: FirmIndex, requirement: Requirement): string[] {
  const test = testOf(requirement, requirement.measure, requirement.threshold ?? null);
  const { firmIds, passed } = index.sweep({ tests: [test], numbers: [], area: everywhere, today: dayOf(today) });

  return firmIds.filter((_, at) => passed[at] === 1).sort();
}

function met(requirement: Requirement, claims: FirmClaims): { isMet: boolean; isProved: boolean } {
  const line = { entries: [{ firmId: claims.firmId, roles: ['LEAD' as const] }] };
  const [verdict] = coverageOf([requirement], line, [claims], today).verdicts;

  return {
    isMet: verdict!.outcome === 'MET' || verdict!.outcome === 'AT_RISK',
    isProved: verdict!.strength === 'PROVED',
  };
}

describe('the index of firms', () => {
  it('finds exactly those who meet a requirement by the rules of coverage', () => {
    let found = 0;
    let asked = 0;
    fc.assert(
      fc.property(fc.tuple(someClaims('a'), someClaims('b'), someClaims('c')), aRequirement, (claims, requirement) => {
        const index = new FirmIndex(claims.map(entry));
        const wanted = claims.filter((one) => met(requirement, one).isMet).map(({ firmId }) => firmId);
        asked += claims.length;
        found += wanted.length;

        expect(passes(index, requirement)).toEqual(wanted);
      }),
      { numRuns: 5_000 },
    );
    // A property over cells that are nearly all alike would prove nothing.
    expect(found / asked).toBeGreaterThan(0.1);
    expect(found / asked).toBeLessThan(0.9);
  });

  it('answers the same after changes as when made anew', () => {
    fc.assert(
      fc.property(
        fc.array(someClaims('x'), { minLength: 3, maxLength: 6 }),
        fc.array(someClaims('y'), { minLength: 3, maxLength: 6 }),
        aRequirement,
        (before, after, requirement) => {
          const named = (all: readonly FirmClaims[], from: number) =>
            all.map((claims, at) => entry({ ...claims, firmId: `firm-${at + from}` }));
          const [old, now] = [named(before, 0), named(after, 2)];
          const index = new FirmIndex(old);
          index.put(new Map([['firm-0', null], ...now.map((one) => [one.firmId, one] as const)]));
          const ids = new Set(now.map(({ firmId }) => firmId));
          const whole = [...old.filter(({ firmId }) => firmId !== 'firm-0' && !ids.has(firmId)), ...now];

          expect(passes(index, requirement)).toEqual(passes(new FirmIndex(whole), requirement));
          expect(index.firms).toBe(whole.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes who lies within the radius, and says how far', () => {
    const spots = fc.record({
      latitude: fc.double({ min: -60, max: 60, noNaN: true }),
      longitude: fc.double({ min: -179, max: 179, noNaN: true }),
    });
    fc.assert(
      fc.property(
        spots,
        fc.array(fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })), {
          minLength: 5,
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 200 }),
        (middle, offsets, radiusKm) => {
          const firms = offsets.map(([north, east], at) => ({
            ...entry({ firmId: `f${at}`, capabilities: [{ cpv: '45421000' }] }),
            latitude: middle.latitude + north,
            longitude: middle.longitude + east,
          }));
          const radians = Math.PI / 180;
          const kilometres = (one: { latitude: number; longitude: number }): number =>
            6378.168 *
            Math.acos(
              Math.min(
                1,
                Math.sin(one.latitude * radians) * Math.sin(middle.latitude * radians) +
                  Math.cos(one.latitude * radians) *
                    Math.cos(middle.latitude * radians) *
                    Math.cos((one.longitude - middle.longitude) * radians),
              ),
            );
          const { firmIds, kilometres: told } = new FirmIndex(firms).sweep({
            tests: [{ kind: 'TRADE', ranges: [{ first: 45000000, last: 45999999 }], documentWanted: false }],
            numbers: [],
            area: { ...middle, radiusKm },
            today: dayOf(today),
          });
          const within = firms.filter((one) => kilometres(one) <= radiusKm).map(({ firmId }) => firmId);

          expect([...firmIds].sort()).toEqual(within.sort());
          for (const [at, firmId] of firmIds.entries())
            expect(told[at]).toBeCloseTo(kilometres(firms.find((one) => one.firmId === firmId)!), 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
