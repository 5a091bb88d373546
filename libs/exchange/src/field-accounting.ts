import type { Json, JsonObject } from './exact-json.js';
import type { ExternalNotice, Item } from './external-notice.js';

/** How often each field occurs: in a release (present) or in the notice read from it (mapped). */
export interface FieldCounts {
  /** 1 when anybody is named as buyer or procuring entity. */
  buyer: number;
  /** The tender's own title and description. */
  texts: number;
  lots: number;
  /** Items of the tender, of awards and of contracts. */
  items: number;
  /** Classes of the tender, of lots and of items. */
  classes: number;
  /** Every sum of money. */
  values: number;
  /** Ends of the periods for bids and for questions, of the tender and of lots. */
  deadlines: number;
  awards: number;
}

export const FIELDS = [
  'buyer',
  'texts',
  'lots',
  'items',
  'classes',
  'values',
  'deadlines',
  'awards',
] as const satisfies readonly (keyof FieldCounts)[];

/**
 * Counts what a release holds, by a walk of its own that shares nothing with the reader. What is blank (null, an empty
 * text, an object of such) does not count. A planned tender counts only where there is no tender, as the plan of one.
 */
export function presentFields(release: JsonObject): FieldCounts {
  const tender = says(release['tender']) ? release['tender'] : get(release, 'planning', 'tender');
  const awards = list(release['awards'] ?? release['award']);
  const contracts = list(says(release['contracts']) ? release['contracts'] : release['contract']);
  const parts = [tender, ...awards, ...contracts];
  const lots = list(get(tender, 'lots'));
  const ends = [tender, ...lots].flatMap((one) => [
    get(one, 'tenderPeriod', 'endDate'),
    get(one, 'enquiryPeriod', 'endDate'),
  ]);

  return {
    buyer: namesBuyer(release, tender) ? 1 : 0,
    texts: [get(tender, 'title'), get(tender, 'description')].filter(says).length,
    lots: lots.length,
    items: parts.flatMap((part) => list(get(part, 'items'))).length,
    classes: parts.reduce<number>((sum, part) => sum + classesWithin(part), 0),
    values: moneyWithin(release),
    deadlines: ends.filter(says).length,
    awards: awards.length,
  };
}

/** Counts what the notice took. */
export function mappedFields(notice: ExternalNotice): FieldCounts {
  const items = [notice, ...notice.awards, ...notice.contracts].flatMap((part) => part.items);
  const ofItem = (item: Item): number => (item.classification ? 1 : 0) + item.furtherClassifications.length;
  const lotClasses = notice.lots.reduce((sum, lot) => sum + lot.classifications.length, 0);
  const periods = [notice.tenderPeriod, notice.enquiryPeriod, ...notice.lots.map((lot) => lot.tenderPeriod)];

  return {
    buyer: notice.buyer ? 1 : 0,
    texts: (notice.title !== null && !notice.titleIsDerived ? 1 : 0) + (notice.description === null ? 0 : 1),
    lots: notice.lots.length,
    items: items.length,
    classes: notice.classifications.length + lotClasses + items.reduce((sum, item) => sum + ofItem(item), 0),
    values: moneyWithin(notice as unknown as Json),
    deadlines: periods.filter((period) => period?.until).length,
    awards: notice.awards.length,
  };
}

/** The fields of which less was mapped than is present. */
export function fieldsLost(present: FieldCounts, mapped: FieldCounts): (keyof FieldCounts)[] {
  return FIELDS.filter((field) => mapped[field] < present[field]);
}

export function sumOfCounts(counts: readonly FieldCounts[]): FieldCounts {
  return Object.fromEntries(FIELDS.map((field) => [field, counts.reduce((sum, one) => sum + one[field], 0)])) as Record<
    keyof FieldCounts,
    number
  >;
}

function says(value: Json | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim().length > 0;

  return typeof value === 'object' ? Object.values(value).some(says) : true;
}

function get(value: Json | undefined, ...keys: string[]): Json | undefined {
  return keys.reduce<Json | undefined>(
    (inner, key) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner[key] : undefined),
    value,
  );
}

/** The entries of a list that are objects and say something; one object counts as a list of one. */
function list(value: Json | undefined): Json[] {
  const entries = Array.isArray(value) ? value : [value];

  return entries.filter(
    (entry): entry is JsonObject => typeof entry === 'object' && entry !== null && !Array.isArray(entry) && says(entry),
  );
}

function namesBuyer(release: JsonObject, tender: Json | undefined): boolean {
  const names = (one: Json | undefined): boolean =>
    says(get(one, 'name')) || says(get(one, 'id')) || says(get(one, 'identifier', 'legalName'));
  const buying = list(release['parties']).filter((party) => {
    const roles = get(party, 'roles');
    return Array.isArray(roles) && (roles.includes('buyer') || roles.includes('procuringEntity'));
  });

  return [release['buyer'], get(tender, 'procuringEntity'), ...buying].some(names);
}

function classesWithin(part: Json | undefined): number {
  if (typeof part !== 'object' || part === null) return 0;
  const own = Array.isArray(part) ? [] : [...list(part['classification']), ...list(part['additionalClassifications'])];
  const saying = own.filter((one) => says(get(one, 'id')) || says(get(one, 'description')) || says(get(one, 'uri')));

  return Object.values(part).reduce<number>((sum, inner) => sum + classesWithin(inner), saying.length);
}

function moneyWithin(value: Json | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, one) => sum + moneyWithin(one), 0);
  const amount = Array.isArray(value) ? undefined : value['amount'];
  const written = get(amount, '$numberLong') ?? get(amount, '$numberDecimal') ?? amount;

  return (
    inner +
    (typeof written === 'number' || (typeof written === 'string' && /^-?[\d.,\s]*\d[\d.,\s]*$/.test(written)) ? 1 : 0)
  );
}
