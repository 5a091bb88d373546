import {
  amountOf,
  type Amount,
  type FactMeasure,
  type Measure,
  type Requirement,
  type Threshold,
} from '#libs/requirements';
import { cpvDigits, cpvStem } from './cpv.js';
import { measureFact, wantedFact, type AmountFact, type ExplanationFact } from './explanation.js';

/** What one requirement, or one part of it, asks of one firm today: prepared once, asked of every firm. */
export interface Question {
  readonly requirementId: string;
  /** It asks for one part of a `UNION`. */
  readonly isPart: boolean;
  readonly measure: Measure;
  readonly threshold: Threshold | null;
  /** The asked amount; `null` when none is named or readable: then something at all is asked. */
  readonly asked: Amount | null;
  /** A document must lie there now. Before the award is later: until then the firm's word is enough. */
  readonly documentWanted: boolean;
  readonly neededUntil: string | null;
  readonly today: string;
  /** The measure and the asked amount as they are named in sentences. */
  readonly what: ExplanationFact;
  readonly wanted: AmountFact;
  /** Asked codes, each with the digits that everything below it begins with. */
  readonly codes: readonly { readonly digits: string; readonly stem: string }[];
  /** The scheme or the key of the declaration, in the spelling that is compared. */
  readonly name: string | null;
  /** The same for two questions that read the same number in the same way, whatever amount they ask; empty where no number is read. */
  readonly number: string;
}

export function questionOf(
  requirement: Requirement,
  today: string,
  measure: Measure = requirement.measure,
  threshold: Threshold | null = requirement.threshold ?? null,
): Question {
  const documentWanted = requirement.proof === 'DOCUMENT' && requirement.when === 'WITH_BID';
  const neededUntil = requirement.neededUntil ?? null;

  return {
    requirementId: requirement.id,
    isPart: measure !== requirement.measure,
    measure,
    threshold,
    asked: threshold ? amountOf(threshold.value) : null,
    documentWanted,
    neededUntil,
    today,
    what: measureFact(measure),
    wanted: wantedFact(threshold?.value ?? '1', threshold),
    codes: codesOf(measure),
    name: nameOf(measure),
    number: numberOf(measure, threshold, documentWanted, neededUntil),
  };
}

function numberOf(
  measure: Measure,
  threshold: Threshold | null,
  documentWanted: boolean,
  neededUntil: string | null,
): string {
  if (!isFactMeasure(measure)) return '';
  const { factKey, cpv, label } = measure;
  const { currency, unit, years } = threshold ?? {};

  return [factKey, cpv, label, currency, unit, years, documentWanted, neededUntil].join('\0');
}

export function isFactMeasure(measure: Measure): measure is FactMeasure {
  return 'factKey' in measure;
}

/** Case and spacing never tell two names apart: `ISO 9001` is `iso9001`, yet not `ISO 9001:2015`. */
export function sameSpelling(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** The same without normalizing what is equal to the letter, which most is. */
export function isSameSpelling(a: string, b: string): boolean {
  return a === b || sameSpelling(a) === sameSpelling(b);
}

function codesOf(measure: Measure): Question['codes'] {
  if (isFactMeasure(measure) || !('cpv' in measure)) return [];

  return measure.cpv.flatMap((code) => {
    const digits = cpvDigits(code);

    return digits === null ? [] : [{ digits, stem: cpvStem(digits) }];
  });
}

function nameOf(measure: Measure): string | null {
  if ('scheme' in measure) return sameSpelling(measure.scheme);

  return 'declaration' in measure ? sameSpelling(measure.declaration) : null;
}
