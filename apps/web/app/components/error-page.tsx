import { useTranslation } from 'react-i18next';
import { PageHead } from './page-head.js';
import { PageLink } from './page-link.js';

/** What a visitor reads when a page is not there or could not be made. */
export function ErrorPage({ status, reference }: { status: number; reference?: string }) {
  const { t } = useTranslation();
  const missing = status === 404;
  const kind = missing ? 'notFound' : status < 500 ? 'notRead' : 'broken';

  return (
    <div className="narrow error-page">
      <PageHead title={t(`error.${kind}.title`)} description={t(`error.${kind}.text`)} indexed={false} />
      <p className="eyebrow">{t('error.number', { status })}</p>
      <h1>{t(`error.${kind}.title`)}</h1>
      <p className="lead">{t(`error.${kind}.text`)}</p>
      {!missing && reference && (
        <p>
          {t('error.reference')} <code>{reference}</code>
        </p>
      )}
      <ul className="plain-links">
        <li>
          <PageLink to="/">{t('error.home')}</PageLink>
        </li>
        <li>
          <PageLink to="/tenders">{t('nav.tenders')}</PageLink>
        </li>
        <li>
          <PageLink to="/firms">{t('nav.firms')}</PageLink>
        </li>
      </ul>
    </div>
  );
}
