import { compare, larger, nothing, smaller, type Amount, type FactKey, type FactMeasure } from '#libs/requirements';
import type { EvidenceClaim, FactClaim } from './claims.js';
import { cpvRelation } from './cpv.js';
import { yearsBefore } from './days.js';
import type { Doubt, DoubtCode } from './doubt.js';
import type { KnownFact } from './knowledge.js';
import { supportOfClaim, type Support } from './papers.js';
import { isSameSpelling, type Question } from './question.js';

/** What is known of a firm's number: it lies between `low` and `high`. Unknown is from nothing to no end. */
export interface Reading {
  /** At least this much stands today. */
  readonly low: Amount;
  /** At least this much stands until it is needed. */
  readonly lasting: Amount;
  /** As `low` and as `lasting`, counting verified evidence only. */
  readonly proved: Amount;
  readonly lastingProved: Amount;
  /** No more than this; `null` when there is no telling. */
  readonly high: Amount | null;
  /** The number may be shown to the asker. */
  readonly shown: boolean;
  readonly doubt: Doubt | null;
  readonly period: { readonly from: string | null; readonly until: string | null } | null;
  readonly papers: readonly EvidenceClaim[];
  readonly endsOn: string | null;
}

export const nothingKnown: Reading = {
  low: nothing,
  lasting: nothing,
  proved: nothing,
  lastingProved: nothing,
  high: null,
  shown: true,
  doubt: null,
  period: null,
  papers: [],
  endsOn: null,
};

/** The largest stated number says it all: a firm that states a contract of 3 and one of 8 has 8 for its largest. */
const largestCounts: readonly FactKey[] = ['LARGEST_CONTRACT', 'INSURANCE_SUM', 'YEARS_IN_BUSINESS', 'GRADE'];
/** A number for everything bounds the number for a part: of four people in all, no more than four are joiners. */
const wholeBoundsPart: readonly FactKey[] = [
  'ANNUAL_TURNOVER',
  'STAFF',
  'YEARS_IN_BUSINESS',
  'LARGEST_CONTRACT',
  'EQUIPMENT',
];

type Relation = 'SAME' | 'NARROWER' | 'BROADER' | 'ELSEWHERE';

interface Stated {
  readonly claim: FactClaim;
  readonly amount: Amount;
  readonly support: Support;
}

interface Sorted {
  readonly same: Stated[];
  readonly narrower: Stated[];
  readonly broader: Stated[];
  /** What speaks of the matter, or of everything, but cannot be used. */
  readonly unusable: Doubt[];
  readonly unusableBroader: Doubt[];
}

/**
 * Reads one number out of facts that speak of the same time. A fact for exactly what is asked is the number; facts for narrower
 * trades only say "at least the largest of them" (the same people may be in two trades: they are never added silently), a fact for
 * everything says "at most". Another currency, another unit or an ended period says nothing.
 */
export function readingOf(facts: readonly KnownFact[], question: Question): Reading {
  const measure = question.measure as FactMeasure;
  // Most cells of a large matrix: nothing is said about the matter.
  if (!facts.some(({ claim }) => isAbout(claim, measure))) return nothingKnown;
  const isLargest = largestCounts.includes(measure.factKey);
  const sorted = sort(facts, question, measure);
  const { same, narrower, broader } = sorted;
  const lows = same.length === 0 ? narrower : isLargest ? same : smallest(same);
  const openEnded = isLargest && sorted.unusable.length > 0;
  const low = most(lows, (support) => support.outcome !== 'UNKNOWN');
  const bound = same.length > 0 ? largest(same) : wholeOf(broader, sorted.unusableBroader.length > 0, measure);
  const last = lows.at(-1)?.claim;

  return {
    low,
    lasting: most(lows, (support) => support.outcome === 'MET'),
    proved: most(lows, (support) => support.strength === 'PROVED'),
    lastingProved: most(lows, (support) => support.strength === 'PROVED' && support.outcome === 'MET'),
    high: openEnded || bound === null ? null : larger(bound, low),
    shown: !isVeiled(same) && !isVeiled(narrower) && !isVeiled(broader),
    doubt: doubtOf(lows, openEnded, sorted),
    period: last ? { from: last.periodFrom ?? null, until: last.periodUntil ?? null } : null,
    papers: lows.length === 1 ? lows[0]!.support.papers : lows.flatMap(({ support }) => support.papers),
    endsOn: latestEnd(lows),
  };
}

function sort(facts: readonly KnownFact[], question: Question, measure: FactMeasure): Sorted {
  const sorted: Sorted = { same: [], narrower: [], broader: [], unusable: [], unusableBroader: [] };
  for (const { claim, amount, papers } of facts) {
    const relation = relationOf(claim, measure);
    if (relation === 'ELSEWHERE') continue;
    const trouble = amount === null ? 'UNREADABLE' : troubleOf(claim, question);
    if (amount === null || trouble !== null) {
      (relation === 'BROADER' ? sorted.unusableBroader : sorted.unusable).push(
        doubtAbout(claim, trouble ?? 'UNREADABLE'),
      );
      continue;
    }
    const stated = { claim, amount, support: supportOfFact(claim, papers, question) };
    if (relation === 'SAME') sorted.same.push(stated);
    else if (relation === 'NARROWER') sorted.narrower.push(stated);
    else sorted.broader.push(stated);
  }

  return sorted;
}

function isVeiled(stated: readonly Stated[]): boolean {
  return stated.some(({ claim }) => claim.verdictOnly);
}

/** Whether a fact says anything at all about what is asked: staff of another trade does not. */
export function isAbout(fact: FactClaim, measure: FactMeasure): boolean {
  return relationOf(fact, measure) !== 'ELSEWHERE';
}

function relationOf(fact: FactClaim, measure: FactMeasure): Relation {
  const byCode = relationOfCode(fact.cpv ?? null, measure.cpv ?? null);
  const byLabel = relationOfLabel(fact.label ?? null, measure.label ?? null);
  if (byCode === 'SAME') return byLabel;
  if (byLabel === 'SAME' || byLabel === byCode) return byCode;

  return 'ELSEWHERE';
}

function relationOfCode(stated: string | null, asked: string | null): Relation {
  if (asked === null) return stated === null ? 'SAME' : 'NARROWER';

  return stated === null ? 'BROADER' : cpvRelation(asked, stated);
}

function relationOfLabel(stated: string | null, asked: string | null): Relation {
  if (asked === null) return stated === null ? 'SAME' : 'NARROWER';
  if (stated === null) return 'BROADER';

  return isSameSpelling(stated, asked) ? 'SAME' : 'ELSEWHERE';
}

function troubleOf(fact: FactClaim, question: Question): DoubtCode | null {
  const { threshold, today } = question;
  if (!isSameCurrency(threshold?.currency ?? '', fact.currency ?? '')) return 'OTHER_CURRENCY';
  if (threshold?.unit && fact.unit && !isSameSpelling(threshold.unit, fact.unit)) return 'OTHER_UNIT';
  // Which years of turnover count is settled before, for all of them together.
  if (fact.key === 'ANNUAL_TURNOVER') return null;
  if (fact.key === 'LARGEST_CONTRACT') return troubleOfPast(fact, threshold?.years ?? null, today);
  if ((fact.periodFrom ?? today) > today) return 'PERIOD_OPEN';

  return (fact.periodUntil ?? today) < today ? 'PERIOD_ENDED' : null;
}

function isSameCurrency(a: string, b: string): boolean {
  return a === b || a.toUpperCase() === b.toUpperCase();
}

function troubleOfPast(fact: FactClaim, years: number | null, today: string): DoubtCode | null {
  if (years === null) return null;
  if (!fact.periodUntil) return 'PERIOD_MISSING';
  if (fact.periodUntil > today) return 'PERIOD_OPEN';

  return fact.periodUntil < yearsBefore(today, years) ? 'PERIOD_ENDED' : null;
}

/** Of a number that may not be shown, its currency and its dates are not shown either. */
function doubtAbout(fact: FactClaim, code: DoubtCode): Doubt {
  return fact.verdictOnly ? { code: 'ASK_THE_FIRM', on: null } : { code, on: fact.periodUntil ?? null };
}

function supportOfFact(fact: FactClaim, papers: readonly EvidenceClaim[], question: Question): Support {
  // Turnover and contracts are history and do not lapse; staff, machines, grades and policies may be stated up to a day.
  const isHistory = fact.key === 'ANNUAL_TURNOVER' || fact.key === 'LARGEST_CONTRACT';

  return supportOfClaim(papers, question, isHistory ? null : (fact.periodUntil ?? null));
}

function most(lows: readonly Stated[], counts: (support: Support) => boolean): Amount {
  let highest = nothing;
  for (const { amount, support } of lows) if (counts(support)) highest = larger(highest, amount);

  return highest;
}

/** Several numbers for one and the same thing contradict each other: only the smallest is sure. */
function smallest(stated: readonly Stated[]): readonly Stated[] {
  if (stated.length === 1) return stated;
  const least = stated.reduce((a, b) => (compare(a.amount, b.amount) <= 0 ? a : b));

  return stated.filter(({ amount }) => compare(amount, least.amount) === 0);
}

function largest(stated: readonly Stated[]): Amount {
  return stated.map(({ amount }) => amount).reduce(larger);
}

function wholeOf(broader: readonly Stated[], someUnusable: boolean, measure: FactMeasure): Amount | null {
  if (broader.length === 0 || !wholeBoundsPart.includes(measure.factKey)) return null;
  if (!largestCounts.includes(measure.factKey)) return broader.map(({ amount }) => amount).reduce(smaller);

  return someUnusable ? null : largest(broader);
}

function doubtOf(lows: readonly Stated[], openEnded: boolean, sorted: Sorted): Doubt | null {
  const { same, narrower, broader } = sorted;
  for (const { support } of lows) if (support.doubt !== null) return support.doubt;
  if (lows.length < same.length) return { code: 'CONTRADICTORY', on: null };
  if (same.length > 0 && !openEnded) return null;
  const unusable = [...sorted.unusable, ...sorted.unusableBroader];
  if (unusable.length > 0) return unusable.reduce((a, b) => (`${a.code}${a.on}` <= `${b.code}${b.on}` ? a : b));

  return narrower.length + broader.length > 0 ? { code: 'PART_STATED', on: null } : null;
}

function latestEnd(lows: readonly Stated[]): string | null {
  if (lows.length === 0 || lows.some(({ support }) => support.endsOn === null)) return null;

  return lows.map(({ support }) => support.endsOn ?? '').reduce((a, b) => (a > b ? a : b));
}
