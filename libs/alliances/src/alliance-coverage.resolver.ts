import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  CoverageOverride,
  CoverageOverrideType,
  CoverageType,
  CoverageWords,
  OverrideCoverageInput,
  OverrideCoverageResult,
} from '#libs/coverage';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import { Acting, type Actor, FirmRole, type RequestContext, SignedIn } from '#libs/platform';
import type { Alliance } from './alliance.entity.js';
import { AllianceCoverage } from './alliance-coverage.service.js';
import type { WorkPackage } from './line-up.entity.js';
import { SetWorkPackagesInput, SetWorkPackagesResult, WorkPackageType } from './work-package.graphql.js';
import { WorkPackages } from './work-packages.service.js';

/** Who does which work, what that proves, and who went on in spite of a warning. */
@Resolver(() => WorkPackageType)
export class AllianceCoverageResolver {
  constructor(
    private readonly coverage: AllianceCoverage,
    private readonly packages: WorkPackages,
    private readonly words: CoverageWords,
    private readonly firms: FirmsService,
  ) {}

  @SignedIn()
  @Query(() => CoverageType, {
    description:
      'What an alliance of yours can prove for a lot as it stands: its line-up, who does which work, what it states together, and recorded reasons.',
  })
  async allianceCoverage(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('allianceId', { type: () => ID, description: 'An alliance that a firm of yours is in.' }) allianceId: string,
    @Args('lotId', { type: () => ID, description: 'The lot its line-up is for.' }) lotId: string,
  ): Promise<CoverageType> {
    return this.words.for(context, await this.coverage.of(actor, allianceId, lotId));
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => SetWorkPackagesResult, {
    description: 'Says who does which piece of the work. Firms whose pieces change must say yes again, and are told.',
  })
  setWorkPackages(@Acting() actor: Actor, @Args('input') input: SetWorkPackagesInput): Promise<Alliance> {
    return this.packages.set(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => OverrideCoverageResult, {
    description:
      'Goes on in spite of what coverage, a pack or the tender’s own rules warn of, and keeps why. The verdict stays; the reason stands beside it.',
  })
  overrideCoverage(@Acting() actor: Actor, @Args('input') input: OverrideCoverageInput): Promise<CoverageOverride> {
    return this.coverage.override(actor, input);
  }

  @ResolveField(() => FirmType, {
    nullable: true,
    description: 'The firm that does it; null: nobody yet, or it is no longer in.',
  })
  performer(
    @Parent() { performerFirmId }: WorkPackage,
    @Context() context: RequestContext,
  ): Promise<Firm | null> | null {
    return performerFirmId ? this.firms.loader(context).load(performerFirmId) : null;
  }
}

/** Who overruled a warning. */
@Resolver(() => CoverageOverrideType)
export class CoverageOverrideFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that did it.' })
  firm(@Parent() { firmId }: CoverageOverride, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }
}
