import type { Json, JsonObject } from './exact-json.js';
import { Findings, type Finding } from './finding.js';

/** RFC 3339, section 5.6: a day, a time and a zone by offset. */
const RFC_3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

const DATE_FIELDS = new Set([
  'date',
  'startDate',
  'endDate',
  'maxExtentDate',
  'dateSigned',
  'datePublished',
  'dateModified',
  'dateMet',
  'dueDate',
  'publishedDate',
]);

const LIST_FIELDS = new Set([
  'parties',
  'awards',
  'contracts',
  'items',
  'lots',
  'documents',
  'suppliers',
  'tenderers',
  'amendments',
  'milestones',
  'additionalClassifications',
  'additionalIdentifiers',
  'relatedLots',
  'roles',
  'submissionMethod',
  'additionalProcurementCategories',
]);

const TENDER_STATUS = ['planning', 'planned', 'active', 'cancelled', 'unsuccessful', 'complete', 'withdrawn'];

/** Closed codelists of OCDS 1.1 and of the lots and bids extensions, by the path of the field without list positions. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'tag[]': [
    'planning',
    'planningUpdate',
    'tender',
    'tenderAmendment',
    'tenderUpdate',
    'tenderCancellation',
    'award',
    'awardUpdate',
    'awardCancellation',
    'contract',
    'contractUpdate',
    'contractAmendment',
    'implementation',
    'implementationUpdate',
    'contractTermination',
    'compiled',
  ],
  initiationType: ['tender'],
  'tender.status': TENDER_STATUS,
  'tender.lots[].status': TENDER_STATUS,
  'tender.procurementMethod': ['open', 'selective', 'limited', 'direct'],
  'tender.mainProcurementCategory': ['goods', 'works', 'services'],
  'awards[].status': ['pending', 'active', 'cancelled', 'unsuccessful'],
  'contracts[].status': ['pending', 'active', 'cancelled', 'terminated'],
  'bids.details[].status': ['invited', 'pending', 'valid', 'disqualified', 'withdrawn'],
};

/**
 * The deviations from OCDS 1.1 that we know how to name, for publishers who want to mend them: required fields that are
 * missing, ids that are not text, `tag` not a list, dates that are not RFC 3339, codes outside closed codelists, amounts
 * that are not numbers, currencies that are not ISO 4217 codes, lists that are not lists. No deviation found does not mean
 * that the release is valid against the schema.
 */
export function strictReport(release: JsonObject): Finding[] {
  const findings = new Findings();
  for (const field of ['ocid', 'id', 'date', 'tag', 'initiationType']) {
    const value = release[field];
    if (value === undefined || value === null || value === '') findings.add('requiredMissing', field);
  }
  if (release['tag'] !== undefined && !Array.isArray(release['tag'])) findings.add('tagNotList', 'tag', release['tag']);
  walk(release, '', '', findings);

  return findings.all();
}

/** @param place the path without list positions, by which codelists are known */
function walk(value: Json, path: string, place: string, findings: Findings): void {
  if (typeof value !== 'object' || value === null) {
    const codes = CODES[place];
    if (value !== null && codes && !codes.includes(String(value))) findings.add('codeUnknown', path, value);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const isEntry = Array.isArray(value);
    const dot = path === '' ? '' : '.';
    const innerPath = isEntry ? `${path}[${key}]` : `${path}${dot}${key}`;
    if (!isEntry && inner !== null) checkField(key, inner, innerPath, 'amount' in value, findings);
    walk(inner, innerPath, isEntry ? `${place}[]` : `${place}${dot}${key}`, findings);
  }
}

function checkField(key: string, value: Json, path: string, isMoney: boolean, findings: Findings): void {
  if ((key === 'id' || key === 'awardID') && typeof value !== 'string') findings.add('idNotText', path, value);
  if (LIST_FIELDS.has(key) && !Array.isArray(value)) findings.add('listNotList', path, value);
  if (DATE_FIELDS.has(key) && !(typeof value === 'string' && RFC_3339.test(value))) {
    findings.add('dateNotStandard', path, value);
  }
  // budget.amount is money itself, not a number
  const isNumber = typeof value === 'number' || (key === 'amount' && path.endsWith('budget.amount'));
  if (key === 'amount' && !isNumber) findings.add('amountNotNumber', path, value);
  if (key === 'currency' && isMoney && !(typeof value === 'string' && /^[A-Z]{3}$/.test(value)))
    findings.add('currencyNotCode', path, value);
}
