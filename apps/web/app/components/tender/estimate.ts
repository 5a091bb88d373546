import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';

export const EstimateFields = /* #__PURE__ */ graphql(`
  fragment EstimateFields on Estimate {
    exact {
      amount
      currency
    }
    from {
      amount
      currency
    }
    to {
      amount
      currency
    }
  }
`);

/** Writes what a buyer expects something to cost, as far as the buyer shows it. */
export function useEstimate(): (estimate: FragmentOf<typeof EstimateFields> | null) => string {
  const { t } = useTranslation();
  const formats = useFormats();

  return (estimate) => {
    if (!estimate) return t('tender.valueHidden');
    if (estimate.exact) return formats.money(estimate.exact);

    return t('tender.valueBetween', { from: formats.money(estimate.from), to: formats.money(estimate.to) });
  };
}
