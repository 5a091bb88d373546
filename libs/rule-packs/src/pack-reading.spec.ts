import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { PackShelf, type PackReading, readPack, readPacks, ruleText } from './index.js';

const source = { name: 'A law', article: 'art. 1', link: 'https://law.example/1' };
const texts = { en: 'A rule.', id: 'Sebuah aturan.' };
const rule = {
  id: 'few-firms',
  kind: 'FIRM_COUNT_AT_MOST',
  parameters: { most: 3 },
  text: { en: 'At most {{most}} firms.', id: 'Paling banyak {{most}} usaha.' },
  source,
  doubts: [],
  severity: 'REFUSES',
};
const pack = {
  format: 'kongsi-rule-pack/1',
  id: 'ours',
  version: '1',
  kind: 'FORM',
  jurisdiction: 'ID',
  extends: null,
  status: 'unreviewed',
  title: texts,
  about: texts,
  source,
  doubts: [texts],
  rules: [rule],
};
const shelfWith = (...jsons: object[]): PackShelf => readPacks(jsons).shelf;
const problems = (json: unknown, shelf = new PackShelf()) => {
  const reading: PackReading = readPack(json, shelf);

  return reading.ok ? [] : reading.problems;
};
const withRule = (change: object): object => ({ ...pack, rules: [{ ...rule, ...change }] });

describe('reading a pack', () => {
  it('takes one that says all it must', () => {
    expect(problems(pack)).toEqual([]);
  });

  it.each<[string, object, string, string, string]>([
    ['an unknown kind of rule', withRule({ kind: 'NO_MONDAYS' }), 'rules.0.kind', '"NO_MONDAYS"', 'FIRM_COUNT_AT_MOST'],
    ['an unknown kind of pack', { ...pack, kind: 'LAW' }, 'kind', '"LAW"', 'PROCEDURE, FORM'],
    ['a rule without a source', withRule({ source: undefined }), 'rules.0.source', 'nothing', 'object'],
    [
      'an empty article',
      withRule({ source: { ...source, article: ' ' } }),
      'rules.0.source.article',
      '" "',
      'at least 3 characters',
    ],
    [
      'a link that leads nowhere',
      { ...pack, source: { ...source, link: 'see there' } },
      'source.link',
      '"see there"',
      'https',
    ],
    ['a missing language', withRule({ text: { en: 'A rule.' } }), 'rules.0.text.id', 'nothing', 'string'],
    ['a language too many', { ...pack, title: { ...texts, fr: 'Une règle.' } }, 'title', '{"en"', 'no fr'],
    [
      'a parameter of another size',
      withRule({ parameters: { most: 0 } }),
      'rules.0.parameters.most',
      '0',
      'at least 1',
    ],
    [
      'a parameter the kind does not know',
      withRule({ parameters: { most: 3, least: 1 } }),
      'rules.0.parameters',
      '{"most":3,"least":1}',
      'no least',
    ],
    ['a missing parameter', withRule({ parameters: {} }), 'rules.0.parameters.most', 'nothing', 'number'],
    [
      'a blank that no parameter fills',
      withRule({ text: { ...texts, en: 'At most {{lots}}.' } }),
      'rules.0.text.en',
      '"{{lots}}"',
      '{{most}}',
    ],
    ['a version that is no number', { ...pack, version: '1.0-beta' }, 'version', '"1.0-beta"', '\\d'],
    [
      'another format',
      { ...pack, format: 'kongsi-rule-pack/2' },
      'format',
      '"kongsi-rule-pack/2"',
      'kongsi-rule-pack/1',
    ],
    ['a lawyer without a day', { ...pack, status: { by: 'A lawyer' } }, 'status', '{"by":"A lawyer"}', 'unreviewed'],
    [
      'a pack it extends that is not here',
      { ...pack, extends: { id: 'theirs', version: '1' } },
      'extends',
      '{"id":"theirs"',
      'is here',
    ],
    ['itself', { ...pack, extends: { id: 'ours', version: '1' } }, 'extends', '{"id":"ours"', 'not this one'],
    ['no rule at all', { ...pack, rules: [] }, 'rules', '[]', 'at least one rule'],
    ['the same rule twice', { ...pack, rules: [rule, rule] }, 'rules.1.id', '"few-firms"', 'no rule above has'],
    [
      'a rule about notices in a form pack',
      withRule({ kind: 'GROUPS_ADMITTED', parameters: {}, text: texts }),
      'rules.0.kind',
      '"GROUPS_ADMITTED"',
      'who stands together',
    ],
  ])('refuses %s with path, what was read and what is allowed', (_, json, path, read, allowed) => {
    const found = problems(json);
    expect(found.map((problem) => problem.path)).toContain(path);
    const told = found.find((problem) => problem.path === path)!;
    expect(told.read).toContain(read);
    expect(told.allowed).toContain(allowed);
  });

  it('refuses a version that is not newer than those that are here', () => {
    const shelf = shelfWith({ ...pack, version: '4' });
    for (const version of ['1', '4'])
      expect(problems({ ...pack, version }, shelf)).toEqual([
        { path: 'version', read: `"${version}"`, allowed: 'a number above 4' },
      ]);
    expect(problems({ ...pack, version: '10' }, shelf)).toEqual([]);
  });

  it('refuses a circle, also one over other packs', () => {
    const shelf = shelfWith(pack, { ...pack, id: 'theirs', extends: { id: 'ours', version: '1' } });
    expect(problems({ ...pack, version: '2', extends: { id: 'theirs', version: '1' } }, shelf)).toEqual([
      expect.objectContaining({ path: 'extends', allowed: 'a pack that does not itself come from this one' }),
    ]);
    const circle = [
      { ...pack, id: 'one', extends: { id: 'two', version: '1' } },
      { ...pack, id: 'two', extends: { id: 'one', version: '1' } },
    ];
    expect(readPacks(circle)).toMatchObject({
      shelf: { all: [] },
      problems: [{ path: 'extends' }, { path: 'extends' }],
    });
  });

  it('refuses to extend a pack of the other kind', () => {
    expect(
      problems({ ...pack, id: 'game', kind: 'PROCEDURE', extends: { id: 'ours', version: '1' } }, shelfWith(pack)),
    ).toEqual([expect.objectContaining({ path: 'extends', allowed: 'a pack of the kind PROCEDURE' })]);
  });

  it('inherits rules, with the doubt of the pack they stand in; an own rule stands in the place of one with its id', () => {
    const reviewed = { by: 'A lawyer', on: '2026-03-01' };
    const other = { ...rule, id: 'other' };
    const child = {
      ...pack,
      id: 'child',
      extends: { id: 'ours', version: '1' },
      status: reviewed,
      rules: [
        { ...rule, parameters: { most: 9 } },
        { ...rule, id: 'advice', severity: 'WARNS' },
      ],
    };
    const read = shelfWith(child, { ...pack, rules: [rule, other] }).newestOf('child')!;
    expect(read.rules.map((it) => [it.rule.id, it.from.id, it.onlyWarns])).toEqual([
      ['other', 'ours', true],
      ['few-firms', 'child', false],
      ['advice', 'child', true],
    ]);
  });

  it('fills the numbers into the sentence, in each language', () => {
    const share = {
      text: { en: 'At most {{mostPercent}}.', id: 'Paling banyak {{mostPercent}}.' },
      parameters: { mostBasisPoints: 1_250 },
    };
    expect(ruleText(share, 'en')).toBe('At most 12.5 %.');
    expect(ruleText(share, 'id')).toBe('Paling banyak 12,5 %.');
  });

  it('says what is wrong with anything it is handed, and never throws', () => {
    const keys = Object.keys(pack) as (keyof typeof pack)[];
    const broken = fc.record(
      Object.fromEntries(keys.map((key) => [key, fc.oneof(fc.constant(pack[key]), fc.jsonValue())])),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), broken), (json) => {
        const reading = readPack(json, new PackShelf());
        expect(reading.ok || reading.problems.length > 0).toBe(true);
      }),
    );
  });
});
