import { Injectable } from '@nestjs/common';
import { Firm, FirmsService, canSeePage } from '#libs/firms';
import { type Actor, Db, type Page, type PageArgs, type RequestContext, pageOf, readCursor } from '#libs/platform';
import { Closings, type FactsRow } from './closings.service.js';
import { Lot } from './lot.entity.js';
import { type Asked, askedOf, asking, distanceSql, sortOf } from './tender-asking.js';
import { TenderReading } from './tender-reading.service.js';
import type { TenderSort, TendersArgs } from './tender-search.graphql.js';
import { Tender } from './tender.entity.js';

/** Ranking sees this many candidates at most, so that a common word costs as much among a million tenders as among ten thousand. */
const mostCandidates = 2_000;
const facetLimit = 1_000;
const facetValues = 20;

export interface Facet {
  value: string;
  count: number;
  capped: boolean;
}
export type FacetName = 'phase' | 'procedure' | 'division' | 'town';

/** A row of a page: the tender's columns and what its card shows, in one statement. */
interface CardRow extends Omit<FactsRow, 'id'> {
  key: string;
  tender: Record<string, unknown>;
  estimateMinor: string | null;
  shownFromMinor: string | null;
  shownToMinor: string | null;
  buyer: Record<string, unknown> | null;
  lots: Record<string, unknown>[];
}

/** Finds tenders as the asker may see them. */
@Injectable()
export class TenderSearch {
  constructor(
    private readonly db: Db,
    private readonly closings: Closings,
    private readonly reading: TenderReading,
    private readonly firms: FirmsService,
  ) {}

  /** One page. What cards show is loaded with it and handed to the request's loaders. @throws BadUserInput */
  async find(actor: Actor, args: TendersArgs, context: RequestContext): Promise<Page<Tender>> {
    const sort = sortOf(args);
    const asked = askedOf(actor, args, await this.reading.now(context));
    const rows = await this.cards(asked, keysSql(sort, asked, args), order(sort), context);
    const page = pageOf(rows, args.first, ({ key, tender }) => [key, tender.id]);

    return { ...page, nodes: page.nodes.map(({ tender }) => tender) };
  }

  /** A firm's own tenders, drafts too, the last begun first. */
  async ownOf(firmId: string, args: PageArgs, context: RequestContext): Promise<Page<Tender>> {
    const asked = asking((put) => `it."buyerFirmId" = ${put(firmId)}`);
    const keys = keysBy(asked, args, 'it."createdAt"', 'timestamptz', 'DESC');
    const rows = await this.cards(asked, keys, order('NEWEST'), context);
    const page = pageOf(rows, args.first, ({ key, tender }) => [key, tender.id]);

    return { ...page, nodes: page.nodes.map(({ tender }) => tender) };
  }

  /** How many of the tenders found stand where, ask how, belong to which division and town; each facet without its own filter. */
  async facets(args: TendersArgs, context: RequestContext): Promise<Record<FacetName, Facet[]>> {
    const { actor } = context;
    const now = await this.reading.now(context);
    const { phases, procedure, town, ...others } = args;
    const asked = askedOf(actor, others, now);
    const inPhase = phases?.length ? `phase = ANY (${asked.put(phases)})` : 'true';
    const byProcedure = procedure ? `"procedure" = ${asked.put(procedure)}` : 'true';
    const inTown = town ? `plain("town") = plain(${asked.put(town)})` : 'true';
    const facet = (name: FacetName, value: string, where: string[]): string =>
      `(SELECT '${name}' AS name, ${value} AS value, count(*)::integer AS count FROM found
        WHERE ${value} IS NOT NULL AND ${where.join(' AND ')} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${facetValues})`;
    const rows = await this.db.sql<{ name: FacetName; value: string; count: number; truncated: boolean }>(
      `WITH found AS MATERIALIZED (SELECT it."procedure", it."town", left(it."cpv", 2) AS division, tender_phase(it, ${asked.put(now)}) AS phase
         FROM "tender" it WHERE ${asked.conditions.join(' AND ')} LIMIT ${mostCandidates + 1})
       SELECT every.*, (SELECT count(*) > ${mostCandidates} FROM found) AS truncated FROM (
         ${facet('phase', 'phase', [byProcedure, inTown])} UNION ALL ${facet('procedure', '"procedure"', [inPhase, inTown])}
         UNION ALL ${facet('division', 'division', [inPhase, byProcedure, inTown])}
         UNION ALL ${facet('town', '"town"', [inPhase, byProcedure])}) every`,
      asked.values,
    );
    const facets: Record<FacetName, Facet[]> = { phase: [], procedure: [], division: [], town: [] };
    for (const { name, value, count, truncated } of rows)
      facets[name].push({ value, count: Math.min(count, facetLimit), capped: truncated || count > facetLimit });

    return facets;
  }

  /** The rows of a page in one statement: tender, buyer, lots and the facts of its closing. */
  private async cards(
    asked: Asked,
    keys: string,
    inOrder: string,
    context: RequestContext,
  ): Promise<{ key: string; tender: Tender }[]> {
    const rows = await this.db.sql<CardRow>(
      `WITH page AS (${keys})
       SELECT page."key", to_jsonb(it) - 'search' AS tender, it."estimateMinor"::text AS "estimateMinor",
         it."shownFromMinor"::text AS "shownFromMinor", it."shownToMinor"::text AS "shownToMinor",
         (SELECT to_jsonb(firm) FROM "firm" firm WHERE firm."id" = it."buyerFirmId") AS buyer,
         (SELECT jsonb_agg(to_jsonb(lot) || jsonb_build_object('estimateMinor', lot."estimateMinor"::text) ORDER BY lot."number")
            FROM "lot" lot WHERE lot."tenderId" = it."id") AS lots,
         ${this.closings.factsSql('it')}
       FROM page JOIN "tender" it ON it."id" = page."id" ORDER BY ${inOrder}`,
      asked.values,
    );

    return rows.map((row) => ({ key: row.key, tender: this.hand(row, context) }));
  }

  /** Hands what a card shows to the loaders of the request, so that its fields ask nothing. */
  private hand(row: CardRow, context: RequestContext): Tender {
    const tender = Object.assign(new Tender(), row.tender, {
      estimateMinor: big(row.estimateMinor),
      shownFromMinor: big(row.shownFromMinor),
      shownToMinor: big(row.shownToMinor),
      ...dated(row.tender, ['questionsUntil', 'closesAt', 'createdAt', 'changedAt', 'publishedAt', 'cancelledAt']),
    });
    const lots = row.lots.map((lot) =>
      Object.assign(new Lot(), lot, {
        estimateMinor: big(lot['estimateMinor'] as string | null),
        ...dated(lot, lotTimes),
      }),
    );
    this.reading.loader(context).prime(tender.id, tender);
    this.reading.lotsOf(context).prime(tender.id, lots);
    this.closings.prime(context, tender, row);
    if (row.buyer) {
      const firm = Object.assign(
        new Firm(),
        row.buyer,
        dated(row.buyer, ['createdAt', 'changedAt', 'hiddenAt', 'verifiedAt']),
      );
      this.firms.loader(context).prime(firm.id, canSeePage(context.actor, firm) ? firm : firm.nameplate());
    }

    return tender;
  }
}

const lotTimes = [
  'closedAt',
  'openedAt',
  'awardDecidedAt',
  'standstillUntil',
  'signedAt',
  'completedAt',
  'unsuccessfulAt',
];

/** The statement that answers (key, id) of a page, from the cursor on. */
function keysSql(sort: TenderSort, asked: Asked, args: TendersArgs): string {
  switch (sort) {
    case 'NEWEST':
      return keysBy(asked, args, 'it."publishedAt"', 'timestamptz', 'DESC');
    case 'CLOSING_SOON':
      asked.conditions.push('it."closesAt" IS NOT NULL');

      return keysBy(asked, args, 'it."closesAt"', 'timestamptz', 'ASC');
    case 'NEAREST':
      return ranked(asked, args, `round(${distanceSql(args.near!, asked.put)}::numeric, 3)`, 'ASC');
    case 'RELEVANCE': {
      const rank = `ts_rank(it."search", (SELECT search_query(${asked.put(args.text ?? '')})), 32)`;

      return ranked(asked, args, `coalesce(round(${rank}::numeric, 6), 0)`, 'DESC');
    }
  }
}

function order(sort: TenderSort): string {
  return sort === 'NEWEST' || sort === 'RELEVANCE' ? 'page."key" DESC, page."id" DESC' : 'page."key", page."id"';
}

/** Keys by a column of times, along its index. Written in one fixed form, so that they also compare as texts. */
function keysBy(asked: Asked, args: PageArgs, column: string, cast: string, direction: 'ASC' | 'DESC'): string {
  const after = readCursor(args.after, 2);
  const comparison = direction === 'ASC' ? '>' : '<';
  const goesOn = after
    ? `AND (${column}, it."id") ${comparison} (${asked.put(after[0])}::${cast}, ${asked.put(after[1])}::uuid)`
    : '';

  return `SELECT to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "key", it."id" FROM "tender" it
    WHERE ${asked.conditions.join(' AND ')} ${goesOn} ORDER BY ${column} ${direction}, it."id" ${direction} LIMIT ${asked.put(args.first + 1)}`;
}

/** Keys by a number computed for the newest candidates. */
function ranked(asked: Asked, args: TendersArgs, rank: string, direction: 'ASC' | 'DESC'): string {
  const after = readCursor(args.after, 2);
  const comparison = direction === 'ASC' ? '>' : '<';
  const goesOn = after
    ? `WHERE ("key", "id") ${comparison} (${asked.put(after[0])}::numeric, ${asked.put(after[1])}::uuid)`
    : '';

  return `SELECT * FROM (SELECT ${rank} AS "key", it."id" FROM (SELECT * FROM "tender" it WHERE ${asked.conditions.join(' AND ')}
      ORDER BY it."publishedAt" DESC LIMIT ${mostCandidates}) it) ranked ${goesOn}
    ORDER BY "key" ${direction}, "id" ${direction} LIMIT ${asked.put(args.first + 1)}`;
}

function big(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

function dated(row: Record<string, unknown>, names: readonly string[]): Record<string, Date | null> {
  return Object.fromEntries(names.map((name) => [name, row[name] ? new Date(row[name] as string) : null]));
}
