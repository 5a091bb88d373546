import { Injectable } from '@nestjs/common';
import type { JudgedCoverage, LineUp } from '#libs/coverage';
import type { Actor } from '#libs/platform';
import { type CostParts, type Weights, pairPoints, pointsOf } from './costs.js';
import { type Looking, type LookingFor, Lookings } from './looking.service.js';
import { type Limits, type Posed, problemOf } from './problem.js';

export interface GapWanted extends LookingFor, Limits {
  readonly lineUp: LineUp;
}

/** A firm that would close something, and what it would bring. */
export interface GapCloser {
  readonly firmId: string;
  readonly kilometres: number;
  /** Essential requirements that stand with it and do not without. */
  readonly closes: readonly string[];
  /** Essential requirements it helps with that still do not stand. */
  readonly helpsWith: readonly string[];
  /** Requirements that stood before and would not any more: what every firm must have, for instance. */
  readonly opens: readonly string[];
  readonly projectsTogether: number;
  readonly points: number;
  readonly costs: CostParts;
}

export interface GapAnswer {
  readonly looking: Looking;
  readonly coverage: JudgedCoverage;
  readonly closers: readonly GapCloser[];
  /** Per firm of the line-up, what would fail without it. */
  readonly indispensable: readonly { readonly firmId: string; readonly failsWithout: readonly string[] }[];
}

/** So many of those that look best by the index are judged by all the rules. */
const mostJudged = 40;
const mostShown = 20;

/** Which single firm closes which gap, and whom a line-up cannot do without. */
@Injectable()
export class GapClosing {
  constructor(private readonly lookings: Lookings) {}

  /** @throws NotFound, Forbidden, BadUserInput */
  async close(actor: Actor, wanted: GapWanted): Promise<GapAnswer> {
    const looking = await this.lookings.begin(actor, wanted);
    const sweep = await this.lookings.sweep(looking);
    const posed = problemOf(looking.asked, sweep, looking.fixedIds, { ...wanted, order: 'CHEAPEST' });
    const hopefuls = hopefulsOf(posed);
    const firmIds = [...looking.fixedIds, ...hopefuls.map((at) => posed.firmIds[at]!)];
    const [{ judge }, together] = await Promise.all([
      this.lookings.judging(looking, firmIds),
      this.lookings.together(firmIds),
    ]);
    const { lineUp } = wanted;
    const coverage = judge(lineUp);
    const before = new Set(coverage.summary.essentialGaps);
    const closers = hopefuls.map((at): GapCloser => {
      const { firmId, kilometres, costs } = posed.candidate(at);
      const after = judge({ ...lineUp, entries: [...lineUp.entries, { firmId, roles: ['PARTNER'] }] });
      const gaps = new Set(after.summary.essentialGaps);
      const projects = looking.fixedIds.map((other) => projectsOf(together, firmId, other));

      return {
        firmId,
        kilometres,
        costs,
        closes: [...before].filter((id) => !gaps.has(id)),
        helpsWith: piecesOf(posed, at).filter((id) => before.has(id) && gaps.has(id)),
        opens: [...gaps].filter((id) => !before.has(id) && !looking.asked.stated.includes(id)),
        projectsTogether: Math.max(0, ...projects),
        points: pointsOf(costs) + pairSum(projects, wanted.weights),
      };
    });

    return {
      looking,
      coverage,
      closers: closers
        .filter(({ closes, helpsWith }) => closes.length + helpsWith.length > 0)
        .sort(
          (a, b) =>
            b.closes.length - b.opens.length - (a.closes.length - a.opens.length) ||
            b.helpsWith.length - a.helpsWith.length ||
            a.points - b.points ||
            (a.firmId < b.firmId ? -1 : 1),
        )
        .slice(0, mostShown),
      indispensable: lineUp.entries.map(({ firmId }) => {
        const without = judge({ ...lineUp, entries: lineUp.entries.filter((entry) => entry.firmId !== firmId) });

        return { firmId, failsWithout: without.summary.essentialGaps.filter((id) => !before.has(id)) };
      }),
    };
  }
}

/** Those who bring a piece that the firms that are in do not bring, the most and the cheapest first. */
function hopefulsOf({ problem, firmIds }: Posed): number[] {
  const words = problem.masks.length / Math.max(1, problem.firms);
  const held = new Uint32Array(words);
  for (const firm of problem.fixed)
    for (let word = 0; word < words; word += 1) held[word]! |= problem.masks[firm * words + word]!;
  const short = problem.sums.map(({ needed, values }) =>
    problem.fixed.reduce((left, firm) => left - values[firm]!, needed),
  );
  const brings = (firm: number): number => {
    let count = 0;
    for (let word = 0; word < words; word += 1)
      for (let left = problem.masks[firm * words + word]! & ~held[word]!; left !== 0; left &= left - 1) count += 1;

    return count + problem.sums.filter(({ values }, at) => short[at]! > 0 && values[firm]! > 0).length;
  };

  return firmIds
    .map((_, firm) => ({ firm, count: problem.fixed.includes(firm) ? 0 : brings(firm) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || problem.costs[a.firm]! - problem.costs[b.firm]! || a.firm - b.firm)
    .slice(0, mostJudged)
    .map(({ firm }) => firm);
}

/** The requirements a firm brings a piece of. */
function piecesOf({ problem, pieces }: Posed, firm: number): string[] {
  const words = problem.masks.length / Math.max(1, problem.firms);

  return [
    ...new Set(
      pieces.flatMap(({ requirementIds, kind }, at) => {
        const has =
          kind === 'SUM'
            ? problem.sums[at - problem.covered]!.values[firm]! > 0
            : (problem.masks[firm * words + (at >>> 5)]! & (1 << (at & 31))) !== 0;

        return has && kind !== 'LEAD' ? requirementIds : [];
      }),
    ),
  ];
}

function projectsOf(
  together: readonly { firmId: string; otherFirmId: string; count: number }[],
  one: string,
  other: string,
): number {
  const [first, second] = one < other ? [one, other] : [other, one];

  return together.find(({ firmId, otherFirmId }) => firmId === first && otherFirmId === second)?.count ?? 0;
}

function pairSum(projects: readonly number[], weights: Weights): number {
  return projects.reduce((sum, count) => sum + pairPoints(count, weights), 0);
}
