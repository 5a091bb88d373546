import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { PackSource, PackSourceFields, PackStanding } from '../pack-parts.js';
import { PageLink } from '../page-link.js';
import { Written } from '../ui/words.js';

export const ProcedurePackFields = /* #__PURE__ */ graphql(
  `
    fragment ProcedurePackFields on Tender {
      procedurePack {
        id
        version
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
      }
      packVerdicts {
        outcome
        sentence
        lotNumber
        requirementNumber
        rule {
          id
          text {
            text
            language
          }
          source {
            ...PackSourceFields
          }
        }
      }
    }
  `,
  [PackSourceFields],
);

type Pack = FragmentOf<typeof ProcedurePackFields>;

/** Which rules the tender follows, where they come from, and what they say of the notice. It warns; the buyer judges. */
export function ProcedurePack({ tender: { procedurePack, packVerdicts } }: { tender: Pack }) {
  const { t } = useTranslation();
  if (!procedurePack) return null;
  const { id, version, title, about, source, standing, isReviewed } = procedurePack;
  const broken = packVerdicts.filter(({ outcome }) => outcome === 'BREACH');

  return (
    <section className="block" aria-labelledby="pack">
      <h2 id="pack">{t('tender.pack')}</h2>
      <div className="panel calm">
        <h3>
          <Written text={title.text} language={title.language} />
        </h3>
        <p>
          <Written text={about.text} language={about.language} />
        </p>
        <p className="quiet">
          {t('tender.packSource')} <PackSource source={source} />
        </p>
        <p>
          <PackStanding isReviewed={isReviewed} standing={standing} />
        </p>
        <p>
          <PageLink to={`/packs/${id}?version=${version}`}>{t('tender.packRules')}</PageLink>
        </p>
      </div>
      {broken.length > 0 && (
        <>
          <p className="after">{t('tender.packWarns')}</p>
          <ul className="sentences after">
            {broken.map(({ rule, sentence, lotNumber, requirementNumber }) => (
              <li key={`${rule.id}.${lotNumber}.${requirementNumber}`}>
                <Written text={rule.text.text} language={rule.text.language} /> {sentence}{' '}
                <span className="quiet">
                  <PackSource source={rule.source} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
