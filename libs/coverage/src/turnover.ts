import { dividedBy, sumOf, type Amount } from './amount.js';
import type { FactClaim } from './claims.js';
import { dayNumber, yearsBefore } from './days.js';
import type { Doubt } from './doubt.js';
import type { Knowledge } from './knowledge.js';
import type { Question } from './question.js';
import { nothingKnown, readingOf, type Reading } from './reading.js';

/** Accounts take their time: the last closed year may be up to two years old before it is too old to speak of. */
const oldestNewestYear = 2;
/** Financial years move by some weeks (52- and 53-week years, a changed closing month end). */
const slack = 45;
const shortestYear = 350;
const longestYear = 380;
const yearMissing: Doubt = { code: 'YEARS_MISSING', on: null };

/**
 * The average over the asked number of closed financial years, counted back from the newest one stated. Only periods of about a year
 * count; a missing year is unknown, never nothing and never skipped.
 */
export function turnoverOf(facts: readonly FactClaim[], question: Question, knowledge: Knowledge): Reading {
  const years = Math.max(1, question.threshold?.years ?? 1);
  const closed = facts.filter((fact) => isWholeYear(fact) && (fact.periodUntil ?? '') <= question.today);
  const newest = closed.map((fact) => fact.periodUntil ?? '').reduce((a, b) => (a > b ? a : b), '');
  if (newest === '') return { ...nothingKnown, doubt: undatedDoubt(facts) };
  if (newest < yearsBefore(question.today, oldestNewestYear)) {
    const isUnshown = closed.some((fact) => fact.verdictOnly);

    return {
      ...nothingKnown,
      doubt: isUnshown ? { code: 'ASK_THE_FIRM', on: null } : { code: 'PERIOD_ENDED', on: newest },
    };
  }

  const readings = Array.from({ length: years }, (_, back) => {
    const end = dayNumber(yearsBefore(newest, back));

    return closed.filter((fact) => Math.abs(dayNumber(fact.periodUntil ?? '') - end) <= slack);
  }).map((ofYear) =>
    ofYear.length > 0 ? readingOf(ofYear, question, knowledge) : { ...nothingKnown, doubt: yearMissing },
  );

  return averageOf(readings);
}

function averageOf(readings: readonly Reading[]): Reading {
  const mean = (amounts: readonly Amount[]): Amount => dividedBy(sumOf(amounts), readings.length);
  const highs = readings.flatMap((reading) => reading.high ?? []);
  const periods = readings.flatMap((reading) => reading.period ?? []);

  return {
    low: mean(readings.map((reading) => reading.low)),
    lasting: mean(readings.map((reading) => reading.lasting)),
    proved: mean(readings.map((reading) => reading.proved)),
    lastingProved: mean(readings.map((reading) => reading.lastingProved)),
    high: highs.length === readings.length ? mean(highs) : null,
    shown: readings.every((reading) => reading.shown),
    doubt: readings.find((reading) => reading.doubt !== null)?.doubt ?? null,
    period: periods.length > 0 ? { from: periods.at(-1)?.from ?? null, until: periods[0]?.until ?? null } : null,
    papers: readings.flatMap((reading) => reading.papers),
    endsOn: readings
      .flatMap((reading) => reading.endsOn ?? [])
      .reduce<string | null>((a, b) => (a === null || b < a ? b : a), null),
  };
}

function isWholeYear(fact: FactClaim): boolean {
  if (!fact.periodFrom || !fact.periodUntil) return false;
  const length = dayNumber(fact.periodUntil) - dayNumber(fact.periodFrom);

  return length >= shortestYear && length <= longestYear;
}

function undatedDoubt(facts: readonly FactClaim[]): Doubt | null {
  if (facts.length === 0) return null;

  return { code: facts.some(isWholeYear) ? 'PERIOD_OPEN' : 'PERIOD_MISSING', on: null };
}
