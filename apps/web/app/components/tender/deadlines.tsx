import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { Moment, TimeLeft } from '../ui/words.js';
import { ReaderTime } from './reader-time.js';

export const DeadlineFields = /* #__PURE__ */ graphql(`
  fragment DeadlineFields on Tender {
    timeZone
    questionsUntil
    publishedAt
    closing {
      at
      shifts {
        cause
        from
        until
      }
    }
  }
`);

/** Both deadlines in the zone of the tender, with the time that is left by the server's clock. */
export function Deadlines({ tender, now }: { tender: FragmentOf<typeof DeadlineFields>; now: string }) {
  const { t } = useTranslation();
  const { timeZone, questionsUntil, publishedAt, closing } = tender;

  return (
    <>
      <div>
        <dt>{t('tender.closing')}</dt>
        <dd>
          {closing ? (
            <>
              <Moment at={closing.at} timeZone={timeZone} />
              <div>
                <TimeLeft until={closing.at} now={now} />
              </div>
              <ReaderTime at={closing.at} timeZone={timeZone} />
              {closing.shifts.map(({ cause, from }) => (
                <p key={cause} className="small quiet">
                  {t(`tender.shift.${cause}`)} <Moment at={from} timeZone={timeZone} short />
                </p>
              ))}
            </>
          ) : (
            '–'
          )}
        </dd>
      </div>
      <div>
        <dt>{t('tender.questionsUntil')}</dt>
        <dd>
          {questionsUntil ? (
            <>
              <Moment at={questionsUntil} timeZone={timeZone} />
              <div>
                <TimeLeft until={questionsUntil} now={now} />
              </div>
            </>
          ) : (
            t('tender.noQuestions')
          )}
        </dd>
      </div>
      {publishedAt && (
        <div>
          <dt>{t('tender.published')}</dt>
          <dd>
            <Moment at={publishedAt} timeZone={timeZone} />
          </dd>
        </div>
      )}
    </>
  );
}
