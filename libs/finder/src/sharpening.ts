import { negativeSums } from './bounds.js';
import { ascend, reduceCosts, type Prices, type Relaxation } from './relaxation.js';
import { lowestBit } from './bits.js';
import type { Team } from './team.js';

export interface Sharpened {
  readonly prices: Prices;
  readonly negative: Float64Array;
  /** Candidates who cannot join here, or with whom nothing below this node is better than the limit. */
  readonly useless: readonly number[];
}

const iterations = 40;

/** Prices for what a team still leaves open, starting from those of the whole; null when they prove that nothing better than the limit is there. */
export function sharpened(
  team: Team,
  from: Prices,
  isOut: Uint8Array,
  cost: number,
  left: number,
  limit: number,
): Sharpened | null {
  const { remainder } = team;
  const { needed } = remainder;
  const deficits = team.deficits.subarray(team.count * needed.length, (team.count + 1) * needed.length);
  const { candidates, useless } = usefulTo(team, deficits, isOut);
  const relaxation = relaxationBelow(team, deficits, candidates);
  if (relaxation === null) return null;
  const part = deficits.map((deficit, sum) => deficit / needed[sum]!);
  const start = { ofBit: from.ofBit.slice(), ofSum: from.ofSum.map((price, sum) => price * part[sum]!) };
  const isOpen = new Set(relaxation.openBits);
  for (let bit = 0; bit < start.ofBit.length; bit += 1) if (!isOpen.has(bit)) start.ofBit[bit] = 0;
  const prices = ascend(relaxation, { slots: left, iterations, target: () => limit + 1 - cost, start });
  if (cost + prices.bound > limit) return null;
  const reduced = new Float64Array(candidates.length);
  reduceCosts(relaxation, prices, reduced);
  let base = cost + (negativeSums(reduced, left)[left - 1] ?? 0);
  for (const price of prices.ofBit) base += price;
  for (const price of prices.ofSum) base += price;
  const isKept = reduced.map((one) => (base + one > limit ? 0 : 1));

  return {
    prices: { ...prices, ofSum: prices.ofSum.map((price, sum) => (part[sum]! > 0 ? price / part[sum]! : 0)) },
    negative: negativeSums(
      reduced.filter((_, place) => isKept[place] === 1),
      remainder.slots,
    ),
    useless: [...useless, ...candidates.filter((_, place) => isKept[place] === 0)],
  };
}

/** Of those that are not left out: who meets something open, and who would but cannot join. */
function usefulTo(team: Team, deficits: Float64Array, isOut: Uint8Array): { candidates: number[]; useless: number[] } {
  const { size, low, high, values } = team.remainder;
  const openLow = team.low[team.count]!;
  const openHigh = team.high[team.count]!;
  const sums = deficits.length;
  const candidates: number[] = [];
  const useless: number[] = [];
  for (let candidate = 0; candidate < size; candidate += 1) {
    if (isOut[candidate] === 1) continue;
    let helps = ((low[candidate]! & openLow) | (high[candidate]! & openHigh)) !== 0;
    for (let sum = 0; sum < sums && !helps; sum += 1) helps = deficits[sum]! > 0 && values[candidate * sums + sum]! > 0;
    if (helps) (team.cannotTake(candidate) ? useless : candidates).push(candidate);
  }

  return { candidates, useless };
}

/** Null when nobody is left for an open bit. */
function relaxationBelow(team: Team, deficits: Float64Array, candidates: readonly number[]): Relaxation | null {
  const { low, high, values, holders, halves, least, slots } = team.remainder;
  const others = Math.max(0, least - team.count - 1);
  const openLow = team.low[team.count]!;
  const openHigh = team.high[team.count]!;
  const sumCount = deficits.length;
  const size = candidates.length;
  const start = new Int32Array(size + 1);
  const bits = new Uint8Array(size * holders.length);
  const costs = new Float64Array(size);
  const shares = new Float64Array(size * sumCount);
  let at = 0;
  let metLow = 0;
  let metHigh = 0;
  for (let place = 0; place < size; place += 1) {
    const candidate = candidates[place]!;
    const mineLow = low[candidate]! & openLow;
    const mineHigh = high[candidate]! & openHigh;
    metLow |= mineLow;
    metHigh |= mineHigh;
    for (let rest = mineLow; rest !== 0; rest &= rest - 1) bits[at++] = lowestBit(rest);
    for (let rest = mineHigh; rest !== 0; rest &= rest - 1) bits[at++] = 32 + lowestBit(rest);
    start[place + 1] = at;
    // Beside those who are in to the full, and beside those to come half of what is sure.
    costs[place] = team.costOf(candidate) + (halves?.[candidate * (slots + 1) + others] ?? 0);
    for (let sum = 0; sum < sumCount; sum += 1)
      if (deficits[sum]! > 0)
        shares[place * sumCount + sum] = Math.min(1, values[candidate * sumCount + sum]! / deficits[sum]!);
  }
  if (metLow !== openLow || metHigh !== openHigh) return null;
  const openBits = [];
  for (let rest = openLow; rest !== 0; rest &= rest - 1) openBits.push(lowestBit(rest));
  for (let rest = openHigh; rest !== 0; rest &= rest - 1) openBits.push(32 + lowestBit(rest));
  const openSums = [...deficits.keys()].filter((sum) => deficits[sum]! > 0);

  return { size, costs, start, bits, bitCount: holders.length, openBits, shares, sumCount, openSums };
}
