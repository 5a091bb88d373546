import { createHash } from 'node:crypto';
import en from './texts-en.js';
import id from './texts-id.js';
import type { Language } from './language.js';
import type { Texts } from './translator.js';

const texts: Record<Language, Texts> = { en, id };
const versions = new Map<Language, string>();

export function textsOf(language: Language): Texts {
  return texts[language];
}

/** Changes with every change of a text, so that browsers keep what they have until then. */
export function versionOf(language: Language): string {
  const known = versions.get(language) ?? createHash('sha256').update(JSON.stringify(texts[language])).digest('hex');
  versions.set(language, known);

  return known.slice(0, 16);
}
