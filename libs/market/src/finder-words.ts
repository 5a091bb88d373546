import { Injectable } from '@nestjs/common';
import { CoverageWords } from '#libs/coverage';
import { Classifications, FirmsService } from '#libs/firms';
import { type RequestContext, currentLanguage, say } from '#libs/platform';
import type { FinderAnswer, FoundAlliance, FoundMember } from './alliance-finder.service.js';
import type {
  CostPartType,
  FinderAnswerType,
  FinderObstaclesType,
  FoundAllianceType,
  RequirementPieceType,
} from './finder.graphql.js';
import type { Looking } from './looking.service.js';
import type { LotsAnswerType } from './lots-finder.graphql.js';
import type { LotsFound } from './lots-finder.service.js';
import type { Obstacles, Relaxation } from './obstacles.service.js';
import type { Piece } from './problem.js';

const isCode = /^\d{8}$/;

/** Puts what the finder found into names and sentences for one reader. */
@Injectable()
export class FinderWords {
  constructor(
    private readonly firms: FirmsService,
    private readonly coverageWords: CoverageWords,
    private readonly classifications: Classifications,
  ) {}

  async for(context: RequestContext, answer: FinderAnswer): Promise<FinderAnswerType> {
    const { looking, alliances, obstacles, bound } = answer;
    const { asked } = looking;

    return {
      alliances: await Promise.all(alliances.map((alliance) => this.alliance(context, looking, alliance))),
      proof: answer.proof,
      proved: answer.proved,
      fewestPossible: bound?.members ?? null,
      leastPossiblePoints: bound?.cost ?? null,
      fewerExist: answer.fewerExist,
      askLater: requirementsOf(looking, [...asked.stated, ...asked.later]),
      obstacles: obstacles && (await this.obstacles(context, looking, obstacles)),
    };
  }

  async forLots(context: RequestContext, { lots, proof, firms, mostLots }: LotsFound): Promise<LotsAnswerType> {
    return {
      proof,
      firms,
      mostLots,
      lots: await Promise.all(
        lots.map(async ({ lot, alliance }) => ({
          lot: lot as never,
          alliance: alliance && (await this.alliance(context, { rows: alliance.coverage.requirements }, alliance)),
        })),
      ),
    };
  }

  /** Firms by id as the reader may see them, in the order of the ids. */
  async named(context: RequestContext, firmIds: readonly string[]): Promise<never[]> {
    const loader = this.firms.loader(context);
    const found = await Promise.all(firmIds.map((firmId) => loader.load(firmId)));

    return found.flatMap((firm) => firm ?? []) as never[];
  }

  /** One alliance with names and sentences. */
  async alliance(
    context: RequestContext,
    looking: Pick<Looking, 'rows'>,
    { members, pairs, points, coverage }: FoundAlliance,
  ): Promise<FoundAllianceType> {
    const firms = await this.named(
      context,
      members.map(({ firmId }) => firmId),
    );
    const byId = new Map(firms.map((firm: { id: string }) => [firm.id, firm as never]));

    return {
      points,
      members: members
        .filter(({ firmId }) => byId.has(firmId))
        .map((member) => ({
          firm: byId.get(member.firmId)!,
          isLead: member.isLead,
          shareBasisPoints: member.shareBasisPoints,
          distanceKm: Math.round(member.kilometres * 10) / 10,
          carries: requirementsOf(looking, member.carries),
          failsWithout: requirementsOf(looking, member.failsWithout),
          costs: costsOf(member),
        })),
      pairs: pairs.map(({ firmIds, projects, points: cost }) => ({
        firmIds,
        projects,
        cost: {
          reason: 'trust',
          points: cost,
          sentence: projects === 0 ? say('market:cost.strangers') : say('market:cost.trust', { count: projects }),
        },
      })),
      coverage: await this.coverageWords.for(context, coverage),
    };
  }

  /** A part that is a trade goes by the trade's name, never by its code alone. */
  private async partNames(context: RequestContext, pieces: readonly Piece[]): Promise<(piece: Piece) => string | null> {
    const codes = [...new Set(pieces.flatMap(({ part }) => (part && isCode.test(part) ? [part] : [])))];
    const loader = this.classifications.loader(context);
    const found = await Promise.all(codes.map((code) => loader.load(code)));
    const names = new Map(found.flatMap((trade) => (trade ? [[trade.code, trade.name]] : [])));

    return ({ part }) => (part === null ? null : (names.get(part) ?? part));
  }

  private async obstacles(
    context: RequestContext,
    looking: Looking,
    { unfit, heldByNobody, closest, conflict, relaxations }: Obstacles,
  ): Promise<FinderObstaclesType> {
    const firms = await this.named(context, [...unfit.map(({ firmId }) => firmId), ...(closest?.firmIds ?? [])]);
    const byId = new Map(firms.map((firm: { id: string }) => [firm.id, firm as never]));
    const all = [...heldByNobody, ...(closest?.missing ?? []), ...(conflict?.pieces ?? [])];
    const named = await this.partNames(context, [...all, ...relaxations.flatMap(({ piece }) => piece ?? [])]);
    const pieceOf = (piece: Piece): RequirementPieceType => ({
      requirements: requirementsOf(looking, piece.requirementIds),
      part: named(piece),
    });
    const pieces = (some: readonly Piece[]): RequirementPieceType[] => some.map(pieceOf);

    return {
      unfit: unfit
        .filter(({ firmId }) => byId.has(firmId))
        .map(({ firmId, requirementIds }) => ({
          firm: byId.get(firmId)!,
          requirements: requirementsOf(looking, requirementIds),
        })),
      heldByNobody: pieces(heldByNobody),
      closest: closest && {
        firms: closest.firmIds.flatMap((firmId) => byId.get(firmId) ?? []),
        missing: pieces(closest.missing),
        isProved: closest.isProved,
      },
      conflict: conflict && { requirements: pieces(conflict.pieces), isSmallest: conflict.isSmallest },
      relaxations: relaxations.map((relaxation) => ({
        kind: relaxation.kind,
        value: relaxation.value,
        members: relaxation.members,
        requirement: relaxation.piece && pieceOf(relaxation.piece),
        sentence: sentenceOf(looking, relaxation, named),
      })),
    };
  }
}

export function requirementsOf({ rows }: Pick<Looking, 'rows'>, ids: readonly string[]): never[] {
  return [...new Set(ids)].flatMap((id) => rows.get(id) ?? []) as never[];
}

function costsOf({ costs, kilometres }: Pick<FoundMember, 'costs' | 'kilometres'>): CostPartType[] {
  const kilometresTold = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 0 }).format(kilometres);

  return [
    {
      reason: 'distance',
      points: costs.distance,
      sentence: say('market:cost.distance', { kilometres: kilometresTold }),
    },
    {
      reason: 'evidence',
      points: costs.evidence,
      sentence: say(costs.evidence === 0 ? 'market:cost.allProved' : 'market:cost.someDeclared'),
    },
    {
      reason: 'trackRecord',
      points: costs.trackRecord,
      sentence: say('market:cost.trackRecord'),
    },
  ];
}

function sentenceOf(
  looking: Looking,
  { kind, value, piece, members }: Relaxation,
  named: (piece: Piece) => string | null,
): string {
  const row = piece?.requirementIds.flatMap((id) => looking.rows.get(id) ?? [])[0];
  const title = (piece && named(piece)) ?? row?.title ?? '';

  return say(`market:relaxation.${kind}`, { value, title, members });
}

export { costsOf };
