import { bitsIn, lowestBit } from './bits.js';
import { betterThan, negativeSums, OpenPrice } from './bounds.js';
import type { Deadline } from './problem.js';
import { reduceCosts, relaxationOf, type Prices } from './relaxation.js';
import type { Remainder } from './remainder.js';
import { Team } from './team.js';
import { Difference } from './difference.js';

/** An alliance with gaps: how many requirements it misses, and what it costs. */
export interface Gapped {
  readonly missed: number;
  readonly cost: number;
  readonly members: readonly number[];
}

/** What is looked for next: fewer missed requirements, whatever the cost, or no more missed and cheaper. */
export type Aim = 'FEWER' | 'CHEAPER';

const nodesPerLook = 64;

/**
 * Branch and bound where a requirement may also be missed: at each node, the open requirement with the fewest candidates
 * is met by one of them, each tried and then left out, or, when all are left out, by nobody.
 */
export class GapSearch {
  nodes = 0;
  isStopped = false;
  /** When stopped: nothing that was left out misses fewer. */
  openMissed = Infinity;
  private readonly team: Team;
  private readonly price: OpenPrice;
  private readonly negative: Float64Array;
  /** Prices of the dearest requirements, added up: what missing so many may save at most. */
  private readonly saved: Float64Array;
  private readonly byBit: readonly Int32Array[];
  private readonly all: Int32Array;
  private readonly isOut: Uint8Array;

  /** @param prices of a relaxation where requirements may be missed: in requirements for FEWER, in costs for CHEAPER */
  constructor(
    private readonly remainder: Remainder,
    private readonly aim: Aim,
    prices: Prices,
    public best: Gapped,
    private readonly deadline: Deadline,
  ) {
    const { size, slots, needed, holders } = remainder;
    this.team = new Team(remainder, new Difference(remainder, [], 0));
    this.isOut = new Uint8Array(size);
    this.price = new OpenPrice(needed.length);
    this.price.use(prices, needed);
    const reduced = new Float64Array(size);
    const costs = aim === 'FEWER' ? new Float64Array(size) : remainder.costs;
    reduceCosts(relaxationOf(remainder, costs), prices, reduced);
    this.negative = negativeSums(reduced, slots);
    const dearest = [...prices.ofBit, ...prices.ofSum].sort((a, b) => b - a);
    this.saved = new Float64Array(dearest.length + 1);
    for (const [count, price] of dearest.entries()) this.saved[count + 1] = this.saved[count]! + price;
    const byRank = (a: number, b: number): number => reduced[a]! - reduced[b]! || a - b;
    this.byBit = holders.map((list) => list.slice().sort(byRank));
    this.all = Int32Array.from({ length: size }, (_, candidate) => candidate).sort(byRank);
  }

  run(): Gapped {
    this.descend(this.remainder.baseCost, this.remainder.slots, 0);

    return this.best;
  }

  private descend(cost: number, left: number, missed: number): void {
    this.nodes += 1;
    if (this.nodes % nodesPerLook === 0 && this.deadline()) this.isStopped = true;
    const { team } = this;
    const level = team.count;
    const low = team.low[level]!;
    const high = team.high[level]!;
    const open = bitsIn(low) + bitsIn(high) + this.openSums(level);
    this.record(cost, missed + open);
    if (open === 0 || left === 0 || this.isHopeless(cost, left, missed)) return;
    const bit = this.scarcest(low, high);
    const sum = bit < 0 ? this.largestDeficit(level) : -1;
    const sums = this.remainder.needed.length;
    const leftOut: number[] = [];
    for (const candidate of bit < 0 ? this.all : this.byBit[bit]!) {
      if (this.isOut[candidate] === 1) continue;
      if (sum >= 0 && !(this.remainder.values[candidate * sums + sum]! > 0)) continue;
      this.isOut[candidate] = 1;
      leftOut.push(candidate);
      if (team.cannotTake(candidate)) continue;
      const costHere = cost + team.costOf(candidate);
      team.preview(candidate);
      team.join(candidate);
      this.descend(costHere, left - 1, missed);
      team.leave();
    }
    this.goWithout(bit, sum, () => this.descend(cost, left, missed + 1));
    for (const candidate of leftOut) this.isOut[candidate] = 0;
  }

  /** Nobody who could meet it is left: it counts as missed, and what is below looks at the others. */
  private goWithout(bit: number, sum: number, below: () => void): void {
    const { team } = this;
    const level = team.count;
    const low = team.low[level]!;
    const high = team.high[level]!;
    const place = level * this.remainder.needed.length + sum;
    const deficit = team.deficits[place]!;
    if (bit < 0) team.deficits[place] = 0;
    else if (bit < 32) team.low[level] = low & ~(1 << bit);
    else team.high[level] = high & ~(1 << (bit - 32));
    below();
    team.low[level] = low;
    team.high[level] = high;
    if (bit < 0) team.deficits[place] = deficit;
  }

  /** Whether bounds say that nothing below is better; notes what is left unsearched once time is up. */
  private isHopeless(cost: number, left: number, missed: number): boolean {
    const { team, best } = this;
    const level = team.count;
    const price =
      this.price.of(team.low[level]!, team.high[level]!, team.deficits, level * this.remainder.needed.length) +
      this.negative[left]!;
    if (this.aim === 'FEWER') {
      const fewest = missed + Math.max(0, Math.ceil(price - 1e-6));
      if (fewest >= best.missed) return true;
      if (this.isStopped) this.openMissed = Math.min(this.openMissed, fewest);
    } else {
      const spare = best.missed - missed;
      if (spare < 0) return true;
      const saved = this.saved[Math.min(spare, this.saved.length - 1)]!;
      if (cost + Math.max(0, price - saved) > betterThan(best.cost)) return true;
    }

    return this.isStopped;
  }

  private record(cost: number, missed: number): void {
    const { best } = this;
    if (missed > best.missed || (missed === best.missed && cost >= best.cost)) return;
    this.best = { missed, cost, members: this.team.firms() };
  }

  /** The open bit with the fewest candidates; −1 when only sums are open. */
  private scarcest(low: number, high: number): number {
    let fewest = Infinity;
    let scarcest = -1;
    for (let half = 0; half < 2; half += 1)
      for (let rest = half === 0 ? low : high; rest !== 0; rest &= rest - 1) {
        const bit = half * 32 + lowestBit(rest);
        const list = this.byBit[bit]!;
        let count = 0;
        for (let place = 0; place < list.length && count < fewest; place += 1) count += 1 - this.isOut[list[place]!]!;
        if (count >= fewest) continue;
        fewest = count;
        scarcest = bit;
      }

    return scarcest;
  }

  private openSums(level: number): number {
    const sums = this.remainder.needed.length;
    let open = 0;
    for (let sum = 0; sum < sums; sum += 1) if (this.team.deficits[level * sums + sum]! > 0) open += 1;

    return open;
  }

  private largestDeficit(level: number): number {
    const { needed } = this.remainder;
    const part = (sum: number): number => this.team.deficits[level * needed.length + sum]! / needed[sum]!;
    let largest = 0;
    for (let sum = 1; sum < needed.length; sum += 1) if (part(sum) > part(largest)) largest = sum;

    return largest;
  }
}
