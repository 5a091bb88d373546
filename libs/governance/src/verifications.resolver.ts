import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType } from '#libs/firms';
import { Acting, type Actor, Operator, type Page, PageArgs, type RequestContext } from '#libs/platform';
import type { FirmVerification } from './firm-verification.entity.js';
import {
  FirmVerificationType,
  RevokeVerificationInput,
  RevokeVerificationResult,
  VerificationQueuePage,
  VerifyFirmInput,
  VerifyFirmResult,
} from './verification.graphql.js';
import { VerificationsService } from './verifications.service.js';

/** Operators compare who a firm says it is with public registers. */
@Resolver(() => FirmType)
export class VerificationsResolver {
  constructor(private readonly verifications: VerificationsService) {}

  @Operator()
  @Query(() => VerificationQueuePage, {
    description: 'Firms whose legal ids nobody compared with a register yet, longest-waiting first.',
  })
  firmsAwaitingVerification(@Args() page: PageArgs): Promise<Page<Firm>> {
    return this.verifications.awaiting(page);
  }

  @Operator()
  @Mutation(() => VerifyFirmResult, { description: 'States that name and legal ids of a firm agree with a register.' })
  verifyFirm(@Acting() actor: Actor, @Args('input') input: VerifyFirmInput): Promise<Firm> {
    return this.verifications.verify(actor, input.firmId, input.source);
  }

  @Operator()
  @Mutation(() => RevokeVerificationResult, {
    description: 'Takes a verification back, with a reason the owners are told.',
  })
  revokeVerification(@Acting() actor: Actor, @Args('input') input: RevokeVerificationInput): Promise<Firm> {
    return this.verifications.revoke(actor, input.firmId, input.reason);
  }

  @ResolveField(() => FirmVerificationType, {
    nullable: true,
    description: 'What the badge *verified* stands on; null for a firm that is not verified.',
  })
  verification(@Parent() firm: Firm, @Context() context: RequestContext): Promise<FirmVerification | null> {
    return this.verifications.of(context, firm);
  }
}
