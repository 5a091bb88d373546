import { useTranslation } from 'react-i18next';
import { PageHead } from '../../../components/page-head.js';
import { PageLink } from '../../../components/page-link.js';
import { Capabilities, CapabilityFields } from '../../../components/ui/capabilities.js';
import { EvidenceFields, EvidenceList } from '../../../components/ui/evidence-list.js';
import { FactFields, FactTable } from '../../../components/ui/fact-table.js';
import { FirmContact, FirmContactFields } from '../../../components/ui/firm-contact.js';
import { Icon } from '../../../components/ui/icon.js';
import { ProjectCard, ProjectCardFields } from '../../../components/ui/project-card.js';
import { Written } from '../../../components/ui/words.js';
import { ask } from '../../../gql/ask.server.js';
import { document } from '../../../gql/document.server.js';
import { graphql } from '../../../gql/graphql.js';
import { useFormats } from '../../../i18n/formats.js';
import type { Route } from './+types/page.js';

const FirmPage = document(
  graphql(
    `
      query FirmPage($publicId: String!) {
        firm(publicId: $publicId) {
          publicId
          name
          kind
          size
          staff
          foundedYear
          verifiedAt
          timeZone
          tagline {
            text
            language
          }
          story {
            text
            language
          }
          ...FirmContactFields
          capabilities {
            ...CapabilityFields
          }
          facts {
            ...FactFields
          }
          evidence {
            ...EvidenceFields
          }
          projects(first: 12) {
            nodes {
              ...ProjectCardFields
            }
          }
        }
      }
    `,
    [FirmContactFields, CapabilityFields, FactFields, EvidenceFields, ProjectCardFields],
  ),
);

export async function loader({ context, params }: Route.LoaderArgs) {
  const { firm } = await ask(context, FirmPage, { publicId: params.publicId });

  return { firm };
}

export default function FirmPageView({ loaderData: { firm } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const description = firm.tagline.text || firm.story.text || t('firm.describe', { name: firm.name });

  return (
    <div className="wide">
      <PageHead title={firm.name} description={description} about={structured(firm)} />
      <p className="crumbs">
        <PageLink to="/firms">{t('nav.firms')}</PageLink>
      </p>
      <header className="page-title">
        <div className="entry-line">
          <span className="eyebrow">
            {t(`firm.kind.${firm.kind}`)} · {firm.address.town}
          </span>
          {firm.verifiedAt ? (
            <span className="badge good">
              <Icon name="check" />
              {t('firm.verifiedOn', { day: formats.dayOf(firm.verifiedAt, firm.timeZone) })}
            </span>
          ) : (
            <span className="badge wait">{t('firm.notVerified')}</span>
          )}
        </div>
        <h1>{firm.name}</h1>
        {firm.tagline.text && (
          <p className="lead">
            <Written {...firm.tagline} />
          </p>
        )}
      </header>
      <div className="two-columns">
        <div>
          {firm.story.text && (
            <p className="prose told">
              <Written {...firm.story} />
            </p>
          )}
          <section className="block" aria-labelledby="can">
            <h2 id="can">{t('firm.can')}</h2>
            <Capabilities capabilities={firm.capabilities} />
          </section>
          <section className="block" aria-labelledby="proof">
            <h2 id="proof">{t('firm.proof')}</h2>
            <EvidenceList evidence={firm.evidence} timeZone={firm.timeZone} />
          </section>
          <section className="block" aria-labelledby="facts">
            <h2 id="facts">{t('firm.facts')}</h2>
            <FactTable facts={firm.facts} />
          </section>
          <section className="block" aria-labelledby="projects">
            <h2 id="projects">{t('firm.projects')}</h2>
            {firm.projects.nodes.length === 0 && <p className="quiet">{t('firm.noProjects')}</p>}
            <ul className="cards">
              {firm.projects.nodes.map((project) => (
                <ProjectCard key={project.id} project={project} />
              ))}
            </ul>
          </section>
        </div>
        <aside className="panel" aria-label={t('firm.glance')}>
          <dl className="facts">
            <div>
              <dt>{t('firm.sizeWord')}</dt>
              <dd>
                {t(`firm.size.${firm.size}`)}
                {firm.staff !== null && <span className="quiet"> · {t('firm.staff', { count: firm.staff })}</span>}
              </dd>
            </div>
            {firm.foundedYear && (
              <div>
                <dt>{t('firm.since')}</dt>
                <dd>{firm.foundedYear}</dd>
              </div>
            )}
            <FirmContact firm={firm} />
          </dl>
        </aside>
      </div>
    </div>
  );
}

/** What search engines understand of the firm. */
function structured(firm: Route.ComponentProps['loaderData']['firm']): Record<string, unknown> {
  const { address } = firm;

  return {
    '@type': firm.kind === 'PUBLIC_BODY' ? 'GovernmentOrganization' : 'LocalBusiness',
    name: firm.name,
    description: firm.tagline.text,
    url: firm.website ?? undefined,
    telephone: firm.phone ?? undefined,
    email: firm.email ?? undefined,
    foundingDate: firm.foundedYear ? String(firm.foundedYear) : undefined,
    address: {
      '@type': 'PostalAddress',
      streetAddress: address.lines.join(', '),
      addressLocality: address.town,
      addressRegion: address.region ?? undefined,
      addressCountry: address.country,
    },
    geo: address.latitude !== null && {
      '@type': 'GeoCoordinates',
      latitude: address.latitude,
      longitude: address.longitude,
    },
  };
}
