import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, type RequestContext } from '#libs/platform';
import { Capabilities } from './capabilities.service.js';
import { Capability } from './capability.entity.js';
import {
  AddCapabilityInput,
  AddCapabilityResult,
  CapabilityType,
  ChangeCapabilityInput,
  ChangeCapabilityResult,
  RemoveCapabilityInput,
  RemoveCapabilityResult,
  ServedAreaType,
} from './capability.graphql.js';
import { ClassificationType } from './classification.graphql.js';
import { type Classification, Classifications } from './classifications.service.js';
import type { Evidence } from './evidence.entity.js';
import { EvidenceType } from './evidence.graphql.js';
import { EvidenceService } from './evidence.service.js';
import type { Firm } from './firm.entity.js';
import { LocalTextType } from './local-text.js';

/** What firms say they can do. */
@Resolver(() => CapabilityType)
export class CapabilitiesResolver {
  constructor(
    private readonly capabilities: Capabilities,
    private readonly classifications: Classifications,
    private readonly evidence: EvidenceService,
  ) {}

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => AddCapabilityResult, { description: 'Adds something the firm can do to its profile.' })
  addCapability(@Acting() actor: Actor, @Args('input') input: AddCapabilityInput): Promise<Capability> {
    return this.capabilities.add(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => ChangeCapabilityResult, { description: 'Changes level, note, area or visibility of a claim.' })
  changeCapability(@Acting() actor: Actor, @Args('input') input: ChangeCapabilityInput): Promise<Capability> {
    return this.capabilities.change(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => RemoveCapabilityResult, { description: 'Takes a claim back. Papers that supported it stay.' })
  removeCapability(@Acting() actor: Actor, @Args('input') input: RemoveCapabilityInput): Promise<Firm> {
    return this.capabilities.remove(actor, input);
  }

  @ResolveField(() => ClassificationType, {
    nullable: true,
    description: 'The name behind the code; null for a code that the present edition no longer has.',
  })
  classification(@Parent() { cpv }: Capability, @Context() context: RequestContext): Promise<Classification | null> {
    return this.classifications.loader(context).load(cpv);
  }

  @ResolveField(() => LocalTextType, { description: 'What the firm adds in its own words; empty where withheld.' })
  note(@Parent() { note }: Capability): LocalTextType {
    return LocalTextType.of(note);
  }

  @ResolveField(() => ServedAreaType, {
    nullable: true,
    description: 'How far the firm goes for it; null where withheld.',
  })
  area(@Parent() capability: Capability): ServedAreaType | null {
    return capability.isWithheld ? null : capability;
  }

  @ResolveField(() => Boolean, { description: 'Whether the firm keeps the details from you: ask it.' })
  isWithheld(@Parent() capability: Capability): boolean {
    return capability.isWithheld ?? false;
  }

  @ResolveField('evidence', () => [EvidenceType], {
    description: 'Papers that support it, as far as you may see them.',
  })
  evidenceOf(@Parent() capability: Capability, @Context() context: RequestContext): Promise<Evidence[]> {
    return this.evidence.supporting(context, 'capability', capability);
  }
}
