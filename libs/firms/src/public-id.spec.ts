import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { newPublicId, readPublicId } from './public-id.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ids = fc.constant(0).map(() => newPublicId());

describe('a public id', () => {
  it('is short, reads aloud, and reads back as it was made', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(id).toMatch(/^K-[0-9A-HJKMNP-TV-Z]{8}$/);
        expect(readPublicId(id)).toBe(id);
      }),
    );
  });

  it('is understood as people write it', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const sloppy = id
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replace(/^k-(....)/, 'k $1-');
        expect(readPublicId(sloppy)).toBe(id);
      }),
    );
  });

  it('with one wrong character is no id', () => {
    fc.assert(
      fc.property(ids, fc.nat(7), fc.constantFrom(...Array.from(alphabet)), (id, place, wrong) => {
        fc.pre(id[place + 2] !== wrong);
        expect(readPublicId(id.slice(0, place + 2) + wrong + id.slice(place + 3))).toBeUndefined();
      }),
    );
  });

  it('with two characters swapped, neighbours or over one place, is no id', () => {
    fc.assert(
      fc.property(ids, fc.nat(6), fc.constantFrom(1, 2), (id, place, distance) => {
        const [first, second] = [place + 2, place + 2 + distance];
        fc.pre(second < id.length && id[first] !== id[second]);
        const swapped = Array.from(id);
        [swapped[first], swapped[second]] = [swapped[second]!, swapped[first]!];
        expect(readPublicId(swapped.join(''))).toBeUndefined();
      }),
    );
  });

  it.each(['', 'K-', 'K-0000000', 'K-000000000', 'X-00000000', 'K-0000000U', "K-'; DROP"])('%p is none', (text) => {
    expect(readPublicId(text)).toBeUndefined();
  });
});
