import { Injectable } from '@nestjs/common';
import { type Actor, BadUserInput, Db, Events, brokenConstraint, newId, say } from '#libs/platform';
import { type Lot, type LockedLot, type Tender, TenderLots } from '#libs/tenders';
import { AwardNews } from './award-news.js';
import { Award, ScoreLine } from './award.entity.js';
import {
  AlreadyAwarded,
  BidNotComparable,
  BidNotJudged,
  EvaluationIncomplete,
  LotLimitReached,
  type NamedBidType,
  NotTheFirst,
  OffersStillComing,
  ReasonMissing,
} from './award.refusals.js';
import type { AwardLotInput, EndWithoutAwardInput } from './award-verbs.graphql.js';
import { Bid } from './bid.entity.js';
import type { Evaluation, JudgedBid } from './evaluation.js';
import { Evaluations } from './evaluation.service.js';
import { FinalRound } from './opening.entity.js';

/** The buyer decides: for one bid, with a reason for every bidder, or for none. */
@Injectable()
export class AwardsService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly evaluations: Evaluations,
    private readonly news: AwardNews,
  ) {}

  /**
   * Awards a lot. The lot's lock lets one decision through; the unique index would, even without it.
   *
   * @throws AlreadyAwarded, EvaluationIncomplete, ReasonMissing, NotTheFirst, BidNotComparable, BidNotJudged, LotLimitReached,
   *   OffersStillComing, NotFound, and those of `Evaluations.lockOwn`
   */
  async award(actor: Actor, input: AwardLotInput): Promise<Award> {
    const locked = await this.evaluations.lockOwn(actor, input.lotId);
    const { tender, lot, now } = locked;
    await this.ensureNoneComing(locked);
    const evaluation = await this.evaluations.compute(lot, tender);
    const chosen = evaluation.bids.find((bid) => bid.bidId === input.bidId);
    if (!chosen || chosen.disqualifiedAt) throw new BidNotJudged();
    const lines = linesOf(evaluation, reasonsFor(evaluation, input));
    if (chosen.totalMinor === null) throw new BidNotComparable();
    const deviationReason = this.ensureFirstOrExplained(evaluation, chosen, input);
    // Bids are locked before the tender, here as everywhere.
    await this.db.get(Bid, chosen.bidId, 'FOR UPDATE');
    await this.lots.lockHistory(tender.id);
    await this.ensureBelowLimit(tender, chosen);

    const standstillUntil = new Date(now.at.getTime() + tender.flags.standstillDays * 86_400_000);
    const award = Object.assign(new Award(), {
      id: newId(),
      tenderId: tender.id,
      lotId: lot.id,
      bidId: chosen.bidId,
      totalMinor: chosen.totalMinor,
      currency: chosen.currency,
      decidedAt: now.at,
      decidedByPersonId: actor.person,
      standstillUntil,
      only: true,
      tieBrokenBy: evaluation.ranking.find((it) => it.bidId === chosen.bidId)!.tieBrokenBy,
      deviationReason,
    });
    await this.store(award, lines);
    await this.lots.decideAward(lot, actor, now.at, standstillUntil);
    await this.record(actor, award, evaluation);
    await this.news.awarded(tender, lot, award, evaluation, lines);

    return award;
  }

  /** Ends a lot without an award; the reason is for everybody to read. @throws AlreadyAwarded, NotFound, and those of `Evaluations.lockOwn` */
  async endWithoutAward(actor: Actor, { lotId, reason }: EndWithoutAwardInput): Promise<Lot> {
    const { tender, lot, now } = await this.evaluations.lockOwn(actor, lotId);
    const ended = await this.lots.endUnsuccessful(lot, actor, reason.trim(), now.at);
    await this.news.unsuccessful(tender, lot, reason.trim());

    return ended;
  }

  /** @returns why not the first, where the chosen one is not the first */
  private ensureFirstOrExplained(
    evaluation: Evaluation,
    { bidId }: JudgedBid,
    { deviationReason }: AwardLotInput,
  ): string | null {
    const first = evaluation.ranking[0]!;
    if (first.bidId === bidId) return null;
    const { rank } = evaluation.ranking.find((line) => line.bidId === bidId)!;
    const why = deviationReason?.trim();
    if (!why) throw new NotTheFirst(named(evaluation.bids.find((bid) => bid.bidId === first.bidId)!), rank);

    return why;
  }

  /** Under the tender's lock, so that two lots awarded at once do not pass the limit together. */
  private async ensureBelowLimit({ id, flags }: Tender, { tendererId }: JudgedBid): Promise<void> {
    if (flags.maxLotsAwarded === null) return;
    const [row] = await this.db.sql<{ won: number }>(
      `SELECT count(DISTINCT award."lotId")::integer AS "won" FROM "award" award JOIN "bid" bid ON bid."id" = award."bidId"
       WHERE award."tenderId" = $1 AND bid."tendererId" = $2`,
      [id, tendererId],
    );
    if (row!.won >= flags.maxLotsAwarded) throw new LotLimitReached(flags.maxLotsAwarded);
  }

  private async ensureNoneComing({ lot, now }: LockedLot): Promise<void> {
    const round = await this.db.of(FinalRound).findOneBy({ lotId: lot.id });
    if (round && now.at < round.until) throw new OffersStillComing(round.until);
  }

  private async store(award: Award, lines: ScoreLine[]): Promise<void> {
    try {
      await this.db.of(Award).insert(award);
      await this.db.of(ScoreLine).insert(lines);
    } catch (error) {
      if (brokenConstraint(error) === 'award_onePerLot') throw new AlreadyAwarded();
      throw error;
    }
  }

  private async record(actor: Actor, { id, bidId, decidedAt }: Award, { ranking }: Evaluation): Promise<void> {
    const rank = ranking.find((line) => line.bidId === bidId)!.rank;
    await this.events.record('bid', bidId, actor, { kind: 'AWARDED', at: decidedAt, facts: { awardId: id, rank } });
  }
}

/** @throws EvaluationIncomplete, ReasonMissing, BadUserInput; an excluded bid keeps the reason it was excluded for */
function reasonsFor(evaluation: Evaluation, { reasons }: AwardLotInput): Map<string, string> {
  if (!evaluation.isComplete) {
    const lacking = new Set(evaluation.missing.map(({ bidId }) => bidId));
    throw new EvaluationIncomplete(evaluation.bids.filter(({ bidId }) => lacking.has(bidId)).map(named));
  }
  const given = new Map(reasons.map(({ bidId, reason }) => [bidId, reason.trim()]));
  const strange = reasons.findIndex(({ bidId }) => !evaluation.bids.some((bid) => bid.bidId === bidId));
  if (strange >= 0)
    throw new BadUserInput([{ path: `input.reasons.${strange}.bidId`, message: say('awards:bidOfLot') }]);
  const reasonOf = (bid: JudgedBid): string => given.get(bid.bidId) || bid.disqualifyReason || '';
  const without = evaluation.bids.filter((bid) => reasonOf(bid) === '');
  if (without.length > 0) throw new ReasonMissing(without.map(named));

  return new Map(evaluation.bids.map((bid) => [bid.bidId, reasonOf(bid)]));
}

function linesOf({ lotId, bids, ranking }: Evaluation, reasons: ReadonlyMap<string, string>): ScoreLine[] {
  return bids.map(({ bidId }) => {
    const ranked = ranking.find((line) => line.bidId === bidId);
    const { rank = null, total = null, byCriterion = [] } = ranked ?? {};

    return Object.assign(new ScoreLine(), { lotId, bidId, rank, total, byCriterion, reason: reasons.get(bidId)! });
  });
}

function named({ bidId, bidder }: JudgedBid): NamedBidType {
  return { id: bidId, bidder };
}
