import { type RouteConfig, type RouteConfigEntry, index, prefix, route } from '@react-router/dev/routes';

/** Every page of one language; English has no prefix. */
function pages(language: string): RouteConfigEntry[] {
  const page = (path: string, folder: string): RouteConfigEntry =>
    route(path, `routes/${folder}/page.tsx`, { id: `${language}/${folder}` });

  return [
    index('routes/page.tsx', { id: `${language}/` }),
    page('firms', 'firms'),
    page('firms/:publicId', 'firms/$publicId'),
    page('search', 'search'),
    page('tenders', 'tenders'),
    page('tenders/:tenderId', 'tenders/$tenderId'),
    page('projects', 'projects'),
    page('projects/:projectId', 'projects/$projectId'),
    page('board', 'board'),
    page('invitation/:token', 'invitation/$token'),
    page('packs', 'packs'),
    page('packs/:packId', 'packs/$packId'),
    page('about', 'about'),
    page('words', 'words'),
  ];
}

export default [
  ...pages('en'),
  ...prefix('id', pages('id')),
  route('language/:language', 'routes/language/$language/page.ts'),
  route('texts/:language', 'routes/texts/$language/page.ts'),
  route('robots.txt', 'routes/robots.txt/page.ts'),
  route('sitemap.xml', 'routes/sitemap.xml/page.ts'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
