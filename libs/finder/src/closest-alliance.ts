import { requirementsOf, type Closest, type Found } from './answer.js';
import { bestAlliance } from './best-alliance.js';
import { missingIn } from './check-alliance.js';
import { GapSearch, type Gapped } from './gap-search.js';
import type { AllianceProblem, Deadline } from './problem.js';
import { ascend, leastBy, memberPrices, relaxationOf } from './relaxation.js';
import { ensureSearchable, remainderOf, sparedFor, type Remainder } from './remainder.js';

/**
 * The alliance that lacks the fewest requirements, and the cheapest of those; whatever the problem's order. Null when
 * the fixed firms cannot be together, or are too many. Throws RangeError as `findAlliances` does.
 */
export function closestAlliance(problem: AllianceProblem, deadline: Deadline): Closest | null {
  ensureSearchable(problem);
  const all = remainderOf(problem, { spared: 'ALL' });
  if (all === null) return null;
  const lost = outOfReach(all);
  const only = new Set(
    Array.from({ length: requirementsOf(problem) }, (_, one) => one).filter((one) => !lost.has(one)),
  );
  const spared = sparedFor(all.slots, problem.maxMembers, 1);
  const rest = remainderOf(problem, { only, spared })!;
  const asked = (found: Found, fewestMissing: number, isProved: boolean): Closest => ({
    ...found,
    missing: missingIn(problem, found.members),
    proof: isProved ? 'OPTIMAL' : 'BOUND',
    fewestMissing,
  });
  // Most often, what nobody has is all that is lacking.
  const members = memberPrices(rest);
  const best = bestAlliance(rest, { members, least: leastBy(members) }, { earlier: [], loses: 0, deadline });
  if (best.found !== null) return asked(best.found, lost.size, best.isProved);
  const { found, fewest, isProved } = closestOf(rest, best.isProved ? 1 : 0, deadline);

  return asked(found, lost.size + fewest, isProved);
}

/** Open requirements that nobody who could join meets, or that nobody's values add up to: no alliance has them. */
function outOfReach({ slots, size, holders, requirementOf, needed, values, sumOf }: Remainder): Set<number> {
  const lost = new Set<number>();
  for (const [bit, list] of holders.entries()) if (list.length === 0 || slots === 0) lost.add(requirementOf[bit]!);
  for (const [sum, requirement] of sumOf.entries()) {
    const largest = Float64Array.from({ length: size }, (_, candidate) => values[candidate * sumOf.length + sum]!)
      .sort()
      .reverse();
    const most = largest.subarray(0, slots).reduce((total, value) => total + value, 0);
    if (most < needed[sum]!) lost.add(requirement);
  }

  return lost;
}

/** Prices that bound how many are missed are looked for with so many steps. */
const iterations = 150;

/** First how few can be missed at all, then how cheap that can be. */
function closestOf(
  rest: Remainder,
  atLeast: number,
  deadline: Deadline,
): { found: Found; fewest: number; isProved: boolean } {
  const nobody: Gapped = {
    missed: rest.holders.length + rest.needed.length,
    cost: rest.baseCost,
    members: [...rest.problem.fixed].sort((a, b) => a - b),
  };
  const { slots, size } = rest;
  const half = { ofBit: rest.requirementOf.map(() => 0.5), ofSum: rest.sumOf.map(() => 0.5) };
  const inRequirements = ascend(relaxationOf(rest, new Float64Array(size)), {
    slots,
    iterations,
    target: () => Math.max(1, atLeast),
    ceiling: 1,
    start: { ofBit: Float64Array.from(half.ofBit), ofSum: Float64Array.from(half.ofSum) },
  });
  const fewer = new GapSearch(rest, 'FEWER', inRequirements, nobody, deadline);
  const fewest = fewer.run();
  const root = Math.max(atLeast, Math.ceil(inRequirements.bound - 1e-6));
  if (fewer.isStopped && fewer.openMissed < fewest.missed)
    return { found: fewest, fewest: Math.max(root, fewer.openMissed), isProved: false };
  const inCosts = ascend(relaxationOf(rest), {
    slots,
    iterations,
    target: () => fewest.cost - rest.baseCost,
    spare: fewest.missed,
  });
  const cheaper = new GapSearch(rest, 'CHEAPER', inCosts, fewest, deadline);
  const found = cheaper.run();

  return { found, fewest: fewest.missed, isProved: !cheaper.isStopped };
}
