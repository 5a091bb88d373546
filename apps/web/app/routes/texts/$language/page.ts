import { data } from 'react-router';
import { isLanguage } from '../../../i18n/language.js';
import { textsOf, versionOf } from '../../../i18n/texts.server.js';
import type { Route } from './+types/page.js';

/** What the pages say in one language, for their scripts. An address with a version never changes what it answers. */
export function loader({ params, request }: Route.LoaderArgs) {
  if (!isLanguage(params.language)) throw data(null, { status: 404 });
  const asked = new URL(request.url).searchParams.get('version');
  const keep = asked === versionOf(params.language) ? 'public, max-age=31536000, immutable' : 'no-cache';

  return Response.json(textsOf(params.language), { headers: { 'Cache-Control': keep } });
}
