import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type FirmFacts,
  GroupStatement,
  type LineUpFacts,
  type NoticeFacts,
  type PackRule,
  type PackVerdict,
  type RuleKind,
  judgeLineUp,
  judgeNotice,
  ruleKinds,
} from './index.js';

const texts = { en: 'A rule.', id: 'Aturan.' };
const source = { name: 'A law', article: 'art. 1', link: 'https://law.example' };
const packOf = (rules: [RuleKind, Record<string, unknown>][]) => ({
  rules: rules.map(([kind, parameters], at) => ({
    rule: {
      id: `rule-${at}`,
      kind,
      parameters,
      text: texts,
      source,
      doubts: [],
      severity: 'REFUSES',
    } satisfies PackRule,
    from: { id: 'test', version: '1' },
    onlyWarns: true,
  })),
});

/** Every kind that looks at line-ups, with parameters at which random groups fall on both sides. */
const lineUpRules: [RuleKind, Record<string, unknown>][] = [
  ['FIRM_COUNT_AT_MOST', { most: 2, mostWhenComplex: 3 }],
  ['LEAD_COUNT', { exactly: 1 }],
  ['TOTAL_SHARES', {}],
  ['LEAD_SHARE_LARGEST', { ties: 'UNKNOWN' }],
  ['LEAD_SHARE_LARGEST', { ties: 'BREACH' }],
  ['LEAD_SHARE_AT_MOST', { mostBasisPoints: 5_000 }],
  ['LEAD_SHARE_AT_LEAST', { leastBasisPoints: 3_000 }],
  ['LEAD_SHARE_OF_MEMBERS_AT_LEAST', { leastBasisPoints: 4_000 }],
  ['SUBCONTRACT_SHARE_AT_MOST', { mostBasisPoints: 2_000 }],
  ['LEAD_GRADE_HIGHEST', {}],
  ['MEMBER_SIZE_AT_MOST', { size: 'SMALL' }],
  [
    'SIZE_PAIRING',
    {
      allowed: [
        ['LARGE', 'MEDIUM'],
        ['MEDIUM', 'MEDIUM'],
        ['MEDIUM', 'SMALL'],
        ['MEDIUM', 'MICRO'],
      ],
    },
  ],
  ['MEMBER_FORMS', { allowed: ['BUSINESS'] }],
  ['OWN_REGISTRATION', { registers: ['NIB'] }],
  ['MEMBERS_IN_NO_OTHER_BID', {}],
  ['ABLE_ALONE_AT_MOST', { most: 1, valueAtMost: { value: '250000', currency: 'USD' } }],
  ['HELPER_PERFORMS', { requirementKinds: ['EXPERIENCE'] }],
  ['HELPER_STATES', { statement: 'COMMITMENT_SIGNED' }],
  ['WRITTEN_AGREEMENT', { by: 'BID' }],
  ['LIABILITY', { allowed: ['JOINT_AND_SEVERAL'] }],
  ['REPRESENTATIVE_NAMED', { isLead: true }],
  ['STATEMENT_MADE', { statement: 'HAS_ITS_OWN_TAX_NUMBER', onlyWhen: 'ACTS_IN_ITS_OWN_NAME' }],
  ['ONE_OFFER', {}],
  ['YEARS_FROM_FIRST_AWARD_AT_MOST', { years: 2 }],
  ['REPLACEMENT_IN_CONTRACT', { performedAtLeastBasisPoints: 2_000, originalsAtLeast: 1 }],
];
const pack = packOf(lineUpRules);

const maybe = <Value>(...values: Value[]): fc.Arbitrary<Value | null> => fc.constantFrom(null, ...values);
const said = fc.constantFrom(true, false, undefined);
const firm = (firmId: string): fc.Arbitrary<FirmFacts> =>
  fc.record({
    firmId: fc.constant(firmId),
    roles: fc.constantFrom<FirmFacts['roles'][]>(
      ['LEAD'],
      ['PARTNER'],
      ['PARTNER'],
      ['RELIED_UPON'],
      ['SUBCONTRACTOR'],
      ['PARTNER', 'RELIED_UPON'],
    ),
    shareBasisPoints: maybe(0, 1_000, 2_500, 2_500, 5_000, 6_000),
    form: maybe('BUSINESS', 'BUSINESS', 'SOLE_TRADER'),
    size: maybe('MICRO', 'SMALL', 'MEDIUM', 'LARGE'),
    grade: maybe('1', '2', '2.5'),
    registers: maybe<string[]>([], ['NIB'], ['LEI']),
    otherBids: maybe(0, 0, 1),
    ableAlone: maybe(true, false),
    lendsFor: maybe<NonNullable<FirmFacts['lendsFor']>>([], ['EXPERIENCE'], ['FINANCIAL']),
    statements: said.map((it) => (it === undefined ? {} : { COMMITMENT_SIGNED: it })),
  });
const firms = (least: number): fc.Arbitrary<FirmFacts[]> =>
  fc
    .integer({ min: least, max: 5 })
    .chain((length) => fc.tuple(...Array.from({ length }, (_, at) => firm('cebda'[at]!))));
const rest = fc.record({
  moment: fc.constantFrom('PLANNING', 'BID', 'AWARD'),
  today: fc.constant('2026-05-04'),
  liability: maybe('JOINT_AND_SEVERAL', 'SEVERAL'),
  representativeFirmId: maybe('c', 'e'),
  agreementSigned: maybe(true, false),
  value: maybe(
    { value: '100000', currency: 'USD' },
    { value: '900000', currency: 'USD' },
    { value: '5', currency: 'EUR' },
  ),
  statements: fc.dictionary(fc.constantFrom(...Object.values(GroupStatement)), fc.boolean()),
  otherOffers: maybe(0, 1),
  firstAwardOn: maybe('NEVER', '2024-05-04', '2020-01-01'),
  replacement: fc.option(
    fc.record({
      buyerAgreed: maybe(true, false),
      performedBasisPoints: maybe(1_000, 3_000),
      originalMembers: maybe(0, 2),
    }),
  ),
}) as fc.Arbitrary<Omit<LineUpFacts, 'firms'>>;

const shown = (verdicts: PackVerdict[]) =>
  verdicts.map(({ rule, outcome, who, missing, facts }) => ({ kind: rule.kind, outcome, who, missing, facts }));
const badness = { PASS: 0, UNKNOWN: 1, BREACH: 2 };
const runs = { numRuns: 1_000 };

describe('laws of rules about line-ups', () => {
  it('every kind of rule is under the laws', () => {
    const about = [...ruleKinds].filter(([, kind]) => kind.about === 'LINE_UP').map(([name]) => name);
    expect(new Set(lineUpRules.map(([kind]) => kind))).toEqual(new Set(about));
  });

  it('the order of firms never matters', () => {
    fc.assert(
      fc.property(
        firms(1).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        rest,
        ([all, mixed], facts) => {
          expect(shown(judgeLineUp(pack, { ...facts, firms: mixed }))).toEqual(
            shown(judgeLineUp(pack, { ...facts, firms: all })),
          );
        },
      ),
      runs,
    );
  });

  it('a firm that joins a group and makes a verdict worse is named', () => {
    let worse = 0;
    fc.assert(
      fc.property(firms(3), rest, (all, facts) => {
        const [joining, ...before] = all as [FirmFacts, ...FirmFacts[]];
        // Before anybody leads there is nothing to compare with: the lead then comes as the measure of the others.
        fc.pre(before.some(({ roles }) => roles.includes('LEAD')));
        const was = judgeLineUp(pack, { ...facts, firms: before });
        for (const verdict of judgeLineUp(pack, { ...facts, firms: all })) {
          const old = was.find(({ rule }) => rule.id === verdict.rule.id);
          if (!old || badness[verdict.outcome] <= badness[old.outcome]) continue;
          worse += 1;
          expect({ kind: verdict.rule.kind, who: verdict.who }).toEqual({
            kind: verdict.rule.kind,
            who: expect.arrayContaining([joining.firmId]),
          });
        }
      }),
      runs,
    );
    expect(worse).toBeGreaterThan(300);
  });

  it('what is not known is never a breach: whatever fills one gap, a breach that stood still stands', () => {
    fc.assert(
      fc.property(firms(2), rest, fc.nat(4), firm('x'), (all, facts, at, filling) => {
        const known = all.map((one, place) => (place === at % all.length ? filled(one, filling) : one));
        const before = judgeLineUp(pack, { ...facts, firms: all });
        const after = judgeLineUp(pack, { ...facts, firms: known });
        expect(
          shown(after)
            .filter(({ kind }, place) => before[place]!.outcome !== 'UNKNOWN' && kind)
            .map(({ outcome }) => outcome),
        ).toEqual(before.filter(({ outcome }) => outcome !== 'UNKNOWN').map(({ outcome }) => outcome));
      }),
      runs,
    );
  });

  it('each kind passes, breaks and asks: none of the three is rare by mistake', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(firms(2), rest, (all, facts) => {
        for (const { rule, outcome } of judgeLineUp(pack, { ...facts, firms: all }))
          seen.set(`${rule.kind} ${outcome}`, (seen.get(`${rule.kind} ${outcome}`) ?? 0) + 1);
      }),
      runs,
    );
    const never = lineUpRules
      .flatMap(([kind]) => Object.keys(badness).map((outcome) => `${kind} ${outcome}`))
      .filter((key) => !seen.has(key));
    expect([...new Set(never)]).toEqual(['LEAD_COUNT UNKNOWN']);
  });
});

/** The same firm with its gaps filled from another. */
function filled(one: FirmFacts, filling: FirmFacts): FirmFacts {
  const entries = Object.entries(one).map(([key, value]) => [key, value ?? filling[key as keyof FirmFacts]]);

  return { ...(Object.fromEntries(entries) as FirmFacts), statements: { ...filling.statements, ...one.statements } };
}

/** Rules of places without a pack of their own, said with the same kinds. What adds or compares capacities is a mode of coverage. */
describe('other places, with the same kinds of rule', () => {
  const plain = (firmId: string, facts: Partial<FirmFacts> = {}): FirmFacts => ({
    firmId,
    roles: firmId === 'a' ? ['LEAD'] : ['PARTNER'],
    shareBasisPoints: 5_000,
    form: 'BUSINESS',
    size: 'SMALL',
    grade: null,
    registers: ['SEC'],
    otherBids: 0,
    ableAlone: false,
    lendsFor: [],
    statements: {},
    ...facts,
  });
  const of = (...all: FirmFacts[]): LineUpFacts => ({
    firms: all,
    moment: 'BID',
    today: '2026-05-04',
    liability: null,
    representativeFirmId: 'a',
    agreementSigned: true,
    value: { value: '40000', currency: 'USD' },
    statements: {},
    otherOffers: 0,
    firstAwardOn: 'NEVER',
    replacement: null,
  });
  const outcome = (kind: RuleKind, parameters: Record<string, unknown>, facts: LineUpFacts) =>
    judgeLineUp(packOf([[kind, parameters]]), facts)[0]!.outcome;

  it('Philippines: single contracts and years are never added; each firm has legal papers of its own', () => {
    const never = packOf([['FACTS_NEVER_SUMMED', { factKeys: ['YEARS_IN_BUSINESS', 'LARGEST_CONTRACT'] }]]);
    const asking = (factKey: 'STAFF' | 'YEARS_IN_BUSINESS' | 'LARGEST_CONTRACT'): NoticeFacts => ({
      flags: { agreementBeforeAward: false, subcontractCapBasisPoints: null, leadMinimumShareBasisPoints: null },
      tenderers: 'BOTH',
      lots: [
        {
          number: 1,
          estimate: null,
          requirements: [
            {
              number: 1,
              requirement: {
                id: 'r',
                kind: 'FINANCIAL',
                mode: 'SUM',
                measure: { factKey },
                essential: true,
                proof: 'DOCUMENT',
                when: 'WITH_BID',
              },
            },
          ],
        },
      ],
    });
    expect(
      (['STAFF', 'YEARS_IN_BUSINESS', 'LARGEST_CONTRACT'] as const).map(
        (key) => judgeNotice(never, asking(key))[0]!.outcome,
      ),
    ).toEqual(['PASS', 'BREACH', 'BREACH']);
    expect(
      outcome('OWN_REGISTRATION', { registers: ['SEC', 'DTI'] }, of(plain('a'), plain('b', { registers: ['DTI'] }))),
    ).toBe('PASS');
    expect(
      outcome('OWN_REGISTRATION', { registers: ['SEC', 'DTI'] }, of(plain('a'), plain('b', { registers: [] }))),
    ).toBe('BREACH');
  });

  it('Florida: the shares total 100 %', () => {
    expect(outcome('TOTAL_SHARES', {}, of(plain('a'), plain('b')))).toBe('PASS');
    expect(outcome('TOTAL_SHARES', {}, of(plain('a'), plain('b', { shareBasisPoints: 4_999 })))).toBe('BREACH');
  });

  it('Illinois: on small works at most one member could bid alone', () => {
    const small = { most: 1, valueAtMost: { value: '50000', currency: 'USD' } };
    const both = of(plain('a', { ableAlone: true }), plain('b', { ableAlone: true }));
    expect(outcome('ABLE_ALONE_AT_MOST', small, both)).toBe('BREACH');
    expect(outcome('ABLE_ALONE_AT_MOST', small, of(plain('a', { ableAlone: true }), plain('b')))).toBe('PASS');
    expect(outcome('ABLE_ALONE_AT_MOST', small, { ...both, value: { value: '50000.01', currency: 'USD' } })).toBe(
      'PASS',
    );
    expect(outcome('ABLE_ALONE_AT_MOST', small, { ...both, value: null })).toBe('UNKNOWN');
  });
});
