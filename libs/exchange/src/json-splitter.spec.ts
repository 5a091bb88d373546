import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { FileFault } from './json-pieces.js';
import { JsonSplitter, type SplitValue } from './json-splitter.js';

/** Cuts the text, fed in chunks of the given size, and answers everything that was told. */
function split(
  source: string | Buffer,
  chunk = 7,
  maxValueBytes?: number,
): { values: SplitValue[]; faults: FileFault[] } {
  const values: SplitValue[] = [];
  const faults: FileFault[] = [];
  const splitter = new JsonSplitter({
    lists: ['releases', 'records'],
    notAfter: 'ocid',
    maxValueBytes,
    value: (value) => values.push(value),
    fault: (fault) => faults.push(fault),
  });
  const bytes = Buffer.from(source);
  for (let at = 0; at < bytes.length; at += chunk) splitter.feed(bytes.subarray(at, at + chunk));
  splitter.end();

  return { values, faults };
}

const brief = ({ kind, list, index, value }: SplitValue): unknown[] => [kind, list, index, value];
const texts = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '"', '\\', '{', ']', ',', '\n', '\u2029', ' ') });
const values = fc.dictionary(texts, fc.oneof(texts, fc.integer(), fc.array(texts), fc.constant(null)), { maxKeys: 4 });
const chunks = fc.integer({ min: 1, max: 40 });
const indents = fc.constantFrom(0, 1, '\t');

describe('cutting JSON into values', () => {
  it('cuts the lists of a package, in any chunks and layout, and gives what remains last', () => {
    fc.assert(
      fc.property(fc.array(values), values, fc.boolean(), indents, chunks, (releases, meta, first, indent, chunk) => {
        const { ocid: _, releases: __, records: ___, ...rest } = meta as Record<string, unknown>;
        const whole = first ? { releases, ...rest } : { ...rest, releases };
        const { values: found, faults } = split(JSON.stringify(whole, null, indent), chunk);
        expect(faults).toEqual([]);
        expect(found.slice(0, -1).map(brief)).toEqual(releases.map((one, at) => ['ELEMENT', 'releases', at, one]));
        expect(found.at(-1)).toMatchObject({ kind: 'WHOLE', value: { ...rest, releases: [] } });
      }),
    );
  });

  it('cuts a bare list', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(values, texts, fc.integer())), indents, chunks, (list, indent, chunk) => {
        const { values: found, faults } = split(JSON.stringify(list, null, indent), chunk);
        expect(faults).toEqual([]);
        expect(found.map(brief)).toEqual(list.map((one, at) => ['ELEMENT', null, at, one]));
      }),
    );
  });

  it('cuts lines, with or without a last line break, with blank lines and carriage returns', () => {
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.boolean(),
        chunks,
        (lines, lineBreak, last, chunk) => {
          const file = lines.map((one) => JSON.stringify(one)).join(lineBreak) + (last ? lineBreak : '');
          const { values: found, faults } = split(file, chunk);
          expect(faults).toEqual([]);
          expect(found.map(brief)).toEqual(lines.map((line, at) => ['WHOLE', null, at, line]));
        },
      ),
    );
  });

  it('gives each original as it was written, and where it stood', () => {
    const file = '{"uri": "x",\n  "releases": [\n    {"amount": 1.50},\n    {"amount":  2e0}]}';
    const { values: found } = split(file);
    expect(found.map(({ text, byte, line }) => [text, byte, line])).toEqual([
      ['{"amount": 1.50}', file.indexOf('{"amount": 1.50'), 3],
      ['{"amount":  2e0}', file.indexOf('{"amount":  2e0'), 4],
      ['{"uri": "x",\n  "releases": []}', 0, 1],
    ]);
  });

  it('does not cut a record, whose releases belong together', () => {
    const record = { ocid: 'a', releases: [{ id: '1' }], compiledRelease: { id: '2' } };
    expect(split(JSON.stringify(record)).values.map(brief)).toEqual([['WHOLE', null, 0, record]]);
  });

  it('does not mistake a deeper list, or a text, for the list of a package', () => {
    const whole = { note: 'releases', a: { releases: [1] }, releases: { b: [2] } };
    expect(split(JSON.stringify(whole)).values.map(brief)).toEqual([['WHOLE', null, 0, whole]]);
  });

  it('reads ISO-8859-1 value by value', () => {
    const { values: found } = split(Buffer.from('[{"a": "é"}]', 'latin1'));
    expect(found[0]).toMatchObject({ value: { a: 'é' }, isUtf8: false });
  });
});

describe('faults', () => {
  it('reads every line but the broken one, and says where it is broken', () => {
    for (const chunk of [1, 5, 1000]) {
      const { values: found, faults } = split('{"a": 1}\n{"a": "é", x}\n{"a": 3}', chunk);
      expect(found.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 3 }]);
      expect(faults).toMatchObject([{ line: 2, byte: 21, reason: 'a field name in quotes was expected' }]);
    }
  });

  it.each(['{"a": [1', '{"a": "x', '{"a": 1}}', '{"a": ]}', 'x'])(
    'reads the lines after a broken first line %j',
    (broken) => {
      for (const chunk of [1, 6, 1000]) {
        const { values: found, faults } = split(`${broken}\n{"b": "{"}\n{"c": 3}\n`, chunk);
        expect(found.map(({ value }) => value).slice(-2)).toEqual([{ b: '{' }, { c: 3 }]);
        expect(faults).toHaveLength(1);
        expect(faults[0]?.line).toBe(1);
      }
    },
  );

  it('reads every element but the broken ones', () => {
    const file = '{"releases": [\n{"a": 1},\n{"a": 01},\n{"a": 3} {"a": 4},,\n{"a": 5},\n], "uri": "x"}';
    const { values: found, faults } = split(file);
    expect(found.map(({ value }) => value)).toEqual([
      { a: 1 },
      { a: 3 },
      { a: 4 },
      { a: 5 },
      { releases: [], uri: 'x' },
    ]);
    expect(faults.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, 8, '"," or "}" was expected'],
      [4, 10, '"," was expected'],
      [4, 19, 'a value was expected'],
      [6, 1, 'a value was expected'],
    ]);
  });

  it('keeps what came before when the file ends too early or brackets do not match', () => {
    const cut = split('{"releases": [{"a": 1}, {"a": 2}, {"a": ');
    expect(cut.values.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(cut.faults).toMatchObject([
      { byte: 40, line: 1, column: 41, reason: 'the file ends in the middle of a value' },
    ]);
    const crossed = split('[{"a": 1},\n {"a": [}]');
    expect(crossed.values.map(({ value }) => value)).toEqual([{ a: 1 }]);
    expect(crossed.faults).toMatchObject([{ line: 2, column: 9, reason: '"]" was expected' }]);
  });

  it('refuses what is nested too deep, and reads on', () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    const { values: found, faults } = split(`[${deep}, 2]`, 999);
    expect(found.map(({ value }) => value)).toEqual([2]);
    expect(faults[0]?.reason).toContain('nested');
  });

  it('refuses what is too large to be held', () => {
    const long = JSON.stringify({ a: 'x'.repeat(500) });
    expect(split(`{"a": 1}\n${long}\n{"a": 2}`, 50, 100)).toMatchObject({
      values: [{ value: { a: 1 } }, { value: { a: 2 } }],
      faults: [{ line: 2, reason: 'the line is longer than 100 bytes' }],
    });
    expect(split(`[{"a": 1}, ${long}]`, 50, 100)).toMatchObject({
      values: [{ value: { a: 1 } }],
      faults: [{ reason: 'one value is too large to be read' }],
    });
  });

  it('is never lost without saying so', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', 'a', '1', '\n', '\\', ' ') }),
        chunks,
        (file, chunk) => {
          const whole = split(file, 1000);
          const parts = split(file, chunk);
          expect(parts.values.map(brief)).toEqual(whole.values.map(brief));
          expect(parts.faults).toEqual(whole.faults);
          const saysNothing = file.trim() === '' || /^\s*\[\s*\]\s*$/.test(file);
          expect(whole.values.length + whole.faults.length > 0).toBe(!saysNothing);
        },
      ),
      { numRuns: 500 },
    );
  });
});
