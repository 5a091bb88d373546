import {
  amountOf,
  dividedBy,
  minus,
  nothing,
  plus,
  smaller,
  sumOf,
  times,
  type Amount,
  type CapacityKind,
} from '#libs/requirements';
import type { CapacityClaim, CapacityMoney, FirmClaims } from './claims.js';
import { dayNumber } from './days.js';
import type { DoubtCode } from './doubt.js';

/** The days of the work, both included, as ISO dates. */
export interface WorkDays {
  readonly from: string;
  readonly until: string;
}

/** What is known of a firm's free capacity: it lies between `low` and `high` (`null`: no telling). */
export interface FreeCapacity {
  readonly low: Amount;
  readonly high: Amount | null;
  readonly shown: boolean;
  /** Why it is not known exactly. */
  readonly doubt: DoubtCode | null;
}

const perWeek = 7;

/**
 * Free over the days of the work = stated - taken, never below nothing. People are counted in person-weeks (people per week times days,
 * by seven); of a limit of work in hand the value of every commitment that touches these days is taken. Days for which the firm has
 * stated nothing may hold more, so that there is no upper bound.
 */
export function freeCapacityOf(
  claims: FirmClaims,
  kind: CapacityKind,
  currency: string | null,
  days: WorkDays,
): FreeCapacity {
  const { capacity } = claims;
  if (!capacity) return unknown(claims.hidden ? 'ASK_THE_FIRM' : 'NOT_STATED');
  const free = kind === 'PERSON_WEEKS' ? freePeople(capacity, days) : freeMoney(capacity, currency ?? '', days);

  // Of what may not be shown, the reason why it is open is not shown either.
  return capacity.verdictOnly ? { ...free, shown: false, doubt: free.doubt && 'ASK_THE_FIRM' } : free;
}

function unknown(doubt: DoubtCode): FreeCapacity {
  return { low: nothing, high: null, shown: true, doubt };
}

function freePeople({ windows, commitments }: CapacityClaim, days: WorkDays): FreeCapacity {
  const stated = windows.filter(({ peoplePerWeek }) => peoplePerWeek);
  if (stated.length === 0) return unknown('NOT_STATED');
  const weeksOf = (all: readonly (WorkDays & { peoplePerWeek?: string | null })[]): Amount | null => {
    const read = all.map((one) => personDays(one, days));

    return read.includes(null) ? null : dividedBy(sumOf(read as Amount[]), perWeek);
  };
  const had = weeksOf(stated);
  const taken = weeksOf(commitments.filter(({ peoplePerWeek }) => peoplePerWeek));
  if (had === null || taken === null) return unknown('UNREADABLE');
  const free = minus(had, taken);
  const isWhole = covers(stated, days);

  return { low: free, high: isWhole ? free : null, shown: true, doubt: isWhole ? null : 'PART_STATED' };
}

function personDays(
  { from, until, peoplePerWeek }: WorkDays & { peoplePerWeek?: string | null },
  days: WorkDays,
): Amount | null {
  const people = amountOf(peoplePerWeek ?? '');

  return people && times(people, sharedDays({ from, until }, days));
}

function sharedDays(a: WorkDays, b: WorkDays): number {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;

  return until < from ? 0 : dayNumber(until) - dayNumber(from) + 1;
}

function freeMoney({ windows, commitments }: CapacityClaim, currency: string, days: WorkDays): FreeCapacity {
  const limits = windows.filter(({ limit, ...window }) => limit && sharedDays(window, days) > 0);
  if (limits.length === 0) return unknown('NOT_STATED');
  const own = limits.filter(({ limit }) => isIn(currency, limit!));
  if (own.length === 0) return unknown('OTHER_CURRENCY');
  const taking = commitments.filter(({ money, ...window }) => money && sharedDays(window, days) > 0);
  const read = [...own.map(({ limit }) => limit!), ...taking.map(({ money }) => money!)];
  if (read.some(({ amount }) => amountOf(amount) === null)) return unknown('UNREADABLE');
  const limit = own.map((one) => amountOf(one.limit!.amount)!).reduce(smaller);
  const taken = taking.filter(({ money }) => isIn(currency, money!)).map(({ money }) => amountOf(money!.amount)!);
  const free = minus(limit, taken.reduce(plus, nothing));
  // What is taken in another currency is never converted: it leaves at most this much, and nothing is sure.
  if (taken.length < taking.length) return { ...unknown('OTHER_CURRENCY'), high: free };
  const isWhole = covers(own, days);

  return isWhole ? { low: free, high: free, shown: true, doubt: null } : unknown('PART_STATED');
}

function isIn(currency: string, money: CapacityMoney): boolean {
  return money.currency.toUpperCase() === currency.toUpperCase();
}

/** Whether something is stated for every day of the work. */
function covers(windows: readonly WorkDays[], days: WorkDays): boolean {
  let next = dayNumber(days.from);
  for (const { from, until } of [...windows].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (dayNumber(from) > next) break;
    next = Math.max(next, dayNumber(until) + 1);
  }

  return next > dayNumber(days.until);
}
