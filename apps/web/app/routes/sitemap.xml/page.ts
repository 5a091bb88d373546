import { ask, services } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { inLanguage, languages } from '../../i18n/language.js';
import type { Route } from './+types/page.js';

const FirmAddresses = document(
  graphql(`
    query FirmAddresses($after: String) {
      firms(first: 100, sort: NAME, after: $after) {
        nodes {
          publicId
          changedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `),
);

const TenderAddresses = document(
  graphql(`
    query TenderAddresses($after: String) {
      tenders(first: 100, sort: NEWEST, after: $after) {
        nodes {
          id
          changedAt
          visibility
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `),
);

const ProjectAddresses = document(
  graphql(`
    query ProjectAddresses($after: String) {
      projects(first: 100, sort: NEWEST, after: $after) {
        nodes {
          id
          changedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `),
);

const PackAddresses = document(
  graphql(`
    query PackAddresses {
      rulePacks {
        id
      }
    }
  `),
);

interface Entry {
  path: string;
  changedAt?: string;
}

type Page<Node> = { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

/** One sitemap holds 50,000 addresses (sitemaps.org); each page is there in two languages. */
const mostOfAKind = 8_000;

/** All public pages, for search engines, each with its twin in the other language. */
export async function loader({ context }: Route.LoaderArgs) {
  const { publicUrl } = context.get(services);
  const firms = await all(async (after) => (await ask(context, FirmAddresses, { after })).firms);
  const tenders = await all(async (after) => (await ask(context, TenderAddresses, { after })).tenders);
  const projects = await all(async (after) => (await ask(context, ProjectAddresses, { after })).projects);
  const { rulePacks } = await ask(context, PackAddresses);
  const entries: Entry[] = [
    ...['/', '/tenders', '/firms', '/projects', '/board', '/packs', '/about', '/words'].map((path) => ({ path })),
    ...rulePacks.map(({ id }) => ({ path: `/packs/${id}` })),
    ...tenders
      .filter(({ visibility }) => visibility === 'PUBLIC')
      .map(({ id, changedAt }) => ({ path: `/tenders/${id}`, changedAt })),
    ...projects.map(({ id, changedAt }) => ({ path: `/projects/${id}`, changedAt })),
    ...firms.map(({ publicId, changedAt }) => ({ path: `/firms/${publicId}`, changedAt })),
  ];
  const urls = entries.flatMap((entry) => languages.map((language) => urlOf(publicUrl, entry, language)));
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

  return new Response(`${head}\n<urlset ${xmlns}>\n${urls.join('\n')}\n</urlset>\n`, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}

async function all<Node>(pageAfter: (after: string | undefined) => Promise<Page<Node>>): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | undefined, goesOn = true; goesOn && nodes.length < mostOfAKind;) {
    const page: Page<Node> = await pageAfter(after);
    nodes.push(...page.nodes);
    after = page.pageInfo.endCursor ?? undefined;
    goesOn = page.pageInfo.hasNextPage;
  }

  return nodes;
}

function urlOf(publicUrl: string, { path, changedAt }: Entry, language: (typeof languages)[number]): string {
  const twins = languages.map(
    (other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${publicUrl}${inLanguage(path, other)}"/>`,
  );
  const changed = changedAt ? `<lastmod>${changedAt.slice(0, 10)}</lastmod>` : '';

  return `<url><loc>${publicUrl}${inLanguage(path, language)}</loc>${changed}${twins.join('')}</url>`;
}
