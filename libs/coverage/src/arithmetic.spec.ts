import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  amountOf,
  compare,
  decimalOf,
  dividedBy,
  justBelow,
  minus,
  plus,
  type Amount,
  modeMisfit,
  type ModeMisfitReason,
  type FactKey,
  type Requirement,
  type RequirementMode,
} from '#libs/requirements';
import { cpvCovers, cpvRelation } from './cpv.js';

const read = (text: string): Amount => amountOf(text)!;

describe('an amount', () => {
  it.each([['0.1'], ['250000.50'], ['7'], ['0'], ['123456789012345678901234567890']])('reads %s', (text) => {
    expect(amountOf(text)).not.toBeNull();
  });

  it.each([['-1'], ['1,5'], ['1e6'], [''], ['about 5'], ['.5'], ['NaN'], ['1.']])(
    'does not take %p for a value',
    (text) => {
      expect(amountOf(text)).toBeNull();
    },
  );

  it('adds to the cent where floats do not', () => {
    expect(decimalOf(plus(read('0.1'), read('0.2')), 'down')).toBe('0.3');
    expect(compare(plus(read('0.1'), read('0.2')), read('0.30'))).toBe(0);
  });

  it('cuts a third down for what is there and up for what is short', () => {
    expect(decimalOf(dividedBy(read('1000000'), 3), 'down')).toBe('333333.33');
    expect(decimalOf(dividedBy(read('1000000'), 3), 'up')).toBe('333333.34');
  });

  it('agrees with whole-number arithmetic in cents', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const written = (value: bigint): string => `${value / 100n}.${(value % 100n).toString().padStart(2, '0')}`;
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const [left, right] = [read(written(a)), read(written(b))];
        expect(Math.sign(compare(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(compare(plus(left, right), read(written(a + b)))).toBe(0);
        expect(compare(minus(left, right), read(written(a > b ? a - b : 0n)))).toBe(0);
        expect(a === 0n || compare(justBelow(left), left) < 0).toBe(true);
      }),
    );
  });
});

describe('a CPV code', () => {
  it.each([
    ['45000000', '45421150', true, 'a division covers all below'],
    ['45420000', '45421000', true, 'a class covers its categories'],
    ['45421000', '45421000-4', true, 'the check digit says nothing'],
    ['45421151', '45421152', false, 'the last digits tell apart'],
    ['45421000', '45420000', false, 'a broader claim proves nothing narrower'],
    ['45421000', '45000000', false, 'nor does a whole division'],
    ['45420000', '45430000', false, 'a neighbour is elsewhere'],
    ['30000000', '31000000', false, 'a division keeps its zero: 30 is not 3'],
    ['30000000', '30192121', true, 'and covers what begins with 30'],
    ['50000000', '5000000', false, 'seven digits are no code'],
    ['joinery', '45421000', false, 'a word is no code'],
  ])('%s covers %s: %p (%s)', (code, claimed, expected) => {
    expect(cpvCovers(code, claimed)).toBe(expected);
  });

  it.each([
    ['45420000', '45420000', 'SAME'],
    ['45420000', '45421000', 'NARROWER'],
    ['45421000', '45000000', 'BROADER'],
    ['45421000', '39100000', 'ELSEWHERE'],
  ] as const)('asked %s, claimed %s: %s', (asked, claimed, relation) => {
    expect(cpvRelation(asked, claimed)).toBe(relation);
  });

  it('is a tree: what covers and is covered is the same, and below the below is below', () => {
    const aCode = fc.tuple(fc.constantFrom('45', '30', '39'), fc.array(fc.constantFrom(1, 2), { maxLength: 3 }));
    const written = aCode.map(([division, rest]) => `${division}${rest.join('')}`.padEnd(8, '0'));
    fc.assert(
      fc.property(written, written, written, (a, b, c) => {
        const isSame = cpvCovers(a, b) && cpvCovers(b, a);
        const isChain = cpvCovers(a, b) && cpvCovers(b, c);
        expect(isSame).toBe(a === b);
        expect(!isChain || cpvCovers(a, c)).toBe(true);
      }),
    );
  });
});

describe('a mode', () => {
  const asked = (mode: RequirementMode, factKey: FactKey, more: Partial<Requirement> = {}): Requirement => ({
    id: 'r',
    kind: 'FINANCIAL',
    mode,
    measure: { factKey },
    threshold: { value: '5', currency: 'EUR' },
    essential: true,
    proof: 'DECLARATION',
    when: 'WITH_BID',
    ...more,
  });

  it.each<[string, Requirement, ModeMisfitReason | null]>([
    ['years never add up', asked('SUM', 'YEARS_IN_BUSINESS'), 'YEARS_NEVER_ADD'],
    ['single contracts never add up', asked('SUM', 'LARGEST_CONTRACT'), 'CONTRACTS_NEVER_ADD'],
    ['grades never add up', asked('SUM', 'GRADE'), 'GRADES_NEVER_ADD'],
    ['turnover adds up', asked('SUM', 'ANNUAL_TURNOVER'), null],
    ['staff adds up', asked('SUM', 'STAFF'), null],
    ['years of one firm', asked('ANY_ONE', 'YEARS_IN_BUSINESS'), null],
    ['largest contract of one firm', asked('ANY_ONE', 'LARGEST_CONTRACT'), null],
    ['turnover of one firm wants a reason', asked('ANY_ONE', 'ANNUAL_TURNOVER'), 'REASON_WANTED'],
    ['a blank is no reason', asked('ANY_ONE', 'STAFF', { modeReason: '  ' }), 'REASON_WANTED'],
    ['a reason is enough', asked('ANY_ONE', 'STAFF', { modeReason: 'One crew on a live site.' }), null],
    ['turnover of each asks no reason', asked('EACH', 'ANNUAL_TURNOVER'), null],
    ['a certificate cannot be added up', asked('SUM', 'STAFF', { measure: { scheme: 'ISO 9001' } }), 'NOTHING_TO_ADD'],
    ['nothing asked', asked('LEAD', 'STAFF', { threshold: null }), 'THRESHOLD_WANTED'],
    ['zero asked', asked('LEAD', 'STAFF', { threshold: { value: '0.00' } }), 'THRESHOLD_WANTED'],
    ['money without currency', asked('SUM', 'ANNUAL_TURNOVER', { threshold: { value: '5' } }), 'CURRENCY_WANTED'],
    ['an unreadable floor', asked('SUM', 'STAFF', { floorPerMember: 'two' }), 'FLOOR_UNREADABLE'],
    ['a union without parts', asked('UNION', 'STAFF'), 'PARTS_WANTED'],
    ['a union of codes', asked('UNION', 'STAFF', { measure: { cpv: ['45421000', '45310000'] } }), null],
  ])('%s', (_, requirement, reason) => {
    expect(modeMisfit(requirement)?.reason ?? null).toBe(reason);
  });

  it('names where the rule on years comes from', () => {
    expect(modeMisfit(asked('SUM', 'YEARS_IN_BUSINESS'))?.source).toBe('GPPB, Philippines');
  });
});
