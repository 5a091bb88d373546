import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';

export const RulesFields = /* #__PURE__ */ graphql(`
  fragment RulesFields on Tender {
    procedure
    tenderers
    legalGround
    priceTerms {
      currency
      validityDays
      bidLanguages
      optionsAreScored
    }
    rules {
      envelopes
      negotiable
      minimumBids
      whenFewer
      extensionDays
      variants
      partialBids
      maxLotsAwarded
      exclusiveMembership
      standstillDays
      openingShows
      awardShows
      agreementBeforeAward
      subcontractCapBasisPoints
      leadMinimumShareBasisPoints
    }
  }
`);

/** The rules of the game as sentences: who may bid, how bids are taken, what follows. */
export function Rules({ tender }: { tender: FragmentOf<typeof RulesFields> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { rules, priceTerms } = tender;
  const sentences = [
    t(`tender.procedure.${tender.procedure}`),
    rules.envelopes.length > 0 && t('tender.locked'),
    t('tender.currency', { currency: priceTerms.currency }),
    t('tender.validity', { count: priceTerms.validityDays }),
    t('tender.bidLanguages', { languages: formats.list(priceTerms.bidLanguages.map(formats.languageName)) }),
    priceTerms.optionsAreScored && t('tender.optionsScored'),
    t(rules.variants ? 'tender.variants' : 'tender.noVariants'),
    t(rules.partialBids ? 'tender.partialBids' : 'tender.wholeBids'),
    rules.exclusiveMembership && t('tender.exclusive'),
    rules.maxLotsAwarded && t('tender.maxParts', { count: rules.maxLotsAwarded }),
    rules.minimumBids > 1 &&
      t(`tender.fewer.${rules.whenFewer}`, { minimum: rules.minimumBids, days: rules.extensionDays }),
    rules.agreementBeforeAward && t('tender.agreementFirst'),
    rules.subcontractCapBasisPoints !== null &&
      t('tender.subcontractCap', { percent: rules.subcontractCapBasisPoints / 100 }),
    rules.leadMinimumShareBasisPoints !== null &&
      t('tender.leadShare', { percent: rules.leadMinimumShareBasisPoints / 100 }),
    rules.standstillDays > 0 && t('tender.standstill', { count: rules.standstillDays }),
    rules.envelopes.length > 0 && t(`tender.opening.${rules.openingShows}`),
    t(`tender.awardShows.${rules.awardShows}`),
    tender.legalGround && t('tender.legalGround', { ground: tender.legalGround }),
  ].filter((sentence): sentence is string => Boolean(sentence));

  return (
    <section className="block" aria-labelledby="rules">
      <h2 id="rules">{t('tender.rules')}</h2>
      <div className="panel calm">
        <h3>{t('tender.whoMayBid')}</h3>
        <p>{t(`tender.tenderers.${tender.tenderers}`)}</p>
      </div>
      <ul className="sentences after">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
