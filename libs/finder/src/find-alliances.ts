import type { Answer } from './answer.js';
import type { AllianceProblem, Wanted } from './problem.js';

/**
 * The best alliance, the best that differs from it, and so on, each proved. Throws RangeError for a problem whose numbers
 * make no sense (`flawOf`) or that is larger than `fitsSearch` allows.
 */
export function findAlliances(problem: AllianceProblem, wanted: Wanted): Answer {
  throw new RangeError(`not built yet: ${problem.firms}, ${wanted.different}`);
}
