import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { NotCanonical, canonicalJson } from './canonical-json.js';
import { digestOf } from './digest.js';

const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { noNullPrototype: true }),
  ),
})).value;

/** The same value with the keys of every object entered in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe('canonical JSON', () => {
  it('writes known values as RFC 8785 does', () => {
    expect(canonicalJson({ b: [1, -0, null, true], a: '€\n\u000f"\\/', '': {} })).toBe(
      '{"":{},"a":"€\\n\\u000f\\"\\\\/","b":[1,0,null,true]}',
    );
    // Sorted by UTF-16 code unit, as in section 3.2.3 of the RFC.
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it('means the same value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('writes different values differently', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isSame);
      }),
    );
  });

  it.each([
    ['a fraction', { a: 0.5 }, '.a'],
    ['an unsafe integer', [2 ** 53], '[0]'],
    ['not a number', NaN, ''],
    ['nothing', { a: undefined }, '.a'],
    ['a date', { at: new Date(0) }, '.at'],
    ['half a character', { name: '\ud800' }, '.name'],
    ['a big integer', 1n, ''],
  ])('refuses %s and says where', (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ name: 'NotCanonical', path }));
  });

  it('refuses a cycle instead of overflowing', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => canonicalJson(loop)).toThrow(NotCanonical);
  });
});

describe('a digest', () => {
  it('is the SHA-256 of the bytes, or of the canonical text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), json, async (bytes, value) => {
        expect(await digestOf(bytes)).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
        const text = createHash('sha256').update(canonicalJson(value)).digest('hex');
        expect(await digestOf(value)).toBe(`sha256:${text}`);
      }),
    );
  });
});

function sorted(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;

  return Object.entries(value)
    .map(([key, inner]) => [key, sorted(inner)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .concat([['\0object', null]]);
}
