import {
  decimalOf,
  type Amount,
  type FactKey,
  type Measure,
  type Requirement,
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
  | { readonly type: 'parts'; readonly names: readonly string[] };

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

  return { type: 'text', text: 'scheme' in measure ? measure.scheme : measure.declaration };
}

/** The rule in words: how a group meets it, how much is asked, the floors, what proves it and until when. */
export function ruleOf(requirement: Requirement): readonly Explanation[] {
  const { mode, measure, threshold, floorPerMember, floorLead, neededUntil } = requirement;
  const what = measureFact(measure);
  const rule = [sentence(`rule.mode.${mode}`)];
  if (threshold) rule.push(sentence('rule.atLeast', { what, wanted: wantedFact(threshold.value, threshold) }));
  else if (mode !== 'UNION') rule.push(sentence('rule.wanted', { what }));
  if (threshold?.years) {
    const isMean = 'factKey' in measure && measure.factKey === 'ANNUAL_TURNOVER';
    rule.push(
      sentence(isMean ? 'rule.meanOfYears' : 'rule.withinYears', { years: { type: 'number', value: threshold.years } }),
    );
  }
  if (mode === 'SUM' && floorPerMember) {
    rule.push(sentence('rule.floorPerMember', { floor: wantedFact(floorPerMember, threshold ?? null) }));
  }
  if (mode === 'SUM' && floorLead)
    rule.push(sentence('rule.floorLead', { floor: wantedFact(floorLead, threshold ?? null) }));
  rule.push(sentence(`rule.proof.${requirement.proof}.${requirement.when}`));
  if (neededUntil) rule.push(sentence('rule.neededUntil', { neededUntil: day(neededUntil) }));

  return rule;
}
