import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.js';
import { PageLink } from '../../components/page-link.js';
import { FirmCard, FirmCardFields } from '../../components/ui/firm-card.js';
import { ChoiceField, Empty, Pager, SearchForm, TextField, TickField } from '../../components/ui/list-parts.js';
import { ask } from '../../gql/ask.server.js';
import { document } from '../../gql/document.server.js';
import { graphql } from '../../gql/graphql.js';
import { read } from '../../query.js';
import type { Route } from './+types/page.js';

const Firms = document(
  graphql(
    `
      query Firms($text: String, $cpv: String, $sizes: [FirmSize!], $verifiedOnly: Boolean!, $after: String) {
        firms(first: 24, text: $text, cpv: $cpv, sizes: $sizes, verifiedOnly: $verifiedOnly, after: $after) {
          nodes {
            id
            ...FirmCardFields
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          facets {
            kinds {
              count
              capped
            }
          }
        }
        all: firms(first: 1) {
          facets {
            divisions {
              value
              label
              count
            }
          }
        }
      }
    `,
    [FirmCardFields],
  ),
);

const sizes = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE'] as const;

export async function loader({ context, request }: Route.LoaderArgs) {
  const query = read(request);
  const division = query.matching('trade', /^\d{2}$/);
  const size = query.oneOf('size', sizes);
  const asked = { text: query.text('text'), division, size, checked: query.text('checked') === 'yes' };
  const { firms, all } = await ask(context, Firms, {
    text: asked.text,
    cpv: division && `${division}000000`,
    sizes: size && [size],
    verifiedOnly: asked.checked,
    after: query.text('after', 500),
  });
  const count = firms.facets.kinds.reduce((sum, kind) => sum + kind.count, 0);
  const capped = firms.facets.kinds.some((kind) => kind.capped);

  return { asked, firms: firms.nodes, pageInfo: firms.pageInfo, count, capped, trades: all.facets.divisions };
}

export default function FirmsPage({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { asked, firms, pageInfo, count, capped, trades } = loaderData;
  const searched = Boolean(asked.text || asked.division || asked.size || asked.checked);

  return (
    <div className="wide">
      <PageHead title={t('firms.title')} description={t('firms.description')} />
      <header className="page-title">
        <h1>{t('firms.title')}</h1>
        <p className="lead">{t('firms.lead')}</p>
      </header>
      <SearchForm label={t('firms.searchLabel')}>
        <TextField name="text" label={t('list.text')} value={asked.text} hint={t('firms.textHint')} grow />
        <ChoiceField
          name="trade"
          label={t('firms.trade')}
          value={asked.division}
          choices={[
            { value: '', label: t('firms.allTrades') },
            ...trades.map(({ value, label, count }) => ({ value, label: `${label} (${count})` })),
          ]}
        />
        <ChoiceField
          name="size"
          label={t('firms.size')}
          value={asked.size}
          choices={[
            { value: '', label: t('firms.allSizes') },
            ...sizes.map((size) => ({ value: size, label: t(`firm.size.${size}`) })),
          ]}
        />
        <TickField name="checked" label={t('firms.checked')} ticked={asked.checked} />
      </SearchForm>
      <div className="list-said">
        <p>{t(capped ? 'firms.foundMore' : 'firms.found', { count })}</p>
        {searched && <PageLink to="/firms">{t('list.clear')}</PageLink>}
      </div>
      {firms.length === 0 ? (
        <Empty title={t(searched ? 'firms.nothing' : 'firms.none')}>
          <p>{t(searched ? 'firms.nothingText' : 'firms.noneText')}</p>
        </Empty>
      ) : (
        <ul className="cards">
          {firms.map((firm) => (
            <FirmCard key={firm.id} firm={firm} />
          ))}
        </ul>
      )}
      <Pager pageInfo={pageInfo} />
    </div>
  );
}
