import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type PriceSchedule, readPriceSchedule, recomputeTotal } from './price-schedule.js';

const scheduleOf = (lines: [string, string][], total: string): PriceSchedule => ({
  format: 'kongsi-price-schedule/1',
  currency: 'EUR',
  lines: lines.map(([unitPrice, quantity], index) => ({ itemId: `i${index}`, unitPrice, quantity })),
  total,
  vat: { status: 'EXEMPT' },
});

describe('unit prices prevail over the sum', () => {
  it('rounds each line half up and reports the difference', () => {
    const schedule = scheduleOf(
      [
        ['0.125', '1'],
        ['10', '3'],
        ['0.333333', '3'],
      ],
      '31.20',
    );
    expect(recomputeTotal(schedule, { minorDigits: 2 })).toEqual({
      lines: [
        { itemId: 'i0', amount: '0.13' },
        { itemId: 'i1', amount: '30.00' },
        { itemId: 'i2', amount: '1.00' },
      ],
      total: '31.13',
      difference: '-0.07',
      agrees: false,
    });
  });

  it('rounds only the sum where the tender says so', () => {
    const schedule = scheduleOf(
      [
        ['0.004', '1'],
        ['0.004', '1'],
      ],
      '0.01',
    );
    expect(recomputeTotal(schedule, { minorDigits: 2 })).toMatchObject({ total: '0.00', difference: '-0.01' });
    const onTotal = recomputeTotal(schedule, { minorDigits: 2, rounding: 'ON_TOTAL' });
    expect(onTotal).toMatchObject({ total: '0.01', difference: '0.00', agrees: true });
  });

  it('is exact where floating point is not', () => {
    const schedule = scheduleOf(
      [
        ['0.1', '3'],
        ['999999999999999', '1'],
      ],
      '999999999999999.3',
    );
    expect(recomputeTotal(schedule, { minorDigits: 2 })).toMatchObject({ total: '999999999999999.30', agrees: true });
  });

  it('shows a difference smaller than the currency', () => {
    expect(recomputeTotal(scheduleOf([['5', '1']], '5.001'), { minorDigits: 0 })).toMatchObject({
      total: '5',
      difference: '-0.001',
      agrees: false,
    });
  });

  it('agrees with a sum in minor units, in any order of lines', () => {
    const line = fc.tuple(fc.nat(1_000_000), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.integer(), (lines, offset) => {
        const cents = lines.reduce((sum, [price, quantity]) => sum + price * quantity, 0);
        const stated = Math.max(0, cents + (offset % 1000));
        const money = (amount: number): string =>
          `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
        const entries = lines.map(([price, quantity]): [string, string] => [money(price), String(quantity)]);
        const schedule = scheduleOf(entries, money(stated));
        const result = recomputeTotal(schedule, { minorDigits: 2 });
        const sign = cents < stated ? '-' : '';
        expect(readPriceSchedule(schedule).ok).toBe(true);
        expect(result.total).toBe(money(cents));
        expect(result.difference).toBe(sign + money(Math.abs(cents - stated)));
        expect(recomputeTotal(scheduleOf(entries.reverse(), money(stated)), { minorDigits: 2 }).total).toBe(
          result.total,
        );
      }),
    );
  });
});
