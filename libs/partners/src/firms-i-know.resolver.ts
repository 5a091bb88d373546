import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import { Clock, FirmRole, type Page, type RequestContext, say } from '#libs/platform';
import type { Acquaintance } from './acquaintances.js';
import type { KnownFirm } from './firms-i-know.js';
import { AcquaintanceType, FirmsIKnowArgs, KnownFirmPage, KnownFirmType } from './firms-i-know.graphql.js';
import { FirmsIKnow } from './firms-i-know.service.js';

/** Firms one knows. */
@Resolver(() => KnownFirmType)
export class FirmsIKnowResolver {
  constructor(
    private readonly known: FirmsIKnow,
    private readonly firms: FirmsService,
    private readonly clock: Clock,
  ) {}

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => KnownFirmPage, {
    description:
      'The firms that yours knows, each with why; those with most joint work first. What its people do for other firms is no reason.',
  })
  async firmsIKnow(
    @Args() { firmId, ...page }: FirmsIKnowArgs,
    @Context() context: RequestContext,
  ): Promise<Page<KnownFirm>> {
    return this.known.of(firmId, page, await this.clock.nowIn(context));
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'Its page, or its nameplate where the page is hidden.' })
  firm(@Parent() { firmId }: KnownFirm, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }
}

/** A reason in words. */
@Resolver(() => AcquaintanceType)
export class AcquaintanceFieldsResolver {
  @ResolveField(() => String, {
    description: 'The reason in the reader’s language: “worked together on 2 projects, last in 2025”.',
  })
  sentence(@Parent() { kind, count, lastOn }: Acquaintance): string {
    return say(`partners:known.${kind}`, { count, year: lastOn.slice(0, 4) });
  }
}
