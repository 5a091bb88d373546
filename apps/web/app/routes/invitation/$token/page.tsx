import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { type Unfit, Answers, answerFields } from '../../../components/invitation/answers.js';
import { InvitedWork, InvitedWorkFields } from '../../../components/invitation/work.js';
import { PageHead } from '../../../components/page-head.js';
import { PageLink } from '../../../components/page-link.js';
import { askMaybe, carryOut } from '../../../gql/ask.server.js';
import { document } from '../../../gql/document.server.js';
import { graphql } from '../../../gql/graphql.js';
import { useFormats } from '../../../i18n/formats.js';
import type { Route } from './+types/page.js';

const Invitation = document(
  graphql(
    `
      query Invitation($token: String!) {
        outsideInvitation(token: $token) {
          standing
          firmName
          expiresAt
          answer
          askedBy {
            publicId
            name
            isHidden
            verifiedAt
            timeZone
            address {
              town
            }
          }
          draft {
            firmName
            town
            trades
          }
          ...InvitedWorkFields
        }
      }
    `,
    [InvitedWorkFields],
  ),
);

const AnswerInvitation = document(
  graphql(`
    mutation AnswerInvitation($input: AnswerOutsideInvitationInput!) {
      answerOutsideInvitation(input: $input) {
        __typename
        ... on Refusal {
          message
        }
      }
    }
  `),
);

/** The address is a key: no machine between keeps the page. */
const headers = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' };

export async function loader({ context, params }: Route.LoaderArgs) {
  const found = await askMaybe(context, Invitation, { token: params.token });

  return data({ invitation: found?.outsideInvitation ?? null }, { status: found ? 200 : 404, headers });
}

/** One answer; then the page again, which says what stands. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const text = (name: string): string | undefined => {
    const value = form.get(name);

    return typeof value === 'string' ? value.trim() || undefined : undefined;
  };
  const typed = Object.fromEntries(answerFields.map((name) => [name, text(name)])) as Unfit['typed'];
  const trades = typed.trades?.split(',').flatMap((trade) => trade.trim() || []);
  const answer = (['NOT', 'NEVER_AGAIN'] as const).find((value) => value === text('answer')) ?? 'INTERESTED';
  const { result, wrong } = await carryOut(context, AnswerInvitation, {
    input: { token: params.token, answer, ...typed, trades },
  });
  if (wrong)
    return data(
      { refused: null, unfit: { typed, wrong: answerFields.filter((name) => wrong.includes(`input.${name}`)) } },
      { status: 400, headers },
    );
  const told = result.answerOutsideInvitation;
  if (told.__typename === 'InvitationByLink') throw redirect(new URL(request.url).pathname.replace(/\.data$/, ''), 303);

  return data({ refused: told.message, unfit: null }, { status: 409, headers });
}

export default function InvitationPage({ loaderData: { invitation }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const asker = invitation?.askedBy;
  if (!invitation || !asker)
    return <Said title={t('invitation.unknown')}>{<p className="lead">{t('invitation.unknownText')}</p>}</Said>;
  const { standing, answer, draft } = invitation;
  const facts = { firmName: asker.name, askedName: invitation.firmName, town: asker.address.town };
  if (standing === 'REVOKED' || standing === 'EXPIRED')
    return (
      <Said title={t(`invitation.over.${standing}`)}>
        <p className="lead">{t(`invitation.overText.${standing}`, facts)}</p>
      </Said>
    );

  return (
    <Said title={answer ? t(`invitation.answered.${answer}`, facts) : t('invitation.title', facts)}>
      {actionData?.refused && (
        <p className="panel" role="alert">
          {actionData.refused}
        </p>
      )}
      <p className="lead">{answer ? t(`invitation.answeredText.${answer}`, facts) : t('invitation.lead', facts)}</p>
      {draft && (
        <section className="block panel" aria-labelledby="draft">
          <h2 id="draft">{t('invitation.drafted')}</h2>
          <p>
            <strong>{draft.firmName}</strong>
            {draft.town && ` · ${draft.town}`}
          </p>
          {draft.trades.length > 0 && <p>{formats.list(draft.trades)}</p>}
          <p className="quiet small">{t('invitation.draftedText')}</p>
        </section>
      )}
      <InvitedWork invitation={invitation} firmName={asker.name} />
      {!answer && (
        <section className="block" aria-labelledby="answer">
          <h2 id="answer">{t('invitation.answer')}</h2>
          <Answers {...facts} unfit={actionData?.unfit ?? null} />
          <p className="quiet">{t('invitation.binds')}</p>
          <p className="quiet small">
            {t('invitation.until', { moment: formats.moment(invitation.expiresAt, asker.timeZone) })}
          </p>
        </section>
      )}
      <section className="block" aria-labelledby="asker">
        <h2 id="asker">{t('invitation.whoAsks')}</h2>
        <p>
          <strong>{asker.name}</strong> · {asker.address.town}
          {asker.verifiedAt && ` · ${t('invitation.verified')}`}
        </p>
        {!asker.isHidden && (
          <p>
            <PageLink to={`/firms/${asker.publicId}`}>{t('invitation.toFirm', facts)}</PageLink>
          </p>
        )}
      </section>
    </Said>
  );
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();

  return (
    <div className="narrow">
      <PageHead title={title} description={t('invitation.description')} indexed={false} />
      <header className="page-title">
        <h1>{title}</h1>
      </header>
      {children}
    </div>
  );
}
