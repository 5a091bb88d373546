import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { endOfQuiet } from './quiet-hours.js';

const night = { from: '21:00', until: '06:30' };
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });

describe('quiet hours', () => {
  it.each([
    ['2026-05-04T12:59:59Z', null],
    ['2026-05-04T13:00:00Z', '2026-05-04T22:30:00.000Z'],
    ['2026-05-04T16:20:45Z', '2026-05-04T22:30:00.000Z'],
    ['2026-05-04T22:29:59Z', '2026-05-04T22:30:00.000Z'],
    ['2026-05-04T22:30:00Z', null],
  ])('across midnight in Makassar, at %s', (now, end) => {
    expect(endOfQuiet(night, new Date(now), 'Asia/Makassar')?.toISOString() ?? null).toBe(end);
  });

  it('are none when they begin and end at the same time', () => {
    fc.assert(
      fc.property(time, moment, (at, now) => {
        expect(endOfQuiet({ from: at, until: at }, now, 'Asia/Jakarta')).toBeNull();
      }),
    );
  });

  it('are over at the moment they are said to end, and that moment comes within a day', () => {
    fc.assert(
      fc.property(time, time, moment, (from, until, now) => {
        const end = endOfQuiet({ from, until }, now, 'Asia/Jakarta');
        if (end === null) return fc.pre(false);
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000);
        expect(endOfQuiet({ from, until }, end, 'Asia/Jakarta')).toBeNull();
      }),
    );
  });
});
