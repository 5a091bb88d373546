import { amountOf, nothing, compare } from './amount.js';
import { hasParts, partsOf, type FactKey, type FactMeasure, type Requirement, type Threshold } from './requirement.js';

export const ModeMisfitReason = {
  YEARS_NEVER_ADD: 'YEARS_NEVER_ADD',
  CONTRACTS_NEVER_ADD: 'CONTRACTS_NEVER_ADD',
  GRADES_NEVER_ADD: 'GRADES_NEVER_ADD',
  NOTHING_TO_ADD: 'NOTHING_TO_ADD',
  REASON_WANTED: 'REASON_WANTED',
  THRESHOLD_WANTED: 'THRESHOLD_WANTED',
  CURRENCY_WANTED: 'CURRENCY_WANTED',
  PARTS_WANTED: 'PARTS_WANTED',
  PART_NUMBERS_WANTED: 'PART_NUMBERS_WANTED',
  FLOOR_UNREADABLE: 'FLOOR_UNREADABLE',
  CAPACITY_WANTED: 'CAPACITY_WANTED',
  CAPACITY_ELSEWHERE: 'CAPACITY_ELSEWHERE',
  PERIOD_WANTED: 'PERIOD_WANTED',
  STATEMENT_WANTED: 'STATEMENT_WANTED',
} as const;
export type ModeMisfitReason = (typeof ModeMisfitReason)[keyof typeof ModeMisfitReason];

/** Why a requirement cannot stand as written. The sentence is `misfit.<reason>` of the coverage catalogue. */
export interface ModeMisfit {
  readonly reason: ModeMisfitReason;
  /** Where the rule comes from, when it is not plain arithmetic. */
  readonly source: string | null;
}

const philippines = 'GPPB, Philippines';
const neverAdded: Partial<Record<FactKey, ModeMisfit>> = {
  YEARS_IN_BUSINESS: { reason: 'YEARS_NEVER_ADD', source: philippines },
  LARGEST_CONTRACT: { reason: 'CONTRACTS_NEVER_ADD', source: philippines },
  GRADE: { reason: 'GRADES_NEVER_ADD', source: null },
};
/** What a group would naturally add up; asking one firm to bring it all shuts small firms out, so the buyer says why. */
const naturallyAdded: readonly FactKey[] = ['ANNUAL_TURNOVER', 'STAFF', 'EQUIPMENT'];
const money: readonly FactKey[] = ['ANNUAL_TURNOVER', 'LARGEST_CONTRACT', 'INSURANCE_SUM'];

/** The first thing that keeps this requirement's mode from fitting what it measures; `null` when it fits. */
export function modeMisfit(requirement: Requirement): ModeMisfit | null {
  const { mode, measure } = requirement;
  if (mode === 'CAPACITY') return capacityMisfit(requirement);
  if ('capacity' in measure) return plain('CAPACITY_ELSEWHERE');
  if (hasParts(mode)) return partsMisfit(requirement);
  if (mode === 'GROUP') return 'declaration' in measure ? null : plain('STATEMENT_WANTED');
  if (!('factKey' in measure)) return mode === 'SUM' ? plain('NOTHING_TO_ADD') : null;

  const { factKey } = measure;
  const { threshold, floorPerMember, floorLead, modeReason } = requirement;
  if (mode === 'SUM' && neverAdded[factKey]) return neverAdded[factKey];
  const misfit = thresholdMisfit(measure, threshold);
  if (misfit) return misfit;
  if ([floorPerMember, floorLead].some((floor) => floor && amountOf(floor) === null)) return plain('FLOOR_UNREADABLE');
  if (mode === 'ANY_ONE' && naturallyAdded.includes(factKey) && !modeReason?.trim()) return plain('REASON_WANTED');

  return null;
}

function thresholdMisfit({ factKey }: FactMeasure, threshold: Threshold | null | undefined): ModeMisfit | null {
  if (!isMoreThanNothing(threshold?.value)) return plain('THRESHOLD_WANTED');

  return money.includes(factKey) && !threshold?.currency ? plain('CURRENCY_WANTED') : null;
}

/** Classes are compared by number: each is a fact with what is asked of it. */
function partsMisfit(requirement: Requirement): ModeMisfit | null {
  const parts = partsOf(requirement);
  if (parts.length === 0) return plain('PARTS_WANTED');
  if (parts.some(({ measure }) => 'capacity' in measure)) return plain('CAPACITY_ELSEWHERE');
  if (requirement.mode === 'UNION') return null;
  for (const { measure, threshold } of parts) {
    if (!('factKey' in measure)) return plain('PART_NUMBERS_WANTED');
    const misfit = thresholdMisfit(measure, threshold);
    if (misfit) return misfit;
  }

  return null;
}

/** The whole work, in what it is counted, and the days it takes. */
function capacityMisfit({ measure, threshold, neededFrom, neededUntil }: Requirement): ModeMisfit | null {
  if (!('capacity' in measure)) return plain('CAPACITY_WANTED');
  if (!isMoreThanNothing(threshold?.value)) return plain('THRESHOLD_WANTED');
  if (measure.capacity === 'MONEY' && !threshold?.currency) return plain('CURRENCY_WANTED');

  return !neededUntil || (neededFrom ?? '') > neededUntil ? plain('PERIOD_WANTED') : null;
}

function isMoreThanNothing(value: string | undefined): boolean {
  const amount = amountOf(value ?? '');

  return amount !== null && compare(amount, nothing) > 0;
}

function plain(reason: ModeMisfitReason): ModeMisfit {
  return { reason, source: null };
}
