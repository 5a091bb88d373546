import { Difference } from './difference.js';
import type { Remainder } from './remainder.js';

/** The best alliance so far, as firms; what finds a better one says so here. */
export class Incumbent {
  cost = Infinity;
  members: readonly number[] | null = null;

  offer(cost: number, members: readonly number[]): void {
    if (cost >= this.cost) return;
    this.cost = cost;
    this.members = members;
  }
}

/**
 * A line-up in the making: candidates join and leave in the order of a stack, and what they leave open stands level by
 * level, so that leaving costs nothing.
 */
export class Team {
  /** Open bits after each level. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** What is lacking of each sum (level × sum), whole numbers. */
  readonly deficits: Float64Array;
  readonly joined: Int32Array;
  count = 0;
  private readonly sums: number;

  constructor(
    readonly remainder: Remainder,
    private readonly difference: Difference,
  ) {
    const levels = remainder.slots + 1;
    this.sums = remainder.needed.length;
    this.low = new Int32Array(levels + 1);
    this.high = new Int32Array(levels + 1);
    this.deficits = new Float64Array((levels + 1) * this.sums);
    this.joined = new Int32Array(levels);
    this.low[0] = remainder.openLow;
    this.high[0] = remainder.openHigh;
    this.deficits.set(remainder.needed);
  }

  /** What the next level would leave open with this candidate; true when that is nothing. It has not joined yet. */
  preview(candidate: number): boolean {
    const { remainder, sums, deficits, count: level } = this;
    const low = this.low[level]! & ~remainder.low[candidate]!;
    const high = this.high[level]! & ~remainder.high[candidate]!;
    this.low[level + 1] = low;
    this.high[level + 1] = high;
    let isComplete = (low | high) === 0;
    for (let sum = 0; sum < sums; sum += 1) {
      const lack = deficits[level * sums + sum]! - remainder.values[candidate * sums + sum]!;
      deficits[(level + 1) * sums + sum] = lack > 0 ? lack : 0;
      if (lack > 0) isComplete = false;
    }

    return isComplete;
  }

  /** After `preview` of the same candidate. */
  join(candidate: number): void {
    this.difference.enter(candidate);
    this.joined[this.count] = candidate;
    this.count += 1;
  }

  leave(): void {
    this.count -= 1;
    this.difference.leave(this.joined[this.count]!);
  }

  isComplete(): boolean {
    if ((this.low[this.count]! | this.high[this.count]!) !== 0) return false;
    for (let sum = 0; sum < this.sums; sum += 1) if (this.deficits[this.count * this.sums + sum]! > 0) return false;

    return true;
  }

  /** The sum of which the largest part is lacking. */
  largestDeficit(): number {
    const { needed } = this.remainder;
    const at = this.count * this.sums;
    let largest = 0;
    for (let sum = 1; sum < this.sums; sum += 1) {
      const part = this.deficits[at + sum]! / needed[sum]!;
      if (part > this.deficits[at + largest]! / needed[largest]!) largest = sum;
    }

    return largest;
  }

  /** In conflict with one that is in, or one too many of an earlier alliance. */
  cannotTake(candidate: number): boolean {
    const enemies = this.remainder.enemies[candidate];
    if (enemies)
      for (let place = 0; place < this.count; place += 1) if (enemies.includes(this.joined[place]!)) return true;

    return this.difference.blocks(candidate);
  }

  /** What it costs to take this candidate, beside those that are in. */
  costOf(candidate: number): number {
    const { costs, pairs } = this.remainder;
    let cost = costs[candidate]!;
    if (pairs) for (let place = 0; place < this.count; place += 1) cost += pairs.of(candidate, this.joined[place]!);

    return cost;
  }

  /** The members as firms, ascending; with this candidate when given. */
  firms(andCandidate?: number): number[] {
    const { problem, firmOf } = this.remainder;
    const firms = [...problem.fixed, ...Array.from(this.joined.subarray(0, this.count), (one) => firmOf[one]!)];
    if (andCandidate !== undefined) firms.push(firmOf[andCandidate]!);

    return firms.sort((a, b) => a - b);
  }
}
