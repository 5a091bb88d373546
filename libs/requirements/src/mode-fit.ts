import { amountOf, nothing, compare } from './amount.js';
import { partsOf, type FactKey, type Requirement } from './requirement.js';

export const ModeMisfitReason = {
  YEARS_NEVER_ADD: 'YEARS_NEVER_ADD',
  CONTRACTS_NEVER_ADD: 'CONTRACTS_NEVER_ADD',
  GRADES_NEVER_ADD: 'GRADES_NEVER_ADD',
  NOTHING_TO_ADD: 'NOTHING_TO_ADD',
  REASON_WANTED: 'REASON_WANTED',
  THRESHOLD_WANTED: 'THRESHOLD_WANTED',
  CURRENCY_WANTED: 'CURRENCY_WANTED',
  PARTS_WANTED: 'PARTS_WANTED',
  FLOOR_UNREADABLE: 'FLOOR_UNREADABLE',
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
  if (requirement.mode === 'UNION') return partsOf(requirement).length > 0 ? null : plain('PARTS_WANTED');
  if (!('factKey' in requirement.measure)) return requirement.mode === 'SUM' ? plain('NOTHING_TO_ADD') : null;

  const { factKey } = requirement.measure;
  const { mode, threshold, floorPerMember, floorLead, modeReason } = requirement;
  if (mode === 'SUM' && neverAdded[factKey]) return neverAdded[factKey];
  if (!isMoreThanNothing(threshold?.value)) return plain('THRESHOLD_WANTED');
  if (money.includes(factKey) && !threshold?.currency) return plain('CURRENCY_WANTED');
  if ([floorPerMember, floorLead].some((floor) => floor && amountOf(floor) === null)) return plain('FLOOR_UNREADABLE');
  if (mode === 'ANY_ONE' && naturallyAdded.includes(factKey) && !modeReason?.trim()) return plain('REASON_WANTED');

  return null;
}

function isMoreThanNothing(value: string | undefined): boolean {
  const amount = amountOf(value ?? '');

  return amount !== null && compare(amount, nothing) > 0;
}

function plain(reason: ModeMisfitReason): ModeMisfit {
  return { reason, source: null };
}
