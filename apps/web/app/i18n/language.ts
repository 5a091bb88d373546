/** The languages of the pages. English has no prefix in the address, the others have their own. */
export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

/** Name of the cookie that remembers which language somebody chose. */
export const languageCookie = 'kongsi-language';

export function isLanguage(text: string | undefined): text is Language {
  return (languages as readonly string[]).includes(text ?? '');
}

/** The language of an address: `/id/firms` is Indonesian. */
export function languageOfPath(pathname: string): Language {
  const first = pathname.split('/')[1];

  return first !== 'en' && isLanguage(first) ? first : 'en';
}

/** The same page in another language. `path` may carry a query. */
export function inLanguage(path: string, language: Language): string {
  const bare = path.replace(/^\/id(?=\/|\?|$)/, '') || '/';
  const rooted = bare.startsWith('/') ? bare : `/${bare}`;
  if (language === 'en') return rooted;

  return rooted === '/' ? '/id' : `/id${rooted.replace(/^\/(?=\?)/, '')}`;
}
