import { useTranslation } from 'react-i18next';
import { useRouteLoaderData } from 'react-router';
import { PageHead } from '../../components/page-head.js';
import { PlainMarkdown } from '../../components/ui/plain-markdown.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import type { Route } from './+types/page.js';

const About = document(
  graphql(`
    query About {
      currentHousePolicy {
        version
        inForceSince
        text {
          text
          language
        }
      }
      installation {
        version
      }
      receiptKey {
        publicKey
      }
    }
  `),
);

export async function loader({ context }: Route.LoaderArgs) {
  return ask(context, About);
}

export default function AboutPage({ loaderData }: Route.ComponentProps) {
  const { currentHousePolicy: policy, installation, receiptKey } = loaderData;
  const { t } = useTranslation();
  const formats = useFormats();
  const { publicUrl = '' } = useRouteLoaderData<{ publicUrl: string }>('root') ?? {};

  return (
    <div className="narrow">
      <PageHead title={t('about.title')} description={t('about.description')} />
      <header className="page-title">
        <h1>{t('about.title')}</h1>
        <p className="lead">{t('about.lead')}</p>
      </header>
      <section className="block">
        <h2>{t('about.policy')}</h2>
        <p className="quiet small">
          {t('about.policySince', { version: policy.version, day: formats.dayOf(policy.inForceSince) })}
        </p>
        <div className="panel prose" lang={policy.text.language.toLowerCase()}>
          <PlainMarkdown text={policy.text.text} />
        </div>
      </section>
      <section className="block prose">
        <h2>{t('about.operator')}</h2>
        <p>{t('about.operatorText')}</p>
        <p>{t('about.operatorReach', { url: publicUrl })}</p>
      </section>
      <section className="block prose">
        <h2>{t('about.limits')}</h2>
        <p>{t('about.limitsText')}</p>
      </section>
      <section className="block prose">
        <h2>{t('about.keys')}</h2>
        <p>{t('about.keysText')}</p>
        <p className="small quiet">{t('about.keyIs')}</p>
        <pre className="panel key">
          <code>{receiptKey.publicKey}</code>
        </pre>
      </section>
      <section className="block prose">
        <h2>{t('about.open')}</h2>
        <p>{t('about.openText')}</p>
        <ul className="plain-links">
          <li>
            <a href="/explorer">{t('about.explorer')}</a>
          </li>
          <li>
            {t('about.graphql')}: <code>{publicUrl}/graphql</code>
          </li>
        </ul>
        <p className="quiet small">{t('about.version', { version: installation.version })}</p>
      </section>
    </div>
  );
}
