import type { Answer, Bound, Found } from './answer.js';
import { anyAlliance, bestAlliance, type Best, type Goal, type Known } from './best-alliance.js';
import type { AllianceProblem, Wanted } from './problem.js';
import { leastBy, memberPrices, type Prices } from './relaxation.js';
import { ensureSearchable, remainderOf, sparedFor, withOnly, type Remainder } from './remainder.js';

/**
 * The best alliance, the best that differs from it, and so on, each proved. Throws RangeError for a problem whose numbers
 * make no sense (`flawOf`) or that is larger than `fitsSearch` allows.
 *
 * Every call answers: once time is up, what is known by then, and alternatives by rule of thumb.
 */
export function findAlliances(problem: AllianceProblem, wanted: Wanted): Answer {
  ensureSearchable(problem);
  const slots = problem.maxMembers - problem.fixed.length;
  const remainder = remainderOf(problem, { spared: sparedFor(slots, problem.maxMembers, wanted.different) });
  if (remainder === null)
    return { alliances: [], proof: 'OPTIMAL', proved: 0, bound: null, isExhausted: true, nodes: 0 };
  const steps = new Steps(remainder, wanted);
  const alliances: Found[] = [];
  let proved = 0;
  let bound: Bound | null = null;
  let isExhausted = false;
  while (alliances.length < wanted.different && !isExhausted) {
    const step = steps.next(alliances);
    if (alliances.length === 0) bound = step.found === null && step.isProved ? null : step.bound;
    const isProved = step.isProved && proved === alliances.length;
    if (step.found === null) {
      isExhausted = isProved;
      break;
    }
    alliances.push(step.found);
    if (!isProved) continue;
    proved += 1;
    // Nobody can be lost from an alliance of fixed firms alone: all others only add to it.
    isExhausted = step.found.members.length === problem.fixed.length && alliances.length < wanted.different;
  }
  const isProved = proved === alliances.length && (isExhausted || alliances.length === wanted.different);

  return { alliances, proof: isProved ? 'OPTIMAL' : 'BOUND', proved, bound, isExhausted, nodes: steps.nodes };
}

interface Step {
  readonly found: Found | null;
  readonly isProved: boolean;
  readonly bound: Bound;
}

/** One alliance after the other; what was learnt for one is used for the next. */
class Steps {
  nodes = 0;
  /** FEWEST_THEN_CHEAPEST: with fewer further members there is nothing left to find. */
  private slots: number;
  private readonly known = new Map<number, Known>();
  private readonly members: Prices;

  constructor(
    private remainder: Remainder,
    private readonly wanted: Wanted,
  ) {
    this.members = memberPrices(remainder);
    this.slots = remainder.problem.order === 'CHEAPEST' ? remainder.slots : 0;
  }

  next(earlier: readonly Found[]): Step {
    const { loses, deadline } = this.wanted;
    const goal: Goal = { earlier: earlier.map(({ members }) => members), loses, deadline };
    this.leaveOutBarred(goal);
    const { problem, slots: most } = this.remainder;
    const smallest = problem.fixed.length;
    if (problem.order === 'CHEAPEST') {
      const best = this.counted(bestAlliance(this.remainder, this.knownFor(most), goal));

      return { ...best, bound: { members: smallest + leastBy(this.members), cost: best.bound } };
    }
    for (; this.slots <= most; this.slots += 1) {
      const remainder = { ...this.remainder, slots: this.slots };
      const known = this.knownFor(this.slots);
      const any = this.counted(anyAlliance(remainder, known, goal));
      if (any.found === null && any.isProved) continue;
      const members = smallest + this.slots;
      if (any.found === null) return this.whateverThereIs(goal, { members, cost: any.bound });
      const best = this.counted(bestAlliance(remainder, known, goal, any.found));

      return { ...best, bound: { members, cost: best.bound } };
    }

    return { found: null, isProved: true, bound: { members: smallest + most, cost: Infinity } };
  }

  /** Time was up before it was known whether so few members suffice. */
  private whateverThereIs(goal: Goal, bound: Bound): Step {
    const { found } = this.counted(bestAlliance(this.remainder, this.knownFor(this.remainder.slots), goal));

    return { found, isProved: false, bound };
  }

  /** Members of an alliance so small that none of them may come again. */
  private leaveOutBarred({ earlier, loses }: Goal): void {
    const { problem, firmOf } = this.remainder;
    const fixed = new Set(problem.fixed);
    const free = earlier.map((members) => members.filter((firm) => !fixed.has(firm)));
    const barred = new Set(free.filter((members) => members.length <= loses).flat());
    if (barred.size === 0) return;
    const isKept = Uint8Array.from(firmOf, (firm) => (barred.has(firm) ? 0 : 1));
    this.remainder = withOnly(this.remainder, isKept);
  }

  /** The prices of members needed hold for any number of slots; those of costs for one. Fewer slots than there are now were tried before. */
  private knownFor(slots: number): Known {
    const least = this.remainder.problem.order === 'CHEAPEST' ? leastBy(this.members) : this.slots;
    const known: Known = this.known.get(slots) ?? { members: this.members, least };
    this.known.set(slots, known);

    return known;
  }

  private counted(best: Best): Best {
    this.nodes += best.nodes;

    return best;
  }
}
