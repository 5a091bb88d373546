import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';

export const RequirementFields = /* #__PURE__ */ graphql(`
  fragment RequirementFields on Requirement {
    id
    title
    description
    kind
    mode
    modeReason
    measure {
      factKey
      label
      scheme
      declaration
      trades {
        name
      }
    }
    threshold {
      value
      unit
      currency
      years
    }
    parts {
      name
    }
    floorPerMember
    floorLead
    essential
    proof
    proofWhen
    neededUntil
    source
    reading {
      page
    }
  }
`);

type Fields = FragmentOf<typeof RequirementFields>;

/** What a bidder must have, as sentences a tradesperson reads. */
export function Requirement({ requirement, language }: { requirement: Fields; language: string }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const { title, description, essential, parts, modeReason, source, reading } = requirement;

  return (
    <li>
      <div className="entry-line">
        <h4 lang={language}>{title}</h4>
        <span className={essential ? 'badge' : 'badge good'}>
          {t(essential ? 'tender.essential' : 'tender.desirable')}
        </span>
        {reading && <span className="badge wait">{t('tender.unofficial')}</span>}
      </div>
      {description && (
        <p className="told" lang={language}>
          {description}
        </p>
      )}
      {parts.length > 0 && (
        <p>
          {t('tender.requirementParts')} <span lang={language}>{parts.map(({ name }) => name).join(', ')}</span>
        </p>
      )}
      <p>{sentences(requirement).join(' ')}</p>
      {(modeReason || source) && (
        <p className="small quiet" lang={language}>
          {[modeReason, source].filter(Boolean).join(' · ')}
        </p>
      )}
    </li>
  );
}

function useSentences(): (requirement: Fields) => string[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = (value: string, { unit, currency }: { unit: string | null; currency: string | null }): string =>
    currency
      ? formats.money({ amount: value, currency })
      : `${formats.number(value)} ${t(`unit.${unit}`, { defaultValue: unit ?? '' })}`.trim();

  return ({ measure, threshold, mode, proof, proofWhen, neededUntil, floorPerMember, floorLead }) => {
    const named = measure.factKey ? t(`firm.fact.${measure.factKey}`) : (measure.scheme ?? measure.declaration);
    const trades = measure.trades.map(({ name }) => name);
    const what = [named, measure.label, trades.length > 0 && formats.list(trades)].filter(Boolean).join(', ');
    const said = threshold
      ? t('rule.atLeast', { what: what || t('tender.suchWork'), wanted: amount(threshold.value, threshold) })
      : what && t('rule.wanted', { what });
    const years =
      threshold?.years &&
      t(measure.factKey === 'LARGEST_CONTRACT' ? 'rule.withinYears' : 'rule.meanOfYears', { years: threshold.years });

    return [
      said,
      years,
      t(`rule.mode.${mode}`),
      floorPerMember && threshold && t('rule.floorPerMember', { floor: amount(floorPerMember, threshold) }),
      floorLead && threshold && t('rule.floorLead', { floor: amount(floorLead, threshold) }),
      t(`rule.proof.${proof}.${proofWhen}`),
      neededUntil && t('rule.neededUntil', { neededUntil: formats.day(neededUntil) }),
    ].filter((sentence): sentence is string => Boolean(sentence));
  };
}
