import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.js';
import { PageLink } from '../../components/page-link.js';
import { ChoiceField, Empty, Pager, SearchForm, TextField } from '../../components/ui/list-parts.js';
import { TenderCard, TenderCardFields } from '../../components/ui/tender-card.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { read } from '../../query.js';
import type { Route } from './+types/page.js';

const Tenders = document(
  graphql(
    `
      query Tenders($text: String, $cpv: String, $town: String, $phases: [Phase!], $after: String) {
        tenders(first: 24, text: $text, cpv: $cpv, town: $town, phases: $phases, after: $after) {
          nodes {
            ...TenderCardFields
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          facets {
            phases {
              value
              count
              capped
            }
          }
        }
        all: tenders(first: 1) {
          facets {
            divisions {
              value
              label
              count
            }
            towns {
              value
              label
              count
            }
          }
        }
        installation {
          time
        }
      }
    `,
    [TenderCardFields],
  ),
);

const phases = ['OPEN', 'CLOSED', 'EVALUATION', 'AWARDED', 'SIGNED', 'COMPLETE', 'CANCELLED', 'UNSUCCESSFUL'] as const;

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = read(request);
  const division = query.matching('trade', /^\d{2}$/);
  const phase = query.oneOf('phase', phases);
  const asked = { text: query.text('text'), division, phase, town: query.text('town') };
  const { tenders, all, installation } = await ask(context, Tenders, {
    text: asked.text,
    cpv: division && `${division}000000`,
    town: asked.town,
    phases: phase && [phase],
    after: query.text('after', 500),
  });
  const counted = tenders.facets?.phases.filter(({ value }) => !phase || value === phase) ?? [];

  return {
    asked,
    tenders: tenders.nodes,
    pageInfo: tenders.pageInfo,
    count: counted.reduce((sum, { count }) => sum + count, 0),
    trades: all.facets?.divisions ?? [],
    towns: all.facets?.towns ?? [],
    now: installation.time,
  };
}

export default function TendersPage({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation();
  const feed = i18n.language === 'id' ? '/feeds/id/tenders.atom' : '/feeds/tenders.atom';
  const { asked, tenders, pageInfo, count, trades, towns, now } = loaderData;
  const searched = Boolean(asked.text || asked.division || asked.phase || asked.town);
  const counted = (facet: { value: string; label: string; count: number }[]) =>
    facet.map(({ value, label, count }) => ({ value, label: `${label} (${count})` }));

  return (
    <div className="wide">
      <PageHead title={t('tenders.title')} description={t('tenders.description')} />
      <header className="page-title">
        <h1>{t('tenders.title')}</h1>
        <p className="lead">{t('tenders.lead')}</p>
      </header>
      <SearchForm label={t('tenders.searchLabel')}>
        <TextField name="text" label={t('list.text')} value={asked.text} hint={t('tenders.textHint')} grow />
        <ChoiceField
          name="trade"
          label={t('firms.trade')}
          value={asked.division}
          choices={[{ value: '', label: t('firms.allTrades') }, ...counted(trades)]}
        />
        <ChoiceField
          name="town"
          label={t('tenders.town')}
          value={asked.town}
          choices={[{ value: '', label: t('tenders.allTowns') }, ...counted(towns)]}
        />
        <ChoiceField
          name="phase"
          label={t('tenders.phase')}
          value={asked.phase}
          choices={[
            { value: '', label: t('tenders.allPhases') },
            ...phases.map((phase) => ({ value: phase, label: t(`tender.phase.${phase}`) })),
          ]}
        />
      </SearchForm>
      <div className="list-said">
        <p>{t('tenders.found', { count })}</p>
        {searched && <PageLink to="/tenders">{t('list.clear')}</PageLink>}
      </div>
      {tenders.length === 0 ? (
        <Empty title={t(searched ? 'tenders.nothing' : 'tenders.none')}>
          <p>{t(searched ? 'tenders.nothingText' : 'tenders.noneText')}</p>
          {!searched && (
            <PageLink to="/firms" className="button">
              {t('home.toFirms')}
            </PageLink>
          )}
        </Empty>
      ) : (
        <ul className="cards broad">
          {tenders.map((tender) => (
            <TenderCard key={tender.id} tender={tender} now={now} />
          ))}
        </ul>
      )}
      <Pager pageInfo={pageInfo} />
      <link rel="alternate" type="application/atom+xml" title={t('tender.feed')} href={feed} />
      <p className="small">
        <a href={feed}>{t('tender.feed')}</a>
      </p>
    </div>
  );
}
