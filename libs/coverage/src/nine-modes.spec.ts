import { describe, expect, it } from '@jest/globals';
import { readIn } from './catalogue.sample.js';
import type { CapacityClaim, FactClaim, FirmClaims } from './claims.js';
import { coverageOf } from './coverage.js';
import type { LineUp, LineUpRole } from './line-up.js';
import { modeMisfit, type Requirement } from '#libs/requirements';

const today = '2026-03-01';
const base = { id: 'r', kind: 'EXPERIENCE', essential: true, proof: 'DECLARATION', when: 'WITH_BID' } as const;
const firm = (firmId: string, facts: FactClaim[] = [], capacity: CapacityClaim | null = null): FirmClaims => ({
  firmId,
  facts,
  capacity,
});
const entries = (...roles: [string, LineUpRole, number?][]): LineUp['entries'] =>
  roles.map(([firmId, role, share]) => ({ firmId, roles: [role], shareBasisPoints: share ?? null }));

function told(requirement: Requirement, lineUp: LineUp, claims: FirmClaims[]) {
  const verdict = coverageOf([requirement], lineUp, claims, today).verdicts[0]!;

  return {
    ...verdict,
    sentence: readIn('en', verdict.explanation),
    cells: verdict.firms.map((cell) => readIn('en', cell.explanation)),
  };
}

describe('the highest of each class', () => {
  const grade = (label: string, value: string, verdictOnly = false): FactClaim => ({
    key: 'GRADE',
    label,
    value,
    verdictOnly,
  });
  const requirement: Requirement = {
    ...base,
    mode: 'MAX_PER_CLASS',
    measure: { factKey: 'GRADE' },
    parts: ['roads', 'bridges'].map((label) => ({
      name: label,
      measure: { factKey: 'GRADE', label },
      threshold: { value: '5' },
    })),
  };
  const lineUp = { entries: entries(['Ana', 'LEAD'], ['Budi', 'PARTNER']) };

  it('counts, and is named with its number', () => {
    const claims = [
      firm('Ana', [grade('roads', '7'), grade('bridges', '2')]),
      firm('Budi', [grade('roads', '6'), grade('bridges', '5')]),
    ];
    const verdict = told(requirement, lineUp, claims);
    expect(verdict.sentence).toBe('Every class is covered. What counts: roads: Ana (7) and bridges: Budi (5).');
    expect(verdict.carriedBy).toEqual(['Ana', 'Budi']);
  });

  it('is not named where a number beside it may not be shown', () => {
    const claims = [
      firm('Ana', [grade('roads', '7'), grade('bridges', '9')]),
      firm('Budi', [grade('roads', '6', true), grade('bridges', '5')]),
    ];
    const verdict = told(requirement, lineUp, claims);
    expect(verdict.sentence).toBe('Every class is covered. What counts: roads: Ana and Budi and bridges: Ana (9).');
  });

  it('never adds up', () => {
    const claims = [
      firm('Ana', [grade('roads', '3'), grade('bridges', '5')]),
      firm('Budi', [grade('roads', '4'), grade('bridges', '1')]),
    ];
    expect(told(requirement, lineUp, claims)).toMatchObject({
      outcome: 'UNMET',
      sentence: 'Too low in: roads: Budi (4).',
    });
  });
});

describe('who does the work', () => {
  const requirement: Requirement = {
    ...base,
    mode: 'PERFORMER',
    measure: { factKey: 'YEARS_IN_BUSINESS' },
    threshold: { value: '5' },
  };
  const years = (value: string): FactClaim[] => [{ key: 'YEARS_IN_BUSINESS', value }];
  const claims = [firm('Ana', years('9')), firm('Budi', years('1')), firm('Candra', years('20'))];
  const lineUp = (performerFirmId: string | null): LineUp => ({
    entries: entries(['Ana', 'LEAD'], ['Budi', 'PARTNER'], ['Candra', 'SUBCONTRACTOR']),
    workPackages: [{ name: 'Roof', performerFirmId, provesFor: ['r'] }],
  });

  it.each([
    ['Ana', 'MET', 'The firm that does this work has it: Ana.'],
    ['Budi', 'UNMET', 'It is there, but who has it does not do this work: Ana.'],
    [null, 'UNKNOWN', 'Say who does this work. It can count through: Ana.'],
    ['somebody who left', 'UNKNOWN', 'Say who does this work. It can count through: Ana.'],
    ['Candra', 'UNMET', 'It is there, but who has it does not do this work: Ana.'],
  ])('%s: %s', (performer, outcome, sentence) => {
    expect(told(requirement, lineUp(performer), claims)).toMatchObject({ outcome, sentence });
  });

  it('is the firm alone, where it stands alone', () => {
    expect(told(requirement, { entries: entries(['Ana', 'LEAD']) }, claims).outcome).toBe('MET');
  });
});

describe('room for the work', () => {
  const requirement: Requirement = {
    ...base,
    mode: 'CAPACITY',
    measure: { capacity: 'PERSON_WEEKS' },
    threshold: { value: '40', unit: 'WEE' },
    neededFrom: '2026-06-01',
    neededUntil: '2026-08-09',
  };
  const room = (peoplePerWeek: string, until = '2026-12-31'): CapacityClaim => ({
    windows: [{ from: '2026-01-01', until, peoplePerWeek }],
    commitments: [{ from: '2026-05-01', until: '2026-06-07', peoplePerWeek: '1' }],
  });
  const both = { entries: entries(['Ana', 'LEAD', 7_500], ['Budi', 'PARTNER', 2_500]) };

  it.each<[string, LineUp, CapacityClaim | null, CapacityClaim | null, string, string]>([
    ['fits', both, room('3.1'), room('2'), 'MET', 'There is room for all of the work at: Ana and Budi.'],
    [
      'one is booked over',
      both,
      room('3'),
      room('2'),
      'UNMET',
      'Too little room for its part of the work: Ana. Missing: 1 person-weeks.',
    ],
    [
      'one has bid elsewhere too',
      both,
      { ...room('3.1'), offers: [{ from: '2026-08-01', until: '2026-09-30', peoplePerWeek: '0.1' }] },
      room('2'),
      'AT_RISK',
      'There is room today, but not if all their other bids are awarded: Ana.',
    ],
    [
      'the other bid is for other days',
      both,
      { ...room('3.1'), offers: [{ from: '2026-08-10', until: '2026-09-30', peoplePerWeek: '3' }] },
      room('2'),
      'MET',
      'There is room for all of the work at: Ana and Budi.',
    ],
    ['one has not said', both, room('3.1'), null, 'UNKNOWN', 'Not known yet whether there is room at: Budi.'],
    [
      'days are missing',
      both,
      room('3.1', '2026-07-31'),
      room('2'),
      'UNKNOWN',
      'Not known yet whether there is room at: Ana.',
    ],
    [
      'a part is taken by nobody',
      { entries: entries(['Ana', 'LEAD', 7_500], ['Budi', 'PARTNER', 1_250]) },
      room('9'),
      room('9'),
      'UNMET',
      '12.5 % of the work is taken by nobody.',
    ],
    [
      'a part is taken twice',
      { entries: entries(['Ana', 'LEAD', 7_500], ['Budi', 'PARTNER', 5_000]) },
      room('9'),
      room('9'),
      'UNMET',
      'The parts of the firms add up to 125 % of the work. That is more than all of it.',
    ],
    [
      'a part is not said',
      { entries: entries(['Ana', 'LEAD', 7_500], ['Budi', 'PARTNER']) },
      room('9'),
      room('9'),
      'UNKNOWN',
      'Say which part of the work each firm does. Still open: Budi.',
    ],
  ])('%s', (_, lineUp, ana, budi, outcome, sentence) => {
    expect(told(requirement, lineUp, [firm('Ana', [], ana), firm('Budi', [], budi)])).toMatchObject({
      outcome,
      sentence,
    });
  });

  it('in money takes the value of all work on these days from the limit, and converts nothing', () => {
    const money = (amount: string, currency = 'EUR') => ({ amount, currency });
    const work: Requirement = {
      ...requirement,
      measure: { capacity: 'MONEY' },
      threshold: { value: '100', currency: 'EUR' },
    };
    const alone = { entries: entries(['Ana', 'LEAD']) };
    const days = { from: '2026-01-01', until: '2026-12-31' };
    const free = (taken: { amount: string; currency: string }) =>
      told(work, alone, [
        firm('Ana', [], { windows: [{ ...days, limit: money('150') }], commitments: [{ ...days, money: taken }] }),
      ]);
    expect(free(money('50')).outcome).toBe('MET');
    expect(free(money('51'))).toMatchObject({ outcome: 'UNMET', shortBy: { value: '1', currency: 'EUR' } });
    expect(free(money('1', 'IDR')).outcome).toBe('UNKNOWN');
  });
});

describe('a mode and what it measures', () => {
  const asked = (more: Partial<Requirement>): Requirement => ({
    ...base,
    mode: 'PERFORMER',
    measure: { scheme: 'SBU' },
    ...more,
  });
  const room = { mode: 'CAPACITY', measure: { capacity: 'MONEY' } } as const;
  const part = (measure: Requirement['measure'], value?: string) => ({
    mode: 'MAX_PER_CLASS' as const,
    parts: [{ name: 'a', measure, threshold: value ? { value } : null }],
  });

  it.each<[Partial<Requirement>, string | null]>([
    [{}, null],
    [{ mode: 'GROUP' }, 'STATEMENT_WANTED'],
    [{ mode: 'GROUP', measure: { declaration: 'joint' } }, null],
    [{ mode: 'CAPACITY' }, 'CAPACITY_WANTED'],
    [{ measure: { capacity: 'MONEY' } }, 'CAPACITY_ELSEWHERE'],
    [room, 'THRESHOLD_WANTED'],
    [{ ...room, threshold: { value: '5' } }, 'CURRENCY_WANTED'],
    [{ ...room, threshold: { value: '5', currency: 'EUR' } }, 'PERIOD_WANTED'],
    [
      { ...room, threshold: { value: '5', currency: 'EUR' }, neededFrom: '2026-05-02', neededUntil: '2026-05-01' },
      'PERIOD_WANTED',
    ],
    [{ ...room, threshold: { value: '5', currency: 'EUR' }, neededUntil: '2026-05-01' }, null],
    [{ mode: 'MAX_PER_CLASS' }, 'PARTS_WANTED'],
    [part({ scheme: 'SBU' }, '5'), 'PART_NUMBERS_WANTED'],
    [part({ factKey: 'GRADE' }), 'THRESHOLD_WANTED'],
    [part({ factKey: 'LARGEST_CONTRACT' }, '5'), 'CURRENCY_WANTED'],
    [part({ factKey: 'GRADE' }, '5'), null],
  ])('%j: %s', (more, reason) => {
    expect(modeMisfit(asked(more))?.reason ?? null).toBe(reason);
  });
});
