import {
  hasParts,
  partsOf,
  type CapacityKind,
  decimalOf,
  type Amount,
  type FactKey,
  type Measure,
  type Requirement,
  type RequirementMode,
  type Threshold,
} from '#libs/requirements';

/**
 * A sentence as data: its key in the coverage catalogue, and what fills it. Nothing in here is words of one language, and nothing
 * the asker may not see.
 */
export interface Explanation {
  readonly key: string;
  readonly facts: Readonly<Record<string, ExplanationFact>>;
}

export type ExplanationFact =
  | { readonly type: 'firms'; readonly firmIds: readonly string[] }
  | { readonly type: 'amount'; readonly value: string; readonly unit: string | null; readonly currency: string | null }
  | { readonly type: 'day'; readonly on: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'codes'; readonly codes: readonly string[] }
  | { readonly type: 'measured'; readonly factKey: FactKey; readonly cpv: string | null; readonly label: string | null }
  | { readonly type: 'capacity'; readonly capacity: CapacityKind }
  | { readonly type: 'parts'; readonly names: readonly string[] }
  | { readonly type: 'classes'; readonly classes: readonly ClassFact[] }
  | { readonly type: 'papers'; readonly papers: readonly PaperFact[] };

/** A work class with the firms that count for it, and the number, where every number in the class may be shown. */
export interface ClassFact {
  readonly name: string;
  readonly firmIds: readonly string[];
  readonly value: AmountFact | null;
}

/** A paper as people know it: its title by language, and the number on it. */
export interface PaperFact {
  readonly title: Readonly<Record<string, string | null | undefined>>;
  readonly number: string | null;
}

export type AmountFact = Extract<ExplanationFact, { type: 'amount' }>;

export function sentence(key: string, facts: Explanation['facts'] = {}): Explanation {
  return { key, facts };
}

export function firms(firmIds: readonly string[]): ExplanationFact {
  return { type: 'firms', firmIds: [...firmIds].sort() };
}

export function day(on: string): ExplanationFact {
  return { type: 'day', on };
}

/** A value is cut down, what is short is cut up, each in the unit of the threshold. */
export function amountFact(amount: Amount, threshold: Threshold | null, rounding: 'down' | 'up' = 'down') {
  return { type: 'amount', value: decimalOf(amount, rounding), ...unitOf(threshold) } as const;
}

/** The asked amount, in the buyer's own digits. */
export function wantedFact(value: string, threshold: Threshold | null) {
  return { type: 'amount', value, ...unitOf(threshold) } as const;
}

function unitOf(threshold: Threshold | null) {
  return { unit: threshold?.unit ?? null, currency: threshold?.currency ?? null };
}

/** What is asked, as it can be named to people. */
export function measureFact(measure: Measure): ExplanationFact {
  if ('factKey' in measure) {
    return { type: 'measured', factKey: measure.factKey, cpv: measure.cpv ?? null, label: measure.label ?? null };
  }
  if ('cpv' in measure) return { type: 'codes', codes: measure.cpv };
  if ('capacity' in measure) return { type: 'capacity', capacity: measure.capacity };

  return { type: 'text', text: 'scheme' in measure ? measure.scheme : measure.declaration };
}

/** Where a way of counting itself comes from, when it is not plain arithmetic. */
const modeSources: Partial<Record<RequirementMode, string>> = { PERFORMER: 'Directive 2014/24/EU art. 63(1)' };

/** The rule in words: how a group meets it, how much is asked, the floors, what proves it, until when, and where it is written. */
export function ruleOf(requirement: Requirement): readonly Explanation[] {
  const { mode, neededUntil, source } = requirement;
  const rule = [sentence(`rule.mode.${mode}`), ...askedOf(requirement), ...floorsOf(requirement)];
  if (mode !== 'CAPACITY') rule.push(sentence(`rule.proof.${requirement.proof}.${requirement.when}`));
  if (neededUntil && mode !== 'CAPACITY') rule.push(sentence('rule.neededUntil', { neededUntil: day(neededUntil) }));
  if (source) rule.push(sentence('rule.source', { source: { type: 'text', text: source } }));
  const modeSource = modeSources[mode];
  if (modeSource) rule.push(sentence('rule.modeSource', { source: { type: 'text', text: modeSource } }));

  return rule;
}

function askedOf(requirement: Requirement): Explanation[] {
  const { mode, measure, threshold } = requirement;
  if (mode === 'CAPACITY') return wholeWorkOf(requirement);
  if (hasParts(mode)) {
    return partsOf(requirement).flatMap((part) => {
      const name: ExplanationFact = { type: 'parts', names: [part.name] };
      const wanted = part.threshold && wantedFact(part.threshold.value, part.threshold);

      return wanted ? [sentence('rule.part', { name, what: measureFact(part.measure), wanted })] : [];
    });
  }
  const what = measureFact(measure);
  if (!threshold) return [sentence('rule.wanted', { what })];
  const asked = [sentence('rule.atLeast', { what, wanted: wantedFact(threshold.value, threshold) })];
  if (!threshold.years) return asked;
  const isMean = 'factKey' in measure && measure.factKey === 'ANNUAL_TURNOVER';
  const years: ExplanationFact = { type: 'number', value: threshold.years };

  return [...asked, sentence(isMean ? 'rule.meanOfYears' : 'rule.withinYears', { years })];
}

function wholeWorkOf({ threshold, neededFrom, neededUntil }: Requirement): Explanation[] {
  const rule: Explanation[] = [];
  if (threshold) rule.push(sentence('rule.wholeWork', { wanted: wantedFact(threshold.value, threshold) }));
  if (neededUntil && neededFrom) {
    rule.push(sentence('rule.workDays', { from: day(neededFrom), until: day(neededUntil) }));
  } else if (neededUntil) rule.push(sentence('rule.workUntil', { until: day(neededUntil) }));

  return rule;
}

function floorsOf({ mode, threshold, floorPerMember, floorLead }: Requirement): Explanation[] {
  if (mode !== 'SUM') return [];
  const floor = (key: string, value: string | null | undefined): Explanation[] =>
    value ? [sentence(key, { floor: wantedFact(value, threshold ?? null) })] : [];

  return [...floor('rule.floorPerMember', floorPerMember), ...floor('rule.floorLead', floorLead)];
}
