import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from './exact-json.js';
import { Findings } from './finding.js';
import { Place } from './place.js';
import { momentAt, momentOf, periodAt } from './reading-dates.js';
import { decimalOf, moneyAt } from './reading-money.js';

function at<T>(read: (place: Place) => T, value: Json): { read: T; notes: string[] } {
  const findings = new Findings();
  const result = read(new Place(value, 'here', findings));

  return { read: result, notes: findings.all().map(({ note }) => note) };
}

describe('money', () => {
  it.each<[Json, string, string[]]>([
    [1234.5, '1234.5', []],
    [0, '0', []],
    [-12, '-12', []],
    [1e21, '1000000000000000000000', []],
    [37119.990000000005, '37119.990000000005', []],
    ['10013000.00', '10013000', ['amountAsText']],
    ['12345678901234567890.12', '12345678901234567890.12', ['amountAsText']],
    ['1,234,567.50', '1234567.5', ['amountAsText']],
    ['1.234.567,50', '1234567.5', ['amountAsText']],
    ['1.234.567', '1234567', ['amountAsText']],
    ['1.234', '1.234', ['amountAsText']],
    ['12,5', '12.5', ['amountAsText']],
    ['1 234 567', '1234567', ['amountAsText']],
    [{ $numberLong: '15890000000' }, '15890000000', ['fieldByOtherName', 'amountAsText']],
  ])('reads the amount %j as %s', (amount, plain, notes) => {
    const { read, notes: told } = at(moneyAt, { amount, currency: 'idr' });
    expect(read).toEqual({ amount: plain, currency: 'IDR' });
    expect(told.filter((note) => note !== 'fieldByOtherName')).toEqual(
      notes.filter((note) => note !== 'fieldByOtherName'),
    );
  });

  it.each(['-', '_NO_APLICA_', 'n/a', '12 or so', '1,2,3'])('says that %j is no amount', (amount) => {
    expect(at(moneyAt, { amount, currency: 'USD' })).toEqual({ read: null, notes: ['amountUnreadable'] });
  });

  it('is silent where nothing is said', () => {
    const silent: Json[] = [null, {}, { amount: null, currency: 'USD' }, { amount: '', currency: '' }];
    for (const nothing of silent) expect(at(moneyAt, nothing)).toEqual({ read: null, notes: [] });
  });

  it('says that the currency is missing', () => {
    expect(at(moneyAt, { amount: 1 })).toEqual({ read: { amount: '1', currency: null }, notes: ['currencyMissing'] });
  });

  it('never rounds what JSON can say', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (whole) => {
        expect(decimalOf(`${whole}.25`)).toBe(`${whole}.25`);
      }),
    );
  });
});

describe('moments', () => {
  it.each([
    ['2026-05-31T16:00:00+07:00', '2026-05-31T09:00:00.000Z', '+07:00', 'TIME', []],
    ['2026-05-31T16:00:00Z', '2026-05-31T16:00:00.000Z', 'Z', 'TIME', []],
    ['2016-06-13T11:17:34.318274+03:00', '2016-06-13T08:17:34.318Z', '+03:00', 'TIME', []],
    ['2014-03-26 16:00 Eastern Standard Time (EST)', '2014-03-26T21:00:00.000Z', '-05:00', 'TIME', ['dateByName']],
    ['2014-04-15 14:00 Newfoundland Daylight Time (NDT)', '2014-04-15T16:30:00.000Z', '-02:30', 'TIME', ['dateByName']],
    [
      '2014-04-15 14:00 Central European Summer Time (CEST)',
      '2014-04-15T12:00:00.000Z',
      '+02:00',
      'TIME',
      ['dateByName'],
    ],
    ['2026-01-05 09:00 WIB', '2026-01-05T02:00:00.000Z', '+07:00', 'TIME', ['dateByName']],
    ['2016-08-01T10:00:00.123456', '2016-08-01T10:00:00.123Z', null, 'TIME', ['dateWithoutZone']],
    ['2014-03-25', '2014-03-25T00:00:00.000Z', null, 'DAY', ['dateWithoutZone']],
    ['31/03/2017', '2017-03-31T00:00:00.000Z', null, 'DAY', ['dateWithoutZone']],
    ['31.03.2017 15:30', '2017-03-31T15:30:00.000Z', null, 'TIME', ['dateWithoutZone']],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z', 'Z', 'TIME', []],
  ])('reads %s', (written, instant, zone, precision, notes) => {
    expect(at(momentAt, written)).toEqual({ read: { at: instant, zone, precision, original: written }, notes });
  });

  it('reads milliseconds since 1970', () => {
    expect(at(momentAt, { $date: 1606867235000 })).toMatchObject({
      read: { at: '2020-12-02T00:00:35.000Z' },
      notes: [],
    });
  });

  it.each([
    'n/a',
    '#¡VALOR!',
    '42908',
    '2015-02-30',
    '2015-13-01',
    '2015-01-01T25:00:00Z',
    '2015-01-01 10:00 Mars Time (MRT)',
    '03/282017',
    '0016-01-01T00:00:00Z',
  ])('says that %s is no date', (written) => {
    expect(at(momentAt, written)).toEqual({ read: null, notes: ['dateUnreadable'] });
  });

  it('agrees with the machine on every RFC 3339 date', () => {
    const zones = fc.constantFrom('Z', '+00:00', '+05:45', '-11:30', '+14:00');
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
        zones,
        (date, zone) => {
          const written = `${date.toISOString().slice(0, -1)}${zone}`;
          expect(momentOf(written)?.at).toBe(new Date(written).toISOString());
        },
      ),
    );
  });

  it('reads periods, and none where nothing is said', () => {
    const period = at(periodAt, { startDate: '2026-01-01T00:00:00Z', endDate: 'soon', durationInDays: 30 });
    expect(period).toMatchObject({ read: { from: { zone: 'Z' }, until: null, days: 30 }, notes: ['dateUnreadable'] });
    expect(at(periodAt, { startDate: null, endDate: '' }).read).toBeNull();
    expect(at(periodAt, { durationInDays: -1 }).read).toBeNull();
  });
});
