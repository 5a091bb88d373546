import { plainDecimal, type Json, type JsonObject } from './exact-json.js';
import type { Classification, Item, Moment, Money, NoticeDocument, Period } from './external-notice.js';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The object without what says nothing: null, undefined, empty lists and empty objects. */
export function said(object: { [key: string]: Json | undefined }): JsonObject {
  const says = (value: Json | undefined): boolean =>
    value !== null && value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0);

  return Object.fromEntries(Object.entries(object).filter((entry): entry is [string, Json] => says(entry[1])));
}

/**
 * A decimal text as a JSON number.
 * @throws RangeError when a double cannot hold it exactly: OCDS wants a number, and we round none.
 */
export function exactNumber(decimal: string): number {
  const number = Number(decimal);
  if (!Number.isFinite(number) || plainDecimal(String(number)) !== plainDecimal(decimal)) {
    throw new RangeError(`${decimal} cannot be written as a JSON number without rounding it`);
  }

  return number;
}

export function writtenMoney(money: Money | null): JsonObject | null {
  return money && said({ amount: exactNumber(money.amount), currency: money.currency });
}

/** RFC 3339: as first written when it was so, else in UTC. */
export function writtenMoment(moment: Moment | null): string | null {
  return moment && (RFC_3339.test(moment.original) ? moment.original : moment.at);
}

export function writtenPeriod(period: Period | null): JsonObject | null {
  return (
    period &&
    said({ startDate: writtenMoment(period.from), endDate: writtenMoment(period.until), durationInDays: period.days })
  );
}

export function writtenClass(one: Classification | null): JsonObject | null {
  return one && said({ scheme: one.scheme, id: one.id, description: one.name });
}

export function writtenClasses(classes: readonly Classification[]): JsonObject[] {
  return classes.map((one) => writtenClass(one) ?? {});
}

export function writtenItems(items: readonly Item[]): JsonObject[] {
  return items.map(({ unit, ...item }) =>
    said({
      id: item.ocdsId,
      description: item.description,
      classification: writtenClass(item.classification),
      additionalClassifications: writtenClasses(item.furtherClassifications),
      quantity: item.quantity === null ? null : exactNumber(item.quantity),
      unit: unit && said({ scheme: unit.scheme, id: unit.code, name: unit.name, value: writtenMoney(unit.value) }),
      relatedLot: item.lot,
    }),
  );
}

export function writtenDocuments(documents: readonly NoticeDocument[]): JsonObject[] {
  return documents.map((document) =>
    said({
      id: document.ocdsId,
      documentType: document.type,
      title: document.title,
      url: document.url,
      datePublished: writtenMoment(document.publishedAt),
      format: document.format,
      language: document.language,
      relatedLots: document.lots,
    }),
  );
}
