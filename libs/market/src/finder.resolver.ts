import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { LineUpInput, lineUpFrom } from '#libs/coverage';
import { Acting, type Actor, FirmRole, type RequestContext } from '#libs/platform';
import { AllianceFinder, type FindWanted } from './alliance-finder.service.js';
import { FinderLimitsInput } from './finder-input.graphql.js';
import { FinderAnswerType } from './finder.graphql.js';
import { FinderWords } from './finder-words.js';
import { GapAnswerType } from './gap-closing.graphql.js';
import { GapClosing } from './gap-closing.service.js';
import { GapWords } from './gap-words.js';
import { LotsAnswerType, LotsLimitsInput, tenderIdArgument } from './lots-finder.graphql.js';
import { LotsFinder } from './lots-finder.service.js';
import { QuestionTurns } from './question-turns.js';

const lotDescription = 'Id of the lot it is about, as `Tender.lots` answers it.';

/** Who could answer a lot together. */
@Resolver(() => FinderAnswerType)
export class FinderResolver {
  constructor(
    private readonly finder: AllianceFinder,
    private readonly words: FinderWords,
    private readonly gaps: GapClosing,
    private readonly gapWords: GapWords,
    private readonly lots: LotsFinder,
    private readonly turns: QuestionTurns,
  ) {}

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => FinderAnswerType, {
    description:
      'Up to five different alliances that cover the essential requirements of a lot, best first, each proved to be the best there is; or why there is none. Firms are found by what everybody may use of their profiles; of your own firm by all it has recorded.',
  })
  async findAlliances(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('firmId', { type: () => ID, description: 'The firm you act for. It is in.' }) firmId: string,
    @Args('lotId', { type: () => ID, description: lotDescription }) lotId: string,
    @Args('with', { type: () => [ID], defaultValue: [], description: 'Further firms that are in already, at most 7.' })
    others: string[],
    @Args('limits', { defaultValue: {}, description: 'Within which limits.' }) limits: FinderLimitsInput,
  ): Promise<FinderAnswerType> {
    return this.turns.take(async () =>
      this.words.for(context, await this.finder.find(actor, { ...within(limits), lotId, with: [firmId, ...others] })),
    );
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => LotsAnswerType, {
    description: 'Which lots of a tender to answer, and with whom: lots and members chosen together.',
  })
  async findAlliancesAcrossLots(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('firmId', { type: () => ID, description: 'The firm you act for. It is in every lot that is answered.' })
    firmId: string,
    @Args('tenderId', tenderIdArgument) tenderId: string,
    @Args('with', { type: () => [ID], defaultValue: [], description: 'Further firms that are in every lot answered.' })
    others: string[],
    @Args('limits', { defaultValue: {}, description: 'Within which limits.' }) limits: LotsLimitsInput,
  ): Promise<LotsAnswerType> {
    const { maxLots = null, maxLotsPerFirm = null, maxFirms = null } = limits;
    const wanted = { ...within(limits), maxLots, maxLotsPerFirm, maxFirms, tenderId, with: [firmId, ...others] };

    return this.turns.take(async () => this.words.forLots(context, await this.lots.find(actor, wanted)));
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => GapAnswerType, {
    description: 'Which single firms would close what a line-up lacks, and which of its firms it cannot do without.',
  })
  async closeGap(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('firmId', { type: () => ID, description: 'The firm you act for; it stands in the line-up.' }) firmId: string,
    @Args('lotId', { type: () => ID, description: lotDescription }) lotId: string,
    @Args('lineUp', { description: 'The firms that are in, and their roles.' }) lineUp: LineUpInput,
    @Args('limits', { defaultValue: {}, description: 'Within which limits.' }) limits: FinderLimitsInput,
  ): Promise<GapAnswerType> {
    const inIt = lineUp.entries.map((entry) => entry.firmId);
    return this.turns.take(async () =>
      this.gapWords.for(
        context,
        await this.gaps.close(actor, { ...within(limits), lotId, lineUp: lineUpFrom(lineUp), with: [firmId, ...inIt] }),
      ),
    );
  }
}

/** The limits as the finder takes them. */
function within(limits: FinderLimitsInput): Omit<FindWanted, 'lotId' | 'with'> {
  const { maxMembers, radiusKm, excludedFirmIds, alliances, order, leadFirmId = null, mayStateLater, weights } = limits;

  return { maxMembers, radiusKm, excludedFirmIds, alliances, order, leadFirmId, mayStateLater, weights };
}
