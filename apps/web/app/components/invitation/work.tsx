import { useTranslation } from 'react-i18next';
import { type FragmentOf, graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { PageLink } from '../page-link.js';

export const InvitedWorkFields = graphql(`
  fragment InvitedWorkFields on InvitationByLink {
    role
    shareBasisPoints
    part
    work {
      tenderId
      title
      language
      lotTitle
      town
      closesAt
      timeZone
    }
  }
`);

/** What there would be to do, as what, and how much of it. */
export function InvitedWork({
  invitation,
  firmName,
}: {
  invitation: FragmentOf<typeof InvitedWorkFields>;
  firmName: string;
}) {
  const { role, shareBasisPoints, part, work } = invitation;
  const { t } = useTranslation();
  const formats = useFormats();
  const facts: [string, string | null | undefined][] = [
    ['place', work?.town],
    ['closes', work?.closesAt && formats.moment(work.closesAt, work.timeZone)],
    ['role', role && t(`invitation.roles.${role}`)],
    ['share', shareBasisPoints === null ? null : formats.share(shareBasisPoints)],
  ];

  return (
    <section className="block" aria-labelledby="work">
      <h2 id="work">{t('invitation.work')}</h2>
      <div className="panel">
        {work ? (
          <h3 lang={work.language}>{work.lotTitle ? `${work.title}: ${work.lotTitle}` : work.title}</h3>
        ) : (
          <p>{t('invitation.noTender', { firmName })}</p>
        )}
        <dl className="facts">
          {facts.map(([name, value]) =>
            value ? (
              <div key={name}>
                <dt>{t(`invitation.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        {part && (
          <dl className="facts">
            <div>
              <dt>{t('invitation.part')}</dt>
              <dd className="told">{part}</dd>
            </div>
          </dl>
        )}
        {work?.tenderId && (
          <p>
            <PageLink to={`/tenders/${work.tenderId}`}>{t('invitation.toTender')}</PageLink>
          </p>
        )}
      </div>
    </section>
  );
}
