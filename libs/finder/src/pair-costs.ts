import type { AllianceProblem } from './problem.js';

/** What two candidates cost beside each other. Candidates are numbered as in the remainder they belong to. */
export interface PairCosts {
  of(one: number, other: number): number;
  /**
   * Half of what each candidate costs at least beside its `count` cheapest others: candidate × (0 … `most`). Half, because the other half is
   * the other's. 0 where nobody knows.
   */
  leastHalves(most: number): Float64Array;
  /** Among those that are kept. @param newPlace of each candidate, −1 for one that goes */
  among(newPlace: Int32Array, firmOf: Int32Array): PairCosts;
}

export function pairCostsOf(problem: AllianceProblem, firmOf: Int32Array): PairCosts | null {
  const { pairCost } = problem;
  if (pairCost === null) return null;
  const { acquainted } = problem;
  if (!acquainted) return new AskedPairs(firmOf, pairCost);
  const candidateOf = new Int32Array(problem.firms).fill(-1);
  for (let candidate = 0; candidate < firmOf.length; candidate += 1) candidateOf[firmOf[candidate]!] = candidate;

  return FewPairs.among(acquainted.strangers, acquainted.known, candidateOf, firmOf.length);
}

/** Any costs: asked once per pair and kept, because the search asks again and again. */
class AskedPairs implements PairCosts {
  /** Beyond that many candidates a table would not fit into memory; then each question is passed on. */
  private static readonly tabled = 2_000;
  /** Beyond that many, asking for all pairs beforehand takes longer than it saves. */
  private static readonly allAsked = 256;
  private readonly known: Float64Array | null;
  private readonly size: number;

  constructor(
    private readonly firmOf: Int32Array,
    private readonly pairCost: (one: number, other: number) => number,
  ) {
    this.size = firmOf.length;
    this.known = this.size <= AskedPairs.tabled ? new Float64Array(this.size * this.size).fill(-1) : null;
  }

  of(one: number, other: number): number {
    if (this.known === null) return this.pairCost(this.firmOf[one]!, this.firmOf[other]!);
    const cost = this.known[one * this.size + other]!;
    if (cost >= 0) return cost;
    const asked = this.pairCost(this.firmOf[one]!, this.firmOf[other]!);
    this.known[one * this.size + other] = asked;
    this.known[other * this.size + one] = asked;

    return asked;
  }

  leastHalves(most: number): Float64Array {
    const halves = new Float64Array(this.size * (most + 1));
    if (this.size > AskedPairs.allAsked) return halves;
    for (let one = 0; one < this.size; one += 1) {
      const costs = new Float64Array(this.size - 1);
      for (let other = 0; other < this.size; other += 1)
        if (other !== one) costs[other < one ? other : other - 1] = this.of(one, other);
      addHalves(halves, one * (most + 1), most, costs.sort(), Infinity);
    }

    return halves;
  }

  among(_newPlace: Int32Array, firmOf: Int32Array): PairCosts {
    return new AskedPairs(firmOf, this.pairCost);
  }
}

/** The same cost for all but a few pairs. */
class FewPairs implements PairCosts {
  private readonly costs = new Map<number, number>();
  private readonly isKnown: Uint8Array;

  private constructor(
    private readonly strangers: number,
    private readonly known: readonly (readonly [number, number, number])[],
    private readonly size: number,
  ) {
    this.isKnown = new Uint8Array(size);
    for (const [one, other, cost] of known) {
      this.isKnown[one] = this.isKnown[other] = 1;
      this.costs.set(this.keyOf(one, other), cost);
    }
  }

  static among(strangers: number, known: FewPairs['known'], newPlace: Int32Array, size: number): FewPairs {
    const kept: [number, number, number][] = [];
    for (const [one, other, cost] of known)
      if (newPlace[one]! >= 0 && newPlace[other]! >= 0) kept.push([newPlace[one]!, newPlace[other]!, cost]);

    return new FewPairs(strangers, kept, size);
  }

  of(one: number, other: number): number {
    if (this.isKnown[one] === 0 || this.isKnown[other] === 0) return this.strangers;

    return this.costs.get(this.keyOf(one, other)) ?? this.strangers;
  }

  leastHalves(most: number): Float64Array {
    const halves = new Float64Array(this.size * (most + 1));
    const ofOne = new Map<number, number[]>();
    for (const [one, other, cost] of this.known)
      for (const each of [one, other]) (ofOne.get(each) ?? ofOne.set(each, []).get(each)!).push(cost);
    for (let one = 0; one < this.size; one += 1) {
      const known = this.isKnown[one] === 1 ? Float64Array.from(ofOne.get(one)!).sort() : nobody;
      addHalves(halves, one * (most + 1), most, known, this.strangers);
    }

    return halves;
  }

  among(newPlace: Int32Array, firmOf: Int32Array): PairCosts {
    return FewPairs.among(this.strangers, this.known, newPlace, firmOf.length);
  }

  private keyOf(one: number, other: number): number {
    return one < other ? one * this.size + other : other * this.size + one;
  }
}

const nobody = new Float64Array();

/** Adds up halves of the cheapest, then of what all others cost; with nobody left, it stays as it is. */
function addHalves(halves: Float64Array, at: number, most: number, cheapest: Float64Array, others: number): void {
  for (let count = 1; count <= most; count += 1) {
    const next = cheapest[count - 1] ?? (others === Infinity ? 0 : others);
    halves[at + count] = halves[at + count - 1]! + next / 2;
  }
}
