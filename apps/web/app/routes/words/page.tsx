import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.js';

const words = [
  'tender',
  'buyer',
  'part',
  'requirement',
  'prove',
  'criterion',
  'closing',
  'question',
  'change',
  'alliance',
  'whoDoesWhat',
  'lead',
  'helper',
  'subcontractor',
  'workPackage',
  'share',
  'freeWeeks',
  'board',
  'yes',
  'bid',
  'lock',
  'proofOfSending',
  'opening',
  'award',
  'waitingTime',
  'rules',
  'paper',
  'verified',
  'project',
] as const;

/** Tender words, each in a tradesperson's words. */
export default function WordsPage() {
  const { t } = useTranslation();

  return (
    <div className="narrow">
      <PageHead title={t('words.title')} description={t('words.description')} />
      <header className="page-title">
        <h1>{t('words.title')}</h1>
        <p className="lead">{t('words.lead')}</p>
      </header>
      <dl className="glossary">
        {words.map((word) => (
          <div key={word} id={word}>
            <dt>{t(`words.${word}.word`)}</dt>
            <dd>{t(`words.${word}.means`)}</dd>
          </div>
        ))}
      </dl>
      <p className="block panel calm">{t('words.missing')}</p>
    </div>
  );
}
