import type { Conflict } from './answer.js';
import type { AllianceProblem, Deadline } from './problem.js';

/**
 * A set of requirements that no alliance meets together, as small as time allows: the smallest of all, or at least one in
 * which each is needed. An empty set: the fixed firms alone cannot be together. Null when an alliance exists, or when
 * time was up before it was known whether one does. Throws RangeError as `findAlliances` does.
 */
export function conflictingRequirements(problem: AllianceProblem, deadline: Deadline): Conflict | null {
  throw new RangeError(`not built yet: ${problem.firms}, ${deadline()}`);
}
