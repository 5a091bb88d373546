import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { Icon } from './icon.js';
import { Written } from './words.js';

export const EvidenceFields = /* #__PURE__ */ graphql(`
  fragment EvidenceFields on Evidence {
    id
    kind
    scheme
    issuer
    number
    validFrom
    validUntil
    state
    isExpired
    isWithheld
    decidedAt
    source
    title {
      text
      language
    }
  }
`);

type Paper = FragmentOf<typeof EvidenceFields>;

/** The papers behind a profile, each with who gave it out, until when it holds, and who checked it when. */
export function EvidenceList({ evidence, timeZone }: { evidence: Paper[]; timeZone: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = evidence.filter(({ state }) => state === 'VERIFIED' || state === 'SUBMITTED');
  if (shown.length === 0) return <p className="quiet">{t('firm.noProof')}</p>;

  return (
    <ul className="entries">
      {shown.map((paper) => (
        <li key={paper.id}>
          <div className="entry-line">
            <h3>{paper.title.text ? <Written {...paper.title} /> : (paper.scheme ?? t(`firm.paper.${paper.kind}`))}</h3>
            <PaperBadge paper={paper} />
          </div>
          <p>
            {[paper.scheme, paper.issuer, paper.number && t('firm.paperNumber', { number: paper.number })]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className="small quiet">
            {paper.isWithheld && t('firm.withheld')}
            {paper.validUntil &&
              t(paper.isExpired ? 'firm.validWas' : 'firm.validUntil', { day: formats.day(paper.validUntil) })}
            {paper.state === 'VERIFIED' && paper.decidedAt && paper.source && (
              <> {t('firm.checkedBy', { day: formats.dayOf(paper.decidedAt, timeZone), source: paper.source })}</>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function PaperBadge({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  if (paper.isExpired) return <span className="badge urgent">{t('firm.paperExpired')}</span>;
  if (paper.state !== 'VERIFIED') return <span className="badge wait">{t('firm.paperStated')}</span>;

  return (
    <span className="badge good">
      <Icon name="check" />
      {t('firm.paperChecked')}
    </span>
  );
}
