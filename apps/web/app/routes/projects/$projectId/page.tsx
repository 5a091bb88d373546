import { useTranslation } from 'react-i18next';
import { PageHead } from '../../../components/page-head.js';
import { PageLink } from '../../../components/page-link.js';
import { NamedPeople, Partners, Pictures, ProjectPartsFields } from '../../../components/project-parts.js';
import { Written } from '../../../components/ui/words.js';
import { ask } from '../../../gql/ask.server.js';
import { document } from '../../../gql/document.server.js';
import { graphql } from '../../../gql/graphql.js';
import { useFormats } from '../../../i18n/formats.js';
import type { Route } from './+types/page.js';

const ProjectPage = document(
  graphql(
    `
      query ProjectPage($id: ID!) {
        project(id: $id) {
          town
          region
          country
          startedOn
          finishedOn
          isPublic
          isToldFreely
          clientWord
          title {
            text
            language
          }
          story {
            text
            language
          }
          outcome {
            text
            language
          }
          value {
            amount
            currency
          }
          client {
            publicId
            name
          }
          clientUnnamed {
            text
            language
          }
          tender {
            id
            title
            language
          }
          ...ProjectPartsFields
        }
      }
    `,
    [ProjectPartsFields],
  ),
);

export async function loader({ context, params }: Route.LoaderArgs) {
  return ask(context, ProjectPage, { id: params.projectId });
}

export default function ProjectPageView({ loaderData: { project } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client, clientUnnamed, clientWord, tender, value } = project;
  const facts = [
    {
      name: 'place',
      told: [project.town, project.region, formats.country(project.country)].filter(Boolean).join(', '),
    },
    {
      name: 'period',
      told: t('project.fromTo', { from: formats.day(project.startedOn), to: formats.day(project.finishedOn) }),
    },
    { name: 'value', told: value && formats.money(value) },
    {
      name: 'client',
      told: client ? (
        <PageLink to={`/firms/${client.publicId}`}>{client.name}</PageLink>
      ) : (
        clientUnnamed?.text && <Written {...clientUnnamed} />
      ),
    },
    {
      name: 'tender',
      told: tender && (
        <PageLink to={`/tenders/${tender.id}`} lang={tender.language}>
          {tender.title}
        </PageLink>
      ),
    },
  ];

  return (
    <div className="wide">
      <PageHead
        title={project.title.text}
        description={project.outcome.text || project.story.text}
        indexed={project.isPublic}
        about={{ '@type': 'CreativeWork', name: project.title.text, dateCreated: project.finishedOn }}
      />
      <p className="crumbs">
        <PageLink to="/projects">{t('nav.projects')}</PageLink>
      </p>
      <header className="page-title">
        <h1>
          <Written {...project.title} />
        </h1>
        {project.isToldFreely && <p className="quiet">{t('project.toldFreely')}</p>}
      </header>
      <div className="two-columns">
        <aside className="panel" aria-label={t('firm.glance')}>
          <dl className="facts">
            {facts
              .filter(({ told }) => told)
              .map(({ name, told }) => (
                <div key={name}>
                  <dt>{t(`project.${name}`)}</dt>
                  <dd>{told}</dd>
                </div>
              ))}
          </dl>
        </aside>
        <div>
          <Pictures pictures={project.pictures} />
          <p className="prose told after">
            <Written {...project.story} />
          </p>
          {project.outcome.text && (
            <section className="block prose" aria-labelledby="outcome">
              <h2 id="outcome">{t('project.outcome')}</h2>
              <p className="told">
                <Written {...project.outcome} />
              </p>
            </section>
          )}
          {clientWord && (
            <section className="block" aria-labelledby="word">
              <h2 id="word">{t('project.word')}</h2>
              <blockquote className="panel calm told">{clientWord}</blockquote>
            </section>
          )}
          <section className="block" aria-labelledby="partners">
            <h2 id="partners">{t('project.partners')}</h2>
            <Partners partners={project.partners} />
          </section>
          {project.people.length > 0 && (
            <section className="block" aria-labelledby="people">
              <h2 id="people">{t('project.people')}</h2>
              <NamedPeople people={project.people} />
            </section>
          )}
          <p className="block small quiet">{t('project.allSaidYes')}</p>
        </div>
      </div>
    </div>
  );
}
