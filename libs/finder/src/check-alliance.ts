import { wordsFor, type AllianceProblem } from './problem.js';

/**
 * The independent judge: what is wrong with an alliance, in plain words, or null. It shares nothing with the search, so
 * that a mistake there does not repeat here.
 */
export function checkAlliance(problem: AllianceProblem, members: readonly number[]): string | null {
  const inside = new Set(members);
  if (inside.size !== members.length) return 'a firm is in twice';
  if (members.length > problem.maxMembers) return `${members.length} members, ${problem.maxMembers} allowed`;
  const stranger = members.find((firm) => !(firm >= 0 && firm < problem.firms));
  if (stranger !== undefined) return `there is no firm ${stranger}`;
  const left = problem.fixed.find((firm) => !inside.has(firm));
  if (left !== undefined) return `firm ${left} should be in`;
  for (const [one, other] of problem.conflicts)
    if (inside.has(one) && inside.has(other)) return `firms ${one} and ${other} cannot be together`;
  const [missing] = missingIn(problem, members);

  return missing === undefined ? null : `requirement ${missing} is not met`;
}

/** The requirements these firms together do not meet, by number. */
export function missingIn(problem: AllianceProblem, members: readonly number[]): number[] {
  const words = wordsFor(problem.covered);
  const missing = [];
  for (let requirement = 0; requirement < problem.covered; requirement += 1) {
    const word = Math.floor(requirement / 32);
    const bit = 2 ** (requirement % 32);
    const isMet = members.some((firm) => Math.floor(problem.masks[firm * words + word]! / bit) % 2 === 1);
    if (!isMet) missing.push(requirement);
  }
  for (const [place, { needed, values }] of problem.sums.entries()) {
    const total = members.reduce((sum, firm) => sum + BigInt(values[firm]!), 0n);
    if (total < BigInt(needed)) missing.push(problem.covered + place);
  }

  return missing;
}

/** What an alliance costs, pairs included. */
export function costOf(problem: AllianceProblem, members: readonly number[]): number {
  let cost = 0;
  for (const [place, firm] of members.entries()) {
    cost += problem.costs[firm]!;
    if (problem.pairCost) for (const other of members.slice(place + 1)) cost += problem.pairCost(firm, other);
  }

  return cost;
}
