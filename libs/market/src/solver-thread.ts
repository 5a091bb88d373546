import { parentPort } from 'node:worker_threads';
import {
  type AllianceProblem,
  type Deadline,
  closestAlliance,
  conflictingRequirements,
  findAcrossLots,
  findAlliances,
  findWithHighs,
  fitsSearch,
} from '#libs/finder';
import { countAlliances } from './count-alliances.js';
import type { Errand, LotsErrand, PairWorth } from './solver-errands.js';

/** The thread that searches, so that a hard question keeps nobody else waiting. */
parentPort?.on('message', ({ errand }: { errand: Errand | LotsErrand }) => {
  run(errand).then(
    (answer) => parentPort!.postMessage({ answer }, []),
    (error: unknown) => parentPort!.postMessage({ failure: (error as Error).stack ?? String(error) }, []),
  );
});

async function run(errand: Errand | LotsErrand): Promise<unknown> {
  const end = performance.now() + errand.milliseconds;
  const secondsLeft = (): number => Math.max(0, end - performance.now()) / 1_000;
  if (errand.task === 'ACROSS') {
    const lots = errand.lots.map((lot) => ({ ...lot, pairCost: errand.pairs ? pairCostOf(errand.pairs) : null }));

    return findAcrossLots(lots, { ...errand.limits, secondsLeft });
  }
  const problem: AllianceProblem = { ...errand.problem, pairCost: errand.pairs ? pairCostOf(errand.pairs) : null };
  const deadline = deadlineAt(end);
  const wanted = { different: errand.different ?? 1, loses: errand.loses ?? 2 };
  switch (errand.task) {
    case 'FIND':
      return fitsSearch(problem)
        ? findAlliances(problem, { ...wanted, deadline })
        : findWithHighs(problem, { ...wanted, secondsLeft });
    case 'CLOSEST':
      return fitsSearch(problem) ? closestAlliance(problem, deadline) : null;
    case 'CONFLICT':
      return fitsSearch(problem) ? conflictingRequirements(problem, deadline) : null;
    case 'COUNT':
      return countAlliances(problem, problem.maxMembers, errand.mostCounted ?? 1, () =>
        deadlineAt(performance.now() + (errand.eachMs ?? 0)),
      );
  }
}

function deadlineAt(end: number): Deadline {
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
