import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../gql/graphql.js';
import { useFormats } from '../i18n/formats.js';

export const PackSourceFields = /* #__PURE__ */ graphql(`
  fragment PackSourceFields on PackSource {
    name
    article
    link
  }
`);

/** Whether it is one of Kongsi's own rules: those stand in its own documents, which are no page here. */
export function isOfTheHouse({ link }: Pick<FragmentOf<typeof PackSourceFields>, 'link'>): boolean {
  return !link.startsWith('https:');
}

/** Where a rule comes from. */
export function PackSource({ source }: { source: FragmentOf<typeof PackSourceFields> }) {
  const { t } = useTranslation();
  const { name, article, link } = source;
  if (isOfTheHouse(source)) return t('pack.house');

  return (
    <a href={link} rel="nofollow noreferrer">
      {name}, {article}
    </a>
  );
}

/** Whether a lawyer has signed a pack: a mark as long as nobody has. */
export function PackStanding({ isReviewed, standing }: { isReviewed: boolean; standing: string }) {
  return <span className={isReviewed ? 'badge good' : 'badge wait'}>{standing}</span>;
}

/** A country, the European Union, or anywhere, in the words of the reader. */
export function usePlaceOfLaw(): (jurisdiction: string) => string {
  const { t } = useTranslation();
  const formats = useFormats();

  return (jurisdiction) => (jurisdiction === '*' ? t('pack.anywhere') : formats.country(jurisdiction));
}
