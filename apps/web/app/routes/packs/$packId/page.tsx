import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  PackSource,
  PackSourceFields,
  PackStanding,
  isOfTheHouse,
  usePlaceOfLaw,
} from '../../../components/pack-parts.js';
import { PageHead } from '../../../components/page-head.js';
import { PageLink } from '../../../components/page-link.js';
import { Written } from '../../../components/ui/words.js';
import { ask } from '../../../gql/ask.server.js';
import { document } from '../../../gql/document.server.js';
import { type FragmentOf, graphql } from '../../../gql/graphql.js';
import { read } from '../../../query.js';
import type { Route } from './+types/page.js';

const PackRuleFields = /* #__PURE__ */ graphql(
  `
    fragment PackRuleFields on PackRule {
      id
      packId
      text {
        text
        language
      }
      source {
        ...PackSourceFields
      }
      doubts {
        text
        language
      }
    }
  `,
  [PackSourceFields],
);

const PackPage = document(
  graphql(
    `
      query PackPage($id: ID!, $version: String) {
        rulePack(id: $id, version: $version) {
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
          source {
            ...PackSourceFields
          }
          doubts {
            text
            language
          }
          extends
          rules {
            ...PackRuleFields
          }
        }
        rulePacks {
          id
          version
          title {
            text
            language
          }
        }
      }
    `,
    [PackSourceFields, PackRuleFields],
  ),
);

type Rule = FragmentOf<typeof PackRuleFields>;

/** `?version=1` is the page of an older version: a tender keeps the one it was published with. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const version = read(request).matching('version', /^[1-9]\d{0,5}$/);

  return ask(context, PackPage, { id: params.packId, version });
}

/** One set of rules: each rule with where it comes from and what is not sure about it. */
export default function PackPageView({ loaderData: { rulePack: pack, rulePacks } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const place = usePlaceOfLaw();
  const { id, version, kind, title, about, source, doubts, isReviewed, standing } = pack;
  const newest = rulePacks.find((other) => other.id === id)?.version ?? version;
  const linkTo = (other: string): ReactNode => {
    const named = rulePacks.find((each) => each.id === other)?.title;

    return <PageLink to={`/packs/${other}`}>{named ? <Written {...named} /> : other}</PageLink>;
  };
  const others = [...new Set(pack.rules.map(({ packId }) => packId))].filter(
    (other): other is string => other !== null && other !== id,
  );
  // What a law says comes before what this house adds.
  const rulesOf = (which: string): Rule[] =>
    pack.rules
      .filter(({ packId }) => packId === which)
      .toSorted((one, next) => Number(isOfTheHouse(one.source)) - Number(isOfTheHouse(next.source)));

  return (
    <div className="wide">
      <PageHead title={title.text} description={about.text} indexed={version === newest} />
      <p className="crumbs">
        <PageLink to="/packs">{t('nav.packs')}</PageLink>
      </p>
      <header className="page-title">
        <h1>
          <Written {...title} />
        </h1>
        <p className="lead">
          <Written {...about} />
        </p>
        <p>
          <PackStanding isReviewed={isReviewed} standing={standing} />
        </p>
      </header>
      <div className="two-columns">
        <aside className="panel" aria-label={t('pack.glance')}>
          <dl className="facts">
            <div>
              <dt>{t('pack.for')}</dt>
              <dd>{t(`pack.kind.${kind}`)}</dd>
            </div>
            <div>
              <dt>{t('pack.place')}</dt>
              <dd>{place(pack.jurisdiction)}</dd>
            </div>
            <div>
              <dt>{t('pack.source')}</dt>
              <dd>
                <PackSource source={source} />
              </dd>
            </div>
            {pack.extends && (
              <div>
                <dt>{t('pack.extends')}</dt>
                <dd>{linkTo(pack.extends)}</dd>
              </div>
            )}
            <div>
              <dt>{t('pack.version')}</dt>
              <dd>
                {version}
                {version !== newest && <span className="quiet"> · {t('pack.notNewest')}</span>}
              </dd>
            </div>
          </dl>
        </aside>
        <div>
          {version !== newest && (
            <p className="panel calm">
              {t('pack.older', { version })} <PageLink to={`/packs/${id}`}>{t('pack.toNewest')}</PageLink>
            </p>
          )}
          {doubts.length > 0 && (
            <section className={version === newest ? 'panel calm' : 'panel calm after'} aria-labelledby="doubts">
              <h2 id="doubts">{t('pack.doubts')}</h2>
              <ul className="sentences">
                {doubts.map((doubt) => (
                  <li key={doubt.text}>
                    <Written {...doubt} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="block" aria-labelledby="rules">
            <h2 id="rules">{t('pack.rules')}</h2>
            <Rules rules={rulesOf(id)} />
          </section>
          {others.map((other) => (
            <section key={other} className="block" aria-labelledby={`of-${other}`}>
              <h2 id={`of-${other}`}>
                {t('pack.takenOver')} {linkTo(other)}
              </h2>
              <Rules rules={rulesOf(other)} />
            </section>
          ))}
          <p className="block small quiet">{t('pack.warns')}</p>
        </div>
      </div>
    </div>
  );
}

function Rules({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation();

  return (
    <ul className="entries">
      {rules.map(({ id, text, source, doubts }) => (
        <li key={id} id={id}>
          <h3>
            <Written {...text} />
          </h3>
          <p className="small quiet">
            {t('pack.from')} <PackSource source={source} />
          </p>
          {doubts.length > 0 && (
            <p className="small">
              <strong>{t('pack.notSure')}</strong>
              {doubts.map((doubt) => (
                <Fragment key={doubt.text}>
                  {' '}
                  <Written {...doubt} />
                </Fragment>
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
