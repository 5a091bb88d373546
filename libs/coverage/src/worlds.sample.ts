import * as fc from 'fast-check';
import type { FirmClaims } from './claims.js';
import { claimsOf, lucks, type Luck } from './firms.sample.js';
import type { LineUp, LineUpEntry, WorkPackage } from './line-up.js';
import { coverageOf } from './coverage.js';
import {
  RequirementMode,
  type Measure,
  type Part,
  type Proof,
  type Requirement,
  type Threshold,
} from '#libs/requirements';
import type { Verdict } from './verdict.js';

/** Random line-ups with one requirement, for the laws. */

export const today = '2026-03-01';
export const soon = '2026-09-30';
export const modes: readonly RequirementMode[] = Object.values(RequirementMode);

export interface World {
  readonly requirement: Requirement;
  readonly exclusion: Requirement | null;
  readonly lineUp: LineUp;
  readonly claims: readonly FirmClaims[];
}

interface Asked {
  readonly measure: Measure;
  readonly threshold: Threshold | null;
}

const statement: Asked = { measure: { declaration: 'no-conviction' }, threshold: null };
const plain: readonly Asked[] = [
  { measure: { cpv: ['45420000'] }, threshold: null },
  { measure: { scheme: 'ISO 9001' }, threshold: null },
  statement,
];
const numbers: readonly Asked[] = [
  { measure: { factKey: 'STAFF', cpv: '45420000' }, threshold: { value: '2000', unit: 'C62' } },
  { measure: { factKey: 'INSURANCE_SUM' }, threshold: { value: '2000', currency: 'EUR' } },
  { measure: { factKey: 'ANNUAL_TURNOVER' }, threshold: { value: '2000', currency: 'EUR', years: 2 } },
];
const wholeWork: readonly Asked[] = [
  { measure: { capacity: 'PERSON_WEEKS' }, threshold: { value: '2000', unit: 'WEE' } },
  { measure: { capacity: 'MONEY' }, threshold: { value: '2000', currency: 'EUR' } },
];

function askedUnder(mode: RequirementMode): readonly Asked[] {
  if (mode === 'CAPACITY') return wholeWork;
  if (mode === 'GROUP') return [statement];

  return mode === 'SUM' ? numbers : [...plain, ...numbers];
}

/** Where one lasting paper among many, or somebody else who may do the work, mends what ends too early. */
const isRarelyAtRisk = (mode: RequirementMode): boolean => mode === 'GROUP' || mode === 'PERFORMER';

const partsFrom = (all: readonly Asked[]): fc.Arbitrary<Part[]> =>
  fc
    .uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 })
    .map((some) => some.map((asked, index) => ({ ...asked, name: `part ${index}` })));

function somePartsUnder(mode: RequirementMode): fc.Arbitrary<Part[]> {
  if (mode === 'UNION') return partsFrom([...plain, ...numbers]);

  return mode === 'MAX_PER_CLASS' ? partsFrom(numbers) : fc.constant([]);
}

function aRequirement(mode: RequirementMode): fc.Arbitrary<Requirement> {
  const isWork = mode === 'CAPACITY';

  return fc
    .record({
      id: fc.constant('asked'),
      kind: fc.constant('CAPABILITY' as const),
      mode: fc.constant(mode),
      asked: fc.constantFrom(...askedUnder(mode)),
      parts: somePartsUnder(mode),
      factor: fc.constantFrom(1, 2, 3),
      floor: mode === 'SUM' ? fc.option(fc.constantFrom('500', '1500'), { freq: 1 }) : fc.constant(null),
      leadFloor: mode === 'SUM' ? fc.option(fc.constant('1000'), { freq: 1 }) : fc.constant(null),
      essential: fc.boolean(),
      proof: fc.constantFrom<Proof[]>('DOCUMENT', 'DOCUMENT', isRarelyAtRisk(mode) ? 'DOCUMENT' : 'DECLARATION'),
      when: fc.constantFrom('WITH_BID' as const, 'WITH_BID' as const, 'WITH_BID' as const, 'BEFORE_AWARD' as const),
      neededUntil: isWork
        ? fc.constant('2026-12-31')
        : fc.constantFrom('2027-06-30', '2027-06-30', '2027-06-30', isRarelyAtRisk(mode) ? '2027-06-30' : null),
    })
    .map(({ asked, factor, floor, leadFloor, ...rest }) => ({
      ...rest,
      floorPerMember: floor,
      floorLead: leadFloor,
      neededFrom: isWork ? '2026-06-01' : null,
      measure: asked.measure,
      threshold:
        asked.threshold && (mode === 'SUM' || isWork)
          ? { ...asked.threshold, value: `${2000 * factor}` }
          : asked.threshold,
      source: 'page 3',
    }));
}

interface Drawn {
  readonly helps: 'RELIED_UPON' | 'SUBCONTRACTOR' | null;
  readonly named: boolean;
}

/** How the work is divided: evenly and whole (mostly), with one firm that has not said, or more or less than all of it. */
type Division = 'WHOLE' | 'UNSAID' | 'OFF';

/** Worlds lean to one luck, so that every outcome is common also where all firms must agree. */
export function aWorld(mode: RequirementMode): fc.Arbitrary<World> {
  const aFirm = fc.record({
    own: fc.constantFrom(...lucks),
    follows: fc.integer({ min: 1, max: 10 }).map((die) => die <= 8),
    twist: fc.nat(7),
    amount: fc.integer({ min: 2000, max: 4000 }),
    helps: fc.constantFrom('RELIED_UPON' as const, 'SUBCONTRACTOR' as const, null, null, null),
    named: fc.boolean(),
  });

  return fc
    .record({
      requirement: aRequirement(mode),
      leaning: fc.constantFrom(
        ...lucks,
        ...(isRarelyAtRisk(mode) ? (['fleeting', 'fleeting', 'fleeting'] as const) : []),
      ),
      firms: fc.array(aFirm, { minLength: 1, maxLength: 5 }),
      withExclusion: fc.boolean(),
      division: fc.constantFrom<Division>('WHOLE', 'WHOLE', 'WHOLE', 'WHOLE', 'UNSAID', 'OFF'),
      performers: fc.array(fc.option(fc.nat(4), { freq: 12 }), { maxLength: 2 }),
      stated: fc.constantFrom(true, true, true, false, undefined),
    })
    .map(({ requirement, leaning, firms, withExclusion, division, performers, stated }) => ({
      requirement,
      exclusion: withExclusion ? exclusionRule : null,
      lineUp: {
        entries: firms.map((firm, index) => entryOf(firm, index, shareOf(division, index, firms.length))),
        workPackages: performers.map((place, index) => packageOf(place, index, firms.length)),
        statements: stated === undefined ? {} : { 'No-Conviction': stated },
      },
      claims: firms.map((firm, index) => {
        const luck: Luck = firm.follows ? leaning : firm.own;

        return claimsOf(`firm-${index}`, luck, firm.twist, firm.amount);
      }),
    }));
}

const exclusionRule: Requirement = {
  id: 'exclusion',
  kind: 'DECLARATION',
  mode: 'EACH',
  measure: { declaration: 'no-conviction' },
  essential: true,
  proof: 'DECLARATION',
  when: 'WITH_BID',
};

function shareOf(division: Division, index: number, count: number): number | null {
  const part = Math.floor(10_000 / count);
  if (index > 0) return part;
  if (division === 'UNSAID') return null;

  return 10_000 - part * (count - 1) + (division === 'OFF' ? 700 - 1400 * (count % 2) : 0);
}

function entryOf({ helps, named }: Drawn, index: number, shareBasisPoints: number | null): LineUpEntry {
  const role = index === 0 ? 'LEAD' : (helps ?? 'PARTNER');

  return { firmId: `firm-${index}`, roles: [role], shareBasisPoints, reliedUponFor: named ? ['asked'] : [] };
}

/** A package that proves what is asked; now and then nobody does it yet. */
function packageOf(place: number | null, index: number, count: number): WorkPackage {
  return {
    name: `package ${index}`,
    performerFirmId: place === null ? null : `firm-${place % count}`,
    provesFor: ['asked'],
  };
}

export function judged({ requirement, exclusion, lineUp, claims }: World): Verdict {
  return coverageOf(exclusion ? [requirement, exclusion] : [requirement], lineUp, claims, today).verdicts[0]!;
}

/** The world with one firm more, as a partner that takes `share` of the work (`null`: it has not said). */
export const withMember = (world: World, joins: FirmClaims, share: number | null): World => ({
  ...world,
  lineUp: {
    ...world.lineUp,
    entries: [
      ...world.lineUp.entries,
      { firmId: joins.firmId, roles: ['PARTNER'], shareBasisPoints: share, reliedUponFor: [] },
    ],
  },
  claims: [...world.claims, joins],
});

export const aJoiner = fc
  .record({ luck: fc.constantFrom(...lucks), twist: fc.nat(7), amount: fc.integer({ min: 0, max: 4000 }) })
  .map(({ luck, twist, amount }) => claimsOf('firm-new', luck, twist, amount));
