import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.js';
import { PageLink } from '../../components/page-link.js';
import { FirmCard, FirmCardFields } from '../../components/ui/firm-card.js';
import { Empty, SearchForm, TextField } from '../../components/ui/list-parts.js';
import { ProjectCard, ProjectCardFields } from '../../components/ui/project-card.js';
import { TenderCard, TenderCardFields } from '../../components/ui/tender-card.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { read } from '../../query.js';
import type { Route } from './+types/page.js';

const Search = document(
  graphql(
    `
      query Search($text: String!) {
        tenders(first: 6, text: $text) {
          nodes {
            ...TenderCardFields
          }
        }
        firms(first: 6, text: $text) {
          nodes {
            id
            ...FirmCardFields
          }
        }
        projects(first: 6, text: $text) {
          nodes {
            ...ProjectCardFields
          }
        }
        installation {
          time
        }
      }
    `,
    [TenderCardFields, FirmCardFields, ProjectCardFields],
  ),
);

export async function loader({ context, request }: Route.LoaderArgs) {
  const text = read(request).text('text');
  if (!text) return { text: '', found: null };
  const { tenders, firms, projects, installation } = await ask(context, Search, { text });

  return {
    text,
    found: { tenders: tenders.nodes, firms: firms.nodes, projects: projects.nodes, now: installation.time },
  };
}

export default function SearchPage({ loaderData: { text, found } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const isEmpty = found && found.tenders.length + found.firms.length + found.projects.length === 0;

  return (
    <div className="wide">
      <PageHead title={t('search.title')} description={t('search.lead')} indexed={false} />
      <header className="page-title">
        <h1>{t('search.title')}</h1>
        <p className="lead">{t('search.lead')}</p>
      </header>
      <SearchForm label={t('search.label')}>
        <TextField name="text" label={t('list.text')} value={text} hint={t('nav.searchHint')} grow />
      </SearchForm>
      {!found && <p className="quiet">{t('search.ask')}</p>}
      {isEmpty && (
        <Empty title={t('search.nothing', { text })}>
          <p>{t('search.nothingText')}</p>
        </Empty>
      )}
      <Found title={t('search.tenders')} to={`/tenders?text=${encodeURIComponent(text)}`}>
        {(found?.tenders ?? []).map((tender) => (
          <TenderCard key={tender.id} tender={tender} now={found!.now} />
        ))}
      </Found>
      <Found title={t('search.firms')} to={`/firms?text=${encodeURIComponent(text)}`}>
        {(found?.firms ?? []).map((firm) => (
          <FirmCard key={firm.id} firm={firm} />
        ))}
      </Found>
      <Found title={t('search.projects')} to={`/projects?text=${encodeURIComponent(text)}`}>
        {(found?.projects ?? []).map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </Found>
    </div>
  );
}

/** What was found of one kind, and the way to all of it. */
function Found({ title, to, children }: { title: string; to: string; children: ReactNode[] }) {
  const { t } = useTranslation();
  if (children.length === 0) return null;

  return (
    <section className="block">
      <div className="block-title">
        <h2>{title}</h2>
        <PageLink to={to}>{t('search.more')}</PageLink>
      </div>
      <ul className="cards">{children}</ul>
    </section>
  );
}
