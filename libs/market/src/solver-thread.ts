import { parentPort } from 'node:worker_threads';
import {
  type AllianceProblem,
  type Deadline,
  acquaintedCosts,
  closestAlliance,
  conflictingRequirements,
  findAcrossLots,
  findAlliances,
  findWithHighs,
  fitsSearch,
} from '#libs/finder';
import { countAlliances } from './count-alliances.js';
import type { Errand, LotsErrand } from './solver-errands.js';

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
    const lots = errand.lots.map((lot) => ({ ...lot, ...pairCostsOf(errand) }));

    return findAcrossLots(lots, { ...errand.limits, secondsLeft });
  }
  const problem: AllianceProblem = { ...errand.problem, ...pairCostsOf(errand) };
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

function pairCostsOf({ pairs }: Pick<Errand, 'pairs'>): Pick<AllianceProblem, 'pairCost' | 'acquainted'> {
  return pairs ? acquaintedCosts(pairs) : { pairCost: null };
}
