import { Injectable } from '@nestjs/common';
import type { AllianceProblem } from '#libs/finder';
import { type Looking, Lookings } from './looking.service.js';
import { type Limits, type Piece, type Posed, problemOf } from './problem.js';
import { SolverPool } from './solver-pool.js';

/** One change that would make an alliance possible: tried, and found to. */
export interface Relaxation {
  readonly kind: 'ONE_MORE_MEMBER' | 'WIDER_RADIUS' | 'WITHOUT_REQUIREMENT';
  /** The number of members, or the radius in kilometres, that does it. */
  readonly value: number | null;
  readonly piece: Piece | null;
  /** How many firms the alliance then has. */
  readonly members: number;
}

/** What stands in the way when nobody can, in the order in which it helps most. */
export interface Obstacles {
  /** A firm that is in lacks what every member must have. */
  readonly unfit: Posed['unfit'];
  /** Requirements that nobody in reach meets. */
  readonly heldByNobody: readonly Piece[];
  readonly closest: {
    readonly firmIds: readonly string[];
    readonly missing: readonly Piece[];
    readonly isProved: boolean;
  } | null;
  readonly conflict: { readonly pieces: readonly Piece[]; readonly isSmallest: boolean } | null;
  readonly relaxations: readonly Relaxation[];
}

const eachMs = 500;
const mostPiecesTried = 12;
const mostMembers = 8;
const widest = 500;

/** Finds out why nobody can, and what would change that. Each change is tried before it is told. */
@Injectable()
export class ObstacleFinder {
  constructor(
    private readonly lookings: Lookings,
    private readonly pool: SolverPool,
  ) {}

  async find(looking: Looking, posed: Posed, limits: Limits): Promise<Obstacles> {
    const { problem, pieces, unfit } = posed;
    const errand = { problem, pairs: null, milliseconds: eachMs };
    const heldByNobody = pieces.filter((piece, at) => !isHeld(problem, piece, at));
    const closest = await this.pool.run({ ...errand, task: 'CLOSEST' });
    const conflict =
      heldByNobody.length === 0 && (closest === null || closest.missing.length > 0)
        ? await this.pool.run({ ...errand, task: 'CONFLICT' })
        : null;
    const named = (numbers: readonly number[]): Piece[] => numbers.map((number) => pieces[number]!);

    return {
      unfit,
      heldByNobody,
      closest:
        closest === null || (closest.missing.length === 0 && unfit.length === 0)
          ? null
          : {
              firmIds: closest.members.map((member) => posed.firmIds[member]!),
              missing: named(closest.missing),
              isProved: closest.proof === 'OPTIMAL',
            },
      conflict:
        conflict?.isProved === true ? { pieces: named(conflict.requirements), isSmallest: conflict.isSmallest } : null,
      relaxations:
        closest?.missing.length === 0
          ? []
          : await this.relaxations(looking, posed, limits, conflict?.requirements ?? closest?.missing ?? []),
    };
  }

  private async relaxations(
    looking: Looking,
    posed: Posed,
    limits: Limits,
    inTheWay: readonly number[],
  ): Promise<Relaxation[]> {
    const { problem, pieces } = posed;
    const found: Relaxation[] = [];
    const one = limits.maxMembers + 1;
    if (one <= mostMembers) {
      const members = await this.membersOf({ ...problem, maxMembers: one });
      if (members !== null) found.push({ kind: 'ONE_MORE_MEMBER', value: one, piece: null, members });
    }
    const radiusKm = Math.min(widest, looking.area.radiusKm * 2);
    if (radiusKm > looking.area.radiusKm) {
      const sweep = await this.lookings.sweep(looking, { ...looking.area, radiusKm });
      const wider = problemOf(looking.asked, sweep, looking.fixedIds, limits);
      const members = await this.membersOf(wider.problem);
      if (members !== null) found.push({ kind: 'WIDER_RADIUS', value: radiusKm, piece: null, members });
    }
    for (const number of inTheWay.slice(0, mostPiecesTried)) {
      const members = await this.membersOf(withoutPiece(problem, number));
      if (members !== null) found.push({ kind: 'WITHOUT_REQUIREMENT', value: null, piece: pieces[number]!, members });
    }

    return found;
  }

  /** How many firms the smallest alliance has; null when none was found in time. */
  private async membersOf(problem: Posed['problem']): Promise<number | null> {
    const errand = {
      problem: { ...problem, order: 'FEWEST_THEN_CHEAPEST' as const },
      pairs: null,
      milliseconds: eachMs,
    };
    const { alliances } = await this.pool.run({ ...errand, task: 'FIND', different: 1, loses: 1 });

    return alliances[0]?.members.length ?? null;
  }
}

function isHeld({ masks, firms, covered, sums }: Posed['problem'], { kind }: Piece, number: number): boolean {
  if (kind === 'SUM') {
    const { values, needed } = sums[number - covered]!;

    let total = 0;
    for (const value of values) total += value;

    return total >= needed;
  }
  const words = masks.length / Math.max(1, firms);
  for (let firm = 0; firm < firms; firm += 1)
    if ((masks[firm * words + (number >>> 5)]! & (1 << (number & 31))) !== 0) return true;

  return false;
}

/** The same problem as if one requirement were met: every firm holds it, or nothing is needed. */
function withoutPiece(problem: Posed['problem'], number: number): Posed['problem'] {
  const { covered, firms, sums } = problem;
  if (number >= covered)
    return { ...problem, sums: sums.map((sum, at) => (at === number - covered ? { ...sum, needed: 0 } : sum)) };
  const masks = problem.masks.slice() as AllianceProblem['masks'];
  const words = masks.length / Math.max(1, firms);
  for (let firm = 0; firm < firms; firm += 1)
    masks[firm * words + (number >>> 5)] = (masks[firm * words + (number >>> 5)]! | (1 << (number & 31))) >>> 0;

  return { ...problem, masks };
}
