import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { catalogueOf, keysOf, languages, readIn } from './catalogue.sample.js';
import type { ExplanationFact } from './explanation.js';

const folder = new URL('./', import.meta.url);
const euro = (value: string) => ({ type: 'amount', value, unit: null, currency: 'EUR' }) as const;
const day = (on: string) => ({ type: 'day', on }) as const;
const firm = (...firmIds: string[]) => ({ type: 'firms', firmIds }) as const;

/** Something for every place a sentence has. */
const facts: Record<string, ExplanationFact> = {
  firm: firm('Budi'),
  firms: firm('Budi', 'Citra'),
  what: { type: 'measured', factKey: 'ANNUAL_TURNOVER', cpv: null, label: null },
  wanted: euro('250000'),
  value: euro('180000.5'),
  total: euro('230000'),
  shortBy: euro('20000'),
  floor: euro('50000'),
  on: day('2026-02-28'),
  endsOn: day('2026-09-30'),
  neededUntil: day('2027-06-30'),
  from: day('2026-06-01'),
  until: day('2026-12-31'),
  years: { type: 'number', value: 3 },
  left: { type: 'amount', value: '20000', unit: null, currency: 'EUR' },
  percent: { type: 'number', value: 12.5 },
  name: { type: 'parts', names: ['joinery'] },
  parts: { type: 'parts', names: ['joinery', 'roofing'] },
  source: { type: 'text', text: 'notice, page 3' },
  papers: { type: 'papers', papers: [{ title: { en: 'ISO 9001', id: 'ISO 9001 (id)' }, number: 'Q-7' }] },
  classes: {
    type: 'classes',
    classes: [
      { name: 'joinery', firmIds: ['Budi'], value: { type: 'amount', value: '6', unit: 'points', currency: null } },
      { name: 'roofing', firmIds: ['Budi', 'Citra'], value: null },
    ],
  },
};

const keys = keysOf(catalogueOf('en'));

/** Keys the code writes down, a `${…}` in one standing for any single step. */
function keysInCode(): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/\.(spec|sample)\.ts$/.test(name));
  const code = files
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n')
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const roots = '(?:group|firm|rule|detail|try|capacity|fact|unit)';
  const written = code.matchAll(new RegExp(`'(${roots}\\.[\\w.]+)'|\`(${roots}\\.[^\`]+)\``, 'g'));

  return [...new Set([...written].map(([, plain, pattern]) => plain ?? pattern!))];
}

const patternOf = (key: string): RegExp =>
  new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[A-Za-z_.]*')}$`);

describe('the wording', () => {
  it.each(languages)('of every sentence, as it is read in %s', (language) => {
    const read = Object.fromEntries(keys.map((key) => [key, readIn(language, { key, facts })]));
    expect(read).toMatchSnapshot();
    for (const [key, sentence] of Object.entries(read)) {
      expect({ key, isWhole: !/\{\{|undefined/.test(sentence) }).toEqual({ key, isWhole: true });
    }
  });

  it('is kept for every sentence there is: none is new, none has gone', () => {
    const kept = readFileSync(new URL('__snapshots__/wording.spec.ts.snap', folder), 'utf8');
    const named = [...kept.matchAll(/^ {2}"([\w.]+)":/gm)].map(([, key]) => key!);
    for (const key of keys) expect(named.filter((one) => one === key)).toHaveLength(languages.length);
    expect(new Set(named)).toEqual(new Set(keys));
  });

  it('is the same sentences in both languages', () => {
    expect(keysOf(catalogueOf('id')).sort()).toEqual([...keys].sort());
  });

  it('has a sentence for every key the code writes, and no sentence that no code writes', () => {
    const patterns = keysInCode().map(patternOf);
    expect(patterns.length).toBeGreaterThan(60);
    for (const pattern of patterns)
      expect([`${pattern}`, keys.some((key) => pattern.test(key))]).toEqual([`${pattern}`, true]);
    const spoken = keys.filter((key) => /^(group|firm|rule|detail|try)\./.test(key));
    for (const key of spoken)
      expect({ key, isWritten: patterns.some((pattern) => pattern.test(key)) }).toEqual({ key, isWritten: true });
  });
});
