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
import type { CapacityClaim, CapacityMoney } from './claims.js';
import { dayNumber } from './days.js';
import type { DoubtCode } from './doubt.js';

/** Days, both included, as day numbers. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** People, money or both for some days; `null` is not stated, `'UNREADABLE'` is stated as what is no number. */
interface Room extends Stretch {
  readonly people: Amount | 'UNREADABLE' | null;
  readonly money: { readonly amount: Amount | 'UNREADABLE'; readonly currency: string } | null;
}

/** What a firm has stated of its capacity, read once. */
export interface KnownCapacity {
  /** By their first days. */
  readonly windows: readonly Room[];
  readonly commitments: readonly Room[];
  readonly offers: readonly Room[];
  readonly verdictOnly: boolean;
}

/** What is known of a firm's free capacity: it lies between `low` and `high` (`null`: no telling). */
export interface FreeCapacity {
  readonly low: Amount;
  /** At least this much is left even if all its other bids are awarded. */
  readonly lasting: Amount;
  readonly high: Amount | null;
  readonly shown: boolean;
  /** Why it is not known exactly. */
  readonly doubt: DoubtCode | null;
}

const perWeek = 7;

export function knownCapacityOf({ windows, commitments, offers, verdictOnly }: CapacityClaim): KnownCapacity {
  return {
    windows: windows.map((one) => roomOf(one, one.limit ?? null)).sort((a, b) => a.from - b.from),
    commitments: commitments.map((one) => roomOf(one, one.money ?? null)),
    offers: (offers ?? []).map((one) => roomOf(one, one.money ?? null)),
    verdictOnly: verdictOnly ?? false,
  };
}

function roomOf(
  stated: { readonly from: string; readonly until: string; readonly peoplePerWeek?: string | null },
  money: CapacityMoney | null,
): Room {
  const { peoplePerWeek } = stated;

  return {
    from: dayNumber(stated.from),
    until: dayNumber(stated.until),
    people: peoplePerWeek ? (amountOf(peoplePerWeek) ?? 'UNREADABLE') : null,
    money: money && { amount: amountOf(money.amount) ?? 'UNREADABLE', currency: money.currency.toUpperCase() },
  };
}

/**
 * Free over the days of the work = stated - taken, never below nothing. People are counted in person-weeks (people per week times days,
 * by seven); of a limit of work in hand the value of every commitment that touches these days is taken. Days for which the firm has
 * stated nothing may hold more, so that there is no upper bound. What other bids would take is taken only of what lasts.
 */
export function freeCapacityOf(
  capacity: KnownCapacity,
  kind: CapacityKind,
  currency: string | null,
  days: Stretch,
): FreeCapacity {
  const free = kind === 'PERSON_WEEKS' ? freePeople(capacity, days) : freeMoney(capacity, currency ?? '', days);

  // Of what may not be shown, the reason why it is open is not shown either.
  return capacity.verdictOnly ? { ...free, shown: false, doubt: free.doubt && 'ASK_THE_FIRM' } : free;
}

export function unknownCapacity(doubt: DoubtCode): FreeCapacity {
  return { low: nothing, lasting: nothing, high: null, shown: true, doubt };
}

function freePeople({ windows, commitments, offers }: KnownCapacity, days: Stretch): FreeCapacity {
  const stated = windows.filter(({ people }) => people !== null);
  if (stated.length === 0) return unknownCapacity('NOT_STATED');
  const had = personWeeksOf(stated, days);
  const taken = personWeeksOf(commitments, days);
  const offered = personWeeksOf(offers, days);
  if (had === null || taken === null || offered === null) return unknownCapacity('UNREADABLE');
  const free = minus(had, taken);
  const known = { low: free, lasting: minus(free, offered), shown: true };

  return covers(stated, days) ? { ...known, high: free, doubt: null } : { ...known, high: null, doubt: 'PART_STATED' };
}

function personWeeksOf(rooms: readonly Room[], days: Stretch): Amount | null {
  let sum = nothing;
  for (const { people, from, until } of rooms) {
    if (people === null) continue;
    if (people === 'UNREADABLE') return null;
    sum = plus(sum, times(people, sharedDays(from, until, days)));
  }

  return dividedBy(sum, perWeek);
}

function sharedDays(from: number, until: number, days: Stretch): number {
  return Math.max(0, Math.min(until, days.until) - Math.max(from, days.from) + 1);
}

function freeMoney({ windows, commitments, offers }: KnownCapacity, currency: string, days: Stretch): FreeCapacity {
  const isOwn = ({ money }: MoneyRoom): boolean => money.currency === currency.toUpperCase();
  const limits = touching(windows, days);
  if (limits.length === 0) return unknownCapacity('NOT_STATED');
  const own = limits.filter(isOwn);
  if (own.length === 0) return unknownCapacity('OTHER_CURRENCY');
  const taking = touching(commitments, days);
  const offering = touching(offers, days);
  const [ceilings, taken, offered] = [own, taking.filter(isOwn), offering.filter(isOwn)].map(amountsOf);
  if (!ceilings || !taken || !offered) return unknownCapacity('UNREADABLE');
  const free = minus(ceilings.reduce(smaller), sumOf(taken));
  // What is taken in another currency is never converted: it leaves at most this much, and nothing is sure.
  if (taken.length < taking.length) return { ...unknownCapacity('OTHER_CURRENCY'), high: free };
  const lasting = offered.length < offering.length ? nothing : minus(free, sumOf(offered));

  return covers(own, days)
    ? { low: free, lasting, high: free, shown: true, doubt: null }
    : unknownCapacity('PART_STATED');
}

type MoneyRoom = Room & { readonly money: NonNullable<Room['money']> };

function touching(rooms: readonly Room[], days: Stretch): MoneyRoom[] {
  return rooms.filter((room): room is MoneyRoom => room.money !== null && sharedDays(room.from, room.until, days) > 0);
}

function amountsOf(rooms: readonly MoneyRoom[]): Amount[] | null {
  const amounts = rooms.map(({ money }) => money.amount);

  return amounts.includes('UNREADABLE') ? null : (amounts as Amount[]);
}

/** Whether something is stated for every day of the work; by their first days. */
function covers(windows: readonly Stretch[], days: Stretch): boolean {
  let next = days.from;
  for (const { from, until } of windows) {
    if (from > next) break;
    next = Math.max(next, until + 1);
  }

  return next > days.until;
}
