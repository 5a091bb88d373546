import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type Classification,
  ClassificationType,
  Classifications,
  type Firm,
  FirmType,
  FirmsService,
} from '#libs/firms';
import { Acting, type Actor, FirmRole, type Page, Public, type RequestContext } from '#libs/platform';
import { type Lot, LotType, type Tender, TenderReading, TenderType } from '#libs/tenders';
import type { BoardAnswer, BoardEntry } from './board-entry.entity.js';
import { BoardReading } from './board-reading.service.js';
import { BoardAnswerType, BoardEntryPage, BoardEntryType } from './board.graphql.js';
import { BoardService } from './board.service.js';
import * as verbs from './board-verbs.graphql.js';

/** The partner board. */
@Resolver(() => BoardEntryType)
export class BoardResolver {
  constructor(
    private readonly board: BoardService,
    private readonly reading: BoardReading,
    private readonly firms: FirmsService,
    private readonly tenders: TenderReading,
    private readonly classifications: Classifications,
  ) {}

  @Public()
  @Query(() => BoardEntryPage, {
    description:
      'What firms offer to each other and seek from each other at present, the newest first. What you may not see is not there.',
  })
  partnerBoard(@Args() args: verbs.PartnerBoardArgs, @Context() context: RequestContext): Promise<Page<BoardEntry>> {
    return this.reading.find(args, context);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.OfferOnBoardResult, {
    description: 'Offers work of a trade, a person, a machine or a room: for a part of a tender, or for days.',
  })
  offerOnBoard(@Acting() actor: Actor, @Args('input') input: verbs.OfferOnBoardInput): Promise<BoardEntry> {
    return this.board.put(actor, 'OFFER', input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.SeekOnBoardResult, {
    description: 'Seeks work of a trade, a person, a machine or a room: for a part of a tender, or for days.',
  })
  seekOnBoard(@Acting() actor: Actor, @Args('input') input: verbs.SeekOnBoardInput): Promise<BoardEntry> {
    return this.board.put(actor, 'SEEK', input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.WithdrawBoardEntryResult, { description: 'Takes an entry of your firm off the board.' })
  withdrawBoardEntry(@Acting() actor: Actor, @Args('input') input: verbs.WithdrawBoardEntryInput): Promise<BoardEntry> {
    return this.board.withdraw(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => verbs.AnswerBoardEntryResult, {
    description: 'Writes to the firm of an entry, once; its people are told in their inbox.',
  })
  answerBoardEntry(@Acting() actor: Actor, @Args('input') input: verbs.AnswerBoardEntryInput): Promise<BoardAnswer> {
    return this.board.answer(actor, input);
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'Who offers or seeks, with its page.' })
  firm(@Parent() { firmId }: BoardEntry, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }

  @ResolveField(() => TenderType, { nullable: true, description: 'The tender it is for; null for an entry for days.' })
  tender(@Parent() { tenderId }: BoardEntry, @Context() context: RequestContext): Promise<Tender | null> | null {
    return tenderId === null ? null : this.tenders.loader(context).load(tenderId);
  }

  @ResolveField(() => LotType, { nullable: true, description: 'The part of it; null for an entry for days.' })
  async lot(@Parent() { tenderId, lotId }: BoardEntry, @Context() context: RequestContext): Promise<Lot | null> {
    if (!tenderId || !(await this.tenders.loader(context).load(tenderId))) return null;

    return (await this.tenders.lotsOf(context).load(tenderId)).find(({ id }) => id === lotId) ?? null;
  }

  @ResolveField(() => ClassificationType, {
    nullable: true,
    description: 'The trade it is about; null where none is named.',
  })
  classification(
    @Parent() { cpv }: BoardEntry,
    @Context() context: RequestContext,
  ): Promise<Classification | null> | null {
    return cpv === null ? null : this.classifications.loader(context).load(cpv);
  }

  @ResolveField(() => [BoardAnswerType], {
    description:
      'What firms wrote to it: all for the people of its firm, their own for others; empty for everybody else.',
  })
  answers(@Parent() { id }: BoardEntry, @Context() context: RequestContext): Promise<BoardAnswer[]> {
    return this.reading.answersOf(context).load(id);
  }
}

/** Who wrote an answer. */
@Resolver(() => BoardAnswerType)
export class BoardAnswerFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that wrote it.' })
  firm(@Parent() { firmId }: BoardAnswer, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }
}
