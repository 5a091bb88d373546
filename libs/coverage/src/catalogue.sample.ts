import { createInstance } from 'i18next';
import { readFileSync } from 'node:fs';
import type { Explanation } from './explanation.js';
import { sentenceFor } from './sentence.js';

export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

type Words = { readonly [key: string]: string | Words };

export const catalogueOf = (language: Language): Words =>
  JSON.parse(readFileSync(new URL(`../../../locales/${language}/coverage.json`, import.meta.url), 'utf8')) as Words;

const catalogue = createInstance();
await catalogue.init({
  resources: { en: { translation: catalogueOf('en') }, id: { translation: catalogueOf('id') } },
  interpolation: { escapeValue: false },
});

/** Every sentence by its dotted key. */
export function keysOf(words: Words, before = ''): string[] {
  return Object.entries(words).flatMap(([name, said]) =>
    typeof said === 'string' ? [`${before}${name}`] : keysOf(said, `${before}${name}.`),
  );
}

/** The sentence as a reader sees it; firms and codes are named by their ids. */
export function readIn(language: Language, explanation: Explanation): string {
  return sentenceFor(explanation, {
    language,
    translate: (key, values) => catalogue.t(key, { ...values, lng: language }),
    firmName: (id) => id,
    cpvName: (code) => code,
    unitName: (unit) => (unit === 'WEE' ? catalogue.t('unit.WEE', { lng: language }) : unit),
  });
}
