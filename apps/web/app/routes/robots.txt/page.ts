import { services } from '../../gql/ask.server.js';
import type { Route } from './+types/page.js';

/** What search engines may read: everything but the doors for programs and the ways between languages. */
export function loader({ context }: Route.LoaderArgs) {
  const { publicUrl } = context.get(services);
  const lines = [
    'User-agent: *',
    ...['/graphql', '/explorer', '/language/', '/search', '/id/search'].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ];

  return new Response(lines.join('\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
