import { amountOf, decimalOf, dividedBy, nothing, times, type Requirement } from '#libs/requirements';
import type { CommitmentClaim } from './claims.js';
import { dayNumber } from './days.js';

const whole = 10_000;
const daysAWeek = 7;

/**
 * What a part of the work takes of a firm, by a requirement of mode CAPACITY: share × estimate, over the days of the work.
 *
 * @param shareBasisPoints of the whole work; 10 000 is all of it
 * @param today where the requirement does not say when the work begins
 * @returns `null` for a requirement that estimates no work
 */
export function workTakenBy(
  { measure, threshold, neededFrom, neededUntil }: Requirement,
  shareBasisPoints: number,
  today: string,
): CommitmentClaim | null {
  if (!('capacity' in measure) || !threshold || !neededUntil) return null;
  const from = neededFrom ?? today;
  const days = dayNumber(neededUntil) - dayNumber(from) + 1;
  if (days <= 0) return null;
  const part = dividedBy(times(amountOf(threshold.value) ?? nothing, shareBasisPoints), whole);
  const taken = { from, until: neededUntil };
  if (measure.capacity === 'MONEY') {
    return { ...taken, money: { amount: decimalOf(part, 'up'), currency: threshold.currency ?? '' } };
  }

  // Whole hundredths of a person, as commitments are kept, and never less than it takes.
  const weekly = dividedBy(times(part, daysAWeek * 100), days);
  const hundredths = (weekly.top + weekly.bottom - 1n) / weekly.bottom;

  return { ...taken, peoplePerWeek: decimalOf({ top: hundredths, bottom: 100n }, 'up') };
}
