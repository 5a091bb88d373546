import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acquaintanceKinds } from './acquaintances.js';
import { byKey, keyOf, knownFirms } from './firms-i-know.js';

const acquaintance = fc.record({
  firmId: fc.constantFrom('a', 'b', 'c', 'd'),
  kind: fc.constantFrom(...acquaintanceKinds),
  count: fc.integer({ min: 1, max: 3 }),
  lastOn: fc.constantFrom('2024-12-31', '2025-01-01', '2025-06-30'),
});

describe('firms I know', () => {
  it('come once each, with all their reasons, in an order that does not depend on who told first', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(acquaintance, { selector: (it) => `${it.firmId} ${it.kind}` }),
        fc.func(fc.integer()),
        (all, by) => {
          const known = knownFirms(all);
          expect(known.map(({ firmId }) => firmId).sort()).toEqual(
            [...new Set(all.map(({ firmId }) => firmId))].sort(),
          );
          expect(known.flatMap(({ reasons }) => reasons)).toHaveLength(all.length);
          expect(knownFirms(all.toSorted((a, b) => by(a) - by(b)))).toEqual(known);
          expect(known.slice(1).every((firm, place) => byKey(keyOf(known[place]!), keyOf(firm)) < 0)).toBe(true);
        },
      ),
    );
  });

  it('joint work comes before an alliance, however long ago', () => {
    const known = knownFirms([
      { firmId: 'ally', kind: 'ALLIANCE', count: 5, lastOn: '2026-01-01' },
      { firmId: 'mate', kind: 'JOINT_WORK', count: 1, lastOn: '2010-01-01' },
    ]);
    expect(known.map(({ firmId }) => firmId)).toEqual(['mate', 'ally']);
  });
});
