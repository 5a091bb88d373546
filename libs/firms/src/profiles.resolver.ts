import { Context, Float, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#libs/platform';
import { Capabilities } from './capabilities.service.js';
import type { Capability } from './capability.entity.js';
import { CapabilityType } from './capability.graphql.js';
import type { Evidence } from './evidence.entity.js';
import { EvidenceType } from './evidence.graphql.js';
import { EvidenceService } from './evidence.service.js';
import type { Fact } from './fact.entity.js';
import { FactType } from './fact.graphql.js';
import { Facts } from './facts.service.js';
import type { Firm } from './firm.entity.js';
import { FirmType } from './firm.graphql.js';
import { FoundFirm } from './firm-search.service.js';
import { Completeness, profileLimit } from './profile.graphql.js';
import { seenBy } from './profile.policy.js';
import { Profiles } from './profiles.service.js';

/** The capability profile on a firm's page, as each reader may see it. */
@Resolver(() => FirmType)
export class ProfilesResolver {
  constructor(
    private readonly capabilitiesOf: Capabilities,
    private readonly factsOf: Facts,
    private readonly evidenceOf: EvidenceService,
    private readonly profiles: Profiles,
  ) {}

  @ResolveField(() => [CapabilityType], {
    description: `What it can do, by code, at most ${profileLimit}. Private claims show to its delegates only, withheld ones without details.`,
  })
  async capabilities(@Parent() firm: Firm, @Context() context: RequestContext): Promise<Capability[]> {
    const all =
      firm instanceof FoundFirm ? firm.cardCapabilities : await this.capabilitiesOf.loader(context).load(firm.id);

    return seenBy(context.actor, firm, all);
  }

  @ResolveField(() => [FactType], {
    description: `What was measured about it, at most ${profileLimit}. Private numbers show to its delegates only, withheld ones without the number.`,
  })
  async facts(@Parent() firm: Firm, @Context() context: RequestContext): Promise<Fact[]> {
    return seenBy(context.actor, firm, await this.factsOf.loader(context).load(firm.id));
  }

  @ResolveField(() => [EvidenceType], {
    description: `Papers behind its profile, newest first, at most ${profileLimit}. Others see those it handed in and did not keep private.`,
  })
  async evidence(@Parent() firm: Firm, @Context() context: RequestContext): Promise<Evidence[]> {
    return seenBy(context.actor, firm, await this.evidenceOf.loader(context).load(firm.id));
  }

  @ResolveField(() => Int, { description: 'How many papers that were handed in and hold today you may know of.' })
  async evidenceCount(@Parent() firm: Firm, @Context() context: RequestContext): Promise<number> {
    if (firm instanceof FoundFirm) return firm.cardEvidenceCount;

    return (await this.evidenceOf.countLoader(context).load(firm.id))?.count ?? 0;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'Kilometres between its seat and the place searched near; null outside of such a search.',
  })
  distanceKm(@Parent() firm: Firm): number | null {
    return firm instanceof FoundFirm ? firm.distanceKm : null;
  }

  @ResolveField(() => Completeness, {
    nullable: true,
    description: 'How complete the profile is and what to do next; null for everybody but its delegates.',
  })
  async completeness(@Parent() firm: Firm, @Context() { actor }: RequestContext): Promise<Completeness | null> {
    return actor.actsFor([firm.id]) ? this.profiles.completeness(firm) : null;
  }
}
