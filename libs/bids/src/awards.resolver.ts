import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole } from '#libs/platform';
import type { Lot } from '#libs/tenders';
import { AwardContracts } from './award-contracts.service.js';
import type { Award } from './award.entity.js';
import {
  AwardLotResult,
  AwardType,
  CompleteContractResult,
  EndWithoutAwardResult,
  SignContractResult,
} from './award.graphql.js';
import {
  AwardLotInput,
  CompleteContractInput,
  EndWithoutAwardInput,
  SignContractInput,
} from './award-verbs.graphql.js';
import { AwardsService } from './awards.service.js';

/** Deciding, and what follows. */
@Resolver(() => AwardType)
export class AwardsResolver {
  constructor(
    private readonly awards: AwardsService,
    private readonly contracts: AwardContracts,
  ) {}

  @FirmRole('SIGNATORY')
  @Mutation(() => AwardLotResult, {
    description: 'Decides for one bid of your lot. Every bidder is told the reason you give for it.',
  })
  awardLot(@Acting() actor: Actor, @Args('input') input: AwardLotInput): Promise<Award> {
    return this.awards.award(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => EndWithoutAwardResult, { description: 'Ends your lot without a winner, after its opening.' })
  endWithoutAward(@Acting() actor: Actor, @Args('input') input: EndWithoutAwardInput): Promise<Lot> {
    return this.awards.endWithoutAward(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => SignContractResult, { description: 'Records the signed contract, once the waiting time is over.' })
  signContract(@Acting() actor: Actor, @Args('input') input: SignContractInput): Promise<Lot> {
    return this.contracts.sign(actor, input);
  }

  @FirmRole('SIGNATORY')
  @Mutation(() => CompleteContractResult, { description: 'Records that the work is done.' })
  completeContract(@Acting() actor: Actor, @Args('input') input: CompleteContractInput): Promise<Lot> {
    return this.contracts.complete(actor, input);
  }
}
