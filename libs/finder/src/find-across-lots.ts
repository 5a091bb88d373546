import type { Found } from './answer.js';
import { costOf } from './check-alliance.js';
import { wholeAbove } from './find-with-highs.js';
import { LotModel } from './lot-model.js';
import { flawOf, type AllianceProblem, type Order } from './problem.js';
import { highs, ZeroOneModel, type SecondsLeft, type Solved } from './zero-one-model.js';

/** What ties the lots of a tender together; what is absent is not limited. */
export interface AcrossLots {
  /** So many lots at most are answered (a tender may limit lots per tenderer). */
  readonly maxLots?: number;
  /** In so many lots at most may the same firm be. */
  readonly maxLotsPerFirm?: number;
  /** So many firms at most in all lots together. */
  readonly maxFirms?: number;
  /** Counts firms over all lots together. */
  readonly order: Order;
  readonly secondsLeft: SecondsLeft;
}

export interface LotsAnswer {
  /** One per lot, in their order; null for a lot that is not answered. */
  readonly lots: readonly (Found | null)[];
  readonly proof: 'OPTIMAL' | 'BOUND';
  /**
   * No choice answers more lots. Of those that answer as many, none has fewer firms in all (FEWEST_THEN_CHEAPEST only, else
   * 0), and of those none costs less. What was not reached in time is 0.
   */
  readonly bound: { readonly lots: number; readonly firms: number; readonly cost: number };
}

/**
 * Lots and members chosen together: as many lots as possible, each by an alliance of its own; then with as few firms as
 * possible in all (where the order asks for it); then as cheaply as possible.
 *
 * The model (0/1, by HiGHS, solved once per aim with the earlier ones held): `LotModel` for each lot, with z whether it is
 * answered; w for each firm, at least each of its x where firms are counted; Σ z ≤ maxLots; Σ x of a firm ≤ maxLotsPerFirm;
 * Σ w ≤ maxFirms. Meant for up to ten lots. Throws RangeError when the lots do not number the same firms, or as
 * `findWithHighs` does.
 */
export async function findAcrossLots(lots: readonly AllianceProblem[], limits: AcrossLots): Promise<LotsAnswer> {
  const flaw = lots.map(flawOf).find((one) => one !== null);
  if (flaw !== undefined) throw new RangeError(`No alliance problem: ${flaw}.`);
  if (new Set(lots.map(({ firms }) => firms)).size > 1) throw new RangeError('The lots do not number the same firms.');
  const solver = await highs();
  const model = new ZeroOneModel();
  const answered = lots.map(() => model.addVariable());
  const models = lots.map((lot, place) => new LotModel(model, lot, answered[place]!));
  const firms = tieTogether(model, models, answered, limits);
  let best = lots.map((): Found | null => null);
  const solve = (objective: ReadonlyMap<number, number>): Solved => {
    for (;;) {
      const solved = model.minimise(solver, objective, limits.secondsLeft());
      const { values } = solved;
      if (values === null) return solved;
      const members = models.map((lot) => lot.membersIn(values));
      const isExact = models.map((lot, place) => values[answered[place]!] !== 1 || !lot.ruleOut(members[place]!));
      if (!isExact.every(Boolean)) continue;
      best = members.map((inLot, place) =>
        values[answered[place]!] === 1 ? { members: inLot, cost: costOf(lots[place]!, inLot) } : null,
      );

      return solved;
    }
  };
  const bound = { lots: lots.length, firms: 0, cost: 0 };
  const most = solve(new Map(answered.map((variable) => [variable, -1])));
  if (most.values !== null || most.state === 'NONE') bound.lots = Math.min(lots.length, -wholeAbove(most.bound));
  if (most.state !== 'OPTIMAL') return { lots: best, proof: 'BOUND', bound };
  bound.lots = best.filter((lot) => lot !== null).length;
  model.addRow({ entries: answered.map((variable) => [variable, 1]), least: bound.lots });
  if (limits.order === 'FEWEST_THEN_CHEAPEST') {
    const fewest = solve(new Map(firms.map((variable) => [variable, 1])));
    bound.firms = wholeAbove(fewest.bound);
    if (fewest.state !== 'OPTIMAL') return { lots: best, proof: 'BOUND', bound };
    bound.firms = new Set(best.flatMap((lot) => lot?.members ?? [])).size;
    model.addRow({ entries: firms.map((variable) => [variable, 1]), most: bound.firms });
  }
  const cheapest = solve(new Map(models.flatMap(({ costs }) => [...costs])));
  bound.cost = wholeAbove(cheapest.bound);
  if (cheapest.state !== 'OPTIMAL') return { lots: best, proof: 'BOUND', bound };
  bound.cost = best.reduce((sum, lot) => sum + (lot?.cost ?? 0), 0);

  return { lots: best, proof: 'OPTIMAL', bound };
}

/** Adds what holds across lots. Returns the variables that say whether a firm is in any lot; none where firms are not counted. */
function tieTogether(
  model: ZeroOneModel,
  models: readonly LotModel[],
  answered: readonly number[],
  { maxLots, maxLotsPerFirm, maxFirms, order }: AcrossLots,
): number[] {
  if (maxLots !== undefined) model.addRow({ entries: answered.map((variable) => [variable, 1]), most: maxLots });
  const ofFirm = new Map<number, number[]>();
  for (const { variables } of models)
    for (const [firm, variable] of variables) ofFirm.set(firm, [...(ofFirm.get(firm) ?? []), variable]);
  if (maxLotsPerFirm !== undefined)
    for (const variables of ofFirm.values())
      if (variables.length > maxLotsPerFirm)
        model.addRow({ entries: variables.map((variable) => [variable, 1]), most: maxLotsPerFirm });
  if (maxFirms === undefined && order === 'CHEAPEST') return [];
  const firms = [...ofFirm.values()].map((variables) => {
    const isIn = model.addVariable();
    for (const variable of variables) {
      const entries = [[variable, 1] as const, [isIn, -1] as const];
      model.addRow({ entries, most: 0 });
    }

    return isIn;
  });
  if (maxFirms !== undefined) model.addRow({ entries: firms.map((variable) => [variable, 1]), most: maxFirms });

  return firms;
}
