import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { Written } from '../ui/words.js';

export const ProcedurePackFields = /* #__PURE__ */ graphql(`
  fragment ProcedurePackFields on Tender {
    procedurePack {
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
        name
        article
        link
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
          name
          article
          link
        }
      }
    }
  }
`);

type Pack = FragmentOf<typeof ProcedurePackFields>;
type Source = Pack['packVerdicts'][number]['rule']['source'];

/** Which rules the tender follows, where they come from, and what they say of the notice. It warns; the buyer judges. */
export function ProcedurePack({ tender: { procedurePack, packVerdicts } }: { tender: Pack }) {
  const { t } = useTranslation();
  if (!procedurePack) return null;
  const { title, about, source, standing, isReviewed } = procedurePack;
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
          {t('tender.packSource')} <SourceName source={source} />
        </p>
        <p>{!isReviewed && <span className="badge wait">{standing}</span>}</p>
        {isReviewed && <p className="quiet">{standing}</p>}
      </div>
      {broken.length > 0 && (
        <>
          <p className="after">{t('tender.packWarns')}</p>
          <ul className="sentences after">
            {broken.map(({ rule, sentence, lotNumber, requirementNumber }) => (
              <li key={`${rule.id}.${lotNumber}.${requirementNumber}`}>
                <Written text={rule.text.text} language={rule.text.language} /> {sentence}{' '}
                <span className="quiet">
                  <SourceName source={rule.source} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Rules of the house stand in Kongsi's own documents, which are no page here. */
function SourceName({ source: { name, article, link } }: { source: Source }) {
  const words = `${name}, ${article}`;

  return link.startsWith('https:') ? (
    <a href={link} rel="nofollow noreferrer">
      {words}
    </a>
  ) : (
    words
  );
}
