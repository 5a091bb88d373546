import { missingIn } from './check-alliance.js';
import { wordsFor, type AllianceProblem } from './problem.js';
import type { ZeroOneModel } from './zero-one-model.js';

/** More pairs than this make no model that anybody could wait for. */
const mostPairs = 250_000;

/**
 * One lot in a 0/1 model: a variable per firm that could help, and one that says whether the lot is answered at all.
 *
 * - requirement that one member meets: Σ x over those who meet it ≥ z
 * - sum: Σ min(value, needed) ÷ needed · x ≥ z
 * - members: Σ x ≤ maxMembers · z; a fixed firm: x ≥ z; a conflict: x + x′ ≤ 1
 * - pair costs: y ≥ x + x′ − 1 for each pair that costs something, y from 0 to 1
 */
export class LotModel {
  /** Firm → its variable. */
  readonly variables = new Map<number, number>();
  /** Variable → cost, pairs included. */
  readonly costs = new Map<number, number>();

  /** @param answered the variable z; null when the lot has to be answered (z = 1) */
  constructor(
    private readonly model: ZeroOneModel,
    readonly problem: AllianceProblem,
    private readonly answered: number | null,
  ) {
    const { fixed, conflicts, maxMembers, costs } = problem;
    for (const firm of helpful(problem)) {
      const variable = model.addVariable();
      this.variables.set(firm, variable);
      this.costs.set(variable, costs[firm]!);
    }
    this.addRequirements();
    const all = [...this.variables.values()];
    this.atMost(
      all.map((variable) => [variable, 1]),
      maxMembers,
    );
    for (const firm of fixed) this.atLeast([[this.variables.get(firm)!, 1]]);
    for (const [one, other] of conflicts) {
      const [a, b] = [this.variables.get(one), this.variables.get(other)];
      if (a === undefined || b === undefined) continue;
      const entries = [[a, 1] as const, [b, 1] as const];
      model.addRow({ entries, most: 1 });
    }
    this.addPairs();
  }

  /** Members in a solution, ascending. */
  membersIn(values: readonly number[]): number[] {
    return [...this.variables]
      .flatMap(([firm, variable]) => (values[variable] === 1 ? [firm] : []))
      .sort((a, b) => a - b);
  }

  /**
   * The solver's arithmetic has a tolerance, ours has none: a sum may be short by a hair. Then some member beyond these
   * is needed, and that is added to the model. Returns whether it was so.
   */
  ruleOut(members: readonly number[]): boolean {
    if (missingIn(this.problem, members).length === 0) return false;
    const inside = new Set(members);
    this.atLeast([...this.variables].flatMap(([firm, variable]) => (inside.has(firm) ? [] : [[variable, 1] as const])));

    return true;
  }

  /** Not so much of an earlier alliance again. */
  differFrom(members: readonly number[], loses: number): void {
    const fixed = new Set(this.problem.fixed);
    const free = members.filter((firm) => !fixed.has(firm));
    const entries = free.map((firm) => [this.variables.get(firm)!, 1] as const);
    this.model.addRow({ entries, most: Math.max(0, free.length - loses) });
  }

  private addRequirements(): void {
    const { covered, masks, sums } = this.problem;
    const words = wordsFor(covered);
    for (let requirement = 0; requirement < covered; requirement += 1)
      this.atLeast(
        [...this.variables].flatMap(([firm, variable]) =>
          ((masks[firm * words + (requirement >>> 5)]! >>> (requirement & 31)) & 1) === 1
            ? [[variable, 1] as const]
            : [],
        ),
      );
    for (const { needed, values } of sums) {
      if (needed === 0) continue;
      this.atLeast(
        [...this.variables].map(([firm, variable]) => [variable, Math.min(values[firm]!, needed) / needed] as const),
      );
    }
  }

  private addPairs(): void {
    const { pairCost } = this.problem;
    if (pairCost === null) return;
    const firms = [...this.variables.keys()];
    let pairs = 0;
    for (const [place, one] of firms.entries())
      for (const other of firms.slice(place + 1)) {
        const cost = pairCost(one, other);
        if (cost === 0) continue;
        if ((pairs += 1) > mostPairs) throw new RangeError(`More than ${mostPairs} pairs with a cost.`);
        const both = this.model.addVariable({ isWhole: false });
        this.costs.set(both, cost);
        const entries = [
          [this.variables.get(one)!, 1],
          [this.variables.get(other)!, 1],
          [both, -1],
        ] as const;
        this.model.addRow({ entries, most: 1 });
      }
  }

  /** Σ ≥ z. */
  private atLeast(entries: readonly (readonly [number, number])[]): void {
    if (this.answered === null) this.model.addRow({ entries, least: 1 });
    else this.model.addRow({ entries: [...entries, [this.answered, -1]], least: 0 });
  }

  /** Σ ≤ limit · z. */
  private atMost(entries: readonly (readonly [number, number])[], limit: number): void {
    if (this.answered === null) this.model.addRow({ entries, most: limit });
    else this.model.addRow({ entries: [...entries, [this.answered, -limit]], most: 0 });
  }
}

/** The fixed firms, and those that meet a requirement or add to a sum. */
function helpful({ firms, covered, masks, sums, fixed }: AllianceProblem): number[] {
  const words = wordsFor(covered);
  const isFixed = new Set(fixed);
  const helpful = [];
  for (let firm = 0; firm < firms; firm += 1) {
    let helps = isFixed.has(firm) || sums.some(({ needed, values }) => needed > 0 && values[firm]! > 0);
    for (let word = 0; word < words && !helps; word += 1) helps = masks[firm * words + word]! !== 0;
    if (helps) helpful.push(firm);
  }

  return helpful;
}
