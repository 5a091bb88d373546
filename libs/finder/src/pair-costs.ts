/** What two candidates cost beside each other: asked once per pair and kept, because the search asks again and again. */
export class PairCosts {
  /** Beyond that many candidates a table would not fit into memory; then each question is passed on. */
  private static readonly tabled = 2_000;
  private readonly known: Float64Array | null;
  private readonly size: number;

  constructor(
    private readonly firmOf: Int32Array,
    private readonly pairCost: (one: number, other: number) => number,
  ) {
    this.size = firmOf.length;
    this.known = this.size <= PairCosts.tabled ? new Float64Array(this.size * this.size).fill(-1) : null;
  }

  /** Of two candidates. */
  of(one: number, other: number): number {
    if (this.known === null) return this.pairCost(this.firmOf[one]!, this.firmOf[other]!);
    const cost = this.known[one * this.size + other]!;
    if (cost >= 0) return cost;
    const asked = this.pairCost(this.firmOf[one]!, this.firmOf[other]!);
    this.known[one * this.size + other] = asked;
    this.known[other * this.size + one] = asked;

    return asked;
  }
}
