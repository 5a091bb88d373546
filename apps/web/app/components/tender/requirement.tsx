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
      capacity
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
      measure {
        factKey
        label
      }
      threshold {
        value
        unit
        currency
      }
    }
    floorPerMember
    floorLead
    essential
    proof
    proofWhen
    neededFrom
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
  const { title, description, essential, mode, modeReason, source, reading } = requirement;
  const parts = requirement.parts.map(({ name }) => name);

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
      {parts.length > 0 && mode !== 'MAX_PER_CLASS' && (
        <p>
          {t('tender.requirementParts')} <span lang={language}>{parts.join(', ')}</span>
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
  const asked = useAsked();

  return (requirement) => {
    const { measure, threshold, mode, proof, proofWhen, floorPerMember, floorLead, neededFrom, neededUntil } =
      requirement;
    const years =
      threshold?.years &&
      t(measure.factKey === 'LARGEST_CONTRACT' ? 'rule.withinYears' : 'rule.meanOfYears', { years: threshold.years });
    const until = neededUntil && formats.day(neededUntil);
    const work = neededFrom
      ? t('rule.workDays', { from: formats.day(neededFrom), until })
      : t('rule.workUntil', { until });

    return [
      ...asked.what(requirement),
      years,
      t(`rule.mode.${mode}`),
      floorPerMember && threshold && t('rule.floorPerMember', { floor: asked.amount(floorPerMember, threshold) }),
      floorLead && threshold && t('rule.floorLead', { floor: asked.amount(floorLead, threshold) }),
      t(`rule.proof.${proof}.${proofWhen}`),
      until && (mode === 'CAPACITY' ? work : t('rule.neededUntil', { neededUntil: until })),
    ].filter((sentence): sentence is string => Boolean(sentence));
  };
}

interface Unit {
  unit: string | null;
  currency: string | null;
}

/** What is asked for, and how much of it. */
function useAsked(): { what: (requirement: Fields) => string[]; amount: (value: string, unit: Unit) => string } {
  const { t } = useTranslation();
  const formats = useFormats();
  const amount = (value: string, { unit, currency }: Unit): string => {
    if (currency) return formats.money({ amount: value, currency });

    return `${formats.number(value)} ${unit === null ? '' : t(`unit.${unit}`, { defaultValue: unit })}`.trim();
  };
  const named = ({ factKey, label }: { factKey: string | null; label: string | null }): string =>
    [factKey && t(`firm.fact.${factKey}`), label].filter(Boolean).join(', ');

  return {
    amount,
    what({ measure, threshold, mode, parts }) {
      const { capacity, scheme, declaration, trades } = measure;
      if (capacity !== null)
        return threshold ? [t('rule.wholeWork', { wanted: amount(threshold.value, workIn(capacity, threshold)) })] : [];
      if (mode === 'MAX_PER_CLASS')
        return parts.flatMap(({ name, measure: of, threshold: least }) =>
          least ? [t('rule.part', { name, what: named(of), wanted: amount(least.value, unitOf(of, least)) })] : [],
        );
      const names = trades.length > 0 && formats.list(trades.map(({ name }) => name));
      const what = [named(measure), scheme, declaration, names].filter(Boolean).join(', ');
      if (threshold)
        return [
          t('rule.atLeast', {
            what: what || t('tender.suchWork'),
            wanted: amount(threshold.value, unitOf(measure, threshold)),
          }),
        ];

      return what ? [t('rule.wanted', { what })] : [];
    },
  };
}

/** A grade is a number of its own grading, named beside it. */
function unitOf({ factKey }: { factKey: string | null }, unit: Unit): Unit {
  return factKey === 'GRADE' ? { unit: null, currency: null } : unit;
}

/** Work is counted in person-weeks, whatever the notice calls them, or in money. */
function workIn(capacity: string, { currency }: Unit): Unit {
  return capacity === 'PERSON_WEEKS' ? { unit: 'WEE', currency: null } : { unit: null, currency };
}
