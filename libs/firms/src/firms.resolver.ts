import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, type FirmRoleName, Public, type RequestContext, SignedIn } from '#libs/platform';
import type { Firm, FirmLegalId } from './firm.entity.js';
import { FirmLegalIdType, FirmRoleEnum, FirmType } from './firm.graphql.js';
import {
  DescribeFirmInput,
  DescribeFirmResult,
  FoundFirmInput,
  FoundFirmResult,
  HideFirmPageInput,
  HideFirmPageResult,
  IdentifyFirmInput,
  IdentifyFirmResult,
  PublishFirmPageInput,
  PublishFirmPageResult,
  WhichFirmArgs,
} from './firm-verbs.graphql.js';
import { FirmsService } from './firms.service.js';
import { LegalIds } from './legal-ids.service.js';
import { LocalTextType } from './local-text.js';

/** Firms and their pages. */
@Resolver(() => FirmType)
export class FirmsResolver {
  constructor(
    private readonly firms: FirmsService,
    private readonly legalIds: LegalIds,
  ) {}

  @Public()
  @Query(() => FirmType, {
    description: 'The page of one firm, by `id` or by `publicId`. A page its owners hide is not there for outsiders.',
  })
  firm(@Args() which: WhichFirmArgs, @Context() context: RequestContext): Promise<Firm> {
    return this.firms.page(context, which);
  }

  @SignedIn()
  @Query(() => [FirmType], { description: 'The firms you may act for, by name. Your roles are in `myRoles`.' })
  myFirms(@Acting() actor: Actor): Promise<Firm[]> {
    return this.firms.ofPerson(actor);
  }

  @SignedIn()
  @Mutation(() => FoundFirmResult, {
    description:
      'Opens the page of a firm. You get all five roles in it; its page is public at once, shown as not verified.',
  })
  foundFirm(@Acting() actor: Actor, @Args('input') input: FoundFirmInput): Promise<Firm> {
    return this.firms.found(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => DescribeFirmResult, { description: 'Changes what the page of your firm says.' })
  describeFirm(@Acting() actor: Actor, @Args('input') input: DescribeFirmInput): Promise<Firm> {
    return this.firms.describe(actor, input);
  }

  @FirmRole('OWNER')
  @Mutation(() => IdentifyFirmResult, {
    description: 'Changes name, kind or legal ids of your firm. If it was verified, it must be verified anew.',
  })
  identifyFirm(@Acting() actor: Actor, @Args('input') input: IdentifyFirmInput): Promise<Firm> {
    return this.firms.identify(actor, input);
  }

  @FirmRole('OWNER')
  @Mutation(() => PublishFirmPageResult, { description: 'Shows the page of your firm to everybody.' })
  publishFirmPage(@Acting() actor: Actor, @Args('input') _input: PublishFirmPageInput): Promise<Firm> {
    return this.firms.publishPage(actor);
  }

  @FirmRole('OWNER')
  @Mutation(() => HideFirmPageResult, {
    description: 'Keeps the page of your firm from outsiders. What it signed and published elsewhere still names it.',
  })
  hideFirmPage(@Acting() actor: Actor, @Args('input') _input: HideFirmPageInput): Promise<Firm> {
    return this.firms.hidePage(actor);
  }

  @ResolveField(() => LocalTextType)
  tagline(@Parent() firm: Firm): LocalTextType {
    return LocalTextType.of(firm.tagline);
  }

  @ResolveField(() => LocalTextType)
  story(@Parent() firm: Firm): LocalTextType {
    return LocalTextType.of(firm.story);
  }

  @ResolveField('legalIds', () => [FirmLegalIdType], {
    description:
      'Its numbers in public registers. Tax numbers that can be a person’s (NPWP) show to its delegates and operators only.',
  })
  legalIdsOf(@Parent() firm: Firm, @Context() context: RequestContext): Promise<FirmLegalId[]> {
    return this.legalIds.of(context, firm);
  }

  @ResolveField(() => [FirmRoleEnum], { description: 'The roles you hold in this firm; empty for outsiders.' })
  myRoles(@Parent() firm: Firm, @Context() { actor }: RequestContext): readonly FirmRoleName[] {
    return actor.firms.find((acting) => acting.firmId === firm.id)?.roles ?? [];
  }
}
