import { dividedBy, nothing, sumOf, type Amount } from '#libs/requirements';
import type { EvidenceClaim } from './claims.js';
import { dayNumber, yearsBefore } from './days.js';
import type { Doubt } from './doubt.js';
import type { KnownFact } from './knowledge.js';
import type { Question } from './question.js';
import { nothingKnown, readingOf, type Reading } from './reading.js';

/** Accounts take their time: the last closed year may be up to two years old before it is too old to speak of. */
const oldestNewestYear = 2;
/** Financial years move by some weeks (52- and 53-week years, a changed closing month end). */
const slack = 45;
const shortestYear = 350;
const longestYear = 380;

/**
 * The average over the asked number of closed financial years, counted back from the newest one stated. Only periods of about a year
 * count; a missing year is unknown, never nothing and never skipped.
 */
export function turnoverOf(facts: readonly KnownFact[], question: Question): Reading {
  const years = Math.max(1, question.threshold?.years ?? 1);
  const closed = facts.filter((fact) => isWholeYear(fact) && (fact.claim.periodUntil ?? '') <= question.today);
  let newest = '';
  for (const { claim } of closed) if ((claim.periodUntil ?? '') > newest) newest = claim.periodUntil ?? '';
  if (newest === '') return unreadFor(undatedDoubt(facts));
  if (newest < yearsBefore(question.today, oldestNewestYear)) {
    return unreadFor(isVeiled(closed) ? { code: 'ASK_THE_FIRM', on: null } : { code: 'PERIOD_ENDED', on: newest });
  }

  const readings: Reading[] = [];
  for (let back = 0; back < years; back += 1) {
    const end = dayNumber(yearsBefore(newest, back));
    const ofYear = closed.filter(({ until }) => until !== null && Math.abs(until - end) <= slack);
    readings.push(ofYear.length > 0 ? readingOf(ofYear, question) : unreadFor({ code: 'YEARS_MISSING', on: null }));
  }

  return readings.length === 1 ? readings[0]! : averageOf(readings);
}

function averageOf(readings: readonly Reading[]): Reading {
  const mean = (pick: (reading: Reading) => Amount): Amount => dividedBy(sumOf(readings.map(pick)), readings.length);
  const papers: EvidenceClaim[] = [];
  let endsOn: string | null = null;
  for (const reading of readings) {
    papers.push(...reading.papers);
    if (reading.endsOn !== null && (endsOn === null || reading.endsOn < endsOn)) endsOn = reading.endsOn;
  }

  return {
    low: mean(({ low }) => low),
    lasting: mean(({ lasting }) => lasting),
    proved: mean(({ proved }) => proved),
    lastingProved: mean(({ lastingProved }) => lastingProved),
    high: readings.every(({ high }) => high !== null) ? mean(({ high }) => high ?? nothing) : null,
    shown: readings.every(({ shown }) => shown),
    doubt: readings.find(({ doubt }) => doubt !== null)?.doubt ?? null,
    period: {
      from: readings.findLast(({ period }) => period !== null)?.period?.from ?? null,
      until: readings.find(({ period }) => period !== null)?.period?.until ?? null,
    },
    papers,
    endsOn,
  };
}

function unreadFor(doubt: Doubt | null): Reading {
  return { ...nothingKnown, doubt };
}

function isVeiled(facts: readonly KnownFact[]): boolean {
  return facts.some(({ claim }) => claim.verdictOnly);
}

function isWholeYear({ from, until }: KnownFact): boolean {
  return from !== null && until !== null && until - from >= shortestYear && until - from <= longestYear;
}

function undatedDoubt(facts: readonly KnownFact[]): Doubt | null {
  if (facts.length === 0) return null;
  if (isVeiled(facts)) return { code: 'ASK_THE_FIRM', on: null };

  return { code: facts.some(isWholeYear) ? 'PERIOD_OPEN' : 'PERIOD_MISSING', on: null };
}
