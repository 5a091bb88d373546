import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, type RequestContext } from '#libs/platform';
import { ClassificationType } from './classification.graphql.js';
import { type Classification, Classifications } from './classifications.service.js';
import type { Evidence } from './evidence.entity.js';
import { EvidenceType } from './evidence.graphql.js';
import { EvidenceService } from './evidence.service.js';
import { Fact } from './fact.entity.js';
import {
  CorrectFactInput,
  CorrectFactResult,
  FactType,
  RecordFactInput,
  RecordFactResult,
  RemoveFactInput,
  RemoveFactResult,
} from './fact.graphql.js';
import { Facts } from './facts.service.js';
import type { Firm } from './firm.entity.js';

/** What is measured about firms. */
@Resolver(() => FactType)
export class FactsResolver {
  constructor(
    private readonly facts: Facts,
    private readonly classifications: Classifications,
    private readonly evidence: EvidenceService,
  ) {}

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => RecordFactResult, { description: 'Adds a measurement to the profile: turnover, staff, a machine.' })
  recordFact(@Acting() actor: Actor, @Args('input') input: RecordFactInput): Promise<Fact> {
    return this.facts.record(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => CorrectFactResult, { description: 'Replaces number, days and visibility of a measurement.' })
  correctFact(@Acting() actor: Actor, @Args('input') input: CorrectFactInput): Promise<Fact> {
    return this.facts.correct(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => RemoveFactResult, { description: 'Takes a measurement out of the profile.' })
  removeFact(@Acting() actor: Actor, @Args('input') input: RemoveFactInput): Promise<Firm> {
    return this.facts.remove(actor, input);
  }

  @ResolveField(() => ClassificationType, { nullable: true, description: 'The trade it is limited to, by name.' })
  async classification(@Parent() { cpv }: Fact, @Context() context: RequestContext): Promise<Classification | null> {
    return cpv === null ? null : this.classifications.loader(context).load(cpv);
  }

  @ResolveField(() => Boolean, { description: 'Whether the firm keeps the number from you: ask it.' })
  isWithheld(@Parent() fact: Fact): boolean {
    return fact.isWithheld ?? false;
  }

  @ResolveField('evidence', () => [EvidenceType], {
    description: 'Papers that support it, as far as you may see them.',
  })
  evidenceOf(@Parent() fact: Fact, @Context() context: RequestContext): Promise<Evidence[]> {
    return this.evidence.supporting(context, 'fact', fact);
  }
}
