import { type AllianceProblem, wordsFor } from '#libs/finder';

/** How many alliances of one size there are. */
export interface Counted {
  readonly members: number;
  readonly count: number;
  /** There are more, or time was up before all were counted. */
  readonly isMore: boolean;
}

type Counting = Pick<AllianceProblem, 'firms' | 'covered' | 'masks' | 'sums'>;

/**
 * Counts the alliances of each size that meet everything and of which nobody could be left out, each once. One firm alone is counted
 * by looking at every firm; more by choosing, for the open requirement that fewest firms meet, each of those in turn and ruling out
 * the ones tried before.
 *
 * @param mostCounted counting a size stops there
 * @param deadlineOf asked before each size for its own deadline
 */
export function countAlliances(
  problem: Counting,
  mostMembers: number,
  mostCounted: number,
  deadlineOf: () => () => boolean,
): Counted[] {
  return Array.from({ length: mostMembers }, (_, at) => {
    const members = at + 1;
    const counter = new Counter(problem, members, mostCounted, deadlineOf());
    counter.choose();

    return { members, count: counter.count, isMore: counter.isMore };
  });
}

class Counter {
  count = 0;
  isMore = false;
  readonly #words: number;
  readonly #holders: readonly number[][];
  readonly #chosen: number[] = [];
  readonly #ruledOut: Uint8Array;
  #steps = 0;

  constructor(
    private readonly problem: Counting,
    private readonly members: number,
    private readonly mostCounted: number,
    private readonly isTimeUp: () => boolean,
  ) {
    this.#words = wordsFor(problem.covered);
    this.#ruledOut = new Uint8Array(problem.firms);
    this.#holders = Array.from({ length: problem.covered }, (_, requirement) =>
      Array.from({ length: problem.firms }, (_, firm) => firm).filter((firm) => this.#has(firm, requirement)),
    );
  }

  choose(): void {
    if (this.isMore) return;
    this.#steps += 1;
    if ((this.#steps & 255) === 0 && this.isTimeUp()) {
      this.isMore = true;

      return;
    }
    const open = this.#openRequirement();
    if (open === null && this.#sumsReach(this.#chosen)) {
      if (this.#chosen.length === this.members && this.#isTight()) this.#take();

      return;
    }
    if (this.#chosen.length === this.members) return;
    const tried: number[] = [];
    for (const firm of open === null ? this.#everybody() : this.#holders[open]!) {
      if (this.#ruledOut[firm] === 1) continue;
      this.#ruledOut[firm] = 1;
      tried.push(firm);
      this.#chosen.push(firm);
      this.choose();
      this.#chosen.pop();
      if (this.isMore) break;
    }
    for (const firm of tried) this.#ruledOut[firm] = 0;
  }

  #take(): void {
    if (this.count === this.mostCounted) this.isMore = true;
    else this.count += 1;
  }

  *#everybody(): Generator<number> {
    for (let firm = 0; firm < this.problem.firms; firm += 1)
      if (this.problem.sums.some(({ values }) => values[firm]! > 0)) yield firm;
  }

  #has(firm: number, requirement: number): boolean {
    return (this.problem.masks[firm * this.#words + (requirement >>> 5)]! & (1 << (requirement & 31))) !== 0;
  }

  /** Of the requirements nobody chosen meets, the one that fewest firms do; null when all are met. */
  #openRequirement(): number | null {
    let open: number | null = null;
    for (let requirement = 0; requirement < this.problem.covered; requirement += 1) {
      if (this.#chosen.some((firm) => this.#has(firm, requirement))) continue;
      if (open === null || this.#holders[requirement]!.length < this.#holders[open]!.length) open = requirement;
    }

    return open;
  }

  #sumsReach(firms: readonly number[]): boolean {
    return this.problem.sums.every(
      ({ needed, values }) => firms.reduce((sum, firm) => sum + values[firm]!, 0) >= needed,
    );
  }

  /** Nobody could be left out. */
  #isTight(): boolean {
    return this.#chosen.every((leaving) => {
      const others = this.#chosen.filter((firm) => firm !== leaving);
      const covers = this.#holders.every((_, requirement) => others.some((firm) => this.#has(firm, requirement)));

      return !covers || !this.#sumsReach(others);
    });
  }
}
