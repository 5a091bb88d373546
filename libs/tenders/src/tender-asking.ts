import { rangeOf, readCpv } from '#libs/firms';
import { type Actor, BadUserInput, Money, say } from '#libs/platform';
import type { TenderSort, TendersArgs, ValueRangeInput } from './tender-search.graphql.js';
import { canSeeTenderSql } from './tender.policy.js';

/** Adds a value to a statement and answers its place: `$3`. */
export type Put = (value: unknown) => `$${number}`;

/** What a search asks for, as SQL over "tender" it. */
export interface Asked {
  values: unknown[];
  put: Put;
  conditions: string[];
}

/** Nothing asked yet but these conditions. */
export function asking(...conditions: ((put: Put) => string)[]): Asked {
  const values: unknown[] = [];
  const put: Put = (value) => `$${values.push(value)}`;

  return { values, put, conditions: conditions.map((condition) => condition(put)) };
}

/** The filters of a search. The value filter sees only what everybody sees of an estimate. */
export function askedOf(actor: Actor, args: Omit<TendersArgs, 'first' | 'after'>, now: Date): Asked {
  const asked = asking(
    () => 'it."publishedAt" IS NOT NULL',
    (put) => canSeeTenderSql('it', put(actor.firmIds)),
  );
  const { put, conditions } = asked;
  if (args.text?.trim()) conditions.push(`it."search" @@ (SELECT search_query(${put(args.text)}))`);
  if (args.cpv) conditions.push(cpvSql(args.cpv, put));
  if (args.near) conditions.push(withinSql(args.near, put));
  conditions.push(...valueSql(args.value, put));
  if (args.closingBefore) conditions.push(`it."closesAt" < ${put(args.closingBefore)}`);
  if (args.closingAfter) conditions.push(`it."closesAt" >= ${put(args.closingAfter)}`);
  if (args.phases?.length) conditions.push(`tender_phase(it, ${put(now)}) = ANY (${put(args.phases)})`);
  if (args.buyerFirmId) conditions.push(`it."buyerFirmId" = ${put(args.buyerFirmId)}`);
  if (args.procedure) conditions.push(`it."procedure" = ${put(args.procedure)}`);
  if (args.country) conditions.push(`it."country" = ${put(args.country)}`);
  if (args.town) conditions.push(`plain(it."town") = plain(${put(args.town)})`);
  if (args.biddableHere) conditions.push('it."origin" IS NULL');

  return asked;
}

/** @throws BadUserInput for an order by distance without a place */
export function sortOf({ sort, text, near }: TendersArgs): TenderSort {
  if (sort === 'NEAREST' && !near) throw new BadUserInput([{ path: 'near', message: say('tenders:nearNeeded') }]);

  return sort ?? (text?.trim() ? 'RELEVANCE' : near ? 'NEAREST' : 'NEWEST');
}

/** Metres from the place searched near. */
export function distanceSql(near: NonNullable<TendersArgs['near']>, put: Put): string {
  const here = `ll_to_earth(${put(near.latitude)}::float8, ${put(near.longitude)}::float8)`;

  return `earth_distance(ll_to_earth(it."latitude", it."longitude"), ${here})`;
}

function cpvSql(cpv: string, put: Put): string {
  const [first, last] = rangeOf(readCpv(cpv)!);
  const [from, until] = [put(first), put(last)];

  return `(it."cpv" BETWEEN ${from} AND ${until} OR EXISTS (SELECT 1 FROM "lot" lot WHERE lot."tenderId" = it."id" AND lot."cpv" BETWEEN ${from} AND ${until}))`;
}

function withinSql(near: NonNullable<TendersArgs['near']>, put: Put): string {
  const here = `ll_to_earth(${put(near.latitude)}::float8, ${put(near.longitude)}::float8)`;
  const metres = put(near.radiusKm * 1_000);

  return `(it."latitude" IS NOT NULL AND earth_box(${here}, ${metres}) @> ll_to_earth(it."latitude", it."longitude")
    AND ${distanceSql(near, put)} <= ${metres})`;
}

/** @throws BadUserInput for an amount that cannot be, or two currencies */
function valueSql(value: ValueRangeInput | undefined, put: Put): string[] {
  const from = value?.from && Money.read(value.from, 'value.from');
  const to = value?.to && Money.read(value.to, 'value.to');
  if (!from && !to) return [];
  if (from && to && from.currency !== to.currency)
    throw new BadUserInput([{ path: 'value.to.currency', read: to.currency, message: say('tenders:oneCurrency') }]);

  return [
    `it."estimateCurrency" = ${put((from ?? to)!.currency)}`,
    ...(from ? [`it."shownToMinor" >= ${put(from.minor.toString())}::bigint`] : []),
    ...(to ? [`it."shownFromMinor" <= ${put(to.minor.toString())}::bigint`] : []),
  ];
}
