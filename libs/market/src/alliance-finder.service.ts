import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { JudgedCoverage, LineUp } from '#libs/coverage';
import type { Answer, Found } from '#libs/finder';
import { type Actor, BadUserInput, LOGGER, say } from '#libs/platform';
import { type CostParts, type Weights, pairPoints, pairWorthOf } from './costs.js';
import { IndexFeed, type MarketSweep } from './index-feed.service.js';
import { lineUpOf } from './line-up-of.js';
import { type Looking, type LookingFor, Lookings } from './looking.service.js';
import { type Obstacles, ObstacleFinder } from './obstacles.service.js';
import { type Limits, type Posed, problemOf } from './problem.js';
import { SolverPool } from './solver-pool.js';

export interface FindWanted extends LookingFor, Limits {
  readonly alliances: number;
}

/** A member of an alliance found, and why it is in. */
export interface FoundMember {
  readonly firmId: string;
  readonly isLead: boolean;
  /** A part of the work there is room for; null where the notice does not estimate the work. */
  readonly shareBasisPoints: number | null;
  readonly kilometres: number;
  readonly costs: CostParts;
  /** Requirements that stand by this firm. */
  readonly carries: readonly string[];
  /** Requirements that would fail without it. */
  readonly failsWithout: readonly string[];
}

export interface FoundPair {
  readonly firmIds: readonly [string, string];
  readonly projects: number;
  readonly points: number;
}

export interface FoundAlliance {
  readonly lineUp: LineUp;
  readonly points: number;
  readonly members: readonly FoundMember[];
  readonly pairs: readonly FoundPair[];
  readonly coverage: JudgedCoverage;
}

export interface FinderAnswer {
  readonly looking: Looking;
  readonly alliances: readonly FoundAlliance[];
  readonly proof: 'OPTIMAL' | 'BOUND';
  readonly proved: number;
  readonly bound: Answer['bound'];
  readonly fewerExist: boolean;
  readonly obstacles: Obstacles | null;
}

/** Long enough for all but the hardest questions; then the best so far is answered, with what it cannot be better than. */
const searchMs = 2_000;
/** So many times firms whose entry was behind are read anew. */
const mostRounds = 3;

/** The alliances that answer a lot best. No paid rank, ever: the costs of `costs.ts` alone decide. */
@Injectable()
export class AllianceFinder {
  constructor(
    private readonly lookings: Lookings,
    private readonly feed: IndexFeed,
    private readonly pool: SolverPool,
    private readonly obstacles: ObstacleFinder,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws NotFound, Forbidden, BadUserInput, TooManyRequests */
  async find(actor: Actor, wanted: FindWanted): Promise<FinderAnswer> {
    const looking = await this.lookings.begin(actor, wanted);
    if (looking.fixedIds.length > wanted.maxMembers) throw tooManyIn(looking.fixedIds.length, wanted.maxMembers);
    for (let round = 1; ; round += 1) {
      const { posed, answer, sweep } = await this.search(looking, wanted);
      const found = await this.judge(looking, posed, answer.alliances, wanted);
      const wrong = found.filter((alliance) => !covers(alliance, looking));
      if (wrong.length > 0 && round < mostRounds) {
        const firmIds = wrong.flatMap(({ members }) => members.map(({ firmId }) => firmId));
        this.logger.warn({ firmIds }, 'the index disagreed with profiles; they are read anew');
        await this.feed.readAnew(firmIds);
        continue;
      }
      const alliances = found.filter((alliance) => !wrong.includes(alliance));
      const isSure = sweep.isWhole && wrong.length === 0;

      return {
        looking,
        alliances,
        proof: isSure ? answer.proof : 'BOUND',
        proved: isSure ? answer.proved : 0,
        bound: answer.bound,
        fewerExist: isSure && answer.isExhausted,
        obstacles: alliances.length > 0 ? null : await this.obstacles.find(looking, posed, wanted),
      };
    }
  }

  private async search(
    looking: Looking,
    wanted: FindWanted,
  ): Promise<{ posed: Posed; answer: Answer; sweep: MarketSweep }> {
    const sweep = await this.lookings.sweep(looking);
    const posed = problemOf(looking.asked, sweep, looking.fixedIds, wanted);
    const nothing: Answer = { alliances: [], proof: 'OPTIMAL', proved: 0, bound: null, isExhausted: true, nodes: 0 };
    // A firm that is in and lacks what every member must have leaves nothing to find.
    if (posed.unfit.length > 0) return { posed, answer: nothing, sweep };
    // Who has no joint project behind it knows nobody.
    const known = sweep.firmIds.filter((_, at) => sweep.projects[at]! > 0);
    const pairs = pairWorthOf(posed.firmIds, await this.lookings.together(known), wanted.weights);
    const errand = { task: 'FIND' as const, problem: posed.problem, pairs, milliseconds: searchMs };
    const answer = await this.pool.run({ ...errand, different: wanted.alliances, loses: 2 });

    return { posed, answer, sweep };
  }

  /** Alliances as numbers, judged by the rules of coverage and with all that explains them. */
  async judge(
    looking: Looking,
    posed: Posed,
    alliances: readonly Found[],
    { weights, leadFirmId }: Pick<FindWanted, 'weights' | 'leadFirmId'>,
  ): Promise<FoundAlliance[]> {
    const firmIds = alliances.flatMap(({ members }) => members.map((member) => posed.firmIds[member]!));
    const together = await this.lookings.together([...new Set(firmIds)]);
    const { judge, divide } = await this.lookings.judging(looking, firmIds);

    return alliances.map(({ members, cost }) => {
      const lineUp = divide(lineUpOf(members, posed, looking.requirements, leadFirmId));
      const coverage = judge(lineUp);
      const gaps = new Set(coverage.summary.essentialGaps);

      return {
        lineUp,
        points: cost,
        coverage,
        pairs: pairsOf(lineUp, together, weights),
        members: members.map((member): FoundMember => {
          const { firmId, kilometres, costs } = posed.candidate(member);
          const own = lineUp.entries.find((entry) => entry.firmId === firmId)!;
          const others = lineUp.entries.filter((entry) => entry !== own);
          const without = judge(divide({ ...lineUp, entries: others }));

          return {
            firmId,
            kilometres,
            costs,
            isLead: own.roles.includes('LEAD'),
            shareBasisPoints: own.shareBasisPoints ?? null,
            carries: coverage.verdicts
              .filter(({ carriedBy }) => carriedBy.includes(firmId))
              .map(({ requirementId }) => requirementId),
            failsWithout: without.summary.essentialGaps.filter((id) => !gaps.has(id)),
          };
        }),
      };
    });
  }
}

function tooManyIn(count: number, most: number): BadUserInput {
  return new BadUserInput([{ path: 'with', read: count, message: say('market:tooManyIn', { count, most }) }]);
}

/** Whether every essential requirement stands that could be searched for. */
function covers({ coverage }: FoundAlliance, { asked }: Looking): boolean {
  return coverage.summary.essentialGaps.every((id) => asked.later.includes(id) || asked.stated.includes(id));
}

function pairsOf(
  { entries }: LineUp,
  together: readonly { firmId: string; otherFirmId: string; count: number }[],
  weights: Weights,
): FoundPair[] {
  return entries.flatMap(({ firmId }, at) =>
    entries.slice(at + 1).map((other): FoundPair => {
      const [one, two] = [firmId, other.firmId].sort() as [string, string];
      const projects = together.find((pair) => pair.firmId === one && pair.otherFirmId === two)?.count ?? 0;

      return { firmIds: [firmId, other.firmId], projects, points: pairPoints(projects, weights) };
    }),
  );
}
