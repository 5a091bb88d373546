import { type AllianceProblem, masksOf } from '#libs/finder';
import type { Asked, Test } from './asked.js';
import { type CostParts, type Weights, costPartsOf, countBits, pointsOf } from './costs.js';
import { type Sweep, yearsOf } from './firm-table.js';

/** Sums are added in hundredths, so that cents and halves of a person stay exact. */
const hundredths = 100;

/** One numbered requirement of a problem, in the words of the lot. */
export interface Piece {
  readonly requirementIds: readonly string[];
  /** The part of a requirement that has several. */
  readonly part: string | null;
  readonly kind: 'COVER' | 'LEAD' | 'SUM';
}

/** A firm that may be in. */
export interface Candidate {
  readonly firmId: string;
  readonly kilometres: number;
  readonly canLead: boolean;
  readonly costs: CostParts;
}

/** A lot as numbers, and what the numbers mean. */
export interface Posed {
  readonly problem: Omit<AllianceProblem, 'pairCost'>;
  readonly candidates: readonly Candidate[];
  readonly pieces: readonly Piece[];
  /** Of firms that must be in: what each of them lacks that every member must have. */
  readonly unfit: readonly { readonly firmId: string; readonly requirementIds: readonly string[] }[];
}

export interface Limits {
  readonly maxMembers: number;
  readonly weights: Weights;
  readonly order: AllianceProblem['order'];
  /** Who must lead; null: whoever can. */
  readonly leadFirmId: string | null;
}

/** All tests of a lot in one list, in the order `problemOf` reads them. */
export function testsOf({ covers, each, lead }: Asked): Test[] {
  return [...covers, ...each, ...lead].map(({ test }) => test);
}

/** Puts a lot and the firms found for it into numbers. The firms that must be in are among those found. */
export function problemOf(asked: Asked, sweep: Sweep, fixedIds: readonly string[], limits: Limits): Posed {
  const { covers, each, lead, sums } = asked;
  const bit = (firm: number, test: number): boolean =>
    (sweep.passed[firm * sweep.words + (test >>> 5)]! & (1 << (test & 31))) !== 0;
  const lacks = (firm: number): string[] =>
    each.filter((_, at) => !bit(firm, covers.length + at)).map(({ requirementId }) => requirementId);
  const leads = (firm: number): boolean =>
    (limits.leadFirmId === null || sweep.firmIds[firm] === limits.leadFirmId) &&
    lead.every((_, at) => bit(firm, covers.length + each.length + at));
  const fixedSet = new Set(fixedIds);
  const taken = sweep.firmIds
    .map((firmId, at) => ({ firmId, at }))
    .filter(({ firmId, at }) => fixedSet.has(firmId) || lacks(at).length === 0);
  const asksLead = lead.length > 0 || limits.leadFirmId !== null;
  const holders = [
    ...covers.map((_, test) => placesWhere(taken, ({ at }) => bit(at, test))),
    ...(asksLead ? [placesWhere(taken, ({ at }) => leads(at))] : []),
  ];
  const candidates = taken.map(({ firmId, at }): Candidate => ({
    firmId,
    kilometres: sweep.kilometres[at]!,
    canLead: leads(at),
    costs: costPartsOf(
      {
        kilometres: sweep.kilometres[at]!,
        isVerified: sweep.isVerified[at] === 1,
        projects: sweep.projects[at]!,
        brings: countBits(sweep, sweep.passed, at),
        proved: countBits(sweep, sweep.proved, at),
      },
      limits.weights,
    ),
  }));

  return {
    candidates,
    pieces: [
      ...covers.map(({ requirementId, part }): Piece => ({ requirementIds: [requirementId], part, kind: 'COVER' })),
      ...(asksLead ? [{ requirementIds: idsOf(lead), part: null, kind: 'LEAD' as const }] : []),
      ...sums.map(({ requirementId }): Piece => ({ requirementIds: [requirementId], part: null, kind: 'SUM' })),
    ],
    unfit: taken
      .filter(({ firmId }) => fixedSet.has(firmId))
      .map(({ firmId, at }) => ({ firmId, requirementIds: lacks(at) }))
      .filter(({ requirementIds }) => requirementIds.length > 0),
    problem: {
      firms: taken.length,
      covered: holders.length,
      masks: masksOf(taken.length, holders),
      sums: sums.map(({ needed, number }, at) => ({
        needed: Math.ceil(needed * yearsOf(number) * hundredths - 1e-6),
        values: Float64Array.from(taken, (firm) => Math.floor(sweep.numbers[at]![firm.at]! * hundredths + 1e-6)),
      })),
      costs: Int32Array.from(candidates, ({ costs }) => pointsOf(costs)),
      maxMembers: limits.maxMembers,
      fixed: placesWhere(taken, ({ firmId }) => fixedSet.has(firmId)),
      conflicts: [],
      order: limits.order,
    },
  };
}

function placesWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number[] {
  return items.flatMap((item, place) => (holds(item) ? [place] : []));
}

function idsOf(tests: readonly { readonly requirementId: string }[]): string[] {
  return [...new Set(tests.map(({ requirementId }) => requirementId))];
}
