import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { type Actor, Db, NotFound, TooManyRequests } from '#libs/platform';
import type { Requirement } from '#libs/requirements';
import { Lot, type LotRequirement, TenderReading, type Tender, requirementOf } from '#libs/tenders';
import { askedOf } from './asked.js';
import { plainWeights } from './costs.js';
import type { Counted } from './count-alliances.js';
import { IndexFeed } from './index-feed.service.js';
import { problemOf, testsOf } from './problem.js';
import { SolverPool } from './solver-pool.js';
import { stepBelow, stepsRound } from './steps.js';

export interface PreviewWanted {
  readonly tenderId: string;
  readonly radiusKm: number;
  readonly maxMembers: number;
}

/** Who could answer: so many firms alone, so many alliances of each size. */
export interface Answerers {
  readonly counted: readonly Counted[];
}

export interface RequirementPreview {
  readonly row: LotRequirement;
  /** Who could answer if this one were not asked. */
  readonly withoutIt: Answerers;
  /** Who could answer at other thresholds; empty where nothing is measured. */
  readonly curve: readonly (Answerers & { readonly value: string; readonly isAsked: boolean })[];
}

export interface LotPreview extends Answerers {
  readonly lot: Lot;
  readonly requirements: readonly RequirementPreview[];
}

const mostCounted = 1_000;
const countMs = 150;
const sketchMs = 40;
const mostMeasured = 6;
/** So many previews a firm may ask in an hour: enough to weigh a notice, too few to sound out anybody's numbers. */
const perHour = 60;

/** What a buyer sees of the market before publishing: numbers alone, from what everybody may use, in steps that tell of no single firm. */
@Injectable()
export class MarketPreviews {
  readonly #limit = new RateLimiterMemory({ points: perHour, duration: 3_600 });

  constructor(
    private readonly db: Db,
    private readonly tenders: TenderReading,
    private readonly feed: IndexFeed,
    private readonly pool: SolverPool,
  ) {}

  /** @throws NotFound for a tender that is not the firm's own; TooManyRequests */
  async of(actor: Actor, wanted: PreviewWanted): Promise<LotPreview[]> {
    const tender = await this.tenders.visible(actor, wanted.tenderId);
    if (tender.buyerFirmId !== actor.firm) throw new NotFound();
    await this.take(actor.firm);
    const lots = await this.db.of(Lot).find({ where: { tenderId: tender.id }, order: { number: 'ASC' } });
    const rows = await this.tenders.requirements(
      actor,
      lots.map(({ id }) => id),
    );
    const previews: LotPreview[] = [];
    for (const lot of lots)
      previews.push(
        await this.ofLot(
          tender,
          lot,
          rows.filter(({ lotId }) => lotId === lot.id),
          wanted,
        ),
      );

    return previews;
  }

  private async take(firmId: string): Promise<void> {
    try {
      await this.#limit.consume(firmId);
    } catch (rejected) {
      throw new TooManyRequests(Math.ceil((rejected as RateLimiterRes).msBeforeNext / 1_000));
    }
  }

  private async ofLot(
    tender: Tender,
    lot: Lot,
    rows: readonly LotRequirement[],
    wanted: PreviewWanted,
  ): Promise<LotPreview> {
    const asked = rows.map((row) => snapped(requirementOf(row)));
    const count = (requirements: readonly Requirement[], milliseconds: number): Promise<Counted[]> =>
      this.count(tender, requirements, wanted, milliseconds);
    const requirements: RequirementPreview[] = [];
    let measured = 0;
    for (const [at, row] of rows.entries()) {
      if (!row.essential) continue;
      const others = asked.filter((_, other) => other !== at);
      const isMeasured = asked[at]!.threshold !== null && 'factKey' in asked[at]!.measure && measured < mostMeasured;
      if (isMeasured) measured += 1;
      requirements.push({
        row,
        withoutIt: { counted: await count(others, sketchMs) },
        curve: isMeasured ? await this.curve(asked, at, (changed) => count(changed, sketchMs)) : [],
      });
    }

    return { lot, counted: await count(asked, countMs), requirements };
  }

  private async curve(
    asked: readonly Requirement[],
    at: number,
    count: (requirements: readonly Requirement[]) => Promise<Counted[]>,
  ): Promise<RequirementPreview['curve']> {
    const requirement = asked[at]!;
    const threshold = requirement.threshold!;
    const points: RequirementPreview['curve'][number][] = [];
    for (const value of stepsRound(threshold.value)) {
      const changed = { ...requirement, threshold: { ...threshold, value } };
      const counted = await count(asked.map((one, other) => (other === at ? changed : one)));
      points.push({ value, counted, isAsked: value === threshold.value });
    }

    return points;
  }

  private async count(
    { latitude, longitude, buyerFirmId }: Tender,
    requirements: readonly Requirement[],
    { radiusKm, maxMembers }: PreviewWanted,
    milliseconds: number,
  ): Promise<Counted[]> {
    const asked = askedOf(requirements, { mayStateLater: true });
    const isPlaced = latitude !== null && longitude !== null;
    const sweep = await this.feed.sweep({
      tests: testsOf(asked),
      numbers: asked.sums.map(({ number }) => number),
      area: { latitude: latitude ?? 0, longitude: longitude ?? 0, radiusKm: isPlaced ? radiusKm : Infinity },
      without: new Set([buyerFirmId!]),
    });
    const limits = { maxMembers, weights: plainWeights, order: 'CHEAPEST' as const, leadFirmId: null };
    const { problem } = problemOf(asked, sweep, [], limits);
    const counted = await this.pool.run({
      task: 'COUNT',
      problem,
      pairs: null,
      milliseconds: milliseconds * maxMembers,
      eachMs: milliseconds,
      mostCounted,
    });

    return sweep.isWhole ? counted : counted.map((one) => ({ ...one, isMore: true }));
  }
}

/** Thresholds in published steps, so that nobody's number can be found out by asking again and again. */
function snapped(requirement: Requirement): Requirement {
  const { threshold } = requirement;

  return {
    ...requirement,
    threshold: threshold && { ...threshold, value: stepBelow(threshold.value) },
    floorPerMember: requirement.floorPerMember && stepBelow(requirement.floorPerMember),
    floorLead: requirement.floorLead && stepBelow(requirement.floorLead),
    parts: requirement.parts?.map((part) => ({
      ...part,
      threshold: part.threshold && { ...part.threshold, value: stepBelow(part.threshold.value) },
    })),
  };
}
