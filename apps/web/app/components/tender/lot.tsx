import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { EstimateFields, useEstimate } from './estimate.js';
import { OutcomeFields, OutcomeView } from './outcome.js';
import { PhaseBadge } from './phase-badge.js';
import { Requirement, RequirementFields } from './requirement.js';
import { TableFrame } from '../ui/table-frame.js';
import { Written } from '../ui/words.js';

export const LotFields = /* #__PURE__ */ graphql(
  `
    fragment LotFields on Lot {
      id
      number
      title
      description
      phase
      trade {
        name
        nameLanguage
      }
      estimate {
        ...EstimateFields
      }
      items {
        id
        number
        description
        quantity
        unitCode
        unitName
      }
      requirements {
        ...RequirementFields
      }
      criteria {
        id
        title
        description
        kind
        weight
      }
      ...OutcomeFields
    }
  `,
  [EstimateFields, OutcomeFields, RequirementFields],
);

type Lot = FragmentOf<typeof LotFields>;

interface LotViewProps {
  lot: Lot;
  language: string;
  timeZone: string;
  isOnly: boolean;
}

/** A part of a tender: what is wanted, what bidders must have, what counts. A tender that is not divided has one, unnamed. */
export function LotView({ lot, language, timeZone, isOnly }: LotViewProps) {
  const { t } = useTranslation();
  const estimate = useEstimate();

  return (
    <section className="block" aria-labelledby={`lot-${lot.number}`}>
      <div className="block-title">
        <h2 id={`lot-${lot.number}`} lang={lot.title && !isOnly ? language : undefined}>
          {isOnly ? t('tender.theWork') : t('tender.part', { number: lot.number, title: lot.title ?? '' })}
        </h2>
        {!isOnly && <PhaseBadge phase={lot.phase} />}
      </div>
      {!isOnly && lot.trade && (
        <p className="quiet">
          <Written text={lot.trade.name} language={lot.trade.nameLanguage} />
        </p>
      )}
      {lot.description && (
        <p className="prose told" lang={language}>
          {lot.description}
        </p>
      )}
      {!isOnly && lot.estimate && (
        <p className="quiet">
          {t('tender.value')}: {estimate(lot.estimate)}
        </p>
      )}
      <OutcomeView lot={lot} language={language} timeZone={timeZone} />
      {lot.items.length > 0 && <Items lot={lot} language={language} />}
      <h3 className="after">{t('tender.requirements')}</h3>
      {lot.requirements.length === 0 ? (
        <p className="quiet">{t('tender.noRequirements')}</p>
      ) : (
        <ul className="entries">
          {lot.requirements.map((requirement) => (
            <Requirement key={requirement.id} requirement={requirement} language={language} />
          ))}
        </ul>
      )}
      <Criteria lot={lot} language={language} />
    </section>
  );
}

function Items({ lot, language }: { lot: Lot; language: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();

  return (
    <TableFrame label={t('tender.items')}>
      <table className="table">
        <caption className="hidden">{t('tender.items')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tender.item')}</th>
            <th scope="col" className="number">
              {t('tender.quantity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lot.items.map((item) => (
            <tr key={item.id}>
              <th scope="row" lang={language}>
                {item.description}
              </th>
              <td className="number">
                {item.quantity && number(item.quantity)}{' '}
                {item.unitName ??
                  (item.unitCode &&
                    t(`unitCode.${item.unitCode}`, { defaultValue: item.unitCode, count: Number(item.quantity ?? 1) }))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Criteria({ lot, language }: { lot: Lot; language: string }) {
  const { t } = useTranslation();
  const { share } = useFormats();

  return (
    <>
      <h3 className="after">{t('tender.criteria')}</h3>
      {lot.criteria.length === 0 && <p>{t('tender.lowestPrice')}</p>}
      <ul className="entries">
        {lot.criteria.map((criterion) => (
          <li key={criterion.id}>
            <div className="entry-line">
              <h4 lang={language}>{criterion.title}</h4>
              <span className="badge">{share(criterion.weight)}</span>
            </div>
            {criterion.description && <p lang={language}>{criterion.description}</p>}
            <p className="small quiet">{t(`tender.criterion.${criterion.kind === 'PRICE' ? 'price' : 'people'}`)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
