import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';

export const FirmContactFields = /* #__PURE__ */ graphql(`
  fragment FirmContactFields on Firm {
    publicId
    website
    phone
    email
    vatStatus
    address {
      lines
      town
      region
      country
      latitude
      longitude
    }
    legalIds {
      scheme
      number
      verifiedAt
    }
  }
`);

/** How to reach a firm, and the numbers registers know it by: rows of a list of facts. */
export function FirmContact({ firm }: { firm: FragmentOf<typeof FirmContactFields> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { address } = firm;

  return (
    <>
      <div>
        <dt>{t('firm.address')}</dt>
        <dd>
          {[...address.lines, address.town, address.region, formats.country(address.country)]
            .filter(Boolean)
            .join(', ')}
        </dd>
      </div>
      {firm.phone && (
        <div>
          <dt>{t('firm.phone')}</dt>
          <dd>
            <a href={`tel:${firm.phone.replaceAll(' ', '')}`}>{firm.phone}</a> ·{' '}
            <a href={`https://wa.me/${firm.phone.replaceAll(/\D/g, '')}`} rel="noreferrer">
              WhatsApp
            </a>
          </dd>
        </div>
      )}
      {firm.email && (
        <div>
          <dt>{t('firm.email')}</dt>
          <dd>
            <a href={`mailto:${firm.email}`}>{firm.email}</a>
          </dd>
        </div>
      )}
      {firm.website && (
        <div>
          <dt>{t('firm.website')}</dt>
          <dd>
            <a href={firm.website} rel="nofollow noreferrer">
              {firm.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
            </a>
          </dd>
        </div>
      )}
      {firm.vatStatus && (
        <div>
          <dt>{t('firm.vat')}</dt>
          <dd>{t(`firm.vatStatus.${firm.vatStatus}`)}</dd>
        </div>
      )}
      <div>
        <dt>{t('firm.numbers')}</dt>
        <dd>
          <span className="key">{firm.publicId}</span>
          {firm.legalIds.map(({ scheme, number, verifiedAt }) => (
            <div key={`${scheme} ${number}`} className="key">
              {scheme.replace('_', ' ')} {number}
              {verifiedAt && <span className="quiet"> · {t('firm.numberChecked')}</span>}
            </div>
          ))}
        </dd>
      </div>
    </>
  );
}
