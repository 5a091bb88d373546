import { useTranslation } from 'react-i18next';
import { PackStanding, usePlaceOfLaw } from '../../components/pack-parts.js';
import { PageHead } from '../../components/page-head.js';
import { PageLink } from '../../components/page-link.js';
import { Written } from '../../components/ui/words.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import type { Route } from './+types/page.js';

const PackList = document(
  graphql(`
    query PackList {
      rulePacks {
        id
        version
        kind
        jurisdiction
        isReviewed
        standing
        title {
          text
          language
        }
        about {
          text
          language
        }
        rules {
          id
        }
      }
    }
  `),
);

const kinds = ['PROCEDURE', 'FORM'] as const;

export async function loader({ context }: Route.LoaderArgs) {
  return ask(context, PackList);
}

/** All sets of rules in their newest versions: those a tender can follow, and those an alliance can. */
export default function PacksPage({ loaderData: { rulePacks } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const place = usePlaceOfLaw();

  return (
    <div className="wide">
      <PageHead title={t('packs.title')} description={t('packs.description')} />
      <header className="page-title">
        <h1>{t('packs.title')}</h1>
        <p className="lead">{t('packs.lead')}</p>
      </header>
      {kinds.map((kind) => (
        <section key={kind} className="block" aria-labelledby={kind}>
          <h2 id={kind}>{t(`packs.${kind}.title`)}</h2>
          <p className="prose quiet">{t(`packs.${kind}.text`)}</p>
          <ul className="cards broad after">
            {rulePacks
              .filter((pack) => pack.kind === kind)
              .map(({ id, version, jurisdiction, isReviewed, standing, title, about, rules }) => (
                <li key={id} className="card">
                  <h3>
                    <PageLink to={`/packs/${id}`} className="card-link">
                      <Written {...title} />
                    </PageLink>
                  </h3>
                  <p>
                    <Written {...about} />
                  </p>
                  <p>
                    <PackStanding isReviewed={isReviewed} standing={standing} />
                  </p>
                  <dl className="card-facts">
                    <div>
                      <dt>{t('pack.place')}</dt>
                      <dd>{place(jurisdiction)}</dd>
                    </div>
                    <div>
                      <dt>{t('pack.holds')}</dt>
                      <dd>
                        {t('pack.count', { count: rules.length })} · {t('pack.versionNumber', { version })}
                      </dd>
                    </div>
                  </dl>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
