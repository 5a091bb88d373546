import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, FirmRole, type RequestContext, loadingMany } from '#libs/platform';
import { Addenda } from './addenda.service.js';
import { Invitations } from './invitations.service.js';
import { Questions } from './questions.service.js';
import {
  AddendumType,
  AmendTenderResult,
  AnswerQuestionResult,
  AskQuestionResult,
  InviteToTenderResult,
  QuestionType,
  ShowTenderResult,
} from './talk.graphql.js';
import type { Addendum, Question } from './tender-talk.entity.js';
import {
  AmendTenderInput,
  AnswerQuestionInput,
  AskQuestionInput,
  InviteToTenderInput,
  ShowTenderInput,
} from './tender-verbs.graphql.js';
import type { Tender } from './tender.entity.js';
import { TenderType } from './tender.graphql.js';

/** What is said around a published tender. */
@Resolver(() => TenderType)
export class TalkResolver {
  constructor(
    private readonly addenda: Addenda,
    private readonly questions: Questions,
    private readonly invitations: Invitations,
  ) {}

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AmendTenderResult, {
    description: 'Changes a published tender by a numbered addendum; followers, invited firms and tenderers are told.',
  })
  amendTender(@Acting() actor: Actor, @Args('input') input: AmendTenderInput): Promise<Addendum> {
    return this.addenda.amend(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AskQuestionResult, {
    description:
      'Asks the buyer. One asked in time and without answer 24 hours before the closing moves the closing by 48 hours, once.',
  })
  askQuestion(@Acting() actor: Actor, @Args('input') input: AskQuestionInput): Promise<Question> {
    return this.questions.ask(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => AnswerQuestionResult, { description: 'Answers a question; question and answer are then public.' })
  answerQuestion(@Acting() actor: Actor, @Args('input') input: AnswerQuestionInput): Promise<Question> {
    return this.questions.answer(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => InviteToTenderResult, { description: 'Lets further firms see an own tender, and tells them.' })
  inviteToTender(@Acting() actor: Actor, @Args('input') input: InviteToTenderInput): Promise<Tender> {
    return this.invitations.invite(actor, input);
  }

  @FirmRole('BIDDER', 'SIGNATORY')
  @Mutation(() => ShowTenderResult, {
    description: 'Shows a tender your firm was invited to to another firm, so that you can form an alliance.',
  })
  showTender(@Acting() actor: Actor, @Args('input') input: ShowTenderInput): Promise<Tender> {
    return this.invitations.show(actor, input);
  }

  @ResolveField('addenda', () => [AddendumType], { description: 'Its changes since publication, in their order.' })
  addendaOf(@Parent() tender: Tender, @Context() context: RequestContext): Promise<Addendum[]> {
    return loadingMany(
      context,
      'addendaOfTender',
      (ids) => this.addenda.of(ids),
      (addendum: Addendum) => addendum.tenderId,
    ).load(tender.id);
  }

  @ResolveField('questions', () => [QuestionType], {
    description: 'Questions with their answers, the oldest first; open ones only for buyer and asker.',
  })
  questionsOf(@Parent() tender: Tender, @Context() context: RequestContext): Promise<Question[]> {
    return loadingMany(
      context,
      'questionsOfTender',
      (ids) => this.questions.of(context.actor, ids),
      (question: Question) => question.tenderId,
    ).load(tender.id);
  }
}

@Resolver(() => QuestionType)
export class QuestionFieldsResolver {
  @ResolveField(() => Boolean, { description: 'Whether one of your firms asked it.' })
  isOwn(@Parent() question: Question, @Context() { actor }: RequestContext): boolean {
    return actor.actsFor([question.askerFirmId]);
  }
}
