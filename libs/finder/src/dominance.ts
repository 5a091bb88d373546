import { bitsIn } from './bits.js';

export interface Comparable {
  /** Bits of every firm, `words` per firm. */
  readonly masks: Uint32Array;
  readonly words: number;
  /** Which bits count. */
  readonly open: Uint32Array;
  readonly sums: readonly { needed: number; values: Int32Array | Float64Array }[];
  /** Firms that cannot be beside every other. */
  readonly conflicted: Uint8Array;
  readonly costs: Float64Array;
  /** What each firm costs at least, whoever else is in: less than its cost where it is cheaper beside some. */
  readonly floors: Float64Array;
}

/**
 * Leaves out firms nobody needs: one that `spared` others dominate, each no dearer whoever else is in, meeting the same open requirements
 * and more, adding at least as much to every sum, and in conflict with nobody.
 *
 * Why so many, and not one: in the alliance looked for, some dominating firms are members already (slots − 1 of them), and
 * others stand in earlier alliances, from which it has to differ ((different − 1) × maxMembers). One that is left can take
 * the place of the dominated firm. With fewer, the best alliance may be lost: two equal firms whose values add up, for example.
 *
 * @param inOrder firms by cost; ties by number, so that two equal firms do not leave each other out
 */
export function undominated(inOrder: Int32Array, compared: Comparable, spared: number): Int32Array {
  const { masks, words, open, sums, conflicted, costs, floors } = compared;
  const dominators = new Dominators(
    sums.map(({ needed }) => needed),
    spared,
  );
  const { mine } = dominators;
  const kept = new Int32Array(inOrder.length);
  let count = 0;
  for (const firm of inOrder) {
    mine.low = masks[firm * words]! & open[0]!;
    mine.high = words > 1 ? masks[firm * words + 1]! & open[1]! : 0;
    for (let sum = 0; sum < sums.length; sum += 1) mine.values[sum] = sums[sum]!.values[firm]!;
    mine.cost = costs[firm]!;
    mine.floor = floors[firm]!;
    dominators.weigh();
    dominators.count();
    if (mine.dominatedSurely >= spared) continue;
    kept[count++] = firm;
    // Whom so many dominate as it costs here, those dominate whomever it dominates: it says nothing new.
    if (conflicted[firm] === 0 && mine.dominated < spared) dominators.add();
  }

  return kept.slice(0, count);
}

const firstRoom = 256;

/**
 * Kept firms that may dominate others, the one that brings most first. Who dominates brings at least as much in all, so that few are
 * looked at before there are enough, or no more can come.
 */
class Dominators {
  /** The firm in question. */
  readonly mine: {
    low: number;
    high: number;
    cost: number;
    floor: number;
    brings: number;
    readonly values: Float64Array;
    /** How many dominate it at its cost, and whoever else is in. */
    dominated: number;
    dominatedSurely: number;
  };
  #count = 0;
  #brings = new Float64Array(firstRoom);
  #costs = new Float64Array(firstRoom);
  #low = new Int32Array(firstRoom);
  #high = new Int32Array(firstRoom);
  /** Firm × sum, none more than is needed. */
  #values: Float64Array;

  /** @param enough counting ends there */
  constructor(
    private readonly needed: readonly number[],
    private readonly enough: number,
  ) {
    const values = new Float64Array(needed.length);
    this.mine = { low: 0, high: 0, cost: 0, floor: 0, brings: 0, values, dominated: 0, dominatedSurely: 0 };
    this.#values = new Float64Array(firstRoom * needed.length);
  }

  /** What the firm in question brings in all: no less than any firm it dominates, also after rounding. More than is needed counts for nothing. */
  weigh(): void {
    const { mine, needed } = this;
    mine.brings = bitsIn(mine.low) + bitsIn(mine.high);
    for (let sum = 0; sum < needed.length; sum += 1) {
      if (mine.values[sum]! > needed[sum]!) mine.values[sum] = needed[sum]!;
      mine.brings += mine.values[sum]! / needed[sum]!;
    }
  }

  /** Who dominates the firm in question. Nobody here is dearer than it, because firms come by cost. */
  count(): void {
    const { low, high, brings, floor, values } = this.mine;
    const sums = values.length;
    let dominated = 0;
    let surely = 0;
    for (let at = 0; at < this.#count && this.#brings[at]! >= brings && surely < this.enough; at += 1) {
      if ((low & ~this.#low[at]!) !== 0 || (high & ~this.#high[at]!) !== 0) continue;
      let sum = 0;
      while (sum < sums && this.#values[at * sums + sum]! >= values[sum]!) sum += 1;
      if (sum < sums) continue;
      dominated += 1;
      if (this.#costs[at]! <= floor) surely += 1;
    }
    this.mine.dominated = dominated;
    this.mine.dominatedSurely = surely;
  }

  add(): void {
    if (this.#count === this.#low.length) this.#makeRoom();
    const { low, high, cost, brings, values } = this.mine;
    const sums = values.length;
    let at = this.#count;
    while (at > 0 && this.#brings[at - 1]! < brings) at -= 1;
    for (const column of [this.#brings, this.#costs, this.#low, this.#high]) column.copyWithin(at + 1, at, this.#count);
    this.#values.copyWithin((at + 1) * sums, at * sums, this.#count * sums);
    this.#brings[at] = brings;
    this.#costs[at] = cost;
    this.#low[at] = low;
    this.#high[at] = high;
    this.#values.set(values, at * sums);
    this.#count += 1;
  }

  #makeRoom(): void {
    const more = this.#count * 2;
    this.#brings = longer(this.#brings, new Float64Array(more));
    this.#costs = longer(this.#costs, new Float64Array(more));
    this.#low = longer(this.#low, new Int32Array(more));
    this.#high = longer(this.#high, new Int32Array(more));
    this.#values = longer(this.#values, new Float64Array(more * this.needed.length));
  }
}

function longer<Numbers extends Int32Array | Float64Array>(numbers: Numbers, more: Numbers): Numbers {
  more.set(numbers);

  return more;
}
