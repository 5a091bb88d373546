import { parentPort } from 'node:worker_threads';
import {
  type AllianceProblem,
  type Deadline,
  closestAlliance,
  conflictingRequirements,
  findAlliances,
} from '#libs/finder';
import { countAlliances } from './count-alliances.js';
import type { Errand, PairWorth } from './solver-errands.js';

/** The thread that searches, so that a hard question keeps nobody else waiting. */
parentPort?.on('message', ({ id, errand }: { id: number; errand: Errand }) => {
  try {
    parentPort!.postMessage({ id, answer: run(errand) });
  } catch (error) {
    parentPort!.postMessage({ id, failure: (error as Error).stack ?? String(error) });
  }
});

function run(errand: Errand): unknown {
  const { task, problem: sent, pairs, milliseconds, different, loses } = errand;
  const deadline = deadlineIn(milliseconds);
  const problem: AllianceProblem = { ...sent, pairCost: pairs ? pairCostOf(pairs) : null };
  switch (task) {
    case 'FIND':
      return findAlliances(problem, { different: different ?? 1, loses: loses ?? 2, deadline });
    case 'CLOSEST':
      return closestAlliance(problem, deadline);
    case 'CONFLICT':
      return conflictingRequirements(problem, deadline);
    case 'COUNT':
      return countAlliances(problem, problem.maxMembers, errand.mostCounted ?? 1, () => deadlineIn(errand.eachMs ?? 0));
  }
}

function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;

  return () => performance.now() >= end;
}

/** Few pairs know each other; all others cost the same. */
function pairCostOf({ strangers, known }: PairWorth): (one: number, other: number) => number {
  const costs = new Map(known.map(([one, other, cost]) => [keyOf(one, other), cost]));

  return (one, other) => costs.get(keyOf(one, other)) ?? strangers;
}

function keyOf(one: number, other: number): number {
  return one < other ? one * 4_194_304 + other : other * 4_194_304 + one;
}
