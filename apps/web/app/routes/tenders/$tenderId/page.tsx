import { useTranslation } from 'react-i18next';
import { PageHead } from '../../../components/page-head.js';
import { PageLink } from '../../../components/page-link.js';
import { DeadlineFields, Deadlines } from '../../../components/tender/deadlines.js';
import { EstimateFields, useEstimate } from '../../../components/tender/estimate.js';
import { LotFields, LotView } from '../../../components/tender/lot.js';
import { Papers, PapersFields } from '../../../components/tender/papers.js';
import { PhaseBadge } from '../../../components/tender/phase-badge.js';
import { ProcedurePack, ProcedurePackFields } from '../../../components/tender/procedure-pack.js';
import { Rules, RulesFields } from '../../../components/tender/rules.js';
import { Changes, Questions, TalkFields } from '../../../components/tender/talk.js';
import { Written } from '../../../components/ui/words.js';
import { ask } from '../../../gql/ask.server.js';
import { document } from '../../../gql/document.server.js';
import { graphql } from '../../../gql/graphql.js';
import { useFormats } from '../../../i18n/formats.js';
import type { Route } from './+types/page.js';

const TenderPage = document(
  graphql(
    `
      query TenderPage($id: ID!) {
        tender(id: $id) {
          id
          title
          description
          language
          trade {
            name
            nameLanguage
          }
          phase
          cancelReason
          visibility
          buyer {
            name
            publicId
            verifiedAt
          }
          origin {
            buyerName
            source
            link
          }
          place {
            town
            region
            country
          }
          estimate {
            ...EstimateFields
          }
          ...DeadlineFields
          ...RulesFields
          ...ProcedurePackFields
          ...TalkFields
          ...PapersFields
          lots {
            ...LotFields
          }
        }
        installation {
          time
        }
      }
    `,
    [EstimateFields, DeadlineFields, RulesFields, ProcedurePackFields, TalkFields, PapersFields, LotFields],
  ),
);

export async function loader({ context, params }: Route.LoaderArgs) {
  const { tender, installation } = await ask(context, TenderPage, { id: params.tenderId });

  return { tender, now: installation.time };
}

export default function TenderPageView({ loaderData: { tender, now } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const estimate = useEstimate();
  const { place, buyer, origin, language, lots } = tender;
  const where = [place.town, place.region, place.country && formats.country(place.country)].filter(Boolean).join(', ');

  return (
    <div className="wide">
      <PageHead
        title={tender.title}
        description={tender.description}
        indexed={tender.visibility === 'PUBLIC'}
        about={structured(tender)}
      />
      <p className="crumbs">
        <PageLink to="/tenders">{t('nav.tenders')}</PageLink>
      </p>
      <header className="page-title">
        <div className="entry-line">
          <PhaseBadge phase={tender.phase} />
          {origin && <span className="badge wait">{t('tender.outside')}</span>}
        </div>
        <h1 lang={language}>{tender.title}</h1>
      </header>
      <div className="two-columns">
        <aside className="panel" aria-label={t('tender.glance')}>
          <dl className="facts">
            <Deadlines tender={tender} now={now} />
            <div>
              <dt>{t('tender.buyer')}</dt>
              <dd>
                {buyer ? (
                  <>
                    <PageLink to={`/firms/${buyer.publicId}`}>{buyer.name}</PageLink>
                    {!buyer.verifiedAt && <span className="quiet"> · {t('firm.notVerified')}</span>}
                  </>
                ) : (
                  (origin?.buyerName ?? t('tender.buyerUnknown'))
                )}
              </dd>
            </div>
            {tender.trade && (
              <div>
                <dt>{t('tender.trade')}</dt>
                <dd>
                  <Written text={tender.trade.name} language={tender.trade.nameLanguage} />
                </dd>
              </div>
            )}
            <div>
              <dt>{t('tender.place')}</dt>
              <dd>{where || '–'}</dd>
            </div>
            <div>
              <dt>{t('tender.value')}</dt>
              <dd>{estimate(tender.estimate)}</dd>
            </div>
          </dl>
          {tender.phase === 'OPEN' && (
            <p>
              <a href={`/feeds/tenders/${tender.id}.ics`}>{t('tender.calendar')}</a>
            </p>
          )}
        </aside>
        <div>
          {tender.cancelReason && (
            <p className="panel calm" lang={language}>
              <strong>{t('tender.cancelled')}</strong> {tender.cancelReason}
            </p>
          )}
          {origin && (
            <p className="panel calm">
              {t('tender.outsideText', { source: origin.source })}{' '}
              {origin.link && (
                <a href={origin.link} rel="nofollow noreferrer">
                  {t('tender.outsideLink')}
                </a>
              )}
            </p>
          )}
          <p className="prose told" lang={language}>
            {tender.description}
          </p>
          {lots.map((lot) => (
            <LotView key={lot.id} lot={lot} language={language} timeZone={tender.timeZone} isOnly={lots.length === 1} />
          ))}
          {!origin && <Rules tender={tender} />}
          <ProcedurePack tender={tender} />
          <Papers tender={tender} />
          <Questions tender={tender} />
          <Changes tender={tender} />
        </div>
      </div>
    </div>
  );
}

/** What search engines understand of a call for bids. */
function structured({ title, description, closing, publishedAt, place }: Route.ComponentProps['loaderData']['tender']) {
  return {
    '@type': 'Demand',
    name: title,
    description,
    availabilityStarts: publishedAt ?? undefined,
    availabilityEnds: closing?.at,
    areaServed: place.town ?? undefined,
  };
}
