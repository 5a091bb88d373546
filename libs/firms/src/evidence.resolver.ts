import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Acting,
  type Actor,
  FileType,
  FirmRole,
  Operator,
  type Page,
  PageArgs,
  type RequestContext,
  type StoredFile,
} from '#libs/platform';
import type { Evidence } from './evidence.entity.js';
import {
  AddEvidenceInput,
  AddEvidenceResult,
  ChangeEvidenceInput,
  ChangeEvidenceResult,
  EvidencePage,
  EvidenceType,
  RejectEvidenceInput,
  RejectEvidenceResult,
  RemoveEvidenceInput,
  RemoveEvidenceResult,
  SubmitEvidenceInput,
  SubmitEvidenceResult,
  VerifyEvidenceInput,
  VerifyEvidenceResult,
} from './evidence.graphql.js';
import { EvidenceService } from './evidence.service.js';
import { EvidenceVerification } from './evidence-verification.js';
import type { Firm } from './firm.entity.js';
import { FirmType } from './firm.graphql.js';
import { FirmsService } from './firms.service.js';
import { LocalTextType } from './local-text.js';

/** Papers behind profiles. */
@Resolver(() => EvidenceType)
export class EvidenceResolver {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly verification: EvidenceVerification,
    private readonly firms: FirmsService,
  ) {}

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => AddEvidenceResult, {
    description: 'Adds a paper to the profile, as a draft that only the firm sees.',
  })
  addEvidence(@Acting() actor: Actor, @Args('input') input: AddEvidenceInput): Promise<Evidence> {
    return this.evidence.add(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => ChangeEvidenceResult, {
    description: 'Changes a draft, or corrects a rejected paper, which becomes a draft again.',
  })
  changeEvidence(@Acting() actor: Actor, @Args('input') input: ChangeEvidenceInput): Promise<Evidence> {
    return this.evidence.change(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => SubmitEvidenceResult, {
    description:
      'Hands a draft to the operators. From then on it counts as declared, and others see it as its visibility says.',
  })
  submitEvidence(@Acting() actor: Actor, @Args('input') input: SubmitEvidenceInput): Promise<Evidence> {
    return this.evidence.submit(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => RemoveEvidenceResult, {
    description: 'Takes a paper out of the profile. Bids keep what they were sent with.',
  })
  removeEvidence(@Acting() actor: Actor, @Args('input') input: RemoveEvidenceInput): Promise<Firm> {
    return this.evidence.remove(actor, input);
  }

  @Operator()
  @Mutation(() => VerifyEvidenceResult, { description: 'Says that a paper is true, and by what it was checked.' })
  verifyEvidence(@Acting() actor: Actor, @Args('input') input: VerifyEvidenceInput): Promise<Evidence> {
    return this.verification.verify(actor, input);
  }

  @Operator()
  @Mutation(() => RejectEvidenceResult, { description: 'Says why a paper is not accepted; the firm can correct it.' })
  rejectEvidence(@Acting() actor: Actor, @Args('input') input: RejectEvidenceInput): Promise<Evidence> {
    return this.verification.reject(actor, input);
  }

  @Operator()
  @Query(() => EvidencePage, { description: 'Papers that wait for an operator, longest waiting first.' })
  evidenceToVerify(@Args() page: PageArgs): Promise<Page<Evidence>> {
    return this.verification.waiting(page);
  }

  @ResolveField(() => LocalTextType, { description: 'What people call it; empty where withheld.' })
  title(@Parent() { title }: Evidence): LocalTextType {
    return LocalTextType.of(title);
  }

  @ResolveField(() => Boolean, { description: 'Whether the firm keeps the details from you: ask it.' })
  isWithheld(@Parent() evidence: Evidence): boolean {
    return evidence.isWithheld ?? false;
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether its last day has passed, by the day in UTC; null where the days are withheld.',
  })
  async isExpired(@Parent() evidence: Evidence, @Context() context: RequestContext): Promise<boolean | null> {
    return evidence.isWithheld ? null : evidence.isExpired(await this.evidence.now(context));
  }

  @ResolveField(() => FileType, {
    nullable: true,
    description: 'The scan; null where withheld or where there is none.',
  })
  async file(@Parent() { fileId }: Evidence, @Context() context: RequestContext): Promise<StoredFile | null> {
    return fileId === null ? null : this.evidence.scans(context).load(fileId);
  }

  @ResolveField('firm', () => FirmType, { description: 'Whose paper it is.' })
  firmOf(@Parent() { firmId }: Evidence, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }
}
