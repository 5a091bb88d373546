import type { Json, JsonObject } from './exact-json.js';
import type { PublishedProcess } from './published-process.js';
import { reference, references, writtenParties } from './writing-parties.js';
import { writtenCriteria, writtenRequirements } from './writing-requirements.js';
import {
  exactNumber,
  said,
  writtenClass,
  writtenClasses,
  writtenDocuments,
  writtenItems,
  writtenMoment,
  writtenMoney,
  writtenPeriod,
} from './writing-values.js';

const EXTENSIONS = 'https://raw.githubusercontent.com/open-contracting-extensions';

/** The extensions that our releases use; what is Kongsi's own stands in fields named `kongsi`, which OCDS permits. */
export const DECLARED_EXTENSIONS: readonly string[] = [
  `${EXTENSIONS}/ocds_lots_extension/v1.1.5/extension.json`,
  `${EXTENSIONS}/ocds_bid_extension/v1.1.5/extension.json`,
  `${EXTENSIONS}/ocds_requirements_extension/master/extension.json`,
  `${EXTENSIONS}/ocds_awardCriteria_extension/master/extension.json`,
  `${EXTENSIONS}/ocds_bidOpening_extension/master/extension.json`,
  `${EXTENSIONS}/ocds_partyDetails_scale_extension/master/extension.json`,
];

export interface PackageDetails {
  /** Where this very package can be fetched. */
  uri: string;
  /** ISO 8601, UTC. */
  publishedAt: string;
  publisher: { name: string; uri?: string };
  /** Address of the licence, e.g. https://creativecommons.org/licenses/by/4.0/. */
  license?: string;
  /** Links of a paged feed. */
  links?: { next?: string; prev?: string };
}

/**
 * A release package of OCDS 1.1 with the extensions declared. A package has at least one release; an empty page of a feed
 * is the caller's to answer otherwise.
 */
export function releasePackage(details: PackageDetails, releases: readonly JsonObject[]): JsonObject {
  return said({
    uri: details.uri,
    version: '1.1',
    extensions: [...DECLARED_EXTENSIONS],
    publishedDate: details.publishedAt,
    publisher: said({ name: details.publisher.name, uri: details.publisher.uri }),
    license: details.license,
    links: said({ next: details.links?.next, prev: details.links?.prev }),
    releases: [...releases],
  });
}

/**
 * The release that tells of a process.
 * @param isOpened before the opening nothing of bids leaves Kongsi: bids, their statistics and tenderers are left out
 * @throws RangeError when a firm has no id, or an amount cannot be a JSON number without rounding
 */
export function releaseOf(process: PublishedProcess, { isOpened }: { isOpened: boolean }): JsonObject {
  const told = isOpened ? process : { ...process, bids: [], bidStatistics: [], tenderers: [] };

  return said({
    ocid: told.ocid,
    id: told.releaseId,
    date: writtenMoment(told.date),
    tag: told.tags,
    initiationType: 'tender',
    language: told.language,
    parties: writtenParties(told),
    buyer: reference(told.buyer),
    planning: said({ budget: said({ amount: writtenMoney(told.budget) }) }),
    tender: writtenTender(told),
    bids: said({ statistics: writtenStatistics(told), details: writtenBids(told) }),
    awards: writtenAwards(told),
    contracts: told.contracts.map((contract) =>
      said({
        id: contract.ocdsId,
        awardID: contract.award,
        title: contract.title,
        description: contract.description,
        status: contract.status,
        period: writtenPeriod(contract.period),
        value: writtenMoney(contract.value),
        items: writtenItems(contract.items),
        dateSigned: writtenMoment(contract.signedAt),
      }),
    ),
  });
}

function writtenTender(process: PublishedProcess): JsonObject {
  const [mainClass = null, ...furtherClasses] = process.classifications;

  return said({
    id: process.tenderId,
    title: process.title,
    description: process.description,
    status: process.status,
    procuringEntity: reference(process.procuringEntity),
    classification: writtenClass(mainClass),
    additionalClassifications: writtenClasses(furtherClasses),
    items: writtenItems(process.items),
    value: writtenMoney(process.value),
    minValue: writtenMoney(process.minValue),
    procurementMethod: process.procurementMethod,
    procurementMethodDetails: process.procurementMethodDetails,
    mainProcurementCategory: process.mainProcurementCategory,
    ...tenderCriteria(process),
    enquiryPeriod: writtenPeriod(process.enquiryPeriod),
    tenderPeriod: writtenPeriod(process.tenderPeriod),
    contractPeriod: writtenPeriod(process.contractPeriod),
    bidOpening: said({ date: writtenMoment(process.openingAt) }),
    tenderers: references(process.tenderers),
    lots: writtenLots(process),
    criteria: writtenRequirements(process.requirements),
    documents: writtenDocuments(process.documents),
  });
}

/** OCDS has one word and one text for the criteria of a whole tender; broken down they belong to lots. */
function tenderCriteria(process: PublishedProcess): { [key: string]: Json | undefined } {
  const whole = process.criteria.find((one) => one.lot === null);

  return { awardCriteria: whole?.kind, awardCriteriaDetails: whole?.description };
}

function writtenLots(process: PublishedProcess): JsonObject[] {
  return process.lots.map((lot) =>
    said({
      id: lot.ocdsId,
      title: lot.title,
      description: lot.description,
      status: lot.status,
      value: writtenMoney(lot.value),
      minValue: writtenMoney(lot.minValue),
      tenderPeriod: writtenPeriod(lot.tenderPeriod),
      contractPeriod: writtenPeriod(lot.contractPeriod),
      additionalClassifications: writtenClasses(lot.classifications),
      awardCriteria: writtenCriteria(process.criteria, lot.ocdsId),
    }),
  );
}

function writtenStatistics(process: PublishedProcess): JsonObject[] {
  return process.bidStatistics.map((statistic) =>
    said({
      id: statistic.ocdsId,
      measure: statistic.measure,
      value: statistic.value === null ? null : exactNumber(statistic.value),
      currency: statistic.currency,
      relatedLot: statistic.lot,
    }),
  );
}

function writtenBids(process: PublishedProcess): JsonObject[] {
  return process.bids.map((bid) =>
    said({
      id: bid.ocdsId,
      date: writtenMoment(bid.date),
      status: bid.status,
      tenderers: references(bid.tenderers),
      value: writtenMoney(bid.value),
      relatedLots: bid.lots,
    }),
  );
}

function writtenAwards(process: PublishedProcess): JsonObject[] {
  return process.awards.map((award) =>
    said({
      id: award.ocdsId,
      title: award.title,
      description: award.description,
      status: award.status,
      date: writtenMoment(award.date),
      value: writtenMoney(award.value),
      suppliers: references(award.suppliers),
      items: writtenItems(award.items),
      contractPeriod: writtenPeriod(award.contractPeriod),
      documents: writtenDocuments(award.documents),
      relatedLots: award.lots,
      relatedBid: award.bid,
      rationale: award.reason,
    }),
  );
}
