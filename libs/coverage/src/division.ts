import { amountOf, compare, nothing, type Requirement } from '#libs/requirements';
import type { FirmClaims } from './claims.js';
import { dayNumber } from './days.js';
import { freeCapacityOf, knownCapacityOf } from './free-capacity.js';

const whole = 10_000;

/**
 * A division of the work into which all fit, as far as is known: as even as their room allows. Of several estimates of the work each
 * binds. Who has not stated all its room may have more, and is taken to have enough. Where there is too little room in all, the one
 * with most takes the rest, so that the verdict says what is missing.
 *
 * @returns basis points in the order of the firms, 10 000 in all; `null` where no requirement estimates the work, or there is nobody
 */
export function divisionOf(
  requirements: readonly Requirement[],
  firmIds: readonly string[],
  claims: readonly FirmClaims[],
  today: string,
): readonly number[] | null {
  const estimates = requirements.filter(({ mode, neededUntil }) => mode === 'CAPACITY' && neededUntil);
  if (estimates.length === 0 || firmIds.length === 0) return null;
  const rooms = firmIds.map((firmId) => {
    const known = claims.find((one) => one.firmId === firmId);

    return Math.min(...estimates.map((estimate) => roomOf(known, estimate, today)));
  });
  // The smallest room first: what it leaves of an even part goes to those with more.
  const order = [...rooms.keys()].sort((a, b) => rooms[a]! - rooms[b]! || a - b);
  const shares = rooms.map(() => 0);
  let left = whole;
  for (const [at, place] of order.entries()) {
    const share = Math.min(rooms[place]!, Math.floor(left / (order.length - at)));
    shares[place] = share;
    left -= share;
  }
  shares[order.at(-1)!]! += left;

  return shares;
}

/** The largest part of the work it has room for, in basis points cut down; all of it while nobody knows better. */
function roomOf(known: FirmClaims | undefined, estimate: Requirement, today: string): number {
  const { measure, threshold, neededFrom, neededUntil } = estimate;
  const need = amountOf(threshold?.value ?? '') ?? nothing;
  // From a part that fits just so, room that may not be shown could be told.
  if (!known?.capacity || known.capacity.verdictOnly) return whole;
  if (!('capacity' in measure) || compare(need, nothing) === 0) return whole;
  const days = { from: dayNumber(neededFrom ?? today), until: dayNumber(neededUntil!) };
  const free = freeCapacityOf(knownCapacityOf(known.capacity), measure.capacity, threshold?.currency ?? null, days);
  if (free.high === null) return whole;
  const part = (free.high.top * need.bottom * BigInt(whole)) / (free.high.bottom * need.top);

  return part < whole ? Number(part) : whole;
}
