import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { PageLink } from '../page-link.js';
import { Moment } from '../ui/words.js';

export const OutcomeFields = /* #__PURE__ */ graphql(`
  fragment OutcomeFields on Lot {
    openedAt
    bidCount
    originStatus
    unsuccessfulAt
    unsuccessfulReason
    signedAt
    completedAt
    award {
      decidedAt
      standstillUntil
      deviationReason
      tieBrokenBy
      value {
        amount
        currency
      }
      suppliers {
        firm {
          publicId
          name
        }
        roles
        shareBasisPoints
      }
    }
  }
`);

type Outcome = FragmentOf<typeof OutcomeFields>;

interface Props {
  lot: Outcome;
  language: string;
  timeZone: string;
}

/** What came of a part of a tender, as far as its notice lets the reader see it; nothing before there is anything to say. */
export function OutcomeView({ lot, language, timeZone }: Props) {
  const { t } = useTranslation();
  const { bidCount, award, unsuccessfulReason, signedAt, originStatus } = lot;
  const moments = {
    opened: lot.openedAt,
    decided: award?.decidedAt,
    unsuccessful: lot.unsuccessfulAt,
    waiting: signedAt ? null : award?.standstillUntil,
    signed: signedAt,
    complete: lot.completedAt,
  };
  const told = Object.entries(moments).filter((moment): moment is [keyof typeof moments, string] => Boolean(moment[1]));
  if (told.length === 0 && !originStatus) return null;

  return (
    <section className="outcome">
      <h3 className="after">{t('tender.outcome')}</h3>
      {unsuccessfulReason && (
        <p className="told" lang={language}>
          {unsuccessfulReason}
        </p>
      )}
      {award && <AwardView award={award} language={language} />}
      <dl className="facts">
        {bidCount !== null && (
          <div>
            <dt>{t('tender.bids')}</dt>
            <dd>{bidCount}</dd>
          </div>
        )}
        {told.map(([kind, at]) => (
          <div key={kind}>
            <dt>{t(`tender.moment.${kind}`)}</dt>
            <dd>
              <Moment at={at} timeZone={timeZone} short />
            </dd>
          </div>
        ))}
        {originStatus && (
          <div>
            <dt>{t('tender.statusThere')}</dt>
            <dd>{originStatus}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Who won with whom, for how much, and why not the first on the list where that was so. */
function AwardView({ award, language }: { award: NonNullable<Outcome['award']>; language: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { value, deviationReason, tieBrokenBy } = award;
  const isLead = ({ roles }: { roles: string[] }) => roles.includes('LEAD');
  const suppliers = award.suppliers.toSorted((a, b) => Number(isLead(b)) - Number(isLead(a)));

  return (
    <>
      {suppliers.length > 0 && (
        <ul className="sentences">
          {suppliers.map(({ firm, roles, shareBasisPoints }, position) => (
            <li key={firm?.publicId ?? position}>
              {firm ? <PageLink to={`/firms/${firm.publicId}`}>{firm.name}</PageLink> : t('tender.hiddenFirm')}
              {suppliers.length > 1 && (
                <span className="quiet">
                  {' · '}
                  {formats.list(roles.map((role) => t(`project.role.${role}`)))}
                </span>
              )}
              {suppliers.length > 1 && shareBasisPoints !== null && ` · ${formats.share(shareBasisPoints)}`}
            </li>
          ))}
        </ul>
      )}
      {value && (
        <p>
          <strong>{formats.money(value)}</strong> <span className="quiet">{t('tender.net')}</span>
        </p>
      )}
      {tieBrokenBy && <p className="quiet">{t(`tender.tie.${tieBrokenBy}`)}</p>}
      {deviationReason && (
        <p className="told" lang={language}>
          {deviationReason}
        </p>
      )}
    </>
  );
}
