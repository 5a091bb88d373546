import { Args, ArgsType, Field, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import { Acting, type Actor, FirmRole, type Page, PageArgs, SignedIn } from '#libs/platform';
import { AgreementsService } from './agreements.service.js';
import { AllianceReading } from './alliance-reading.service.js';
import type { Alliance } from './alliance.entity.js';
import * as results from './alliance.graphql.js';
import * as inputs from './alliance-verbs.graphql.js';
import { AlliancesService } from './alliances.service.js';
import { ConsentsService } from './consents.service.js';
import { PartnersService } from './partners.service.js';

@ArgsType()
export class MyAlliancesArgs extends PageArgs {
  @Field(() => ID, { description: 'The firm you ask for.' })
  @IsUUID()
  firmId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Only alliances with a line-up for this tender that the firm is in.',
  })
  @IsOptional()
  @IsUUID()
  tenderId?: string | null;
}

/** Alliances: the queries, and each verb of the trade. */
@Resolver(() => results.AllianceType)
export class AlliancesResolver {
  constructor(
    private readonly alliances: AlliancesService,
    private readonly partners: PartnersService,
    private readonly consents: ConsentsService,
    private readonly agreements: AgreementsService,
    private readonly reading: AllianceReading,
  ) {}

  @SignedIn()
  @Query(() => results.AllianceType, {
    description: 'One alliance that a firm of yours is in, was in, or is asked into. No other is there.',
  })
  alliance(
    @Acting() actor: Actor,
    @Args('id', { type: () => ID, description: 'The alliance’s id.' }) id: string,
  ): Promise<Alliance> {
    return this.reading.visible(actor, id);
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => results.AlliancePage, { description: 'The alliances of one of your firms, the newest first.' })
  myAlliances(@Args() { firmId, tenderId, ...page }: MyAlliancesArgs): Promise<Page<Alliance>> {
    return this.reading.ofFirm(firmId, tenderId ?? null, page);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.ProposeAllianceResult, {
    description:
      'Begins an alliance, for a tender or standing. Nobody is in it before its own yes, your firm included.',
  })
  proposeAlliance(@Acting() actor: Actor, @Args('input') input: inputs.ProposeAllianceInput): Promise<Alliance> {
    return this.alliances.propose(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.InviteFirmResult, {
    description:
      'Asks a firm to join, with what it would do. It can then read the tender, also one by invitation only.',
  })
  inviteFirm(@Acting() actor: Actor, @Args('input') input: inputs.InviteFirmInput): Promise<Alliance> {
    return this.partners.invite(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.WithdrawAllianceInvitationResult, {
    description: 'Takes an unanswered invitation back; what the firm would have done is open again.',
  })
  withdrawAllianceInvitation(
    @Acting() actor: Actor,
    @Args('input') input: inputs.WithdrawAllianceInvitationInput,
  ): Promise<Alliance> {
    return this.partners.withdrawInvitation(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.ReplaceFirmResult, {
    description: 'Asks another firm to take the places of one that declined, left, does not answer, or fails.',
  })
  replaceFirm(@Acting() actor: Actor, @Args('input') input: inputs.ReplaceFirmInput): Promise<Alliance> {
    return this.partners.replace(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.ChangeLineUpResult, {
    description: 'Says anew who does what for one lot. Firms it touches must say yes again, and are told.',
  })
  changeLineUp(@Acting() actor: Actor, @Args('input') input: inputs.ChangeLineUpInput): Promise<Alliance> {
    return this.alliances.changeLineUp(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.ChangeAllianceTermsResult, {
    description: 'Changes what holds for all. Every firm must say yes again, and is told.',
  })
  changeAllianceTerms(
    @Acting() actor: Actor,
    @Args('input') input: inputs.ChangeAllianceTermsInput,
  ): Promise<Alliance> {
    return this.alliances.changeTerms(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => results.ConsentToAllianceResult, {
    description: 'Your firm’s yes to its places and the terms in the versions you read.',
  })
  consentToAlliance(@Acting() actor: Actor, @Args('input') input: inputs.ConsentToAllianceInput): Promise<Alliance> {
    return this.consents.consent(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => results.DeclineAllianceResult, { description: 'Says no to an invitation.' })
  declineAlliance(@Acting() actor: Actor, @Args('input') input: inputs.DeclineAllianceInput): Promise<Alliance> {
    return this.partners.decline(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => results.LeaveAllianceResult, {
    description: 'Ends your firm’s part. It keeps its own files and what it signed; bids already submitted stay.',
  })
  leaveAlliance(@Acting() actor: Actor, @Args('input') input: inputs.LeaveAllianceInput): Promise<Alliance> {
    return this.partners.leave(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => results.DissolveAllianceResult, { description: 'Ends an alliance that your firm arranges, for all.' })
  dissolveAlliance(@Acting() actor: Actor, @Args('input') input: inputs.DissolveAllianceInput): Promise<Alliance> {
    return this.alliances.dissolve(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => results.SignAgreementResult, {
    description: 'Signs the agreement as you read it, named by its digest. All firms must have said yes before.',
  })
  signAgreement(@Acting() actor: Actor, @Args('input') input: inputs.SignAgreementInput): Promise<Alliance> {
    return this.agreements.sign(actor, input);
  }
}
