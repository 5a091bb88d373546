import { describe, expect, it } from '@jest/globals';
import type { EvidenceClaim, FactClaim, FirmClaims } from './claims.js';
import { coverageOf } from './coverage.js';
import type { LineUpRole } from './line-up.js';
import type { Requirement } from '#libs/requirements';

const today = '2026-03-01';

const asked = (more: Partial<Requirement>): Requirement => ({
  id: 'r',
  kind: 'CAPABILITY',
  mode: 'ANY_ONE',
  measure: { cpv: ['45421000'] },
  essential: true,
  proof: 'DECLARATION',
  when: 'WITH_BID',
  ...more,
});
const papers = { proof: 'DOCUMENT' } as const;

type Role = LineUpRole | 'HELPER_FOR_R';
const roles = (...each: Role[]) => ({
  entries: each.map((role, index) => ({
    firmId: `f${index}`,
    roles: [role === 'HELPER_FOR_R' ? ('RELIED_UPON' as const) : role],
    reliedUponFor: role === 'HELPER_FOR_R' ? ['r'] : [],
  })),
});

type Known = Omit<FirmClaims, 'firmId'>;
const named = (known: readonly Known[]): FirmClaims[] => known.map((one, index) => ({ ...one, firmId: `f${index}` }));

function verdict(
  requirement: Partial<Requirement>,
  known: readonly Known[],
  each: readonly Role[] = defaultRoles(known),
) {
  return coverageOf([asked(requirement)], roles(...each), named(known), today).verdicts[0]!;
}

function defaultRoles(known: readonly Known[]): Role[] {
  return known.map((_, index) => (index === 0 ? 'LEAD' : 'PARTNER'));
}

const paper = (more: Partial<EvidenceClaim> = {}): EvidenceClaim => ({ id: 'e', state: 'VERIFIED', ...more });
const iso = (more: Partial<EvidenceClaim> = {}): Known => ({ evidence: [paper({ scheme: 'ISO 9001', ...more })] });
const fact = (more: Partial<FactClaim>): FactClaim => ({ key: 'STAFF', value: '5', ...more });
const staff = (value: string, more: Partial<FactClaim> = {}): Known => ({ facts: [fact({ value, ...more })] });
const year = (name: number, value: string, more: Partial<FactClaim> = {}): FactClaim =>
  fact({
    key: 'ANNUAL_TURNOVER',
    value,
    currency: 'EUR',
    periodFrom: `${name}-01-01`,
    periodUntil: `${name}-12-31`,
    ...more,
  });

const wantsIso = { measure: { scheme: 'iso9001' } } as const;
const wantsStaff = (value: string) => ({ measure: { factKey: 'STAFF' }, threshold: { value } }) as const;
const wantsTurnover = (value: string, years = 1) =>
  ({ measure: { factKey: 'ANNUAL_TURNOVER' }, threshold: { value, currency: 'EUR', years } }) as const;

describe('one firm alone', () => {
  const capability = { capabilities: [{ cpv: '45421100', evidenceIds: ['e'] }] };
  const key = (said: string) => expect.objectContaining({ key: said });

  it.each<[string, Partial<Requirement>, Known, string, string | null, string]>([
    ['a narrower capability counts', {}, capability, 'MET', 'DECLARED', 'firm.met.DECLARED'],
    ['verified evidence proves it', {}, { ...capability, evidence: [paper()] }, 'MET', 'PROVED', 'firm.met.PROVED'],
    [
      'submitted evidence does not',
      {},
      { ...capability, evidence: [paper({ state: 'SUBMITTED' })] },
      'MET',
      'DECLARED',
      'firm.met.DECLARED',
    ],
    [
      'nor does what has ended',
      {},
      { ...capability, evidence: [paper({ validUntil: '2026-02-28' })] },
      'MET',
      'DECLARED',
      'firm.met.DECLARED',
    ],
    [
      'a broader claim is a question',
      {},
      { capabilities: [{ cpv: '45000000' }] },
      'UNKNOWN',
      null,
      'firm.unknown.BROADER_CLAIM',
    ],
    ['silence is a question', {}, {}, 'UNKNOWN', null, 'firm.unknown.NOT_STATED'],
    ['what may not be seen is asked', {}, { hidden: true }, 'UNKNOWN', null, 'firm.unknown.ASK_THE_FIRM'],
    ['a complete list means no', {}, { complete: true }, 'UNMET', null, 'firm.unmet.NOT_LISTED'],
    ['unless some of it is hidden', {}, { complete: true, hidden: true }, 'UNKNOWN', null, 'firm.unknown.ASK_THE_FIRM'],
    ['a yes is taken', {}, { answers: { r: 'YES' } }, 'MET', 'DECLARED', 'firm.met.answered'],
    ['a no is a no', {}, { answers: { r: 'NO' } }, 'UNMET', null, 'firm.unmet.ANSWERED_NO'],
    [
      'a no does not overrule the profile',
      {},
      { ...capability, answers: { r: 'NO' } },
      'MET',
      'DECLARED',
      'firm.met.DECLARED',
    ],
    ['a wanted document is missing', papers, capability, 'UNKNOWN', null, 'firm.unknown.DOCUMENT_MISSING'],
    [
      'of a hidden firm it may exist',
      papers,
      { ...capability, hidden: true },
      'UNKNOWN',
      null,
      'firm.unknown.ASK_THE_FIRM',
    ],
    ['a yes is no document', papers, { answers: { r: 'YES' } }, 'UNKNOWN', null, 'firm.unknown.DOCUMENT_MISSING'],
    [
      'before the award a word is enough',
      { ...papers, when: 'BEFORE_AWARD' },
      capability,
      'MET',
      'DECLARED',
      'firm.met.DECLARED',
    ],
    [
      'a draft is no document',
      papers,
      { ...capability, evidence: [paper({ state: 'DRAFT' })] },
      'UNKNOWN',
      null,
      'firm.unknown.DOCUMENT_MISSING',
    ],
    [
      'a submitted one is',
      papers,
      { ...capability, evidence: [paper({ state: 'SUBMITTED' })] },
      'MET',
      'DECLARED',
      'firm.met.DECLARED',
    ],
    ['a certificate in another spelling', wantsIso, iso({ scheme: ' Iso  9001 ' }), 'MET', 'PROVED', 'firm.met.PROVED'],
    [
      'an edition is another certificate',
      wantsIso,
      iso({ scheme: 'ISO 9001:2015' }),
      'UNKNOWN',
      null,
      'firm.unknown.NOT_STATED',
    ],
    ['valid on its last day', wantsIso, iso({ validUntil: today }), 'MET', 'PROVED', 'firm.met.PROVED'],
    ['run out', wantsIso, iso({ validUntil: '2026-02-28' }), 'UNKNOWN', null, 'firm.unknown.EXPIRED'],
    ['not yet valid', wantsIso, iso({ validFrom: '2026-03-02' }), 'UNKNOWN', null, 'firm.unknown.NOT_YET_VALID'],
    ['rejected', wantsIso, iso({ state: 'REJECTED' }), 'UNKNOWN', null, 'firm.unknown.REJECTED'],
    [
      'ends before it is needed',
      { ...wantsIso, neededUntil: '2026-12-31' },
      iso({ validUntil: '2026-12-30' }),
      'AT_RISK',
      'PROVED',
      'firm.atRisk.shown',
    ],
    [
      'ends on the day',
      { ...wantsIso, neededUntil: '2026-12-31' },
      iso({ validUntil: '2026-12-31' }),
      'MET',
      'PROVED',
      'firm.met.PROVED',
    ],
    [
      'stated',
      { measure: { declaration: 'no-debt' } },
      { declarations: { 'no-debt': true } },
      'MET',
      'DECLARED',
      'firm.met.DECLARED',
    ],
    [
      'refused',
      { measure: { declaration: 'no-debt' } },
      { declarations: { 'no-debt': false } },
      'UNMET',
      null,
      'firm.unmet.REFUSED',
    ],
    ['enough', wantsStaff('5'), staff('5'), 'MET', 'DECLARED', 'firm.met.number.DECLARED'],
    ['too little', wantsStaff('5'), staff('4.9'), 'UNMET', null, 'firm.unmet.TOO_LITTLE'],
    [
      'too little and unshown',
      wantsStaff('5'),
      staff('4', { verdictOnly: true }),
      'UNMET',
      null,
      'firm.unmet.TOO_LITTLE_UNSHOWN',
    ],
    [
      'too old',
      wantsStaff('5'),
      staff('9', { periodUntil: '2026-02-28' }),
      'UNKNOWN',
      null,
      'firm.unknown.PERIOD_ENDED',
    ],
    [
      'a policy that ends',
      { ...wantsStaff('5'), neededUntil: '2027-01-01' },
      staff('9', { periodUntil: '2026-12-31' }),
      'AT_RISK',
      'DECLARED',
      'firm.atRisk.shown',
    ],
    [
      'a trade within the staff',
      { ...wantsStaff('5') },
      staff('6', { cpv: '45421000' }),
      'MET',
      'DECLARED',
      'firm.met.number.DECLARED',
    ],
    [
      'too few of a trade may not be all',
      { ...wantsStaff('5') },
      staff('3', { cpv: '45421000' }),
      'UNKNOWN',
      null,
      'firm.unknown.PART_STATED',
    ],
    [
      'fewer in all than asked of a trade',
      { ...wantsStaff('5'), measure: { factKey: 'STAFF', cpv: '45421000' } },
      staff('4'),
      'UNMET',
      null,
      'firm.unmet.TOO_LITTLE',
    ],
    [
      'two numbers for one thing',
      wantsStaff('5'),
      { facts: [fact({ value: '4' }), fact({ value: '6' })] },
      'UNKNOWN',
      null,
      'firm.unknown.CONTRADICTORY',
    ],
    ['unreadable', wantsStaff('5'), staff('many'), 'UNKNOWN', null, 'firm.unknown.UNREADABLE'],
    [
      'another currency',
      wantsTurnover('100'),
      { facts: [year(2025, '900', { currency: 'IDR' })] },
      'UNKNOWN',
      null,
      'firm.unknown.OTHER_CURRENCY',
    ],
    [
      'no period',
      wantsTurnover('100'),
      { facts: [year(2025, '900', { periodFrom: null })] },
      'UNKNOWN',
      null,
      'firm.unknown.PERIOD_MISSING',
    ],
    [
      'a running year',
      wantsTurnover('100'),
      { facts: [year(2026, '900')] },
      'UNKNOWN',
      null,
      'firm.unknown.PERIOD_OPEN',
    ],
    [
      'a year long gone',
      wantsTurnover('100'),
      { facts: [year(2023, '900')] },
      'UNKNOWN',
      null,
      'firm.unknown.PERIOD_ENDED',
    ],
    [
      'the mean of three years',
      wantsTurnover('200', 3),
      { facts: [year(2025, '100'), year(2024, '200'), year(2023, '300')] },
      'MET',
      'DECLARED',
      'firm.met.number.DECLARED',
    ],
    [
      'a cent below the mean',
      wantsTurnover('200', 3),
      { facts: [year(2025, '99.99'), year(2024, '200'), year(2023, '300')] },
      'UNMET',
      null,
      'firm.unmet.TOO_LITTLE',
    ],
    [
      'a missing year',
      wantsTurnover('200', 3),
      { facts: [year(2025, '100'), year(2023, '300')] },
      'UNKNOWN',
      null,
      'firm.unknown.YEARS_MISSING',
    ],
  ])('%s', (_, requirement, known, outcome, strength, said) => {
    const [cell] = verdict(requirement, [known]).firms;
    expect(cell).toMatchObject({ outcome, strength, explanation: key(said) });
  });

  it('says by how much it is short, in the unit asked, rounded against the firm', () => {
    const mean = verdict(wantsTurnover('100', 3), [{ facts: [year(2025, '80'), year(2024, '80'), year(2023, '90')] }]);
    expect(mean.firms[0]).toMatchObject({
      value: { value: '83.33', currency: 'EUR' },
      shortBy: { value: '16.67', currency: 'EUR' },
      period: { from: '2023-01-01', until: '2025-12-31' },
    });
  });

  it('takes the largest contract, and only from the years asked', () => {
    const contract = (value: string, until: string) =>
      fact({ key: 'LARGEST_CONTRACT', value, currency: 'EUR', periodUntil: until });
    const within = {
      measure: { factKey: 'LARGEST_CONTRACT' },
      threshold: { value: '50', currency: 'EUR', years: 5 },
    } as const;
    expect(verdict(within, [{ facts: [contract('20', '2025-06-30'), contract('60', '2022-06-30')] }]).outcome).toBe(
      'MET',
    );
    expect(verdict(within, [{ facts: [contract('20', '2025-06-30'), contract('60', '2020-06-30')] }]).outcome).toBe(
      'UNKNOWN',
    );
    expect(verdict(within, [{ facts: [contract('20', '2025-06-30')] }]).outcome).toBe('UNMET');
  });

  it('names no paper that may not be shown, nor its end', () => {
    const [cell] = verdict({ ...wantsIso, neededUntil: '2027-01-01' }, [
      iso({ validUntil: '2026-12-31', verdictOnly: true }),
    ]).firms;
    expect(cell).toMatchObject({
      outcome: 'AT_RISK',
      evidenceIds: [],
      endsOn: null,
      explanation: key('firm.atRisk.unshown'),
    });
    expect(JSON.stringify(cell)).not.toContain('2026-12-31');
  });
});
