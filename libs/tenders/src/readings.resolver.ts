import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole } from '#libs/platform';
import type { LotRequirement } from './lot-parts.entity.js';
import {
  DraftFromInput,
  DraftFromResult,
  ForgetRequirementInput,
  ForgetRequirementResult,
  ReadRequirementInput,
  ReadRequirementResult,
} from './reading.graphql.js';
import { Readings } from './readings.service.js';
import type { Tender } from './tender.entity.js';

/** What firms make of notices they read. */
@Resolver()
export class ReadingsResolver {
  constructor(private readonly readings: Readings) {}

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => ReadRequirementResult, {
    description:
      'Enters a requirement of an external notice, so that coverage can be seen. Unofficial: the notice counts.',
  })
  readRequirement(@Acting() actor: Actor, @Args('input') input: ReadRequirementInput): Promise<LotRequirement> {
    return this.readings.read(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => ForgetRequirementResult, { description: 'Takes your firm’s reading of a requirement out again.' })
  forgetRequirement(@Acting() actor: Actor, @Args('input') input: ForgetRequirementInput): Promise<LotRequirement> {
    return this.readings.forget(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => DraftFromResult, {
    description:
      'Begins a draft of your own with the words, lots and requirements of a tender you can see; without dates.',
  })
  draftFrom(@Acting() actor: Actor, @Args('input') input: DraftFromInput): Promise<Tender> {
    return this.readings.draftFrom(actor, input);
  }
}
