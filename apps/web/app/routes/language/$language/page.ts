import { redirect } from 'react-router';
import { inLanguage, isLanguage, languageCookie } from '../../../i18n/language.js';
import type { Route } from './+types/page.js';

const year = 365 * 24 * 60 * 60;

/** Remembers the language somebody chose and leads back to the page they were on, in that language. */
export function loader({ params, request }: Route.LoaderArgs) {
  const language = isLanguage(params.language) ? params.language : 'en';
  const page = new URL(request.url).searchParams.get('page') ?? '/';
  // Only our own addresses: `//elsewhere` and `/\elsewhere` are other sites.
  const own = /^\/(?![/\\])/.test(page) ? page : '/';

  return redirect(inLanguage(own, language), {
    headers: { 'Set-Cookie': `${languageCookie}=${language}; Path=/; Max-Age=${year}; SameSite=Lax` },
  });
}
