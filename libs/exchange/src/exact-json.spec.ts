import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { JsonFault, MAX_DEPTH, parseExactly, plainDecimal } from './exact-json.js';

/** Forces the slow parser, which a number of sixteen digits calls for, and takes that number away again. */
function slowly(text: string): unknown {
  return (parseExactly(`[${text},1234567890123456789]`) as unknown[])[0];
}

function isRead(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

function faultOf(text: string): JsonFault {
  try {
    parseExactly(text);
  } catch (fault) {
    if (fault instanceof JsonFault) return fault;
  }
  throw new Error('no fault was found');
}

describe('reading JSON exactly', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseExactly(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('reads the same the slow way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(slowly(text)).toEqual(JSON.parse(text));
      }),
    );
    expect(slowly(String.raw`"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"`)).toBe('a"\\/\b\f\n\r\té😀');
  });

  it('never rounds: a number that a double cannot hold stays as it was written', () => {
    expect(parseExactly('{"amount": 12345678901234567890.12}')).toEqual({ amount: '12345678901234567890.12' });
    expect(parseExactly('[37119.990000000005, 1.5e3, 1e400]')).toEqual([37119.990000000005, 1500, '1e400']);
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.stringMatching(/^\d{1,12}[1-9]$/),
        (whole, part) => {
          const written = `${whole}.${part}`;
          const [read] = parseExactly(`[${written}]`) as [string | number];
          expect(plainDecimal(String(read))).toBe(plainDecimal(written));
        },
      ),
    );
  });

  it('keeps a field named __proto__ as a field', () => {
    const read = slowly('{"__proto__": {"polluted": true}}') as object;
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it.each([
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['["a', 3],
    ['["a\nb"]', 3],
    ['[1] x', 4],
    ['', 0],
    ['[01]', 2],
    [String.raw`["\x"]`, 3],
    [String.raw`["\u12g4"]`, 3],
  ])('says where %j is wrong', (text, offset) => {
    expect(faultOf(text).offset).toBe(offset);
    expect(faultOf(text).reason).not.toBe('');
  });

  it('finds a fault exactly where JSON.parse finds one', () => {
    const junk = fc.constantFrom('"', '{', ']', ',', '\\', 'x', '\u0001');
    fc.assert(
      fc.property(fc.json(), fc.nat(), junk, (text, where, mark) => {
        const at = where % (text.length + 1);
        const broken = text.slice(0, at) + mark + text.slice(at);
        expect(isRead(parseExactly, broken)).toBe(isRead(JSON.parse, broken));
      }),
    );
  });

  it('refuses what is nested too deep instead of exhausting the stack', () => {
    const deep = '['.repeat(MAX_DEPTH + 2);
    expect(faultOf(deep).reason).toContain('nested');
  });
});

describe('plain decimals', () => {
  it.each([
    ['1.50e3', '1500'],
    ['-0.0', '0'],
    ['0012.3400', '12.34'],
    ['1e-3', '0.001'],
    ['-12E-1', '-1.2'],
    ['1e21', '1000000000000000000000'],
    ['12.5E+0', '12.5'],
    ['+7.', '7'],
    ['.5', '0.5'],
  ])('writes %s as %s', (written, plain) => {
    expect(plainDecimal(written)).toBe(plain);
  });
});
