import { Injectable } from '@nestjs/common';
import {
  type Actor,
  BadUserInput,
  Clock,
  Db,
  type Page,
  type RequestContext,
  pageOf,
  readCursor,
  say,
} from '#libs/platform';
import { Capability } from './capability.entity.js';
import { rangeOf, readCpv } from './cpv.js';
import { dayOf } from './day.js';
import { Firm } from './firm.entity.js';
import type { FirmSort, FirmsArgs } from './firm-search.graphql.js';
import { sightSql } from './profile.policy.js';

/** Ranking sees this many candidates at most, so that a common word costs as much among a million firms as among ten thousand. */
const mostCandidates = 2_000;
const facetLimit = 1_000;
const facetValues = 20;

/** A firm as a search found it, with what its card shows. */
export class FoundFirm extends Firm {
  /** All of its capabilities that the asker may know of; withheld ones still with their details. */
  cardCapabilities: Capability[];
  /** Papers that hold today and that the asker may know of. */
  cardEvidenceCount: number;
  /** Kilometres from the place searched near; null without one. */
  distanceKm: number | null;
}

export interface Facet {
  value: string;
  count: number;
  capped: boolean;
}

export type FacetName = 'kind' | 'size' | 'division' | 'town';

/** What a search asks for, as SQL over "firmSearch" it. */
interface Asked {
  values: unknown[];
  conditions: string[];
  sort: FirmSort;
}

type Key = (string | number)[];

/** Finds firms as strangers see them: hidden firms and PRIVATE entries are not in what it reads. */
@Injectable()
export class FirmSearch {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** One page, one statement, with what the cards show. @throws BadUserInput for NEAREST without a place */
  async find(actor: Actor, args: FirmsArgs, context: RequestContext): Promise<Page<FoundFirm>> {
    const today = dayOf(await this.clock.nowIn(context));
    const asked = this.asked(args, today);
    const put = (value: unknown): `$${number}` => `$${asked.values.push(value)}`;
    const after = readCursor(args.after ?? undefined, 2) as Key | undefined;
    const limit = put(args.first + 1);
    const [order, keys] = this.inOrder(asked, args, after, put);
    const [firmIds, operator, day] = [put(actor.firmIds), put(actor.operator), put(today)];
    const rows = await this.db.sql<{
      key: string | number;
      firm: Firm;
      capabilities: Capability[];
      papers: number;
      km: number | null;
    }>(
      `WITH keys AS (${keys}), page AS (SELECT * FROM keys ORDER BY ${order} LIMIT ${limit})
       SELECT page."key", page."km", to_jsonb(firm) AS firm,
         coalesce((SELECT jsonb_agg(mine ORDER BY mine."cpv") FROM "capability" mine
           WHERE mine."firmId" = firm."id" AND ${sightSql('firm', 'mine', false, firmIds, operator)} <> 'NOTHING'), '[]') AS capabilities,
         (SELECT count(*)::integer FROM "evidence" paper WHERE paper."firmId" = firm."id"
           AND paper."state" IN ('SUBMITTED', 'VERIFIED') AND (paper."validUntil" IS NULL OR paper."validUntil" >= ${day})
           AND ${sightSql('firm', 'paper', true, firmIds, operator)} <> 'NOTHING') AS papers
       FROM page JOIN "firm" firm ON firm."id" = page."firmId" ORDER BY ${order}`,
      asked.values,
    );
    const found = rows.map((row) => ({ key: row.key, firm: foundFirm(row) }));
    const page = pageOf(found, args.first, ({ key, firm }) => [key, firm.id]);

    return { ...page, nodes: page.nodes.map(({ firm }) => firm) };
  }

  /** How many of the firms found have which kind, size, division and town; each facet without its own filter. */
  async facets(args: FirmsArgs, context: RequestContext): Promise<Record<FacetName, Facet[]>> {
    const { kinds, sizes, ...others } = args;
    const asked = this.asked(others, dayOf(await this.clock.nowIn(context)));
    const put = (value: unknown): string => `$${asked.values.push(value)}`;
    const ofKind = kinds?.length ? `"kind" = ANY (${put(kinds)})` : 'true';
    const ofSize = sizes?.length ? `"size" = ANY (${put(sizes)})` : 'true';
    const facet = (name: FacetName, value: string, from: string, where: string): string =>
      `(SELECT '${name}' AS name, ${value} AS value, count(*)::integer AS count FROM ${from} WHERE ${where}
        GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${facetValues})`;
    const rows = await this.db.sql<{ name: FacetName; value: string; count: number; truncated: boolean }>(
      `WITH found AS (SELECT it."kind", it."size", it."town", it."divisions" FROM "firmSearch" it
         WHERE ${asked.conditions.join(' AND ')} LIMIT ${mostCandidates + 1})
       SELECT every.*, (SELECT count(*) > ${mostCandidates} FROM found) AS truncated FROM (
         ${facet('kind', '"kind"', 'found', ofSize)} UNION ALL ${facet('size', '"size"', 'found', ofKind)}
         UNION ALL ${facet('town', '"town"', 'found', `${ofKind} AND ${ofSize}`)}
         UNION ALL ${facet('division', 'division', 'found, unnest("divisions") AS division', `${ofKind} AND ${ofSize}`)}) every`,
      asked.values,
    );
    const facets: Record<FacetName, Facet[]> = { kind: [], size: [], division: [], town: [] };
    for (const { name, value, count, truncated } of rows)
      facets[name].push({ value, count: Math.min(count, facetLimit), capped: truncated || count > facetLimit });

    return facets;
  }

  private asked(args: FirmsArgs, today: string): Asked {
    const values: unknown[] = [];
    const put = (value: unknown): string => `$${values.push(value)}`;
    const conditions = ['true'];
    if (args.text?.trim()) conditions.push(`it."words" @@ (SELECT search_query(${put(args.text)}))`);
    if (args.cpv) conditions.push(capableSql(args.cpv, put));
    if (args.near) conditions.push(withinSql(args.near, put));
    if (args.evidenceScheme) {
      conditions.push(
        `EXISTS (SELECT 1 FROM "evidence" paper WHERE paper."firmId" = it."firmId" AND paper."state" = 'VERIFIED'
           AND paper."visibility" <> 'PRIVATE' AND scheme_key(paper."scheme") = scheme_key(${put(args.evidenceScheme)})
           AND (paper."validUntil" IS NULL OR paper."validUntil" >= ${put(today)}))`,
      );
    }
    if (args.kinds?.length) conditions.push(`it."kind" = ANY (${put(args.kinds)})`);
    if (args.sizes?.length) conditions.push(`it."size" = ANY (${put(args.sizes)})`);
    if (args.verifiedOnly) conditions.push('it."verified"');

    return { values, conditions, sort: sortOf(args) };
  }

  /** The order, and the statement that answers (key, firmId, km) in it, from the cursor on. */
  private inOrder(
    asked: Asked,
    args: FirmsArgs,
    after: Key | undefined,
    put: (value: unknown) => string,
  ): [string, string] {
    const where = asked.conditions.join(' AND ');
    const km = args.near
      ? `round((it."place" <-> ${pointSql(args.near, put)})::numeric / 1000, 3)::double precision`
      : 'NULL::double precision';
    const from = (key: string, cast: string, comparison: '<' | '>', shown = key): string => {
      const goesOn = after
        ? `AND (${key}, it."firmId") ${comparison} (${put(after[0])}::${cast}, ${put(after[1])}::uuid)`
        : '';

      return `SELECT ${shown} AS "key", it."firmId", ${km} AS km FROM "firmSearch" it WHERE ${where} ${goesOn}`;
    };
    switch (asked.sort) {
      case 'NAME':
        return [
          '"key", "firmId"',
          `${from('it."name"', 'text', '>')} ORDER BY it."name", it."firmId" LIMIT ${put(args.first + 1)}`,
        ];
      case 'NEWEST': {
        const shown = `to_char(it."since" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
        const rows = from('it."since"', 'timestamptz', '<', shown);

        return [
          '"key" DESC, "firmId" DESC',
          `${rows} ORDER BY it."since" DESC, it."firmId" DESC LIMIT ${put(args.first + 1)}`,
        ];
      }
      case 'NEAREST':
        return ['"key", "firmId"', from(km, 'double precision', '>')];
      case 'RELEVANCE':
        return ['"key" DESC, "firmId"', this.ranked(args, where, km, after, put)];
    }
  }

  /**
   * Points: up to 1,000 for the words (ts_rank, names and own trades weigh most), 40 for the very code and 20 for one below it, 20 for a
   * specialist and 10 for a skilled firm where it says so to everybody, 10 for a verified firm. A withheld level gives no points: the
   * order must not tell it.
   */
  private ranked(
    args: FirmsArgs,
    where: string,
    km: string,
    after: Key | undefined,
    put: (value: unknown) => string,
  ): string {
    const words = args.text?.trim()
      ? `round(1000 * ts_rank(it."words", (SELECT search_query(${put(args.text)})), 32))`
      : '0';
    const [first, last] = args.cpv ? rangeOf(readCpv(args.cpv)!) : ['', ''];
    const capable = args.cpv
      ? `coalesce((SELECT max(CASE WHEN "cpv" = ${put(first)} THEN 40 ELSE 20 END + CASE WHEN "visibility" <> 'PUBLIC' THEN 0
           WHEN "level" = 'SPECIALIST' THEN 20 WHEN "level" = 'SKILLED' THEN 10 ELSE 0 END)
           FROM "capability" WHERE "firmId" = it."firmId" AND "visibility" <> 'PRIVATE' AND "cpv" BETWEEN ${put(first)} AND ${put(last)}), 0)`
      : '0';
    const goesOn = after
      ? `WHERE "key" < ${put(after[0])}::integer OR ("key" = ${put(after[0])}::integer AND "firmId" > ${put(after[1])}::uuid)`
      : '';

    return `SELECT * FROM (
      SELECT (${words} + ${capable} + CASE WHEN it."verified" THEN 10 ELSE 0 END)::integer AS "key", it."firmId", ${km} AS km
      FROM (SELECT * FROM "firmSearch" it WHERE ${where} LIMIT ${mostCandidates}) it) ranked ${goesOn}`;
  }
}

/** @throws BadUserInput for NEAREST without a place */
function sortOf({ sort, text, cpv, near }: FirmsArgs): FirmSort {
  if (sort === 'NEAREST' && !near) throw new BadUserInput([{ path: 'near', message: say('profile:nearWanted') }]);
  if (sort) return sort;
  if (text?.trim() || cpv) return 'RELEVANCE';

  return near ? 'NEAREST' : 'NAME';
}

function pointSql({ latitude, longitude }: NonNullable<FirmsArgs['near']>, put: (value: unknown) => string): string {
  return `ll_to_earth(${put(latitude)}, ${put(longitude)})`;
}

/** The box finds the candidates by the index, the distance cuts the corners off. */
function withinSql(near: NonNullable<FirmsArgs['near']>, put: (value: unknown) => string): string {
  const point = pointSql(near, put);
  const metres = put(near.radiusKm * 1000);

  return `it."place" <@ earth_box(${point}, ${metres}) AND earth_distance(${point}, it."place") <= ${metres}`;
}

function capableSql(cpv: string, put: (value: unknown) => string): string {
  const [first, last] = rangeOf(readCpv(cpv)!);

  return `EXISTS (SELECT 1 FROM "capability" can WHERE can."firmId" = it."firmId" AND can."visibility" <> 'PRIVATE'
    AND can."cpv" BETWEEN ${put(first)} AND ${put(last)})`;
}

/** Rows that came as JSON carry their times as text. */
function foundFirm(row: { firm: Firm; capabilities: Capability[]; papers: number; km: number | null }): FoundFirm {
  const times = (['createdAt', 'changedAt', 'hiddenAt', 'verifiedAt'] as const).map((name) => [
    name,
    asTime(row.firm[name]),
  ]);
  const capabilities = row.capabilities.map((each) =>
    Object.assign(new Capability(), each, { createdAt: asTime(each.createdAt), changedAt: asTime(each.changedAt) }),
  );

  return Object.assign(new FoundFirm(), row.firm, Object.fromEntries(times), {
    cardCapabilities: capabilities,
    cardEvidenceCount: row.papers,
    distanceKm: row.km,
  });
}

function asTime(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}
