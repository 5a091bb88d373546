import { useTranslation } from 'react-i18next';
import { PageLink } from './page-link.js';
import { TableFrame } from './ui/table-frame.js';

const asked = [
  { what: 'windows', by: ['yes', 'no', 'no'] },
  { what: 'wiring', by: ['no', 'yes', 'no'] },
  { what: 'turnover', by: ['part', 'part', 'part'] },
  { what: 'insurance', by: ['yes', 'yes', 'yes'] },
] as const;
const trades = ['joiner', 'electrician', 'builder'] as const;

/** The idea as one picture: what is asked, who has what, and that together it is enough. */
export function Example() {
  const { t } = useTranslation();

  return (
    <TableFrame label={t('home.example.caption')}>
      <table className="table matrix">
        <caption>{t('home.example.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('home.example.asked')}</th>
            {trades.map((trade) => (
              <th scope="col" key={trade}>
                {t(`home.example.${trade}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.map(({ what, by }) => (
            <tr key={what}>
              <th scope="row">{t(`home.example.${what}`)}</th>
              {by.map((answer, place) => (
                <td key={trades[place]} className={answer === 'yes' ? 'yes' : 'quiet'}>
                  {t(`home.example.${answer}`)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={4}>{t('home.example.result')}</td>
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}

const steps = ['show', 'see', 'join', 'send', 'award', 'work'] as const;

export function HowItWorks() {
  const { t } = useTranslation();

  return (
    <section className="block">
      <h2>{t('home.how.title')}</h2>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>
            <h3>{t(`home.how.${step}.title`)}</h3>
            <p className="quiet">{t(`home.how.${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const doors = [
  { door: 'firm', to: '/tenders' },
  { door: 'buyer', to: '/firms' },
  { door: 'visitor', to: '/projects' },
] as const;

/** One way in for each who comes. */
export function Doors() {
  const { t } = useTranslation();

  return (
    <section className="block">
      <h2>{t('home.doors.title')}</h2>
      <div className="doors">
        {doors.map(({ door, to }) => (
          <div className="card" key={door}>
            <h3>{t(`home.doors.${door}.title`)}</h3>
            <p>{t(`home.doors.${door}.text`)}</p>
            <p>
              <PageLink to={to} className="card-link">
                {t(`home.doors.${door}.go`)} →
              </PageLink>
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
