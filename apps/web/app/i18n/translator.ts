import { type i18n, createInstance } from 'i18next';
import type { Language } from './language.js';

export type Texts = Record<string, Record<string, unknown>>;

/** Speaks one language for as long as one document is shown. */
export async function makeTranslator(language: Language, texts: Texts): Promise<i18n> {
  const translator = createInstance();
  await translator.init({
    lng: language,
    resources: { [language]: texts },
    defaultNS: 'web',
    interpolation: { escapeValue: false },
    // A forgotten sentence must be seen by the tests of the pages; a word somebody wrote (a unit, say) stands as it is.
    parseMissingKeyHandler: (key, asWritten?: string) => asWritten ?? `⟦${key}⟧`,
    initAsync: false,
  });

  return translator;
}
