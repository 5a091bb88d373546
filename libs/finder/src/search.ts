import { lowestBit } from './bits.js';
import { betterThan, negativeSums, OpenPrice } from './bounds.js';
import type { Deadline } from './problem.js';
import type { Difference } from './difference.js';
import { reduceCosts, relaxationOf, type Prices } from './relaxation.js';
import type { Remainder } from './remainder.js';
import { holdersInOrder, reachOf } from './search-tables.js';
import { sharpened } from './sharpening.js';
import { Team, type Incumbent } from './team.js';

/** How a search runs. */
export interface Run {
  /** Candidates that are in from the start. */
  readonly keep?: readonly number[];
  /** Ends after so many nodes. */
  readonly nodes: number;
  /** The first alliance found will do. */
  readonly anyWillDo?: boolean;
  /** Prices are looked for anew at the first levels: dear, and worth it where the search is long. */
  readonly sharpens?: boolean;
}

export interface Ran {
  /** Everything was searched: what is better than the incumbent does not exist. */
  readonly isComplete: boolean;
  /** Nothing that was left out costs less; infinite when nothing was. */
  readonly openBound: number;
}

/** Levels at which prices may be looked for anew. */
const sharpenedLevels = 2;
/** Time is asked for after so many nodes. */
const nodesPerLook = 64;

/**
 * Depth-first branch and bound. At each node it takes the open requirement with the fewest candidates: one of them must be
 * in. It tries each in turn and, when it comes back, leaves that one out for good, so that every set of firms is met once.
 */
export class Search {
  nodes = 0;
  readonly team: Team;
  private readonly reduced: Float64Array;
  private readonly byBit: Int32Array[];
  private readonly all: Int32Array;
  private readonly isOut: Uint8Array;
  /** Candidates left out, in the order in which they were; what lies above a node's mark is its own. */
  private readonly out: Int32Array;
  private outCount = 0;
  /** The largest part of each sum that so many members can bring (sum × count). */
  private readonly reach: Float64Array;
  private price: OpenPrice;
  private readonly membersPrice: OpenPrice;
  private readonly spare: OpenPrice[];
  private negative: Float64Array;
  private limit = Infinity;
  private nodeLimit = Infinity;
  private isStopped = false;
  private isDone = false;
  private openBound = Infinity;
  private run: Run = { nodes: Infinity };
  private depthOfSharpening = 0;
  /** What the members before this level cost beside others is in the prices below a sharpened node already. */
  private owingFrom = 0;

  /** @param prices decide bounds and, unless `helpfulFirst`, the order in which candidates are tried */
  constructor(
    readonly remainder: Remainder,
    private readonly prices: Prices,
    membersPrices: Prices,
    difference: Difference,
    private readonly incumbent: Incumbent,
    private readonly deadline: Deadline,
    private readonly helpfulFirst = false,
  ) {
    const { size, slots, needed, costs } = remainder;
    this.team = new Team(remainder, difference);
    this.isOut = new Uint8Array(size);
    this.out = new Int32Array(size);
    this.reduced = new Float64Array(size);
    const relaxation = relaxationOf(remainder);
    reduceCosts(relaxation, prices, this.reduced);
    this.negative = negativeSums(this.reduced, slots);
    this.price = new OpenPrice(needed.length);
    this.price.use(prices, needed);
    this.membersPrice = new OpenPrice(needed.length);
    this.membersPrice.use(membersPrices, needed);
    this.spare = Array.from({ length: sharpenedLevels }, () => new OpenPrice(needed.length));
    let rank = this.reduced;
    if (helpfulFirst) {
      rank = new Float64Array(size);
      reduceCosts({ ...relaxation, costs: costs.map((cost) => cost * 1e-6) }, membersPrices, rank);
    }
    this.all = Int32Array.from({ length: size }, (_, candidate) => candidate).sort(
      (a, b) => rank[a]! - rank[b]! || a - b,
    );
    this.byBit = holdersInOrder(remainder, this.all);
    this.reach = reachOf(remainder);
  }

  start(run: Run): Ran {
    const { team } = this;
    this.run = run;
    this.nodeLimit = this.nodes + run.nodes;
    this.isStopped = false;
    this.isDone = false;
    this.openBound = Infinity;
    this.limit = run.anyWillDo ? Infinity : betterThan(this.incumbent.cost);
    let cost = this.remainder.baseCost;
    for (const candidate of run.keep ?? []) {
      cost += team.costOf(candidate);
      team.preview(candidate);
      team.join(candidate);
      this.leaveOut(candidate);
    }
    if (team.isComplete()) this.record(cost, undefined);
    else if (team.count < this.remainder.slots) this.descend(cost, this.remainder.slots - team.count);
    while (team.count > 0) team.leave();
    this.letIn(0);

    return { isComplete: !this.isStopped || this.openBound === Infinity, openBound: this.openBound };
  }

  private descend(cost: number, left: number): void {
    this.nodes += 1;
    if (this.nodes > this.nodeLimit || (this.nodes % nodesPerLook === 0 && this.deadline())) this.isStopped = true;
    const { team, remainder, isOut, reduced } = this;
    const level = team.count;
    const sums = remainder.needed.length;
    const low = team.low[level]!;
    const high = team.high[level]!;
    const sum = (low | high) === 0 ? team.largestDeficit() : -1;
    const list = sum >= 0 ? this.all : this.scarcest(low, high, left);
    if (list === null) return;
    // Whoever joins adds at least its reduced cost to this; the list is in that order.
    const inOrder = !this.helpfulFirst && this.depthOfSharpening === 0;
    const floor = inOrder
      ? cost + this.owed(level) + this.price.of(low, high, team.deficits, level * sums) + this.negative[left - 1]!
      : -Infinity;
    const mark = this.outCount;
    for (let place = 0; place < list.length; place += 1) {
      const candidate = list[place]!;
      if (isOut[candidate] === 1) continue;
      if (inOrder && floor + reduced[candidate]! > this.limit) break;
      if (sum >= 0 && !(remainder.values[candidate * sums + sum]! > 0)) continue;
      if (team.cannotTake(candidate)) continue;
      const isComplete = team.preview(candidate);
      if (left === 1 && !isComplete) continue;
      const costHere = cost + team.costOf(candidate);
      this.leaveOut(candidate);
      if (isComplete) this.record(costHere, candidate);
      else this.follow(candidate, costHere, left - 1);
      if (this.isDone) break;
    }
    this.letIn(mark);
  }

  /** Goes on with this candidate, unless a bound says that nothing better is there. */
  private follow(candidate: number, cost: number, left: number): void {
    const { team, remainder } = this;
    const level = team.count + 1;
    const sums = remainder.needed.length;
    const low = team.low[level]!;
    const high = team.high[level]!;
    const price = this.price.of(low, high, team.deficits, level * sums);
    const bound = cost + this.owed(level, candidate) + price + this.negative[left]!;
    if (bound > this.limit) return;
    if (this.membersPrice.of(low, high, team.deficits, level * sums) > left + 1e-7) return;
    for (let sum = 0; sum < sums; sum += 1)
      if (team.deficits[level * sums + sum]! > this.reach[sum * (remainder.slots + 1) + left]!) return;
    if (this.isStopped) {
      this.openBound = Math.min(this.openBound, Math.max(bound, cost));

      return;
    }
    team.join(candidate);
    if (this.run.sharpens && level <= sharpenedLevels && left >= 3 && this.limit < Infinity) this.sharpen(cost, left);
    else this.descend(cost, left);
    team.leave();
  }

  /** Looks for better prices for what is left below this node, and leaves out whom they prove to be too dear. */
  private sharpen(cost: number, left: number): void {
    const found = sharpened(this.team, this.prices, this.isOut, cost, left, this.limit);
    if (found === null) return;
    const { price, negative, owingFrom, outCount: mark } = this;
    for (const candidate of found.useless) this.leaveOut(candidate);
    this.price = this.spare[this.depthOfSharpening]!;
    this.price.use(found.prices, this.remainder.needed);
    this.negative = found.negative;
    this.depthOfSharpening += 1;
    this.owingFrom = this.team.count;
    this.descend(cost, left);
    this.owingFrom = owingFrom;
    this.depthOfSharpening -= 1;
    this.price = price;
    this.negative = negative;
    this.letIn(mark);
  }

  /** Half of what the `level` ones in (the last may be `joining`) cost at least beside those to come; their other half is in these ones' reduced costs. */
  private owed(level: number, joining = -1): number {
    const { halves, least, slots } = this.remainder;
    if (halves === null || level >= least) return 0;
    let owed = 0;
    for (let place = this.owingFrom; place < level; place += 1) {
      const one = place === level - 1 && joining >= 0 ? joining : this.team.joined[place]!;
      owed += halves[one * (slots + 1) + least - level]!;
    }

    return owed;
  }

  /** The candidates of the open bit that has fewest; null when one has none. */
  private scarcest(low: number, high: number, left: number): Int32Array | null {
    // For the last member every requirement is as good as another, and bits are in the order of scarcity.
    if (left === 1) return this.byBit[low !== 0 ? lowestBit(low) : 32 + lowestBit(high)]!;
    let fewest = 0x7fffffff;
    let scarcest: Int32Array | null = null;
    for (let half = 0; half < 2; half += 1)
      for (let rest = half === 0 ? low : high; rest !== 0; rest &= rest - 1) {
        const list = this.byBit[half * 32 + lowestBit(rest)]!;
        let count = 0;
        for (let place = 0; place < list.length && count < fewest; place += 1) count += 1 - this.isOut[list[place]!]!;
        if (count >= fewest) continue;
        if (count === 0) return null;
        fewest = count;
        scarcest = list;
        if (count === 1) return scarcest;
      }

    return scarcest;
  }

  private record(cost: number, candidate: number | undefined): void {
    if (cost >= this.incumbent.cost) return;
    this.incumbent.offer(cost, this.team.firms(candidate));
    if (this.run.anyWillDo) this.isDone = true;
    else this.limit = betterThan(cost);
  }

  private leaveOut(candidate: number): void {
    this.isOut[candidate] = 1;
    this.out[this.outCount++] = candidate;
  }

  private letIn(mark: number): void {
    while (this.outCount > mark) this.isOut[this.out[--this.outCount]!] = 0;
  }
}
