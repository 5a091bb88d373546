import { minorDigits, Money as OwnMoney } from '#libs/platform';
import type { Firm, FirmLegalId } from '#libs/firms';
import {
  type Criterion,
  type Item as TenderItem,
  type Lot as TenderLot,
  type LotContent,
  type LotRequirement,
  type Phase,
  type Tender,
  lotPhase,
} from '#libs/tenders';
import { plainDecimal } from './exact-json.js';
import type {
  Classification,
  Item,
  Lot,
  Moment,
  Money,
  NoticeDocument,
  Party,
  Period,
  Requirement,
  ScoredCriterion,
} from './external-notice.js';
import type { PublishedProcess } from './published-process.js';
import { momentOf } from './reading-dates.js';
import { exactNumber } from './writing-values.js';

/** All that is told of a tender before its bids. */
export interface TenderTold {
  tender: Tender;
  buyer: Party;
  lots: readonly LotContent[];
  documents: NoticeDocument[];
  /** The effective closing. */
  closing: Date | null;
  phase: Phase;
  now: Date;
}

/** What a release is called, when it was made and what it tells of. */
export type ReleaseFacts = Pick<PublishedProcess, 'releaseId' | 'tags'> & { at: Date };

/** The Open Contracting ID of a tender of this Kongsi. */
export const ocidOf = (tenderId: string): string => `kongsi-${tenderId}`;

/** A tender of ours as it is told to the world. Of an estimate no more leaves than its page shows. */
export function processOfTender(
  { tender, buyer, lots, documents, closing, phase, now }: TenderTold,
  facts: ReleaseFacts,
): PublishedProcess {
  const times = { publishedAt: tender.publishedAt, cancelledAt: tender.cancelledAt, closing };
  const statusOf = (lot: TenderLot): string => statuses[lotPhase(times, lot, tender.isSealed, now)];

  return {
    ocid: ocidOf(tender.id),
    releaseId: facts.releaseId,
    date: told(facts.at),
    tags: facts.tags,
    language: tender.language,
    buyer,
    procuringEntity: null,
    tenderId: tender.id,
    title: tender.title,
    description: tender.description || null,
    status: statuses[phase],
    procurementMethod: 'open',
    procurementMethodDetails: tender.procedure,
    mainProcurementCategory: categoryOf(tender.cpv),
    value: money(tender.shownToMinor, tender.estimateCurrency),
    minValue: tender.estimateShown === 'RANGE' ? money(tender.shownFromMinor, tender.estimateCurrency) : null,
    budget: null,
    classifications: classesOf(tender.cpv),
    enquiryPeriod: period(tender.publishedAt, tender.questionsUntil),
    tenderPeriod: period(tender.publishedAt, closing),
    contractPeriod: null,
    openingAt: null,
    lots: lots.map(({ lot }) => lotTold(lot, statusOf(lot), tender)),
    items: lots.flatMap(({ items }) => items.map(itemTold)),
    documents,
    requirements: lots.flatMap(({ lot, requirements }) => requirements.map((one) => requirementTold(one, lot))),
    criteria: lots.flatMap(({ criteria }) => criteria.map(criterionTold)),
    tenderers: [],
    awards: [],
    contracts: [],
    bids: [],
    bidStatistics: [],
  };
}

const statuses: Record<Phase, string> = {
  DRAFT: 'planned',
  OPEN: 'active',
  CLOSED: 'active',
  EVALUATION: 'active',
  AWARDED: 'complete',
  SIGNED: 'complete',
  COMPLETE: 'complete',
  CANCELLED: 'cancelled',
  UNSUCCESSFUL: 'unsuccessful',
};

const scales = { MICRO: 'micro', SMALL: 'sme', MEDIUM: 'sme', LARGE: 'large' } as const;

/** A firm as anybody may know it: one that hides its page is named and no more. */
export function partyOf(firm: Firm, legalIds: readonly FirmLegalId[]): Party {
  const isOpen = !firm.isHidden;

  return {
    ocdsId: firm.publicId,
    name: firm.name,
    legalIds: isOpen ? legalIds.map(({ scheme, number }) => ({ scheme, number })) : [],
    address: isOpen
      ? {
          street: firm.addressLines.join(', ') || null,
          town: firm.town,
          region: firm.region,
          postalCode: null,
          country: firm.country,
        }
      : null,
    scale: isOpen ? scales[firm.size] : null,
    contact: null,
  };
}

export function told(at: Date): Moment {
  return momentOf(at.toISOString())!;
}

/** Null where there is none, or where a JSON number could not hold it: nothing is rounded. */
export function money(minor: bigint | null, currency: string | null): Money | null {
  const own = OwnMoney.of(minor, currency);
  if (!own) return null;
  const amount = minorDigits(own.currency) === 0 ? own.amount : plainDecimal(own.amount);
  try {
    exactNumber(amount);
  } catch {
    return null;
  }

  return { amount, currency: own.currency };
}

function period(from: Date | null, until: Date | null): Period | null {
  return until && { from: from && told(from), until: told(until), days: null };
}

/** By the CPV's own order: works are division 45, services begin at 50. */
function categoryOf(cpv: string | null): string | null {
  if (cpv === null) return null;
  const division = Number(cpv.slice(0, 2));
  if (division === 45) return 'works';

  return division >= 50 ? 'services' : 'goods';
}

function classesOf(cpv: string | null): Classification[] {
  return cpv === null ? [] : [{ scheme: 'CPV', id: cpv, name: null }];
}

function lotTold(lot: TenderLot, status: string, tender: Tender): Lot {
  return {
    ocdsId: lot.id,
    title: lot.title,
    description: lot.description,
    status,
    value: tender.estimateShown === 'EXACT' ? money(lot.estimateMinor, lot.estimateCurrency) : null,
    minValue: null,
    tenderPeriod: null,
    contractPeriod: null,
    classifications: classesOf(lot.cpv),
  };
}

function itemTold(item: TenderItem): Item {
  return {
    ocdsId: item.id,
    lot: item.lotId,
    description: item.description,
    quantity: item.quantity === null ? null : plainDecimal(item.quantity),
    unit: item.unitCode === null ? null : { scheme: 'UNCEFACT', code: item.unitCode, name: item.unitName, value: null },
    classification: classesOf(item.cpv)[0] ?? null,
    furtherClassifications: [],
  };
}

/** One heading a lot and kind; all below it are asked together. */
function requirementTold(requirement: LotRequirement, lot: TenderLot): Requirement {
  const heading = `${lot.number}-${requirement.kind}`;
  const minimum = requirement.threshold ? plainDecimal(requirement.threshold.value) : null;

  return {
    ocdsId: requirement.id,
    heading: {
      ocdsId: heading,
      title: requirement.kind,
      description: null,
      source: null,
      relatesTo: 'tenderer',
      relatedItem: null,
      lots: [lot.id],
    },
    group: `${heading}-all`,
    title: requirement.title,
    description: requirement.description,
    dataType: minimum === null ? 'boolean' : 'number',
    expected: minimum === null ? 'true' : null,
    minimum,
    maximum: null,
    mode: requirement.mode,
    isEssential: requirement.essential,
  };
}

function criterionTold(criterion: Criterion): ScoredCriterion {
  return {
    lot: criterion.lotId,
    kind: criterion.kind === 'PRICE' ? 'price' : 'quality',
    name: criterion.title,
    description: criterion.description,
    weight: String(criterion.weight / 100),
  };
}
