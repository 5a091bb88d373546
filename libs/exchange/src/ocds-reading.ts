import type { ExternalNotice, Item, Party } from './external-notice.js';
import { Findings, type Finding } from './finding.js';
import type { JsonObject } from './exact-json.js';
import type { Origin } from './ocds-stream.js';
import { Place } from './place.js';
import { awardsAt, bidsAt, contractsAt, statisticsAt } from './reading-awards.js';
import { itemsAt, textIn } from './reading-classes.js';
import { momentAt, periodAt } from './reading-dates.js';
import { furtherValuesIn, moneyAt } from './reading-money.js';
import { Parties } from './reading-parties.js';
import { conditionsIn, requirementsIn, scoredCriteriaIn } from './reading-requirements.js';
import { classesIn, documentsAt, lotsAt, lotsOfItems } from './reading-tender.js';

export interface ReadingOptions {
  /** Persons to ask are read only when this is true. */
  keepContacts?: boolean;
}

/**
 * Reads one OCDS release (1.0 or 1.1, any publisher) leniently: takes what is there, never throws on what is not, and says
 * what was missing or strange. The release itself is not changed; the caller keeps it as the original.
 */
export function readRelease(
  release: JsonObject,
  origin: Pick<Origin, 'package'>,
  { keepContacts = false }: ReadingOptions = {},
): { notice: ExternalNotice; findings: Finding[] } {
  const findings = new Findings();
  const root = new Place(release, '', findings);
  const parties = new Parties(root, keepContacts);
  const tender = tenderIn(root);
  const lots = lotsAt(tender.at('lots'));
  const items = itemsAt(tender.at('items'), lotsOfItems(tender.at('lots')));
  const awards = awardsAt(root.at('awards', 'award'), parties, lots);
  const contracts = contractsAt(root.at('contracts', 'contract'));
  const description = textIn(tender, 'description') ?? textIn(root, 'description');
  const tags = tagsIn(root);
  const isPlan =
    tender.path.startsWith('planning') || (tags.length > 0 && tags.every((tag) => tag.startsWith('planning')));
  const notice: ExternalNotice = {
    ocid: root.at('ocid').text(),
    releaseId: root.at('id').text(),
    date: momentAt(root.at('date')),
    tags,
    language: root.at('language').text(),
    publisher: origin.package.publisher ?? null,
    license: origin.package.license ?? null,
    buyer: buyerIn(root, tender, parties),
    procuringEntity: parties.at(tender.at('procuringEntity')) ?? parties.withRole('procuringEntity'),
    tenderId: tender.at('id').text(),
    title: textIn(tender, 'title') ?? textIn(root, 'title'),
    titleIsDerived: false,
    description,
    isPlanned: isPlan || ['planning', 'planned'].includes(tender.at('status').text() ?? ''),
    status: tender.at('status').text(),
    procurementMethod: tender.at('procurementMethod').text(),
    procurementMethodDetails: textIn(tender, 'procurementMethodDetails'),
    mainProcurementCategory: tender.at('mainProcurementCategory').text(),
    value: moneyAt(tender.at('value')),
    minValue: moneyAt(tender.at('minValue')),
    budget: moneyAt(root.at('planning').at('budget').at('amount')),
    classifications: classesIn(tender),
    enquiryPeriod: periodAt(tender.at('enquiryPeriod')),
    tenderPeriod: periodAt(tender.at('tenderPeriod')),
    contractPeriod: periodAt(tender.at('contractPeriod')),
    openingAt: momentAt(tender.at('bidOpening').at('date')),
    lots,
    items,
    documents: documentsAt(tender.at('documents')),
    requirements: requirementsIn(tender),
    conditions: conditionsIn(tender),
    criteria: scoredCriteriaIn(tender),
    tenderers: parties.membersAt(tender.at('tenderers')),
    awards,
    contracts,
    bids: bidsAt(root.at('bids').at('details'), parties),
    bidStatistics: statisticsAt(root.at('bids').at('statistics')),
    furtherValues: furtherValuesIn(root),
  };
  if (notice.title === null) deriveTitle(notice, root);
  tellMissing(notice, tender, findings);

  return { notice, findings: findings.all() };
}

/** The tender, or where there is none the planned one (Armenia). */
function tenderIn(root: Place): Place {
  const tender = root.at('tender');
  const planned = root.at('planning').at('tender');
  if (!tender.isEmpty() || planned.isEmpty()) return tender;
  root.findings.add('tenderFromPlan', planned.path);

  return planned;
}

function tagsIn(root: Place): string[] {
  const tag = root.at('tag');
  if (typeof tag.value === 'string') root.findings.add('listExpected', tag.path, tag.value);

  return typeof tag.value === 'string' ? tag.value.split(/[,;\s]+/).filter((one) => one !== '') : tag.texts();
}

function buyerIn(root: Place, tender: Place, parties: Parties): Party | null {
  const buyer = parties.at(root.at('buyer'));
  if (buyer) return buyer;
  const listed = parties.withRole('buyer');
  if (listed) {
    root.findings.add('buyerFromParties', 'parties', listed.name);
    return listed;
  }
  const entity = parties.at(tender.at('procuringEntity')) ?? parties.withRole('procuringEntity');
  if (entity) root.findings.add('buyerFromProcuringEntity', tender.at('procuringEntity').path, entity.name);

  return entity;
}

const LONGEST_TITLE = 160;

/** Makes a title from the best there is: description, items, classes, awards, contracts, the plan, documents. */
function deriveTitle(notice: ExternalNotice, root: Place): void {
  const all = [notice, ...notice.awards, ...notice.contracts];
  const items = all.flatMap((part) => part.items);
  const planning = root.at('planning');
  const candidates: (string | null)[][] = [
    [firstSentence(notice.description)],
    items.map((item) => item.description),
    [...notice.awards, ...notice.contracts].map((part) => part.title ?? firstSentence(part.description)),
    [...notice.classifications, ...items.flatMap(classesOf)].map((one) => one.name),
    [
      textIn(planning.at('budget'), 'description'),
      planning.at('budget').at('project').text(),
      planning.at('rationale').text(),
    ],
    [...notice.documents, ...notice.awards.flatMap((award) => award.documents)].map((document) => document.title),
  ];
  for (const texts of candidates) {
    const different = [...new Set(texts.filter((text) => text !== null))];
    if (different.length === 0) continue;
    const title = different.slice(0, 3).join('; ') + (different.length > 3 ? '; …' : '');
    notice.title = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
    notice.titleIsDerived = true;
    root.findings.add('titleDerived', 'tender.title', notice.title);
    return;
  }
}

function classesOf(item: Item): Item['furtherClassifications'] {
  return [...(item.classification ? [item.classification] : []), ...item.furtherClassifications];
}

function firstSentence(text: string | null): string | null {
  return (
    text
      ?.replaceAll(/<[^>]*>|\s+/g, ' ')
      .trim()
      .split(/(?<=[.!?])\s/)[0] ?? null
  );
}

function tellMissing(notice: ExternalNotice, tender: Place, findings: Findings): void {
  if (notice.ocid === null) findings.add('ocidMissing', 'ocid');
  if (notice.releaseId === null) findings.add('releaseIdMissing', 'id');
  if (notice.date === null) findings.add('dateMissing', 'date');
  if (notice.tags.length === 0) findings.add('tagMissing', 'tag');
  if (notice.buyer === null) findings.add('buyerMissing', 'buyer');
  if (notice.title === null) findings.add('titleMissing', 'tender.title');
  const hasDeadline = notice.tenderPeriod?.until || notice.lots.some((lot) => lot.tenderPeriod?.until);
  if (!tender.isEmpty() && !notice.isPlanned && !hasDeadline)
    findings.add('deadlineMissing', 'tender.tenderPeriod.endDate');
}
