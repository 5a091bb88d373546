import { sameSpelling } from '#libs/coverage';
import { rangeOf } from '#libs/firms';
import {
  type Measure,
  type Requirement,
  type Threshold,
  isExclusionRule,
  partsOf,
  type FactKey,
} from '#libs/requirements';

/** One question that each firm answers alone with yes or no (as far as everybody may know): the smallest piece of a requirement. */
export type Test =
  | { readonly kind: 'TRADE'; readonly ranges: readonly CodeRange[]; readonly documentWanted: boolean }
  | { readonly kind: 'PAPER'; readonly name: string }
  | { readonly kind: 'WORD'; readonly name: string; readonly documentWanted: boolean }
  | { readonly kind: 'NUMBER'; readonly number: NumberAsked; readonly atLeast: number };

/** "This code or below" as numbers, both included. */
export interface CodeRange {
  readonly first: number;
  readonly last: number;
}

/** Which number of a firm is looked at. */
export interface NumberAsked {
  readonly key: FactKey;
  readonly range: CodeRange | null;
  readonly label: string | null;
  readonly currency: string | null;
  readonly unit: string | null;
  /** For turnover the years of which the mean is taken; for a contract how far back it counts; null without a limit. */
  readonly years: number | null;
  readonly documentWanted: boolean;
}

/** One piece of a requirement that a single member brings for all. */
export interface CoverAsked {
  readonly requirementId: string;
  /** The part of a UNION, or the class, by its name; null for a requirement that is one piece. */
  readonly part: string | null;
  readonly test: Test;
}

/** A requirement whose values add up. */
export interface SumAsked {
  readonly requirementId: string;
  readonly number: NumberAsked;
  readonly needed: number;
}

/** The requirements of a lot, taken apart for the search. */
export interface Asked {
  /** What every member must bring itself (EACH, floors of sums). */
  readonly each: readonly { readonly requirementId: string; readonly test: Test }[];
  readonly covers: readonly CoverAsked[];
  readonly sums: readonly SumAsked[];
  /** What the one who leads must bring, all of it (LEAD, the lead's floors). */
  readonly lead: readonly { readonly requirementId: string; readonly test: Test }[];
  /** Requirements that say nothing about who can be in: stated once for the group, or about shares not yet agreed. */
  readonly later: readonly string[];
  /** Statements each firm makes itself with the bid: who has not made them yet is asked, not left out. */
  readonly stated: readonly string[];
}

/**
 * Takes the essential requirements apart. What stands in `later` and `stated` cannot keep a firm out today; the coverage of an alliance
 * found shows it all the same.
 *
 * @param mayStateLater statements every firm must make of itself (no exclusion ground, for instance) are asked of those found
 */
export function askedOf(requirements: readonly Requirement[], { mayStateLater }: { mayStateLater: boolean }): Asked {
  const each: Asked['each'][number][] = [];
  const covers: CoverAsked[] = [];
  const sums: SumAsked[] = [];
  const lead: Asked['lead'][number][] = [];
  const later: string[] = [];
  const stated: string[] = [];
  for (const requirement of requirements.filter(({ essential }) => essential)) {
    const { id: requirementId, mode } = requirement;
    const whole = (): Test => testOf(requirement, requirement.measure, requirement.threshold ?? null);
    switch (mode) {
      case 'EACH':
        if (mayStateLater && isStatement(requirement)) stated.push(requirementId);
        else each.push({ requirementId, test: whole() });
        break;
      case 'LEAD':
        lead.push({ requirementId, test: whole() });
        break;
      case 'UNION':
      case 'MAX_PER_CLASS':
        for (const part of partsOf(requirement))
          covers.push({
            requirementId,
            part: part.name,
            test: testOf(requirement, part.measure, part.threshold ?? null),
          });
        break;
      case 'SUM':
        addSum(requirement, { each, sums, lead });
        break;
      case 'GROUP':
      case 'CAPACITY':
        later.push(requirementId);
        break;
      case 'ANY_ONE':
      case 'PERFORMER':
        covers.push({ requirementId, part: null, test: whole() });
        break;
    }
  }

  return { each, covers, sums, lead, later, stated };
}

/** A statement by the firm's word: an exclusion rule, or another declaration that needs no document with the bid. */
function isStatement(requirement: Requirement): boolean {
  const isWord = requirement.proof === 'DECLARATION' || requirement.when === 'BEFORE_AWARD';

  return isExclusionRule(requirement) && isWord;
}

function addSum(
  requirement: Requirement,
  into: { each: Asked['each'][number][]; sums: SumAsked[]; lead: Asked['lead'][number][] },
): void {
  const { id: requirementId, measure, floorPerMember, floorLead } = requirement;
  const number = numberOf(requirement, measure, requirement.threshold ?? null);
  if (!number) return;
  into.sums.push({ requirementId, number, needed: Number(requirement.threshold?.value ?? 1) });
  const floor = (value: string): Test => ({ kind: 'NUMBER', number, atLeast: Number(value) });
  if (floorPerMember && Number(floorPerMember) > 0) into.each.push({ requirementId, test: floor(floorPerMember) });
  if (floorLead && Number(floorLead) > 0) into.lead.push({ requirementId, test: floor(floorLead) });
}

/** One measure as a test. A document counts when it is wanted with the bid; before the award is later. */
export function testOf(
  requirement: Pick<Requirement, 'proof' | 'when'>,
  measure: Measure,
  threshold: Threshold | null,
): Test {
  const documentWanted = requirement.proof === 'DOCUMENT' && requirement.when === 'WITH_BID';
  const number = numberOf(requirement, measure, threshold);
  if (number) return { kind: 'NUMBER', number, atLeast: Number(threshold?.value ?? 0) };
  if ('scheme' in measure) return { kind: 'PAPER', name: sameSpelling(measure.scheme) };
  if ('declaration' in measure) return { kind: 'WORD', name: sameSpelling(measure.declaration), documentWanted };
  if ('cpv' in measure && Array.isArray(measure.cpv))
    return { kind: 'TRADE', ranges: measure.cpv.map(codesBelow), documentWanted };

  return { kind: 'TRADE', ranges: [], documentWanted };
}

function numberOf(
  requirement: Pick<Requirement, 'proof' | 'when'>,
  measure: Measure,
  threshold: Threshold | null,
): NumberAsked | null {
  if (!('factKey' in measure)) return null;

  return {
    key: measure.factKey,
    range: measure.cpv ? codesBelow(measure.cpv) : null,
    label: measure.label ? sameSpelling(measure.label) : null,
    currency: threshold?.currency?.toUpperCase() ?? null,
    unit: threshold?.unit ? sameSpelling(threshold.unit) : null,
    years: threshold?.years ?? null,
    documentWanted: requirement.proof === 'DOCUMENT' && requirement.when === 'WITH_BID',
  };
}

/** A code and all below it. */
function codesBelow(code: string): CodeRange {
  const [first, last] = rangeOf(code.slice(0, 8));

  return { first: Number(first), last: Number(last) };
}
