import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, Public, type RequestContext, SignedIn } from '#libs/platform';
import { CoverageType } from './coverage.graphql.js';
import { CoverageService } from './coverage.service.js';
import { LineUpInput, TryCoverageInput } from './line-up.graphql.js';
import { CoverageWords } from './coverage-words.js';

/** What a line-up covers and what is missing. */
@Resolver(() => CoverageType)
export class CoverageResolver {
  constructor(
    private readonly service: CoverageService,
    private readonly words: CoverageWords,
  ) {}

  @SignedIn()
  @Query(() => CoverageType, {
    description:
      'How a line-up meets the requirements of a lot, as far as you may see the firms’ profiles. What you may not see is unknown: ask the firm.',
  })
  async coverage(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('lotId', { type: () => ID, description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
    lotId: string,
    @Args('lineUp', { description: 'The firms and their roles, who does which work, what they state together.' })
    lineUp: LineUpInput,
  ): Promise<CoverageType> {
    return this.words.for(context, await this.service.ofInput(actor, lotId, lineUp));
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => CoverageType, {
    description: 'How your firm alone meets the requirements of a lot, with all it has recorded.',
  })
  async myCoverage(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('firmId', { type: () => ID, description: 'The firm you act for.' }) firmId: string,
    @Args('lotId', { type: () => ID, description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
    lotId: string,
  ): Promise<CoverageType> {
    return this.words.for(context, await this.service.ofFirm(actor, lotId, firmId));
  }

  @Public()
  @Query(() => CoverageType, { description: 'The same from plain answers, without any account. Nothing is stored.' })
  async tryCoverage(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('input', { description: 'The lot, your trades and your answers.' }) input: TryCoverageInput,
  ): Promise<CoverageType> {
    return this.words.for(context, await this.service.ofAnswers(actor, input));
  }
}
