import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { TableFrame } from './table-frame.js';

export const FactFields = /* #__PURE__ */ graphql(`
  fragment FactFields on Fact {
    id
    key
    value
    unit
    currency
    label
    periodFrom
    periodUntil
    isWithheld
    classification {
      name
      nameLanguage
    }
  }
`);

type Fact = FragmentOf<typeof FactFields>;

/** What was measured about a firm; a number it keeps to itself is named, with the way to ask. */
export function FactTable({ facts }: { facts: Fact[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (facts.length === 0) return <p className="quiet">{t('firm.noFacts')}</p>;
  const narrower = ({ label, classification }: Fact): string =>
    [label, classification?.name].filter(Boolean).join(', ');
  const amount = ({ value, unit, currency, key }: Fact): string => {
    if (value === null) return t('firm.askNumber');
    if (currency) return formats.money({ amount: value, currency });

    return key === 'GRADE' ? value : `${formats.number(value)} ${t(`unit.${unit}`, { defaultValue: unit ?? '' })}`;
  };
  const period = ({ periodFrom, periodUntil }: Fact): string => {
    if (!periodUntil) return '';
    const [from, until] = [periodFrom?.slice(0, 4), periodUntil.slice(0, 4)];

    return from && from !== until ? `${from}–${until}` : until;
  };

  return (
    <TableFrame label={t('firm.facts')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('firm.factWhat')}</th>
            <th scope="col" className="number">
              {t('firm.factHowMuch')}
            </th>
            <th scope="col">{t('firm.factWhen')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.id}>
              <th scope="row">
                {t(`firm.fact.${fact.key}`)}
                {narrower(fact) && <span className="quiet small"> · {narrower(fact)}</span>}
              </th>
              <td className={fact.isWithheld ? 'number quiet' : 'number'}>{amount(fact)}</td>
              <td>{period(fact)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
