import { amountOf, compare, dividedBy, minus, nothing, sumOf, times, type Amount } from '#libs/requirements';
import { amountFact, firms, sentence, type AmountFact, type Explanation } from './explanation.js';
import { dayNumber } from './days.js';
import { freeCapacityOf, unknownCapacity, type FreeCapacity } from './free-capacity.js';
import type { Case, Judge } from './judging.js';
import { isMember } from './line-up.js';
import type { Party } from './party.js';
import { allOf, isGap, type FirmVerdict, type Outcome, type Standing } from './verdict.js';

/** All of the work, in basis points. */
const whole = 10_000;

/** One firm and the part of the work it takes; `null` where that is not said. */
interface Taking {
  readonly party: Party;
  readonly share: number | null;
  readonly free: FreeCapacity | null;
  readonly need: Amount | null;
  readonly outcome: Outcome;
}

/**
 * Each firm's share of the work fits what it has free on the days of the work, and all of the work is taken (Florida: share times work
 * within free capacity, in total 100 %). Whoever does a part is asked, whatever its role. It stands on the firms' word, for no paper proves
 * free days. What fits only as long as not all other bids of a firm are awarded is at risk.
 */
export const judgeCapacity: Judge = (facing) => {
  const takings = facing.parties.map((party) => takingOf(party, shareOf(party, facing.parties), facing));
  const performing = takings.filter(({ share }) => share !== 0);
  const shares = sharesOf(takings);
  const standing = performing.length === 0 ? shares : allOf([...performing.map(standingOf), shares]);
  const there = performing.filter(({ outcome }) => outcome === standing.outcome);
  const isSharesDoing = there.length === 0;
  const isSharesFault = shares.outcome !== 'MET' && shares.outcome === standing.outcome;
  const shortBy = shortOf(there, facing);

  return {
    ...standing,
    explanation: isSharesDoing ? sharesSentence(takings) : roomSentence(standing, there, shortBy),
    weighed: takings.map((taking) => cellOf(taking, facing)),
    carriedBy: performing.map(({ party }) => party.firmId),
    heldBackBy: (isSharesFault ? (performing.length > 0 ? performing : takings) : there)
      .filter(() => standing.outcome !== 'MET')
      .map(({ party }) => party.firmId),
    shortBy,
  };
};

/**
 * Members and subcontractors do a part of the work, a helper firm only where its part is said. Who has not said, where all others do
 * nothing, does all of it.
 */
function shareOf(party: Party, parties: readonly Party[]): number | null {
  const said = saidBy(party);
  const isAlone = parties.every((other) => other === party || saidBy(other) === 0);

  return said === null && isAlone ? whole : said;
}

function saidBy({ entry }: Party): number | null {
  const isDoing = isMember(entry) || entry.roles.includes('SUBCONTRACTOR');

  return entry.shareBasisPoints ?? (isDoing ? null : 0);
}

function takingOf(party: Party, share: number | null, { requirement, question }: Case): Taking {
  const { measure, threshold, neededFrom, neededUntil } = requirement;
  const asked = amountOf(threshold?.value ?? '');
  if (share === null || !('capacity' in measure) || asked === null || !neededUntil) {
    return { party, share, free: null, need: null, outcome: 'UNKNOWN' };
  }
  const { capacity, claims } = party.knowledge;
  const days = { from: dayNumber(neededFrom ?? question.today), until: dayNumber(neededUntil) };
  const free = capacity
    ? freeCapacityOf(capacity, measure.capacity, threshold?.currency ?? null, days)
    : unknownCapacity(claims.hidden ? 'ASK_THE_FIRM' : 'NOT_STATED');
  const need = dividedBy(times(asked, share), whole);

  return { party, share, free, need, outcome: fit(free, need) };
}

function fit({ low, lasting, high }: FreeCapacity, need: Amount): Outcome {
  if (compare(lasting, need) >= 0) return 'MET';
  if (compare(low, need) >= 0) return 'AT_RISK';

  return high !== null && compare(high, need) < 0 ? 'UNMET' : 'UNKNOWN';
}

function standingOf({ outcome }: Taking): Standing {
  return { outcome, strength: isGap(outcome) ? null : 'DECLARED' };
}

function totalOf(takings: readonly Taking[]): number {
  return takings.reduce((total, { share }) => total + (share ?? 0), 0);
}

/** Whether all of the work is taken, once. */
function sharesOf(takings: readonly Taking[]): Standing {
  if (takings.length === 0) return { outcome: 'UNMET', strength: null };
  if (takings.some(({ share }) => share === null) && totalOf(takings) <= whole)
    return { outcome: 'UNKNOWN', strength: null };

  return totalOf(takings) === whole ? { outcome: 'MET', strength: 'DECLARED' } : { outcome: 'UNMET', strength: null };
}

function sharesSentence(takings: readonly Taking[]): Explanation {
  if (takings.length === 0) return sentence('group.noMembers');
  const total = totalOf(takings);
  const unsaid = takings.filter(({ share }) => share === null);
  const percent = (points: number) => ({ percent: { type: 'number', value: points / 100 } }) as const;
  if (total > whole) return sentence('group.CAPACITY.SHARES_OVER', percent(total));
  if (unsaid.length > 0) {
    return sentence('group.CAPACITY.NO_SHARE', { firms: firms(unsaid.map(({ party }) => party.firmId)) });
  }

  return sentence('group.CAPACITY.SHARES_SHORT', percent(whole - total));
}

/** What is missing at all of them together; `null` where one number of it may not be shown. */
function shortOf(there: readonly Taking[], { question }: Case): AmountFact | null {
  if (!there.some(({ outcome }) => outcome === 'UNMET') || there.some(({ free }) => !free?.shown)) return null;

  return amountFact(sumOf(there.map(missing)), question.threshold, 'up');
}

function missing({ free, need }: Taking): Amount {
  return minus(need ?? nothing, free?.high ?? nothing);
}

function roomSentence({ outcome }: Standing, there: readonly Taking[], shortBy: AmountFact | null): Explanation {
  const named = { firms: firms(there.map(({ party }) => party.firmId)) };
  const unsaid = there.filter(({ share }) => share === null);
  if (outcome === 'UNKNOWN' && unsaid.length > 0) {
    return sentence('group.CAPACITY.NO_SHARE', { firms: firms(unsaid.map(({ party }) => party.firmId)) });
  }
  if (outcome !== 'UNMET') return sentence(`group.CAPACITY.${outcome}`, named);

  return shortBy
    ? sentence('group.CAPACITY.UNMET', { ...named, shortBy })
    : sentence('group.CAPACITY.UNSHOWN_UNMET', named);
}

function cellOf(taking: Taking, { question, requirement }: Case): FirmVerdict {
  const { party, share, free, outcome } = taking;
  const isShown = free?.shown ?? false;
  const known = outcome === 'UNMET' ? free?.high : free?.low;
  const value = isShown && known && share !== 0 && outcome !== 'UNKNOWN' ? amountFact(known, question.threshold) : null;
  const shortBy = value && outcome === 'UNMET' ? amountFact(missing(taking), question.threshold, 'up') : null;
  const { neededFrom, neededUntil } = requirement;

  return {
    firmId: party.firmId,
    counts: share !== 0,
    outcome,
    strength: standingOf(taking).strength,
    explanation: cellSentence(taking, question, value, shortBy),
    value,
    shortBy,
    period: value ? { from: neededFrom ?? question.today, until: neededUntil ?? null } : null,
    evidenceIds: [],
    endsOn: null,
    details: [],
  };
}

function cellSentence(
  { party, share, free, need, outcome }: Taking,
  { threshold, what }: Case['question'],
  value: AmountFact | null,
  shortBy: AmountFact | null,
): Explanation {
  const firm = party.named;
  if (share === 0) return sentence('firm.capacity.NO_WORK', { firm });
  if (share === null) return sentence('firm.capacity.NO_SHARE', { firm });
  if (outcome === 'UNKNOWN') return sentence(`firm.unknown.${free?.doubt ?? 'PERIOD_MISSING'}`, { firm, what });
  const wanted = amountFact(need ?? nothing, threshold, 'up');
  if (value === null) return sentence(`firm.capacity.UNSHOWN_${outcome}`, { firm, wanted });

  if (shortBy) return sentence('firm.capacity.UNMET', { firm, value, wanted, shortBy });
  if (outcome === 'MET') return sentence('firm.capacity.MET', { firm, value, wanted });
  const left = amountFact(free?.lasting ?? nothing, threshold);

  return sentence('firm.capacity.AT_RISK', { firm, value, wanted, left });
}
