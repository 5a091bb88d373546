import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import { Watches } from '#libs/inbox';
import { Money, type RequestContext, loading } from '#libs/platform';
import { Closings, type EffectiveClosing } from './closings.service.js';
import { PhaseEnum } from './enums.graphql.js';
import { LotType } from './lot.graphql.js';
import type { Lot } from './lot.entity.js';
import type { Phase } from './phase.js';
import type { Tender } from './tender.entity.js';
import { ClosingType, EstimateType, TenderPlaceType, TenderType } from './tender.graphql.js';
import { TenderReading, phaseOf } from './tender-reading.service.js';

/** What a tender's row does not hold as such. */
@Resolver(() => TenderType)
export class TenderFieldsResolver {
  constructor(
    private readonly reading: TenderReading,
    private readonly closings: Closings,
    private readonly firms: FirmsService,
    private readonly watches: Watches,
  ) {}

  @ResolveField(() => FirmType, {
    nullable: true,
    description: 'Who buys; null for an external notice, whose buyer is named in `origin`.',
  })
  buyer(@Parent() tender: Tender, @Context() context: RequestContext): Promise<Firm | null> | null {
    return tender.buyerFirmId ? this.firms.loader(context).load(tender.buyerFirmId) : null;
  }

  @ResolveField(() => [LotType], { description: 'Its lots, in their order; at least one.' })
  lots(@Parent() tender: Tender, @Context() context: RequestContext): Promise<Lot[]> {
    return this.reading.lotsOf(context).load(tender.id);
  }

  @ResolveField(() => TenderPlaceType, { description: 'Where the work is done or delivered.' })
  place(@Parent() { town, region, country, latitude, longitude }: Tender): TenderPlaceType {
    return { town, region, country, latitude, longitude };
  }

  @ResolveField(() => EstimateType, {
    nullable: true,
    description: 'What the buyer expects the whole to cost; null where there is none or the buyer keeps it.',
  })
  estimate(@Parent() tender: Tender, @Context() { actor }: RequestContext): EstimateType | null {
    const { estimateCurrency: currency, estimateMinor: minor } = tender;
    const own = actor.actsFor([tender.buyerFirmId]);

    return own
      ? estimateShown(minor, minor, minor, currency)
      : estimateShown(
          tender.estimateShown === 'EXACT' ? minor : null,
          tender.shownFromMinor,
          tender.shownToMinor,
          currency,
        );
  }

  @ResolveField(() => ClosingType, {
    nullable: true,
    description: 'When bids stop being taken, all reasons taken; null for a draft without a closing.',
  })
  closing(@Parent() tender: Tender, @Context() context: RequestContext): Promise<EffectiveClosing | null> {
    return this.closings.loader(context).load(tender.id);
  }

  @ResolveField(() => PhaseEnum, { description: 'Where it stands now: where its least advanced lot stands.' })
  async phase(@Parent() tender: Tender, @Context() context: RequestContext): Promise<Phase> {
    const lots = await this.reading.lotsOf(context).load(tender.id);
    const closing = await this.closings.loader(context).load(tender.id);

    return phaseOf(tender, lots, closing?.at ?? null, await this.reading.now(context));
  }

  @ResolveField(() => Boolean, {
    description: 'Whether you follow it. Follow by `watch` with kind `TENDER`, end it by `unwatch`.',
  })
  async isFollowed(@Parent() tender: Tender, @Context() context: RequestContext): Promise<boolean> {
    const { personId } = context.actor;
    if (personId === null) return false;
    const followed = loading<{ id: string }>(context, 'followedTender', async (ids) =>
      (await this.watches.watchedAmong(personId, 'TENDER', ids)).map((id) => ({ id })),
    );

    return (await followed.load(tender.id)) !== null;
  }
}

/** An estimate as far as its bounds are shown. */
export function estimateShown(
  exact: bigint | null,
  from: bigint | null,
  to: bigint | null,
  currency: string | null,
): EstimateType | null {
  if (from === null || to === null || currency === null) return null;

  return { exact: Money.of(exact, currency), from: new Money(from, currency), to: new Money(to, currency) };
}
