import { Injectable, type OnModuleInit } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type Actor,
  BadUserInput,
  Clock,
  Db,
  Events,
  Files,
  type RequestContext,
  documentTypes,
  loadingMany,
  newId,
  say,
} from '#libs/platform';
import { AwardNews } from './award-news.js';
import { BidNotJudged, ClarificationAnswered, ClarificationOver, PriceNotAskedAbout } from './award.refusals.js';
import { BidReading } from './bid-reading.service.js';
import { Bid } from './bid.entity.js';
import { Clarification } from './evaluation-clarification.entity.js';
import { Evaluations } from './evaluation.service.js';
import type {
  AnswerClarificationInput,
  AskClarificationInput,
  DisqualifyBidInput,
} from './evaluation-verbs.graphql.js';
import { OwnBids } from './own-bids.js';

const purpose = 'CLARIFICATION';

/** What a buyer asks tenderers after the opening, and the exclusion of bids. Nothing here touches a price. */
@Injectable()
export class Objections implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly files: Files,
    private readonly own: OwnBids,
    private readonly reading: BidReading,
    private readonly evaluations: Evaluations,
    private readonly news: AwardNews,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: purpose,
      maxBytes: 100 * 1_048_576,
      mediaTypes: documentTypes,
      mayRead: async (actor, file) => {
        const asked = await this.db.of(Clarification).findOneBy({ fileId: file.id });
        const [seen] = asked ? await this.reading.sightsOf(actor, [asked.bidId]) : [];

        return seen?.sight === 'WHOLE';
      },
    });
  }

  /** Asks a tenderer for a missing paper, or how its price comes about. @throws BidNotJudged, NotFound, BadUserInput, and those of `Evaluations.lockOwn` */
  async ask(actor: Actor, { bidId, about, question, until }: AskClarificationInput): Promise<Clarification> {
    const { lotId } = await this.db.get(Bid, bidId);
    const { tender, now } = await this.evaluations.lockOwn(actor, lotId);
    const bid = await this.judged(bidId);
    if (until <= now.at) throw new BadUserInput([{ path: 'input.until', message: say('awards:untilAhead') }]);
    const asked = Object.assign(new Clarification(), {
      id: newId(),
      tenderId: tender.id,
      lotId,
      bidId,
      about,
      question: question.trim(),
      until,
      askedAt: now.at,
      askedByPersonId: actor.person,
      answer: null,
      fileId: null,
      answeredAt: null,
      answeredByPersonId: null,
    });
    await this.db.of(Clarification).insert(asked);
    const facts = { clarificationId: asked.id, about };
    await this.events.record('bid', bidId, actor, { kind: 'CLARIFICATION_ASKED', at: now.at, facts });
    await this.news.asked(tender, bid, asked);

    return asked;
  }

  /** The tenderer answers in words, with a paper or without. @throws ClarificationOver, ClarificationAnswered, NotFound */
  async answer(actor: Actor, { clarificationId, text, fileId }: AnswerClarificationInput): Promise<Clarification> {
    const { bidId } = await this.db.get(Clarification, clarificationId);
    const bid = await this.own.bid(actor.firm, bidId);
    await this.db.get(Bid, bidId, 'FOR UPDATE');
    const asked = await this.db.get(Clarification, clarificationId, 'FOR UPDATE');
    const now = await this.clock.now();
    if (asked.answeredAt) throw new ClarificationAnswered();
    if (now >= asked.until) throw new ClarificationOver(asked.until);
    if (fileId) await this.files.attach(fileId, purpose, actor, now);
    const answered = { answer: text.trim(), fileId: fileId ?? null, answeredAt: now, answeredByPersonId: actor.person };
    await this.db.of(Clarification).save(Object.assign(asked, answered));
    await this.events.record('bid', bidId, actor, {
      kind: 'CLARIFICATION_ANSWERED',
      at: now,
      facts: { clarificationId },
    });
    await this.news.answered(bid, asked);

    return asked;
  }

  /**
   * Excludes a bid. It is not ranked any more; its tenderer learns the reason at once.
   *
   * @throws PriceNotAskedAbout, BidNotJudged, NotFound, and those of `Evaluations.lockOwn`
   */
  async disqualify(actor: Actor, { bidId, ground, reason }: DisqualifyBidInput): Promise<Bid> {
    const { lotId } = await this.db.get(Bid, bidId);
    const { tender, now } = await this.evaluations.lockOwn(actor, lotId);
    const bid = await this.judged(bidId);
    if (ground === 'PRICE_UNEXPLAINED' && !(await this.wasHeard(bidId, now.at))) throw new PriceNotAskedAbout();
    Object.assign(bid, { disqualifiedAt: now.at, disqualifyReason: reason.trim() });
    await this.db.of(Bid).update({ id: bidId }, { disqualifiedAt: now.at, disqualifyReason: reason.trim() });
    await this.events.record('bid', bidId, actor, { kind: 'DISQUALIFIED', at: now.at, facts: { ground } });
    await this.news.disqualified(tender, bid);

    return bid;
  }

  /** Questions to bids, for readers who see those whole. */
  ofBids(context: RequestContext): DataLoader<string, Clarification[]> {
    return loadingMany(
      context,
      'clarificationsOfBid',
      (ids) => this.db.of(Clarification).find({ where: { bidId: In(ids) }, order: { askedAt: 'ASC', id: 'ASC' } }),
      (asked) => asked.bidId,
    );
  }

  private async judged(bidId: string): Promise<Bid> {
    const bid = await this.db.get(Bid, bidId, 'FOR UPDATE');
    if (!bid.isLive || bid.disqualifiedAt) throw new BidNotJudged();

    return bid;
  }

  /** Whether the tenderer was asked about its price and has answered, or let the time pass. */
  private async wasHeard(bidId: string, now: Date): Promise<boolean> {
    const asked = await this.db.of(Clarification).findBy({ bidId, about: 'PRICE' });

    return asked.some((it) => it.isOver(now));
  }
}
