import type { ExternalItem, ExternalLot, ExternalRequirement, ExternalTender } from '#libs/tenders';
import type { Classification, ExternalNotice, Item, Lot, Requirement } from './external-notice.js';
import { courseOf } from './lot-course.js';
import { distinct, endOf, firstCpv, isOneOf, isWebAddress, languageOf, momentOf, moneyOf } from './outside-words.js';

/** Where a notice belongs: the source and process it is filed under, and when it was read. */
export interface Filed {
  source: string;
  ocid: string;
  readAt: Date;
}

/**
 * A notice as a tender that can be browsed. What a tender has no place for stays in the notice; an amount, quantity or code that a
 * tender cannot hold exactly is left out here rather than changed.
 */
export function tenderFrom(notice: ExternalNotice, { source, ocid, readAt }: Filed): ExternalTender {
  const told = notice.date ? new Date(notice.date.at) : readAt;
  const calledOff = isOneOf(notice.status, ['cancelled', 'withdrawn']);
  const lots = notice.lots.length > 0 ? notice.lots : [undivided];
  const unique = distinct();

  return {
    origin: { source, ocid, link: linkOf(notice), ...buyerOf(notice) },
    title: notice.title ?? ocid,
    description: notice.description ?? '',
    language: languageOf(notice.language),
    cpv: firstCpv([...notice.classifications, ...notice.items.flatMap(classesOf)]),
    place: placeOf(notice),
    estimate: moneyOf(notice.value ?? notice.minValue),
    // Deadlines are told with an offset or none, never with a place.
    timeZone: 'UTC',
    publishedAt: earliest([told, momentOf(notice.tenderPeriod?.from)]),
    questionsUntil: endOf(notice.enquiryPeriod?.until),
    closesAt: closingOf(notice),
    cancelledAt: calledOff ? told : null,
    cancelReason: calledOff ? notice.status : null,
    lots: lots.map((lot, at) => ({ ...lotFrom(notice, lot, at, told), originId: unique(lot.ocdsId) })),
    documents: notice.documents
      .filter(({ url }) => isWebAddress(url))
      .map(({ url, type, title, language }) => ({
        link: url,
        type: type ?? 'other',
        title: title ?? type ?? new URL(url!).hostname,
        language,
      })),
  };
}

/** The one lot of a notice that is not divided. */
const undivided: Lot = {
  ocdsId: null,
  title: null,
  description: null,
  status: null,
  value: null,
  minValue: null,
  tenderPeriod: null,
  contractPeriod: null,
  classifications: [],
};

function lotFrom(notice: ExternalNotice, lot: Lot, at: number, told: Date): Omit<ExternalLot, 'originId'> {
  const concerns = (lots: readonly string[]): boolean => lots.length === 0 || lots.includes(lot.ocdsId ?? '');
  const awards = notice.awards.filter((award) => concerns(award.lots));
  const ids = new Set(notice.awards.map((award) => award.ocdsId));
  const own = new Set(awards.map((award) => award.ocdsId));
  const contracts = notice.contracts.filter(({ award }) => award === null || !ids.has(award) || own.has(award));
  const items = notice.items.filter((item) =>
    item.lot === null || !notice.lots.some((one) => one.ocdsId === item.lot) ? at === 0 : item.lot === lot.ocdsId,
  );
  const unique = distinct();

  return {
    originStatus: lot.status,
    title: lot.title,
    description: lot.description,
    cpv: firstCpv([...lot.classifications, ...items.flatMap(classesOf)]),
    estimate: moneyOf(lot.value ?? lot.minValue),
    ...courseOf(lot.status ?? notice.status, awards, contracts, told),
    items: items.map((item) => ({ ...itemFrom(item), originId: unique(item.ocdsId) })),
    requirements: notice.requirements.filter(({ heading }) => concerns(heading.lots)).map(requirementFrom),
    criteria: criteriaOf(notice, lot),
  };
}

function itemFrom(item: Item): Omit<ExternalItem, 'originId'> {
  const classes = classesOf(item);
  const other = classes.find(({ scheme, id }) => id !== null && scheme !== 'CPV');

  return {
    description: item.description ?? classes.find(({ name }) => name)?.name ?? '',
    quantity: item.quantity !== null && /^\d{1,14}(\.\d{1,4})?$/.test(item.quantity) ? item.quantity : null,
    unitCode: item.unit?.scheme === 'UNCEFACT' ? item.unit.code : null,
    unitName: item.unit?.name ?? null,
    cpv: firstCpv(classes),
    classification: other ? { scheme: other.scheme ?? '', id: other.id!, description: other.name } : null,
  };
}

/** A requirement stated in data. How a group meets it is seldom said: then each member is asked, the strictest reading. */
function requirementFrom(requirement: Requirement): ExternalRequirement {
  const { heading, title, description } = requirement;
  const said = title ?? heading.title ?? description ?? heading.description ?? '';
  const modes = ['EACH', 'ANY_ONE', 'LEAD', 'GROUP'] as const;

  return {
    title: said.slice(0, 200),
    description: description ?? heading.description,
    kind: 'DECLARATION',
    mode: modes.find((mode) => mode === requirement.mode) ?? 'EACH',
    modeReason: null,
    measure: { declaration: (description ?? said).slice(0, 500) },
    parts: null,
    threshold: null,
    floorPerMember: null,
    floorLead: null,
    essential: requirement.isEssential ?? true,
    proof: 'DECLARATION',
    proofWhen: 'WITH_BID',
    neededFrom: null,
    neededUntil: null,
    source: heading.source,
    originId: requirement.ocdsId,
  };
}

/** The criteria a lot is scored on, where their weights are told and whole. */
function criteriaOf(notice: ExternalNotice, lot: Lot): ExternalLot['criteria'] {
  const own = notice.criteria.filter((one) => one.lot === lot.ocdsId && one.weight !== null);
  const weights = own.map(({ weight }) => Math.round(Number(weight) * 100));
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 10_000 || weights.some((weight) => weight < 1)) return [];

  return own.map(({ name, kind, description }, at) => ({
    title: name ?? kind ?? '',
    description,
    kind: isOneOf(kind, ['price', 'cost']) ? ('PRICE' as const) : ('QUALITY' as const),
    weight: weights[at]!,
  }));
}

/** The latest end of taking bids. A day alone holds until it is over. */
function closingOf(notice: ExternalNotice): Date | null {
  const own = endOf(notice.tenderPeriod?.until);
  if (own) return own;
  const ends = notice.lots.flatMap((lot) => endOf(lot.tenderPeriod?.until) ?? []);

  return ends.length === 0 ? null : new Date(Math.max(...ends.map((end) => end.getTime())));
}

function earliest(moments: readonly (Date | null)[]): Date {
  return new Date(Math.min(...moments.flatMap((one) => one?.getTime() ?? [])));
}

function classesOf(item: Item): Classification[] {
  return [...(item.classification ? [item.classification] : []), ...item.furtherClassifications];
}

/** The buyer's country: the one thing about the place of the work that can be taken for granted. */
function placeOf({ buyer }: ExternalNotice): ExternalTender['place'] {
  const country = buyer?.address?.country?.trim().toUpperCase() ?? '';
  const nowhere = { town: null, region: null, latitude: null, longitude: null };

  return { ...nowhere, country: /^[A-Z]{2}$/.test(country) ? country : null };
}

function buyerOf({ buyer }: ExternalNotice): Pick<ExternalTender['origin'], 'buyerName' | 'buyerLegalIds'> {
  const legalIds = buyer?.legalIds ?? [];

  return {
    buyerName: buyer?.name ?? null,
    buyerLegalIds: legalIds.map(({ scheme, number }) => ({ scheme: scheme ?? '', number })),
  };
}

function linkOf({ documents }: ExternalNotice): string | null {
  const notices = documents.filter(({ url }) => isWebAddress(url));

  return notices.find(({ type }) => type === 'tenderNotice')?.url ?? null;
}
