import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import { projectRoot } from './root.js';

/** The two languages of Kongsi. */
export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

const spoken = new AsyncLocalStorage<{ language: Language }>();

const catalogue: i18n = i18next.createInstance();
void catalogue.init({
  fallbackLng: 'en',
  resources: Object.fromEntries(languages.map((language) => [language, namespacesOf(language)])),
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Runs the work with a reader's language, so that every sentence made inside is in it. */
export function speaking<Result>(language: Language, work: () => Result): Result {
  return spoken.run({ language }, work);
}

/** The language of whoever reads the answer of the running request or job; English outside of one. */
export function currentLanguage(): Language {
  return spoken.getStore()?.language ?? 'en';
}

/** Switches the running request to the language its person chose in the profile. */
export function speak(language: Language): void {
  const store = spoken.getStore();
  if (store) store.language = language;
}

/** A sentence of the catalogue (`namespace:key`) in the reader's language, or in the one given. */
export function say(key: string, facts: Record<string, unknown> = {}, language: Language = currentLanguage()): string {
  return catalogue.t(key, { lng: language, ...facts });
}

/** Whether the catalogue knows the sentence. */
export function canSay(key: string): boolean {
  return catalogue.exists(key, { lng: 'en' });
}

/** Picks a language from an `Accept-Language` header; English when none fits. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  const found = wanted.find((tag) => (languages as readonly string[]).includes(tag));

  return (found as Language | undefined) ?? 'en';
}

/** A file `refusals-bids.json` adds to the namespace `refusals`, so that each library keeps its own sentences. */
function namespacesOf(language: Language): Record<string, Record<string, unknown>> {
  const folder = join(projectRoot, 'locales', language);
  const namespaces: Record<string, Record<string, unknown>> = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const namespace = basename(name, '.json').split('-')[0]!;
    const sentences = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
    namespaces[namespace] = { ...namespaces[namespace], ...sentences };
  }

  return namespaces;
}
