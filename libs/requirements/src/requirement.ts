/** What a requirement speaks of; it names the requirement for people, the measure decides. */
export const RequirementKind = {
  CAPABILITY: 'CAPABILITY',
  CERTIFICATE: 'CERTIFICATE',
  LICENCE: 'LICENCE',
  EXPERIENCE: 'EXPERIENCE',
  FINANCIAL: 'FINANCIAL',
  STAFF: 'STAFF',
  EQUIPMENT: 'EQUIPMENT',
  INSURANCE: 'INSURANCE',
  REGISTRATION: 'REGISTRATION',
  DECLARATION: 'DECLARATION',
} as const;
export type RequirementKind = (typeof RequirementKind)[keyof typeof RequirementKind];

/** How a group of firms meets a requirement. A further mode is a line here, a file `judge-….ts` and a line in `judges.ts`. */
export const RequirementMode = {
  EACH: 'EACH',
  ANY_ONE: 'ANY_ONE',
  LEAD: 'LEAD',
  SUM: 'SUM',
  MAX_PER_CLASS: 'MAX_PER_CLASS',
  UNION: 'UNION',
  PERFORMER: 'PERFORMER',
  CAPACITY: 'CAPACITY',
  GROUP: 'GROUP',
} as const;
export type RequirementMode = (typeof RequirementMode)[keyof typeof RequirementMode];

export const FactKey = {
  ANNUAL_TURNOVER: 'ANNUAL_TURNOVER',
  STAFF: 'STAFF',
  YEARS_IN_BUSINESS: 'YEARS_IN_BUSINESS',
  LARGEST_CONTRACT: 'LARGEST_CONTRACT',
  EQUIPMENT: 'EQUIPMENT',
  INSURANCE_SUM: 'INSURANCE_SUM',
  GRADE: 'GRADE',
} as const;
export type FactKey = (typeof FactKey)[keyof typeof FactKey];

/** What free capacity is counted in: people times weeks, or money of work in hand. */
export const CapacityKind = { PERSON_WEEKS: 'PERSON_WEEKS', MONEY: 'MONEY' } as const;
export type CapacityKind = (typeof CapacityKind)[keyof typeof CapacityKind];

/** The unit of a threshold in person-weeks: week, by UN/CEFACT Recommendation 20. */
export const personWeeks = 'WEE';

export const Proof = { DECLARATION: 'DECLARATION', DOCUMENT: 'DOCUMENT' } as const;
export type Proof = (typeof Proof)[keyof typeof Proof];

export const ProofMoment = { WITH_BID: 'WITH_BID', BEFORE_AWARD: 'BEFORE_AWARD' } as const;
export type ProofMoment = (typeof ProofMoment)[keyof typeof ProofMoment];

/** Any one of these codes, or a code below one of them. Several codes that are all wanted are parts of a `UNION`. */
export interface CpvMeasure {
  readonly cpv: readonly string[];
}

/** A number about the firm; `cpv` and `label` narrow it (staff of a trade, a kind of machine). */
export interface FactMeasure {
  readonly factKey: FactKey;
  readonly cpv?: string | null;
  readonly label?: string | null;
}

/** A certificate, licence or registration; case and spacing of the name do not matter. */
export interface SchemeMeasure {
  readonly scheme: string;
}

/** A statement the firm makes about itself; the text is the key of the statement. */
export interface DeclarationMeasure {
  readonly declaration: string;
}

/** How much work a firm can still take on; the threshold is the whole work, of which each firm does its share. */
export interface CapacityMeasure {
  readonly capacity: CapacityKind;
}

export type Measure = CpvMeasure | FactMeasure | SchemeMeasure | DeclarationMeasure | CapacityMeasure;

/**
 * How much is asked: a decimal string with its unit or its ISO 4217 currency. `years`: for ANNUAL_TURNOVER the average over that many
 * closed years (one when absent); for LARGEST_CONTRACT the contract ended within that many years.
 */
export interface Threshold {
  readonly value: string;
  readonly unit?: string | null;
  readonly currency?: string | null;
  readonly years?: number | null;
}

/** One named part of a `UNION`, or one work class of a `MAX_PER_CLASS`. */
export interface Part {
  readonly name: string;
  readonly measure: Measure;
  readonly threshold?: Threshold | null;
}

export interface Requirement {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly mode: RequirementMode;
  readonly measure: Measure;
  readonly threshold?: Threshold | null;
  /** Parts of a `UNION` (without them every CPV code of the measure is one), classes of a `MAX_PER_CLASS`. */
  readonly parts?: readonly Part[];
  /** `SUM` only: the least each member brings, in the unit of the threshold. */
  readonly floorPerMember?: string | null;
  /** `SUM` only: the least the lead brings, in the unit of the threshold. */
  readonly floorLead?: string | null;
  readonly essential: boolean;
  readonly proof: Proof;
  readonly when: ProofMoment;
  /** `CAPACITY` only: the first day of the work, as an ISO date; from today on when absent. */
  readonly neededFrom?: string | null;
  /** The last day it must still hold, as an ISO date; for `CAPACITY` the last day of the work. */
  readonly neededUntil?: string | null;
  /** The words it was read from: an article, a page of the notice. */
  readonly source?: string | null;
  /** Why the buyer chose this mode, where the choice needs a reason. */
  readonly modeReason?: string | null;
}

/**
 * The rules whose failing excludes a firm: statements every firm must make of itself. Helper firms pass them too
 * (source: Directive 2014/24/EU art. 63(1)). Registration or insurance asked of `EACH` is no exclusion rule.
 */
export function isExclusionRule(requirement: Requirement): boolean {
  return requirement.mode === 'EACH' && 'declaration' in requirement.measure;
}

/** Whether a mode is about named parts. */
export function hasParts(mode: RequirementMode): boolean {
  return mode === 'UNION' || mode === 'MAX_PER_CLASS';
}

/** The parts of a `UNION`, the classes of a `MAX_PER_CLASS`; empty when none can be told. */
export function partsOf(requirement: Requirement): readonly Part[] {
  if (requirement.parts && requirement.parts.length > 0) return requirement.parts;
  if (!('cpv' in requirement.measure) || 'factKey' in requirement.measure) return [];

  return requirement.measure.cpv.map((code) => ({ name: code, measure: { cpv: [code] } }));
}
