import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stepBelow, stepsRound } from './steps.js';

describe('published steps', () => {
  it.each([
    ['1', '1'],
    ['12', '10'],
    ['15', '15'],
    ['14.99', '10'],
    ['250000000', '200000000'],
    ['9', '7'],
    ['0.4', '0.3'],
    ['0', '0'],
    ['many', 'many'],
  ])('%s counts at %s', (asked, step) => expect(stepBelow(asked)).toBe(step));

  it('are never above what is asked, and never below half of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e12, noNaN: true }), (value) => {
        const step = Number(stepBelow(String(value)));
        expect(step).toBeLessThanOrEqual(value);
        expect(step).toBeGreaterThan(value / 2);
        expect(stepBelow(String(step))).toBe(String(step));
      }),
    );
  });

  it('round a number are seven, in order', () => {
    expect(stepsRound('12')).toEqual(['3', '5', '7', '10', '15', '20', '30']);
    expect(stepsRound('-1')).toEqual([]);
  });
});
