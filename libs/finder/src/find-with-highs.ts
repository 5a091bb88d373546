import type { Highs } from 'highs';
import type { Answer, Bound, Found } from './answer.js';
import { costOf } from './check-alliance.js';
import { LotModel } from './lot-model.js';
import { flawOf, type AllianceProblem, type Wanted } from './problem.js';
import { highs, ZeroOneModel, type SecondsLeft, type Solved } from './zero-one-model.js';

/** As for `findAlliances`, with the time as seconds: the solver keeps its own watch while it runs. */
export type WantedOfHighs = Omit<Wanted, 'deadline'> & { readonly secondsLeft: SecondsLeft };

/**
 * The same question and the same answer as `findAlliances`, for any number of requirements and members, by a general
 * solver: slower, and it does not stop for anybody while it runs, so it belongs into a worker thread. Throws RangeError
 * for a problem whose numbers make no sense, or with more pair costs than a model can hold.
 */
export async function findWithHighs(problem: AllianceProblem, wanted: WantedOfHighs): Promise<Answer> {
  const flaw = flawOf(problem);
  if (flaw !== null) throw new RangeError(`No alliance problem: ${flaw}.`);
  const solver = await highs();
  const alliances: Found[] = [];
  let nodes = 0;
  let proved = 0;
  let bound: Bound | null = null;
  let isExhausted = false;
  while (alliances.length < wanted.different) {
    const step = nextAlliance(solver, problem, alliances, wanted);
    nodes += step.nodes;
    if (alliances.length === 0) bound = step.bound;
    const isProved = step.isProved && proved === alliances.length;
    if (step.found === null) {
      isExhausted = isProved;
      break;
    }
    alliances.push(step.found);
    if (isProved) proved += 1;
    if (step.found.members.length > problem.fixed.length) continue;
    isExhausted = isProved && alliances.length < wanted.different;
    break;
  }
  const isProved = proved === alliances.length && (isExhausted || alliances.length === wanted.different);

  return { alliances, proof: isProved ? 'OPTIMAL' : 'BOUND', proved, bound, isExhausted, nodes };
}

interface Step {
  readonly found: Found | null;
  readonly isProved: boolean;
  readonly bound: Bound | null;
  readonly nodes: number;
}

function nextAlliance(
  solver: Highs,
  problem: AllianceProblem,
  earlier: readonly Found[],
  { loses, secondsLeft }: WantedOfHighs,
): Step {
  const model = new ZeroOneModel();
  const lot = new LotModel(model, problem, null);
  for (const { members } of earlier) lot.differFrom(members, loses);
  let nodes = 0;
  const solve = (objective: ReadonlyMap<number, number>): Solved => {
    for (;;) {
      const solved = model.minimise(solver, objective, secondsLeft());
      nodes += solved.nodes;
      if (solved.values === null || !lot.ruleOut(lot.membersIn(solved.values))) return solved;
    }
  };
  const foundIn = ({ values }: Solved): Found | null => {
    if (values === null) return null;
    const members = lot.membersIn(values);

    return { members, cost: costOf(problem, members) };
  };
  const ones = new Map([...lot.variables.values()].map((variable) => [variable, 1] as const));
  let fewest = problem.fixed.length;
  let found: Found | null = null;
  if (problem.order === 'FEWEST_THEN_CHEAPEST') {
    const counted = solve(ones);
    found = foundIn(counted);
    const atLeast = Math.max(fewest, wholeAbove(counted.bound));
    if (counted.state === 'NONE') return { found: null, isProved: true, bound: null, nodes };
    if (counted.state !== 'OPTIMAL') return { found, isProved: false, bound: { members: atLeast, cost: 0 }, nodes };
    fewest = found!.members.length;
    model.addRow({ entries: [...ones], most: fewest });
  }
  const priced = solve(lot.costs);
  if (priced.state === 'NONE') return { found: null, isProved: true, bound: null, nodes };
  const cheaper = foundIn(priced);
  if (cheaper !== null && (found === null || cheaper.cost < found.cost)) found = cheaper;
  const isProved = priced.state === 'OPTIMAL';
  const cost = isProved ? found!.cost : Math.max(0, wholeAbove(priced.bound));

  return { found, isProved, bound: { members: fewest, cost }, nodes };
}

/** The least whole number that a bound allows. */
export function wholeAbove(bound: number): number {
  return Number.isFinite(bound) ? Math.ceil(bound - 1e-6 - Math.abs(bound) * 1e-11) : 0;
}
