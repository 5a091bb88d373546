import type { Closest } from './answer.js';
import type { AllianceProblem, Deadline } from './problem.js';

/**
 * The alliance that lacks the fewest requirements, and the cheapest of those; whatever the problem's order. Null when
 * the fixed firms cannot be together, or are too many. Throws RangeError as `findAlliances` does.
 */
export function closestAlliance(problem: AllianceProblem, deadline: Deadline): Closest | null {
  throw new RangeError(`not built yet: ${problem.firms}, ${deadline()}`);
}
