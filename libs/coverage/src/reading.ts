import { amountOf, compare, larger, nothing, smaller, type Amount } from './amount.js';
import type { EvidenceClaim, FactClaim } from './claims.js';
import { cpvRelation } from './cpv.js';
import { yearsBefore } from './days.js';
import type { Doubt, DoubtCode } from './doubt.js';
import type { Knowledge } from './knowledge.js';
import { supportOfClaim, type Support } from './papers.js';
import { sameSpelling, type Question } from './question.js';
import type { FactKey, FactMeasure } from './requirement.js';

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
  readonly fact: FactClaim;
  readonly amount: Amount;
  readonly support: Support;
}

/**
 * Reads one number out of facts that speak of the same time. A fact for exactly what is asked is the number; facts for narrower
 * trades only say "at least the largest of them" (the same people may be in two trades: they are never added silently), a fact for
 * everything says "at most". Another currency, another unit or an ended period says nothing.
 */
export function readingOf(facts: readonly FactClaim[], question: Question, knowledge: Knowledge): Reading {
  const measure = question.measure as FactMeasure;
  const isLargest = largestCounts.includes(measure.factKey);
  const stated: Record<Relation, Stated[]> = { SAME: [], NARROWER: [], BROADER: [], ELSEWHERE: [] };
  const unusable: Record<Relation, Doubt[]> = { SAME: [], NARROWER: [], BROADER: [], ELSEWHERE: [] };
  for (const fact of facts) {
    const relation = relationOf(fact, measure);
    const amount = amountOf(fact.value);
    const trouble = amount === null ? 'UNREADABLE' : troubleOf(fact, question);
    if (trouble !== null) unusable[relation].push(doubtAbout(fact, trouble));
    else if (amount !== null)
      stated[relation].push({ fact, amount, support: supportOfFact(fact, question, knowledge) });
  }

  const exact = stated.SAME.length > 0;
  const lows = exact ? (isLargest ? stated.SAME : smallest(stated.SAME)) : stated.NARROWER;
  const floors = boundsOf(lows);
  const openEnded = isLargest && unusable.SAME.length + unusable.NARROWER.length > 0;
  const high = openEnded
    ? null
    : exact
      ? largest(stated.SAME)
      : wholeOf(stated.BROADER, unusable.BROADER.length > 0, measure);
  const used = [...stated.SAME, ...stated.NARROWER, ...stated.BROADER];
  const shown = exact || lows.length > 0 ? (lows.at(-1) ?? null) : null;

  return {
    ...floors,
    high: high === null ? null : larger(high, floors.low),
    shown: used.every(({ fact }) => !fact.verdictOnly),
    doubt: doubtOf(lows, exact, stated, [...unusable.SAME, ...unusable.NARROWER, ...unusable.BROADER], used),
    period: shown ? { from: shown.fact.periodFrom ?? null, until: shown.fact.periodUntil ?? null } : null,
    papers: lows.flatMap(({ support }) => support.papers),
    endsOn: latestEnd(lows),
  };
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

  return sameSpelling(stated) === sameSpelling(asked) ? 'SAME' : 'ELSEWHERE';
}

function troubleOf(fact: FactClaim, question: Question): DoubtCode | null {
  const { threshold, today } = question;
  if ((threshold?.currency ?? '').toUpperCase() !== (fact.currency ?? '').toUpperCase()) return 'OTHER_CURRENCY';
  if (threshold?.unit && fact.unit && sameSpelling(threshold.unit) !== sameSpelling(fact.unit)) return 'OTHER_UNIT';
  // Which years of turnover count is settled before, for all of them together.
  if (fact.key === 'ANNUAL_TURNOVER') return null;
  if (fact.key === 'LARGEST_CONTRACT') return troubleOfPast(fact, threshold?.years ?? null, today);
  if ((fact.periodFrom ?? today) > today) return 'PERIOD_OPEN';

  return (fact.periodUntil ?? today) < today ? 'PERIOD_ENDED' : null;
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

function supportOfFact(fact: FactClaim, question: Question, knowledge: Knowledge): Support {
  // Turnover and contracts are history and do not lapse; staff, machines, grades and policies may be stated up to a day.
  const isHistory = fact.key === 'ANNUAL_TURNOVER' || fact.key === 'LARGEST_CONTRACT';

  return supportOfClaim(knowledge.papersOf(fact.evidenceIds), question, isHistory ? null : (fact.periodUntil ?? null));
}

function boundsOf(lows: readonly Stated[]): Pick<Reading, 'low' | 'lasting' | 'proved' | 'lastingProved'> {
  const most = (counts: (support: Support) => boolean): Amount =>
    lows.reduce((sum, { amount, support }) => (counts(support) ? larger(sum, amount) : sum), nothing);

  return {
    low: most((support) => support.outcome !== 'UNKNOWN'),
    lasting: most((support) => support.outcome === 'MET'),
    proved: most((support) => support.strength === 'PROVED'),
    lastingProved: most((support) => support.strength === 'PROVED' && support.outcome === 'MET'),
  };
}

/** Several numbers for one and the same thing contradict each other: only the smallest is sure. */
function smallest(stated: readonly Stated[]): Stated[] {
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

function doubtOf(
  lows: readonly Stated[],
  exact: boolean,
  stated: Record<Relation, Stated[]>,
  unusable: readonly Doubt[],
  used: readonly Stated[],
): Doubt | null {
  const unsupported = lows.map(({ support }) => support.doubt).find((doubt) => doubt !== null);
  if (unsupported) return unsupported;
  if (exact && lows.length < stated.SAME.length) return { code: 'CONTRADICTORY', on: null };
  if (unusable.length > 0) return unusable.reduce((a, b) => (`${a.code}${a.on}` <= `${b.code}${b.on}` ? a : b));

  return used.length > 0 ? { code: 'PART_STATED', on: null } : null;
}

function latestEnd(lows: readonly Stated[]): string | null {
  if (lows.length === 0 || lows.some(({ support }) => support.endsOn === null)) return null;

  return lows.map(({ support }) => support.endsOn ?? '').reduce((a, b) => (a > b ? a : b));
}
