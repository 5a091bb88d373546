import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#libs/platform';
import type { Measure } from '#libs/requirements';
import { Closings } from './closings.service.js';
import { PhaseEnum } from './enums.graphql.js';
import { estimateBounds } from './estimate.js';
import type { Criterion, Item, LotRequirement } from './lot-parts.entity.js';
import type { Lot } from './lot.entity.js';
import { CriterionType, ItemType, LotType } from './lot.graphql.js';
import {
  MeasureType,
  RequirementPartType,
  RequirementReadingType,
  RequirementType,
  type ThresholdType,
} from './requirement.graphql.js';
import { cpvOf } from './measure.js';
import { type Phase, lotPhase } from './phase.js';
import { EstimateType, TenderType } from './tender.graphql.js';
import type { Tender } from './tender.entity.js';
import { estimateShown } from './tender-fields.resolver.js';
import { TenderReading } from './tender-reading.service.js';

/** What a lot's row does not hold as such. */
@Resolver(() => LotType)
export class LotFieldsResolver {
  constructor(
    private readonly reading: TenderReading,
    private readonly closings: Closings,
  ) {}

  @ResolveField(() => TenderType, { description: 'The tender it is a part of.' })
  async tender(@Parent() lot: Lot, @Context() context: RequestContext): Promise<Tender> {
    return (await this.reading.loader(context).load(lot.tenderId))!;
  }

  @ResolveField(() => PhaseEnum, { description: 'Where this lot stands now.' })
  async phase(@Parent() lot: Lot, @Context() context: RequestContext): Promise<Phase> {
    const tender = (await this.reading.loader(context).load(lot.tenderId))!;
    const closing = await this.closings.loader(context).load(lot.tenderId);
    const times = { publishedAt: tender.publishedAt, cancelledAt: tender.cancelledAt, closing: closing?.at ?? null };

    return lotPhase(times, lot, tender.isSealed, await this.reading.now(context));
  }

  @ResolveField(() => EstimateType, {
    nullable: true,
    description: 'What the buyer expects the lot to cost, by the same rule as the tender’s estimate.',
  })
  async estimate(@Parent() lot: Lot, @Context() context: RequestContext): Promise<EstimateType | null> {
    const tender = (await this.reading.loader(context).load(lot.tenderId))!;
    const shown = context.actor.actsFor([tender.buyerFirmId]) ? 'EXACT' : tender.estimateShown;
    const { shownFromMinor, shownToMinor } = estimateBounds(lot.estimateMinor, shown);
    const exact = shown === 'EXACT' ? lot.estimateMinor : null;

    return estimateShown(exact, shownFromMinor, shownToMinor, lot.estimateCurrency);
  }

  @ResolveField(() => [ItemType], { description: 'What and how much, line by line.' })
  items(@Parent() lot: Lot, @Context() context: RequestContext): Promise<Item[]> {
    return this.reading.itemsOf(context).load(lot.id);
  }

  @ResolveField(() => [RequirementType], {
    description: 'What tenderers must have. For an external notice: as firms read them, your own and shared ones.',
  })
  requirements(@Parent() lot: Lot, @Context() context: RequestContext): Promise<LotRequirement[]> {
    return this.reading.requirementsOf(context).load(lot.id);
  }

  @ResolveField(() => [CriterionType], { description: 'What bids are scored on; empty means the lowest price wins.' })
  criteria(@Parent() lot: Lot, @Context() context: RequestContext): Promise<Criterion[]> {
    return this.reading.criteriaOf(context).load(lot.id);
  }
}

@Resolver(() => RequirementType)
export class RequirementFieldsResolver {
  @ResolveField(() => MeasureType)
  measure(@Parent() { measure }: LotRequirement): MeasureType {
    return measureShown(measure);
  }

  @ResolveField(() => [RequirementPartType])
  parts(@Parent() requirement: LotRequirement): RequirementPartType[] {
    return (requirement.parts ?? []).map(({ name, measure, threshold }) => ({
      name,
      measure: measureShown(measure),
      threshold: (threshold ?? null) as ThresholdType | null,
    }));
  }

  @ResolveField(() => RequirementReadingType, {
    nullable: true,
    description: 'Set where a firm read it out of an external notice: unofficial.',
  })
  reading(@Parent() { readByFirmId, readOnPage, readIsShared }: LotRequirement): RequirementReadingType | null {
    return readByFirmId ? { firmId: readByFirmId, page: readOnPage, isShared: readIsShared } : null;
  }
}

function measureShown(measure: Measure): MeasureType {
  const words = measure as Partial<Record<'factKey' | 'label' | 'scheme' | 'declaration' | 'capacity', string>>;
  const cpv = cpvOf(measure);

  return {
    cpv: cpv.length > 0 ? cpv : null,
    factKey: (words.factKey as MeasureType['factKey']) ?? null,
    label: words.label ?? null,
    scheme: words.scheme ?? null,
    declaration: words.declaration ?? null,
    capacity: (words.capacity as MeasureType['capacity'] | undefined) ?? null,
  };
}
