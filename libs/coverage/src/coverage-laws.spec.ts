import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createInstance } from 'i18next';
import { readFileSync } from 'node:fs';
import type { EvidenceClaim, FactClaim, FirmClaims } from './claims.js';
import { coverageOf } from './coverage.js';
import type { Explanation } from './explanation.js';
import type { LineUp, LineUpEntry } from './line-up.js';
import type { Measure, Part, Requirement, RequirementMode, Threshold } from '#libs/requirements';
import { sentenceFor } from './sentence.js';
import { rankOf, type Outcome, type Verdict } from './verdict.js';

const today = '2026-03-01';
const soon = '2026-09-30';
const late = '2028-12-31';
const modes: readonly RequirementMode[] = ['EACH', 'ANY_ONE', 'LEAD', 'SUM', 'UNION'];

/** How it stands with a firm: it has it, has it for a while, has not said (or not well enough), has too little. */
type Luck = 'solid' | 'fleeting' | 'silent' | 'short';
const lucks: readonly Luck[] = ['solid', 'fleeting', 'silent', 'short'];

interface World {
  readonly requirement: Requirement;
  readonly exclusion: Requirement | null;
  readonly lineUp: LineUp;
  readonly claims: readonly FirmClaims[];
}

interface Asked {
  readonly measure: Measure;
  readonly threshold: Threshold | null;
}

const plain: readonly Asked[] = [
  { measure: { cpv: ['45420000'] }, threshold: null },
  { measure: { scheme: 'ISO 9001' }, threshold: null },
  { measure: { declaration: 'no-conviction' }, threshold: null },
];
const numbers: readonly Asked[] = [
  { measure: { factKey: 'STAFF', cpv: '45420000' }, threshold: { value: '2000', unit: 'C62' } },
  { measure: { factKey: 'INSURANCE_SUM' }, threshold: { value: '2000', currency: 'EUR' } },
  { measure: { factKey: 'ANNUAL_TURNOVER' }, threshold: { value: '2000', currency: 'EUR', years: 2 } },
];

const anAsked = (mode: RequirementMode): fc.Arbitrary<Asked> =>
  fc.constantFrom(...(mode === 'SUM' ? numbers : [...plain, ...numbers]));

const someParts: fc.Arbitrary<Part[]> = fc
  .uniqueArray(fc.constantFrom(...plain, ...numbers), { minLength: 1, maxLength: 3 })
  .map((all) => all.map((asked, index) => ({ ...asked, name: `part ${index}` })));

function aRequirement(mode: RequirementMode): fc.Arbitrary<Requirement> {
  return fc
    .record({
      id: fc.constant('asked'),
      kind: fc.constant('CAPABILITY' as const),
      mode: fc.constant(mode),
      asked: anAsked(mode),
      parts: mode === 'UNION' ? someParts : fc.constant([]),
      factor: fc.constantFrom(1, 2, 3),
      floor: mode === 'SUM' ? fc.option(fc.constantFrom('500', '1500'), { freq: 1 }) : fc.constant(null),
      leadFloor: mode === 'SUM' ? fc.option(fc.constant('1000'), { freq: 1 }) : fc.constant(null),
      essential: fc.boolean(),
      proof: fc.constantFrom('DOCUMENT' as const, 'DOCUMENT' as const, 'DECLARATION' as const),
      when: fc.constantFrom('WITH_BID' as const, 'WITH_BID' as const, 'WITH_BID' as const, 'BEFORE_AWARD' as const),
      neededUntil: fc.constantFrom('2027-06-30', '2027-06-30', '2027-06-30', null),
    })
    .map(({ asked, factor, floor, leadFloor, ...rest }) => ({
      ...rest,
      floorPerMember: floor,
      floorLead: leadFloor,
      measure: asked.measure,
      threshold:
        asked.threshold && mode === 'SUM' ? { ...asked.threshold, value: `${2000 * factor}` } : asked.threshold,
    }));
}

/** One firm's whole profile at one luck; `twist` varies how the silence or the paper looks. */
function claimsOf(firmId: string, luck: Luck, twist: number, amount: number): FirmClaims {
  const validUntil = luck === 'fleeting' ? soon : late;
  const state = twist % 2 === 0 ? 'VERIFIED' : 'SUBMITTED';
  const paper: EvidenceClaim = { id: `${firmId}-paper`, validFrom: '2025-01-01', validUntil, state };
  const evidenceIds = [paper.id];
  const value = `${luck === 'short' ? amount % 1900 : amount}`;
  const ends = luck === 'fleeting' ? { periodUntil: soon } : {};
  const year = (name: number): FactClaim => ({
    key: 'ANNUAL_TURNOVER',
    value,
    currency: 'EUR',
    periodFrom: `${name}-01-01`,
    periodUntil: `${name}-12-31`,
    evidenceIds,
  });
  const facts: FactClaim[] = [
    { key: 'STAFF', value, unit: 'C62', cpv: '45420000', evidenceIds, ...ends },
    { key: 'INSURANCE_SUM', value, currency: 'EUR', evidenceIds, ...ends },
    year(2025),
    year(2024),
  ];
  if (luck === 'silent') return silentClaims(firmId, twist, facts);
  const papers = [
    paper,
    { ...paper, id: `${firmId}-iso`, scheme: 'iso9001' },
    { ...paper, id: `${firmId}-word`, scheme: 'no-conviction' },
  ];
  if (luck === 'short') {
    return { firmId, facts, evidence: [paper], answers: { asked: 'NO' }, declarations: { 'no-conviction': false } };
  }

  return {
    firmId,
    facts,
    evidence: papers,
    capabilities: [{ cpv: '45421000', evidenceIds }],
    declarations: { 'no-conviction': true },
  };
}

function silentClaims(firmId: string, twist: number, facts: readonly FactClaim[]): FirmClaims {
  switch (twist % 4) {
    case 0:
      return { firmId };
    case 1:
      return { firmId, hidden: true };
    case 2:
      return {
        firmId,
        facts: facts.map((fact) => ({ ...fact, currency: 'IDR', unit: 'HUR' })),
        capabilities: [{ cpv: '45000000' }],
      };
    default:
      return {
        firmId,
        evidence: [{ id: `${firmId}-old`, scheme: 'ISO 9001', validUntil: '2026-02-28', state: 'VERIFIED' }],
        answers: { asked: 'PART' },
      };
  }
}

/** Worlds lean to one luck, so that every outcome is common also where all firms must agree. */
function aWorld(mode: RequirementMode): fc.Arbitrary<World> {
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
      leaning: fc.constantFrom(...lucks),
      firms: fc.array(aFirm, { minLength: 1, maxLength: 5 }),
      withExclusion: fc.boolean(),
    })
    .map(({ requirement, leaning, firms, withExclusion }) => ({
      requirement,
      exclusion: withExclusion ? exclusionRule : null,
      lineUp: { entries: firms.map((firm, index) => entryOf(index, firm.helps, firm.named)) },
      claims: firms.map((firm, index) =>
        claimsOf(`firm-${index}`, firm.follows ? leaning : firm.own, firm.twist, firm.amount),
      ),
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

function entryOf(index: number, helps: 'RELIED_UPON' | 'SUBCONTRACTOR' | null, named: boolean): LineUpEntry {
  const role = index === 0 ? 'LEAD' : (helps ?? 'PARTNER');

  return { firmId: `firm-${index}`, roles: [role], reliedUponFor: named ? ['asked'] : [] };
}

function judged({ requirement, exclusion, lineUp, claims }: World): Verdict {
  return coverageOf(exclusion ? [requirement, exclusion] : [requirement], lineUp, claims, today).verdicts[0]!;
}

/** The world without the claims that `drop` picks, whole lists or single ones. */
function knowingLess(world: World, drop: (index: number) => boolean): World {
  let index = 0;
  const keep = (): boolean => !drop((index += 1));

  return {
    ...world,
    claims: world.claims.map((firm) => ({
      ...firm,
      capabilities: firm.capabilities?.filter(keep),
      facts: firm.facts?.filter(keep),
      evidence: firm.evidence?.filter(keep),
      declarations: keep() ? firm.declarations : {},
      answers: keep() ? firm.answers : {},
    })),
  };
}

const withMember = (world: World, joins: FirmClaims): World => ({
  ...world,
  lineUp: { entries: [...world.lineUp.entries, { firmId: joins.firmId, roles: ['PARTNER'] }] },
  claims: [...world.claims, joins],
});

const aJoiner = fc
  .record({ luck: fc.constantFrom(...lucks), twist: fc.nat(7), amount: fc.integer({ min: 0, max: 4000 }) })
  .map(({ luck, twist, amount }) => claimsOf('firm-new', luck, twist, amount));

const ordered = (verdict: Verdict) => ({
  ...verdict,
  firms: [...verdict.firms].sort((a, b) => (a.firmId < b.firmId ? -1 : 1)),
});

const languages = ['en', 'id'] as const;
const catalogueOf = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../../locales/${language}/coverage.json`, import.meta.url), 'utf8')) as object;
const catalogue = createInstance();
await catalogue.init({
  resources: { en: { translation: catalogueOf('en') }, id: { translation: catalogueOf('id') } },
  interpolation: { escapeValue: false },
});

function readIn(language: string, explanation: Explanation): string {
  return sentenceFor(explanation, {
    language,
    translate: (key, values) => catalogue.t(key, { ...values, lng: language }),
    firmName: (id) => id,
    cpvName: (code) => code,
    unitName: (unit) => unit,
  });
}

/** What an outcome may turn into when more becomes known: claims may strengthen or date what stands, never reverse it. */
const mayBecome: Record<Outcome, readonly Outcome[]> = {
  MET: ['MET', 'AT_RISK', 'UNKNOWN'],
  AT_RISK: ['MET', 'AT_RISK', 'UNKNOWN'],
  UNKNOWN: ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'],
  UNMET: ['UNMET', 'UNKNOWN'],
};
/** A whole firm that speaks up only settles what was open. */
const mayBecomeByFirm: Record<Outcome, readonly Outcome[]> = {
  MET: ['MET'],
  AT_RISK: ['AT_RISK', 'MET'],
  UNKNOWN: ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'],
  UNMET: ['UNMET'],
};

const law = { numRuns: 200 };

describe('the sample', () => {
  it.each(modes)('holds at least a tenth of every outcome under %s', (mode) => {
    const sample = fc.sample(aWorld(mode), { numRuns: 2000, seed: 20260301 }).map((world) => judged(world).outcome);
    const share = (outcome: Outcome): number => sample.filter((one) => one === outcome).length / sample.length;
    for (const outcome of ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'] as const) {
      expect({ outcome, isCommon: share(outcome) >= 0.1, share: share(outcome) }).toMatchObject({ isCommon: true });
    }
  });
});

describe.each(modes)('laws of %s', (mode) => {
  it('the order of firms and of what is known of them never matters', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const turned: World = {
          ...world,
          lineUp: { entries: [...world.lineUp.entries].reverse() },
          claims: [...world.claims].reverse().map((firm) => ({
            ...firm,
            facts: [...(firm.facts ?? [])].reverse(),
            evidence: [...(firm.evidence ?? [])].reverse(),
          })),
        };
        expect(ordered(judged(turned))).toEqual(ordered(judged(world)));
      }),
      law,
    );
  });

  it('a new member never worsens it; where it can, it is named', () => {
    fc.assert(
      fc.property(aWorld(mode), aJoiner, (world, joins) => {
        const before = judged(world);
        const after = judged(withMember(world, joins));
        const hasFloor = Boolean(world.requirement.floorPerMember ?? world.requirement.floorLead);
        const mayWorsen = mode === 'EACH' || (mode === 'SUM' && hasFloor);
        const isWorse = rankOf({ ...after, strength: null }) < rankOf({ ...before, strength: null });
        expect(!isWorse || (mayWorsen && after.heldBackBy.includes('firm-new'))).toBe(true);
      }),
      law,
    );
  });

  it('what nobody has said anything about is unknown: it never passes and never shows as unmet', () => {
    fc.assert(
      fc.property(aWorld(mode), fc.boolean(), (world, hidden) => {
        const claims = world.claims.map(({ firmId }) => ({ firmId, hidden }));
        expect(judged({ ...world, claims }).outcome).toBe('UNKNOWN');
      }),
      law,
    );
  });

  it('knowing more settles what was open and never turns met into unmet or back', () => {
    fc.assert(
      fc.property(aWorld(mode), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (world, dropped) => {
        const less = judged(knowingLess(world, (index) => dropped[index % dropped.length] ?? false)).outcome;
        expect(mayBecome[less]).toContain(judged(world).outcome);
      }),
      law,
    );
  });

  it('a firm that falls silent leaves the outcome or opens it', () => {
    fc.assert(
      fc.property(aWorld(mode), fc.nat(4), (world, which) => {
        const claims = world.claims.map((firm, index) => (index === which ? { firmId: firm.firmId } : firm));
        const less = judged({ ...world, claims }).outcome;
        expect(mayBecomeByFirm[less]).toContain(judged(world).outcome);
      }),
      law,
    );
  });

  it('is at risk only when it is needed after the evidence ends', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const until = (neededUntil: string | null): Outcome =>
          judged({ ...world, requirement: { ...world.requirement, neededUntil } }).outcome;
        const needed = until('2026-10-01');
        expect(until(null)).not.toBe('AT_RISK');
        expect(until(soon)).toBe(until(null));
        expect(until(soon)).toBe(needed === 'AT_RISK' ? 'MET' : needed);
      }),
      law,
    );
  });

  it('a number that may not be shown is told by nothing in the verdict, which stays the same', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const veiled = {
          ...world,
          claims: world.claims.map((firm) => ({
            ...firm,
            facts: firm.facts?.map((fact) => ({ ...fact, verdictOnly: true })),
          })),
        };
        const asked = new Set(['0', '1', '500', '1000', '1500', '2000', '4000', '6000']);
        const told = JSON.stringify(judged(veiled)).matchAll(/"value":"([^"]*)"/g);
        for (const [, value] of told) expect(asked).toContain(value);
        expect(judged(veiled).outcome).toBe(judged(world).outcome);
      }),
      law,
    );
  });

  it('every sentence of it is written in both languages, with all its places filled', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const verdict = judged(world);
        for (const explanation of [
          verdict.explanation,
          ...verdict.rule,
          ...verdict.firms.map((cell) => cell.explanation),
        ]) {
          for (const language of languages)
            expect(readIn(language, explanation)).not.toMatch(/^[\w.]+$|\{\{|undefined|NaN/);
        }
      }),
      law,
    );
  });

  it('its row and its outcome agree: a gap carries nobody, what stands is carried by someone', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const verdict = judged(world);
        const stands = verdict.outcome === 'MET' || verdict.outcome === 'AT_RISK';
        expect(verdict.carriedBy.length > 0).toBe(stands);
        expect(verdict.strength !== null).toBe(stands);
        expect(verdict.firms.map(({ firmId }) => firmId)).toEqual(world.lineUp.entries.map(({ firmId }) => firmId));
        const counting = verdict.firms.filter((cell) => cell.counts).map(({ firmId }) => firmId);
        expect(counting).toEqual(expect.arrayContaining([...verdict.carriedBy]));
      }),
      law,
    );
  });
});
