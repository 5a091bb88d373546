import { lowestBit } from './bits.js';
import type { Remainder } from './remainder.js';

/**
 * The covering problem with its requirements priced instead of enforced (Lagrangian relaxation). Whatever the prices,
 * the cheapest choice at these prices is a lower bound on the cost of every alliance; `ascend` looks for prices that make
 * the bound high.
 */
export interface Relaxation {
  readonly size: number;
  readonly costs: Float64Array;
  /** The open bits of candidate i are bits[start[i]] … bits[start[i + 1] − 1]. */
  readonly start: Int32Array;
  readonly bits: Uint8Array;
  /** How far bit numbers go, and which are open. */
  readonly bitCount: number;
  readonly openBits: readonly number[];
  /** Part of each open sum that a candidate adds (candidate × sum), 0 … 1. */
  readonly shares: Float64Array;
  readonly sumCount: number;
  readonly openSums: readonly number[];
}

/** Prices of requirements, and the bound they give. */
export interface Prices {
  readonly bound: number;
  readonly ofBit: Float64Array;
  /** For the whole of a sum. */
  readonly ofSum: Float64Array;
}

export interface Ascent {
  /** How many members may be chosen: kept inside the relaxation, which makes the bound better where members are few. */
  readonly slots: number;
  readonly iterations: number;
  /** A cost that is known to be reachable, or a guess of it: steps are as long as the distance to it asks. */
  readonly target: () => number;
  readonly start?: { ofBit: Float64Array; ofSum: Float64Array };
  /** No requirement is worth more than this: what it costs to go without it. */
  readonly ceiling?: number;
  /** So many requirements may be missed for nothing. */
  readonly spare?: number;
  /** Sees the reduced costs of each iteration: good advice for a first answer. */
  readonly watch?: (iteration: number, reduced: Float64Array) => void;
}

/** All of a remainder, at other costs when given. */
export function relaxationOf(remainder: Remainder, costs: Float64Array = remainder.linear): Relaxation {
  const { size, low, high, needed, values, holders } = remainder;
  const start = new Int32Array(size + 1);
  const bits = new Uint8Array(holders.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (let candidate = 0; candidate < size; candidate += 1) {
    for (let rest = low[candidate]!; rest !== 0; rest &= rest - 1) bits[at++] = lowestBit(rest);
    for (let rest = high[candidate]!; rest !== 0; rest &= rest - 1) bits[at++] = 32 + lowestBit(rest);
    start[candidate + 1] = at;
  }
  const sumCount = needed.length;

  return {
    size,
    costs,
    start,
    bits,
    bitCount: holders.length,
    openBits: [...holders.keys()],
    shares: values.map((value, place) => value / needed[place % sumCount]!),
    sumCount,
    openSums: [...needed.keys()],
  };
}

/** Costs less the price of what each candidate brings. */
export function reduceCosts(
  { size, costs, start, bits, shares, sumCount }: Relaxation,
  { ofBit, ofSum }: { ofBit: Float64Array; ofSum: Float64Array },
  reduced: Float64Array,
): void {
  for (let candidate = 0; candidate < size; candidate += 1) {
    let cost = costs[candidate]!;
    for (let at = start[candidate]!, end = start[candidate + 1]!; at < end; at += 1) cost -= ofBit[bits[at]!]!;
    for (let sum = 0; sum < sumCount; sum += 1) cost -= ofSum[sum]! * shares[candidate * sumCount + sum]!;
    reduced[candidate] = cost;
  }
}

/** Halving the step after so many iterations without progress, down to where steps do not matter any more. */
const patience = 8;
const shrink = 0.6;
const smallestStep = 0.01;

/** Prices by subgradient ascent (Held and Karp): a requirement nobody chosen meets gets dearer, one met twice cheaper. */
export function ascend(relaxation: Relaxation, ascent: Ascent): Prices {
  const { size, start, bits, openBits, openSums, shares, sumCount } = relaxation;
  const { slots, iterations, target, watch, ceiling = Infinity, spare = 0 } = ascent;
  const ofBit = ascent.start ? ascent.start.ofBit.slice() : firstPrices(relaxation);
  const ofSum = ascent.start ? ascent.start.ofSum.slice() : new Float64Array(sumCount);
  const best = { bound: -Infinity, ofBit: ofBit.slice(), ofSum: ofSum.slice() };
  const reduced = new Float64Array(size);
  const lackOfBit = new Float64Array(relaxation.bitCount);
  const lackOfSum = new Float64Array(sumCount);
  const chosen = new Int32Array(Math.min(slots, size));
  let step = 1.5;
  let idle = 0;
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    reduceCosts(relaxation, { ofBit, ofSum }, reduced);
    const count = chooseCheapest(reduced, chosen);
    let bound = 0;
    for (const bit of openBits) {
      bound += ofBit[bit]!;
      lackOfBit[bit] = 1;
    }
    for (const sum of openSums) {
      bound += ofSum[sum]!;
      lackOfSum[sum] = 1;
    }
    for (let place = 0; place < count; place += 1) {
      const candidate = chosen[place]!;
      bound += reduced[candidate]!;
      for (let at = start[candidate]!, end = start[candidate + 1]!; at < end; at += 1) lackOfBit[bits[at]!]! -= 1;
      for (const sum of openSums) lackOfSum[sum]! -= shares[candidate * sumCount + sum]!;
    }
    if (spare > 0) bound -= missDearest(relaxation, spare, { ofBit, ofSum }, lackOfBit, lackOfSum);
    if (bound > best.bound + 1e-7) {
      best.bound = bound;
      best.ofBit.set(ofBit);
      best.ofSum.set(ofSum);
      idle = 0;
    } else if ((idle += 1) >= patience) {
      step *= shrink;
      idle = 0;
      if (step < smallestStep) break;
    }
    watch?.(iteration, reduced);
    const length = squared(openBits, ofBit, lackOfBit) + squared(openSums, ofSum, lackOfSum);
    if (length < 1e-12) break; // nothing is missing, nothing is paid for twice: these prices are the best
    const stride = (step * Math.max(target() * 1.02 - bound, Math.abs(bound) * 0.02 + 1)) / length;
    for (const bit of openBits) ofBit[bit] = within(ofBit[bit]! + stride * lackOfBit[bit]!, ceiling);
    for (const sum of openSums) ofSum[sum] = within(ofSum[sum]! + stride * lackOfSum[sum]!, ceiling);
  }

  return best;
}

/** Of each bit: the cheapest firm's cost, divided among all it meets. */
function firstPrices({ size, costs, start, bits, bitCount, openBits }: Relaxation): Float64Array {
  const prices = new Float64Array(bitCount).fill(Infinity);
  for (let candidate = 0; candidate < size; candidate += 1) {
    const part = costs[candidate]! / (start[candidate + 1]! - start[candidate]! + 1);
    for (let at = start[candidate]!, end = start[candidate + 1]!; at < end; at += 1)
      if (part < prices[bits[at]!]!) prices[bits[at]!] = part;
  }
  const isOpen = new Set(openBits);

  return prices.map((price, bit) => (isOpen.has(bit) && price < Infinity ? price : 0));
}

/** The candidates below 0, at most as many as there is room for, the lowest first. Returns how many. */
function chooseCheapest(reduced: Float64Array, chosen: Int32Array): number {
  const room = chosen.length;
  let count = 0;
  for (let candidate = 0; candidate < reduced.length; candidate += 1) {
    const cost = reduced[candidate]!;
    if (cost >= 0 || (count === room && (room === 0 || cost >= reduced[chosen[room - 1]!]!))) continue;
    let place = count < room ? count : room - 1;
    if (count < room) count += 1;
    while (place > 0 && reduced[chosen[place - 1]!]! > cost) {
      chosen[place] = chosen[place - 1]!;
      place -= 1;
    }
    chosen[place] = candidate;
  }

  return count;
}

function within(price: number, ceiling: number): number {
  return price < 0 ? 0 : Math.min(price, ceiling);
}

/** Does without the dearest requirements, and returns what that saves. */
function missDearest(
  { openBits, openSums }: Relaxation,
  spare: number,
  { ofBit, ofSum }: { ofBit: Float64Array; ofSum: Float64Array },
  lackOfBit: Float64Array,
  lackOfSum: Float64Array,
): number {
  const all = [
    ...openBits.map((place) => ({ price: ofBit[place]!, lack: lackOfBit, place })),
    ...openSums.map((place) => ({ price: ofSum[place]!, lack: lackOfSum, place })),
  ].sort((a, b) => b.price - a.price);
  let saved = 0;
  for (const { price, lack, place } of all.slice(0, spare)) {
    saved += price;
    lack[place]! -= 1;
  }

  return saved;
}

function squared(open: readonly number[], prices: Float64Array, lack: Float64Array): number {
  let length = 0;
  for (const one of open) if (lack[one]! > 0 || prices[one]! > 0) length += lack[one]! * lack[one]!;

  return length;
}

/**
 * Prices at which no candidate brings more than 1: their sum over what is open is a lower bound on how many members are
 * still needed, whatever they cost.
 */
export function memberPrices(remainder: Remainder): Prices {
  const relaxation = relaxationOf(remainder, new Float64Array(remainder.size).fill(1));
  const prices = ascend(relaxation, { slots: Infinity, iterations: 80, target: () => remainder.slots });
  const left = new Float64Array(remainder.size);
  reduceCosts(relaxation, prices, left);
  const most = left.reduce((most, cost) => Math.max(most, 1 - cost), 1);
  const scaled = { ofBit: prices.ofBit.map((price) => price / most), ofSum: prices.ofSum.map((price) => price / most) };

  return { ...scaled, bound: [...scaled.ofBit, ...scaled.ofSum].reduce((sum, price) => sum + price, 0) };
}

/** So many members at least are needed, at these prices of `memberPrices`. */
export function leastBy({ bound }: Prices): number {
  return Math.ceil(bound - 1e-7);
}
