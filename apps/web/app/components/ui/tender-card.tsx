import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { PageLink } from '../page-link.js';
import { EstimateFields, useEstimate } from '../tender/estimate.js';
import { PhaseBadge } from '../tender/phase-badge.js';
import { Moment, TimeLeft } from './words.js';

export const TenderCardFields = /* #__PURE__ */ graphql(
  `
    fragment TenderCardFields on Tender {
      id
      title
      language
      phase
      timeZone
      questionsUntil
      tenderers
      closing {
        at
      }
      buyer {
        name
      }
      origin {
        buyerName
        source
      }
      place {
        town
        country
      }
      estimate {
        ...EstimateFields
      }
      lots {
        id
      }
    }
  `,
  [EstimateFields],
);

/** A tender at one glance: what, who buys, where, how much, both deadlines, how it stands. */
export function TenderCard({ tender, now }: { tender: FragmentOf<typeof TenderCardFields>; now: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const estimate = useEstimate();
  const { place, closing, questionsUntil, timeZone, origin } = tender;
  const isOpen = tender.phase === 'OPEN';

  return (
    <li className="card">
      <div className="card-top">
        <span>{tender.buyer?.name ?? origin?.buyerName ?? t('tender.buyerUnknown')}</span>
        <PhaseBadge phase={tender.phase} />
      </div>
      <h3 lang={tender.language}>
        <PageLink to={`/tenders/${tender.id}`} className="card-link">
          {tender.title}
        </PageLink>
      </h3>
      {origin && <p className="small quiet">{t('tender.fromOutside', { source: origin.source })}</p>}
      <dl className="card-facts">
        <div>
          <dt>{t('tender.place')}</dt>
          <dd>{[place.town, place.country && formats.country(place.country)].filter(Boolean).join(', ') || '–'}</dd>
        </div>
        <div>
          <dt>{t('tender.value')}</dt>
          <dd>
            {estimate(tender.estimate)}
            {tender.lots.length > 1 && (
              <span className="quiet"> · {t('tender.partsCount', { count: tender.lots.length })}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('tender.questionsUntil')}</dt>
          <dd>{questionsUntil ? <Moment at={questionsUntil} timeZone={timeZone} short /> : t('tender.noQuestions')}</dd>
        </div>
        <div>
          <dt>{t('tender.closing')}</dt>
          <dd>
            {closing ? <Moment at={closing.at} timeZone={timeZone} short /> : '–'}
            {closing && isOpen && (
              <>
                {' · '}
                <TimeLeft until={closing.at} now={now} />
              </>
            )}
          </dd>
        </div>
      </dl>
    </li>
  );
}
