import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { Moment } from '../ui/words.js';

export const TalkFields = /* #__PURE__ */ graphql(`
  fragment TalkFields on Tender {
    timeZone
    language
    questions {
      id
      text
      answer
      askedAt
      answeredAt
    }
    addenda {
      id
      number
      kind
      note
      publishedAt
      changes {
        path
        before
        after
      }
    }
  }
`);

type Talk = FragmentOf<typeof TalkFields>;

/** Questions with their public answers. */
export function Questions({ tender }: { tender: Talk }) {
  const { t } = useTranslation();
  const { questions, timeZone, language } = tender;

  return (
    <section className="block" aria-labelledby="questions">
      <h2 id="questions">{t('tender.questions')}</h2>
      {questions.length === 0 ? (
        <p className="quiet">{t('tender.questionsNone')}</p>
      ) : (
        <ul className="entries">
          {questions.map(({ id, text, answer, askedAt, answeredAt }) => (
            <li key={id}>
              <h3 lang={language}>{text}</h3>
              <p className="small quiet">
                {t('tender.asked')} <Moment at={askedAt} timeZone={timeZone} short />
              </p>
              {answer && (
                <p className="told" lang={language}>
                  {answer}
                </p>
              )}
              {answeredAt && (
                <p className="small quiet">
                  {t('tender.answered')} <Moment at={answeredAt} timeZone={timeZone} short />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Numbered changes, each with what was before and what is now. */
export function Changes({ tender }: { tender: Talk }) {
  const { t } = useTranslation();
  const place = usePlace();
  const { addenda, timeZone, language } = tender;
  if (addenda.length === 0) return null;

  return (
    <section className="block" aria-labelledby="changes">
      <h2 id="changes">{t('tender.changes')}</h2>
      <ul className="entries">
        {addenda.map(({ id, number, kind, note, publishedAt, changes }) => (
          <li key={id}>
            <div className="entry-line">
              <h3>{t('tender.change', { number })}</h3>
              <span className={kind === 'MATERIAL' ? 'badge wait' : 'badge'}>{t(`tender.changeKind.${kind}`)}</span>
            </div>
            <p className="small quiet">
              <Moment at={publishedAt} timeZone={timeZone} />
            </p>
            <p lang={language}>{note}</p>
            <dl className="facts">
              {changes.map(({ path, before, after }) => (
                <div key={path}>
                  <dt>{place(path)}</dt>
                  <dd>
                    {before && <del lang={language}>{before}</del>}
                    {before && after && ' → '}
                    {after && <ins lang={language}>{after}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where in the notice something changed, in words: `lots.1.items.2.quantity` is "Part 1 · Line 2 · Quantity". */
function usePlace(): (path: string) => string {
  const { t } = useTranslation();

  return (path) => {
    const parts = path.split('.');
    const words: string[] = [];
    for (let at = 0; at < parts.length; at += 1) {
      const number = parts[at + 1];
      if (number && /^\d+$/.test(number)) at += 1;
      words.push(
        t(`tender.where.${parts[number && /^\d+$/.test(number) ? at - 1 : at]}`, { number, defaultValue: '' }),
      );
    }

    return words.filter(Boolean).join(' · ') || t('tender.where.other');
  };
}
