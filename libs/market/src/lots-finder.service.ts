import { Injectable } from '@nestjs/common';
import type { LotsAnswer } from '#libs/finder';
import { type Actor, BadUserInput, Db, say } from '#libs/platform';
import { Lot, TenderReading } from '#libs/tenders';
import { AllianceFinder, type FindWanted, type FoundAlliance } from './alliance-finder.service.js';
import { Lookings } from './looking.service.js';
import { type Posed, problemOf } from './problem.js';
import { SolverPool } from './solver-pool.js';

export interface LotsWanted extends Omit<FindWanted, 'lotId' | 'alliances'> {
  readonly tenderId: string;
  /** Lots at most; null for what the notice allows. */
  readonly maxLots: number | null;
  readonly maxLotsPerFirm: number | null;
  readonly maxFirms: number | null;
}

export interface LotsFound {
  readonly lots: readonly { readonly lot: Lot; readonly alliance: FoundAlliance | null }[];
  readonly proof: LotsAnswer['proof'];
  /** Firms in all lots together. */
  readonly firms: number;
  /** No choice answers more lots. */
  readonly mostLots: number;
}

const mostLots = 10;
const searchMs = 5_000;
/** So many firms are weighed together; with more, the cheapest of each lot, and then nothing is proved. */
const mostFirms = 600;

/** Chooses lots and members together: as many lots as can be answered, then with as few firms in all, then the cheapest. */
@Injectable()
export class LotsFinder {
  constructor(
    private readonly db: Db,
    private readonly tenders: TenderReading,
    private readonly lookings: Lookings,
    private readonly finder: AllianceFinder,
    private readonly pool: SolverPool,
  ) {}

  /** @throws NotFound, Forbidden, TooManyRequests; BadUserInput for a tender of more than ten lots */
  async find(actor: Actor, wanted: LotsWanted): Promise<LotsFound> {
    const tender = await this.tenders.visible(actor, wanted.tenderId);
    const lots = await this.db.of(Lot).find({ where: { tenderId: tender.id }, order: { number: 'ASC' } });
    if (lots.length > mostLots)
      throw new BadUserInput([
        { path: 'tenderId', read: lots.length, message: say('market:tooManyLots', { mostLots }) },
      ]);
    const posed: Posed[] = [];
    let isWhole = true;
    const lookings = [];
    for (const lot of lots) {
      const looking = await this.lookings.begin(actor, { ...wanted, lotId: lot.id });
      const sweep = await this.lookings.sweep(looking);
      lookings.push(looking);
      posed.push(problemOf(looking.asked, sweep, looking.fixedIds, wanted));
      isWhole &&= sweep.isWhole;
    }
    const shared = sharedFirms(posed);
    const allowed = tender.flags.maxLotsAwarded;
    const most = [wanted.maxLots, allowed].filter((limit) => limit !== null);
    const answer = await this.pool.run({
      task: 'ACROSS',
      lots: posed.map((one) => renumbered(one, shared.ids)),
      pairs: null,
      milliseconds: searchMs,
      limits: {
        order: wanted.order,
        ...(most.length > 0 ? { maxLots: Math.min(...most) } : {}),
        ...(wanted.maxLotsPerFirm === null ? {} : { maxLotsPerFirm: wanted.maxLotsPerFirm }),
        ...(wanted.maxFirms === null ? {} : { maxFirms: wanted.maxFirms }),
      },
    });
    const found = [];
    for (const [at, lot] of lots.entries()) {
      const chosen = answer.lots[at] ?? null;
      const places = chosen && placesOf(chosen.members, shared.ids, posed[at]!);
      const [alliance] =
        places && posed[at]!.unfit.length === 0
          ? await this.finder.judge(lookings[at]!, posed[at]!, [{ members: places, cost: chosen.cost }], wanted)
          : [];
      found.push({ lot, alliance: alliance ?? null });
    }

    return {
      lots: found,
      proof: isWhole && shared.areAll ? answer.proof : 'BOUND',
      firms: new Set(found.flatMap(({ alliance }) => alliance?.members.map(({ firmId }) => firmId) ?? [])).size,
      mostLots: answer.bound.lots,
    };
  }
}

/** The firms of all lots under one numbering. */
function sharedFirms(posed: readonly Posed[]): { ids: readonly string[]; areAll: boolean } {
  const all = new Set(posed.flatMap(({ firmIds }) => firmIds));
  if (all.size <= mostFirms) return { ids: [...all], areAll: true };
  const perLot = Math.floor(mostFirms / posed.length);
  const kept = posed.flatMap(({ firmIds, problem }) =>
    firmIds
      .map((firmId, at) => ({ firmId, cost: problem.fixed.includes(at) ? -1 : problem.costs[at]! }))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, perLot)
      .map(({ firmId }) => firmId),
  );

  return { ids: [...new Set(kept)], areAll: false };
}

/** A lot's problem over the shared firms; a firm that is nothing to this lot brings nothing. A lot whose own firms are unfit has no answer. */
function renumbered({ problem, firmIds, unfit }: Posed, ids: readonly string[]): Posed['problem'] {
  const place = new Map(firmIds.map((firmId, at) => [firmId, at]));
  const words = problem.masks.length / Math.max(1, problem.firms);
  const masks = new Uint32Array(ids.length * words);
  const from = ids.map((firmId) => place.get(firmId));
  for (const [firm, at] of from.entries())
    if (at !== undefined) masks.set(problem.masks.subarray(at * words, (at + 1) * words), firm * words);

  return {
    ...problem,
    firms: ids.length,
    masks,
    sums: problem.sums.map(({ needed, values }) => ({
      needed,
      values: Float64Array.from(from, (at) => (at === undefined ? 0 : values[at]!)),
    })),
    costs: Int32Array.from(from, (at) => (at === undefined ? 0 : problem.costs[at]!)),
    fixed: problem.fixed.map((at) => ids.indexOf(firmIds[at]!)),
    maxMembers: unfit.length > 0 ? 0 : problem.maxMembers,
  };
}

function placesOf(members: readonly number[], ids: readonly string[], { firmIds }: Posed): number[] {
  return members.flatMap((member) => {
    const at = firmIds.indexOf(ids[member]!);

    return at < 0 ? [] : [at];
  });
}
