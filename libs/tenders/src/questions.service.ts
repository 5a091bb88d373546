import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, BadUserInput, Db, Events, NotFound, newId } from '#libs/platform';
import { Lot } from './lot.entity.js';
import { TenderLots } from './lots.service.js';
import { AlreadyAnswered, OwnTender, PublishedElsewhere, QuestionsEnded } from './talk.refusals.js';
import { TenderNews } from './tender-news.js';
import { TenderReading } from './tender-reading.service.js';
import { Question } from './tender-talk.entity.js';
import type { AnswerQuestionInput, AskQuestionInput } from './tender-verbs.graphql.js';
import { TenderNotOpen } from './tender.refusals.js';
import { TendersService } from './tenders.service.js';

/** Questions with public answers. */
@Injectable()
export class Questions {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly tenders: TendersService,
    private readonly reading: TenderReading,
    private readonly news: TenderNews,
  ) {}

  /** @throws NotFound, OwnTender, PublishedElsewhere, TenderNotOpen, QuestionsEnded, BadUserInput (a lot of another tender) */
  async ask(actor: Actor, { tenderId, lotId, text }: AskQuestionInput): Promise<Question> {
    await this.reading.visible(actor, tenderId);
    const { tender, now } = await this.lots.lockTender(tenderId);
    if (tender.buyerFirmId === actor.firm) throw new OwnTender();
    if (tender.origin) throw new PublishedElsewhere(tender.origin.source, tender.origin.link);
    const phase = await this.reading.phase(tender, now);
    if (phase !== 'OPEN') throw new TenderNotOpen(phase);
    if (tender.questionsUntil && now > tender.questionsUntil) throw new QuestionsEnded(tender.questionsUntil);
    if (lotId && !(await this.db.of(Lot).existsBy({ id: lotId, tenderId })))
      throw new BadUserInput([{ path: 'input.lotId', read: lotId, message: 'Name a lot of this tender.' }]);
    const question = Object.assign(new Question(), {
      id: newId(),
      tenderId,
      lotId: lotId ?? null,
      askerFirmId: actor.firm,
      text: text.trim(),
      askedAt: now,
      answer: null,
      answeredAt: null,
    });
    await this.db.of(Question).insert(question);
    const facts = { questionId: question.id };
    await this.events.record('tender', tenderId, actor, { kind: 'QUESTION_ASKED', at: now, facts });
    await this.news.tellFirm(actor, tender, tender.buyerFirmId, 'TENDER_QUESTION_ASKED', question.id);

    return question;
  }

  /** @throws NotFound, AlreadyAnswered, TenderNotOpen */
  async answer(actor: Actor, { questionId, answer }: AnswerQuestionInput): Promise<Question> {
    const { tenderId } = await this.db.get(Question, questionId);
    const { tender, now } = await this.tenders.own(actor, tenderId);
    const question = await this.db.get(Question, questionId);
    if (question.answeredAt) throw new AlreadyAnswered();
    const phase = await this.reading.phase(tender, now);
    if (phase !== 'OPEN') throw new TenderNotOpen(phase);
    Object.assign(question, { answer: answer.trim(), answeredAt: now });
    await this.db.of(Question).save(question);
    const facts = { questionId: question.id };
    await this.events.record('tender', tenderId, actor, { kind: 'QUESTION_ANSWERED', at: now, facts });
    await this.news.tell(actor, tender, 'TENDER_QUESTION_ANSWERED', question.id);
    await this.news.tellFirm(actor, tender, question.askerFirmId, 'TENDER_QUESTION_ANSWERED', question.id);

    return question;
  }

  /** Answered ones for everybody who sees the tender; open ones for its buyer and who asked. */
  async of(actor: Actor, tenderIds: readonly string[]): Promise<Question[]> {
    const questions = await this.db.of(Question).find({
      where: { tenderId: In([...tenderIds]) },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
    const open = questions.filter((question) => !question.answeredAt).map((question) => question.tenderId);
    const own = new Set(await this.ownAmong(actor, open));

    return questions.filter(
      (question) => question.answeredAt || own.has(question.tenderId) || actor.actsFor([question.askerFirmId]),
    );
  }

  /** @throws NotFound */
  async get(actor: Actor, questionId: string): Promise<Question> {
    const { tenderId } = await this.db.get(Question, questionId);
    const found = (await this.of(actor, [tenderId])).find((question) => question.id === questionId);
    if (!found) throw new NotFound();

    return found;
  }

  private async ownAmong(actor: Actor, tenderIds: readonly string[]): Promise<string[]> {
    if (tenderIds.length === 0) return [];
    const rows = await this.db.sql<{ id: string }>(
      'SELECT "id" FROM "tender" WHERE "id" = ANY ($1::uuid[]) AND "buyerFirmId" = ANY ($2::uuid[])',
      [tenderIds, actor.firmIds],
    );

    return rows.map((row) => row.id);
  }
}
