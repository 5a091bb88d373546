import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { PageLink } from '../page-link.js';
import { Icon } from './icon.js';
import { Written } from './words.js';

export const FirmCardFields = /* #__PURE__ */ graphql(`
  fragment FirmCardFields on Firm {
    publicId
    name
    kind
    size
    verifiedAt
    evidenceCount
    tagline {
      text
      language
    }
    address {
      town
      country
    }
    capabilities {
      id
      classification {
        name
        nameLanguage
      }
    }
  }
`);

const shownTrades = 3;

/** A firm at one glance: what it does, where, whether it was checked. */
export function FirmCard({ firm }: { firm: FragmentOf<typeof FirmCardFields> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const trades = firm.capabilities.flatMap(({ id, classification }) =>
    classification ? [{ id, ...classification }] : [],
  );

  return (
    <li className="card">
      <div className="card-top">
        <span>{t(`firm.kind.${firm.kind}`)}</span>
        {firm.verifiedAt ? (
          <span className="badge good">
            <Icon name="check" />
            {t('firm.verified')}
          </span>
        ) : (
          <span className="badge">{t('firm.notVerified')}</span>
        )}
      </div>
      <h3>
        <PageLink to={`/firms/${firm.publicId}`} className="card-link">
          {firm.name}
        </PageLink>
      </h3>
      {firm.tagline.text && (
        <p>
          <Written {...firm.tagline} />
        </p>
      )}
      <ul className="badges">
        {trades.slice(0, shownTrades).map((trade) => (
          <li key={trade.id} className="badge">
            <Written text={trade.name} language={trade.nameLanguage} />
          </li>
        ))}
        {trades.length > shownTrades && (
          <li className="small quiet">{t('firm.moreTrades', { count: trades.length - shownTrades })}</li>
        )}
      </ul>
      <dl className="card-facts">
        <div>
          <dt>{t('firm.place')}</dt>
          <dd>
            {firm.address.town}, {formats.country(firm.address.country)}
          </dd>
        </div>
        <div>
          <dt>{t('firm.papers')}</dt>
          <dd>{t('firm.papersCount', { count: firm.evidenceCount })}</dd>
        </div>
      </dl>
    </li>
  );
}
