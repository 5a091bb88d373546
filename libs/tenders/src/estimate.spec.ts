import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimateBounds } from './estimate.js';

describe('what is shown of an estimate', () => {
  it.each([
    [120_000_000n, 100_000_000n, 200_000_000n],
    [200_000_000n, 200_000_000n, 500_000_000n],
    [999n, 500n, 1_000n],
    [1n, 1n, 2n],
    [0n, 0n, 1n],
  ])('as a range, %s lies between %s and %s', (minor, from, to) => {
    expect(estimateBounds(minor, 'RANGE')).toEqual({ shownFromMinor: from, shownToMinor: to });
  });

  it('as a range holds the value, and says the same for all values between its steps', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 17n }), (minor) => {
        const { shownFromMinor: from, shownToMinor: to } = estimateBounds(minor, 'RANGE');
        expect(from! <= minor && minor < to!).toBe(true);
        expect(estimateBounds(from, 'RANGE')).toEqual({ shownFromMinor: from, shownToMinor: to });
        expect(estimateBounds(to! - 1n, 'RANGE')).toEqual({ shownFromMinor: from, shownToMinor: to });
      }),
    );
  });

  it('hidden, says nothing; exact, says all', () => {
    expect(estimateBounds(5n, 'HIDDEN')).toEqual({ shownFromMinor: null, shownToMinor: null });
    expect(estimateBounds(5n, 'EXACT')).toEqual({ shownFromMinor: 5n, shownToMinor: 5n });
  });
});
