import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { PageHead } from '../components/page-head.js';
import { PageLink } from '../components/page-link.js';
import { Doors, Example, HowItWorks } from '../components/start.js';
import { FirmCard, FirmCardFields } from '../components/ui/firm-card.js';
import { ProjectCard, ProjectCardFields } from '../components/ui/project-card.js';
import { TenderCard, TenderCardFields } from '../components/ui/tender-card.js';
import { ask, services } from '../gql/ask.server.js';
import { document } from '../gql/document.server.js';
import { graphql } from '../gql/graphql.js';
import { useFormats } from '../i18n/formats.js';
import { languageCookie, languageOfPath } from '../i18n/language.js';
import type { Route } from './+types/page.js';

const Start = document(
  graphql(
    `
      query Start {
        tenders(first: 3, phases: [OPEN], sort: NEWEST) {
          nodes {
            ...TenderCardFields
          }
          facets {
            phases {
              value
              count
              capped
            }
          }
        }
        firms(first: 3, sort: NEWEST) {
          nodes {
            id
            ...FirmCardFields
          }
          facets {
            kinds {
              count
              capped
            }
          }
        }
        projects(first: 3, sort: NEWEST) {
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
  if (languageOfPath(new URL(request.url).pathname) === 'en' && wantsIndonesian(request, context.get(services)))
    throw redirect('/id', { headers: { Vary: 'Accept-Language, Cookie' } });
  const { tenders, firms, projects, installation } = await ask(context, Start);
  const open = tenders.facets?.phases.filter(({ value }) => value === 'OPEN') ?? [];

  return {
    tenders: tenders.nodes,
    firms: firms.nodes,
    projects: projects.nodes,
    figures: { openTenders: countOf(open), firmsCount: countOf(firms.facets.kinds) },
    now: installation.time,
  };
}

/** Who comes from outside is led to the language they chose, else to the one their browser asks for; who walks within stays. */
function wantsIndonesian(request: Request, { preferredLanguage }: { preferredLanguage: string }): boolean {
  if (request.headers.get('sec-fetch-site') === 'same-origin') return false;
  const chosen = new RegExp(`(?:^|; )${languageCookie}=(\\w+)`).exec(request.headers.get('cookie') ?? '')?.[1];

  return (chosen ?? preferredLanguage) === 'id';
}

/** All found, from a facet every entry has one value of. */
function countOf(facet: { count: number; capped: boolean }[]): { count: number; capped: boolean } {
  return { count: facet.reduce((sum, { count }) => sum + count, 0), capped: facet.some(({ capped }) => capped) };
}

export default function StartPage({ loaderData: { tenders, firms, projects, figures, now } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const figure = ({ count, capped }: { count: number; capped: boolean }): string =>
    capped ? `${number(count)}+` : number(count);

  return (
    <div className="wide">
      <PageHead title={t('site.name')} description={t('home.description')} />
      <div className="hero">
        <div className="hero-words">
          <h1>{t('home.title')}</h1>
          <p className="lead">{t('home.lead')}</p>
          <div className="actions">
            <PageLink to="/tenders" className="button large">
              {t('home.toTenders')}
            </PageLink>
            <PageLink to="/firms" className="button large plain">
              {t('home.toFirms')}
            </PageLink>
          </div>
        </div>
        <Example />
      </div>
      <dl className="figures" aria-label={t('home.figures')}>
        {(['openTenders', 'firmsCount'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`home.${name}`)}</dt>
            <dd>{figure(figures[name])}</dd>
          </div>
        ))}
      </dl>
      <HowItWorks />
      <Doors />
      <Newest title={t('home.newestTenders')} to="/tenders" toAll={t('home.seeTenders')} none={t('home.noTenders')}>
        {tenders.map((tender) => (
          <TenderCard key={tender.id} tender={tender} now={now} />
        ))}
      </Newest>
      <Newest title={t('home.newestFirms')} to="/firms" toAll={t('home.seeFirms')} none={t('home.noFirms')}>
        {firms.map((firm) => (
          <FirmCard key={firm.id} firm={firm} />
        ))}
      </Newest>
      <Newest title={t('home.newestProjects')} to="/projects" toAll={t('home.seeProjects')} none={t('home.noProjects')}>
        {projects.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </Newest>
    </div>
  );
}

function Newest(props: { title: string; to: string; toAll: string; none: string; children: ReactNode[] }) {
  return (
    <section className="block">
      <div className="block-title">
        <h2>{props.title}</h2>
        <PageLink to={props.to}>{props.toAll}</PageLink>
      </div>
      {props.children.length === 0 ? (
        <p className="empty quiet">{props.none}</p>
      ) : (
        <ul className="cards">{props.children}</ul>
      )}
    </section>
  );
}
