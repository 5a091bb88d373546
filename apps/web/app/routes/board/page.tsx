import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.js';
import { PageLink } from '../../components/page-link.js';
import { ChoiceField, Empty, Pager, SearchForm } from '../../components/ui/list-parts.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { read } from '../../query.js';
import type { Route } from './+types/page.js';

const Board = document(
  graphql(`
    query Board($side: BoardSide, $kind: BoardKind, $after: String) {
      partnerBoard(first: 24, side: $side, kind: $kind, after: $after) {
        nodes {
          id
          side
          kind
          words
          town
          radiusKm
          fromOn
          untilOn
          classification {
            name
            nameLanguage
          }
          firm {
            publicId
            name
          }
          tender {
            id
            title
            language
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `),
);

const sides = ['OFFER', 'SEEK'] as const;
const kinds = ['TRADE', 'PERSON', 'MACHINE', 'ROOM'] as const;

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = read(request);
  const asked = { side: query.oneOf('side', sides), kind: query.oneOf('kind', kinds) };
  const { partnerBoard } = await ask(context, Board, { ...asked, after: query.text('after', 500) });

  return { ...partnerBoard, asked };
}

type Entry = Route.ComponentProps['loaderData']['nodes'][number];

export default function BoardPage({ loaderData: { nodes, pageInfo, asked } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const choices = (values: readonly string[], prefix: string): { value: string; label: string }[] => [
    { value: '', label: t('board.any') },
    ...values.map((value) => ({ value, label: t(`${prefix}${value}`) })),
  ];

  return (
    <div className="wide">
      <PageHead title={t('board.title')} description={t('board.description')} />
      <header className="page-title">
        <h1>{t('board.title')}</h1>
        <p className="lead">{t('board.lead')}</p>
      </header>
      <SearchForm label={t('board.search')}>
        <ChoiceField name="side" label={t('board.side')} value={asked.side} choices={choices(sides, 'board.')} />
        <ChoiceField name="kind" label={t('board.kind')} value={asked.kind} choices={choices(kinds, 'board.kinds.')} />
      </SearchForm>
      {nodes.length === 0 ? (
        <Empty title={t('board.none')}>
          <p>{t('board.noneText')}</p>
          <p>
            <PageLink to="/board">{t('board.clear')}</PageLink>
          </p>
        </Empty>
      ) : (
        <ul className="cards broad">
          {nodes.map((entry) => (
            <EntryCard key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <Pager pageInfo={pageInfo} />
    </div>
  );
}

function EntryCard({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { classification, firm, tender } = entry;

  return (
    <li className="card" id={entry.id}>
      <p className="badges">
        <span className={entry.side === 'OFFER' ? 'badge good' : 'badge wait'}>{t(`board.${entry.side}`)}</span>
        <span className="badge">{t(`board.kinds.${entry.kind}`)}</span>
      </p>
      {classification && <h2 lang={classification.nameLanguage}>{classification.name}</h2>}
      <p className="told">{entry.words}</p>
      <p className="quiet">{t('board.where', { town: entry.town, km: formats.number(entry.radiusKm) })}</p>
      {entry.fromOn && entry.untilOn && (
        <p className="quiet">
          {t('board.days', { from: formats.day(entry.fromOn), until: formats.day(entry.untilOn) })}
        </p>
      )}
      {tender && (
        <p>
          {t('board.forTender')}{' '}
          <PageLink to={`/tenders/${tender.id}`} lang={tender.language}>
            {tender.title}
          </PageLink>
        </p>
      )}
      {firm && (
        <p>
          {t('board.by')} <PageLink to={`/firms/${firm.publicId}`}>{firm.name}</PageLink>
        </p>
      )}
    </li>
  );
}
