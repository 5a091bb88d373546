import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.js';
import { PageLink } from '../../components/page-link.js';
import { Empty, Pager, SearchForm, TextField } from '../../components/ui/list-parts.js';
import { ProjectCard, ProjectCardFields } from '../../components/ui/project-card.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { read } from '../../query.js';
import type { Route } from './+types/page.js';

const Projects = document(
  graphql(
    `
      query Projects($text: String, $town: String, $after: String) {
        projects(first: 24, text: $text, town: $town, after: $after) {
          nodes {
            ...ProjectCardFields
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    `,
    [ProjectCardFields],
  ),
);

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = read(request);
  const asked = { text: query.text('text'), town: query.text('town') };
  const { projects } = await ask(context, Projects, { ...asked, after: query.text('after', 500) });

  return { asked, projects: projects.nodes, pageInfo: projects.pageInfo };
}

export default function ProjectsPage({ loaderData: { asked, projects, pageInfo } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const searched = Boolean(asked.text || asked.town);

  return (
    <div className="wide">
      <PageHead title={t('projects.title')} description={t('projects.description')} />
      <header className="page-title">
        <h1>{t('projects.title')}</h1>
        <p className="lead">{t('projects.lead')}</p>
      </header>
      <SearchForm label={t('projects.searchLabel')}>
        <TextField name="text" label={t('list.text')} value={asked.text} hint={t('projects.textHint')} grow />
        <TextField name="town" label={t('tenders.town')} value={asked.town} />
      </SearchForm>
      {searched && (
        <p className="list-said">
          <PageLink to="/projects">{t('list.clear')}</PageLink>
        </p>
      )}
      {projects.length === 0 ? (
        <Empty title={t(searched ? 'projects.nothing' : 'projects.none')}>
          <p>{t(searched ? 'projects.nothingText' : 'home.noProjects')}</p>
        </Empty>
      ) : (
        <ul className="cards">
          {projects.map((project) => (
            <ProjectCard key={project.id} project={project} />
          ))}
        </ul>
      )}
      <Pager pageInfo={pageInfo} />
    </div>
  );
}
