import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor, Db, NotFound } from '#libs/platform';
import { Criterion, Lot, type LockedLot, Tender, TenderLots, TenderNotOpen } from '#libs/tenders';
import { AlreadyAwarded, InvolvedInBid, NotYetOpened } from './award.refusals.js';
import { BidClosing } from './bid-closing.service.js';
import { bidMembersSql } from './bid.policy.js';
import { NotYetClosed } from './bid.refusals.js';
import { type Evaluation, type JudgedBid, evaluate, isUnusuallyLow } from './evaluation.js';
import { Evaluator } from './evaluator.entity.js';
import { Opening } from './opening.entity.js';
import { Score } from './score.entity.js';

/** What an opened lot looks like to those who judge it, and who they are. */
@Injectable()
export class Evaluations {
  constructor(
    private readonly db: Db,
    private readonly lots: TenderLots,
    private readonly closing: BidClosing,
  ) {}

  /** The evaluation as its judges see it; null before the opening. @throws NotFound for everybody else */
  async of(actor: Actor, lotId: string): Promise<Evaluation | null> {
    const lot = await this.db.get(Lot, lotId);
    const tender = await this.db.get(Tender, lot.tenderId);
    if (!(await this.judges(actor, tender))) throw new NotFound();

    return lot.openedAt === null || (await this.isSealedInPart(lot, tender)) ? null : this.compute(lot, tender);
  }

  /** The buyer's delegates and the evaluators. */
  async judges(actor: Actor, tender: Pick<Tender, 'id' | 'buyerFirmId'>): Promise<boolean> {
    if (actor.personId === null) return false;

    return (
      actor.actsFor([tender.buyerFirmId]) ||
      (await this.db.of(Evaluator).existsBy({ tenderId: tender.id, personId: actor.personId }))
    );
  }

  /**
   * The lot of the actor's firm under its lock, opened and undecided.
   *
   * @throws NotFound, NotYetClosed, NotYetOpened, AlreadyAwarded, TenderNotOpen, InvolvedInBid
   */
  async lockOwn(actor: Actor, lotId: string): Promise<LockedLot> {
    const { tenderId } = await this.db.get(Lot, lotId);
    const tender = await this.db.get(Tender, tenderId);
    if (tender.buyerFirmId !== actor.firm || tender.isDraft) throw new NotFound();

    return this.lockJudged(actor, lotId);
  }

  /** The same for who may judge it by an appointment. @throws as `lockOwn` */
  async lockJudged(actor: Actor, lotId: string): Promise<LockedLot> {
    const known = await this.db.get(Lot, lotId);
    if (known.closedAt === null) await this.closing.closeDue(known.tenderId);
    const locked = await this.lots.lockLot(lotId, 'FOR UPDATE');
    const { tender, lot, phase, closing } = locked;
    if (phase === 'OPEN') throw new NotYetClosed(closing?.at ?? null);
    if (phase === 'CLOSED') throw new NotYetOpened();
    if (lot.awardDecidedAt) throw new AlreadyAwarded();
    if (phase !== 'EVALUATION') throw new TenderNotOpen(phase);
    if (await this.isSealedInPart(lot, tender)) throw new NotYetOpened();
    await this.ensureUninvolved(actor, tender.id);

    return locked;
  }

  /** Nobody judges bids of a firm they act for. Asked of opened lots only: before, nobody learns who bid. @throws InvolvedInBid */
  async ensureUninvolved(actor: Actor, tenderId: string): Promise<void> {
    const firms = await this.db.sql<{ id: string; name: string }>(
      `SELECT DISTINCT firm."id", firm."name" FROM "bid" bid
       JOIN "lot" lot ON lot."id" = bid."lotId" AND lot."openedAt" IS NOT NULL
       JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
       CROSS JOIN LATERAL jsonb_array_elements(live."lineUp") place
       JOIN "firm" firm ON firm."id" = (place ->> 'firmId')::uuid
       WHERE bid."tenderId" = $1 AND firm."id" = ANY ($2::uuid[]) ORDER BY firm."name"`,
      [tenderId, actor.firmIds],
    );
    if (firms.length > 0) throw new InvolvedInBid(firms);
  }

  /** The ranking by the published formula, from the tables as they are. */
  async compute(lot: Lot, tender: Tender): Promise<Evaluation> {
    const criteria = await this.db.of(Criterion).find({ where: { lotId: lot.id }, order: { number: 'ASC' } });
    const agreed = await this.db.of(Score).findBy({ lotId: lot.id, personId: IsNull() });
    const bids = await this.judged(lot, tender);

    return evaluate(
      { lotId: lot.id, tenderId: tender.id, lotSeed: await this.seedOf(lot, tender), bids, agreed },
      criteria,
    );
  }

  /**
   * Bids that count. A total is compared only where every file of the bid opened, it is in the tender's currency, and its prices are
   * as asked: a bid that leaves items out would be the cheapest for that alone.
   */
  private async judged(lot: Lot, tender: Tender): Promise<JudgedBid[]> {
    const { currency } = tender.priceTerms;
    const estimateMinor = await this.estimateOf(lot, tender);
    const rows = await this.db.sql<
      Omit<JudgedBid, 'totalMinor' | 'currency' | 'isUnusuallyLow'> & { totalMinor: string | null }
    >(
      `SELECT bid."id" AS "bidId", bid."tendererId", coalesce(alliance."name", firm."name") AS "bidder",
         ARRAY(SELECT member."firmId" FROM ${bidMembersSql('bid')} member ("firmId")) AS "memberFirmIds",
         bid."disqualifiedAt", bid."disqualifyReason",
         CASE WHEN offer."isSound" THEN offer."total"::text END AS "totalMinor"
       FROM "bid" bid JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
       LEFT JOIN "firm" firm ON firm."id" = bid."firmId" LEFT JOIN "alliance" alliance ON alliance."id" = bid."allianceId"
       LEFT JOIN LATERAL (
         SELECT sum(found."totalMinor") AS "total", bool_and(found."outcome" = 'OPENED' AND coalesce(found."currency" = $2, true)
           AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(found."problems") it WHERE it ->> 'path' LIKE 'prices:%')) AS "isSound"
         FROM "openedBid" found WHERE found."bidVersionId" = live."id") offer ON true
       WHERE bid."lotId" = $1 ORDER BY bid."id"`,
      [lot.id, currency],
    );

    return rows.map(({ totalMinor, ...rest }) => {
      const total = totalMinor === null ? null : BigInt(totalMinor);

      return { ...rest, currency, totalMinor: total, isUnusuallyLow: isUnusuallyLow(total, estimateMinor) };
    });
  }

  private async estimateOf(lot: Lot, tender: Tender): Promise<bigint | null> {
    const { currency } = tender.priceTerms;
    const isOnly = (await this.db.of(Lot).countBy({ tenderId: tender.id })) === 1;
    const estimate = lot.estimate ?? (isOnly ? tender.estimate : null);

    return estimate?.currency === currency ? estimate.minor : null;
  }

  /** Fixed at the opening, before anybody knew a score: the digest of the opening's line in the log; of quotes, the exact moment. */
  private async seedOf(lot: Lot, tender: Tender): Promise<string> {
    const [row] = await this.db.sql<{ seed: string }>(
      tender.isSealed
        ? `SELECT "digest" AS "seed" FROM "sealLogLine" WHERE "lotId" = $1 AND "kind" = 'OPENED' ORDER BY "position" DESC LIMIT 1`
        : `SELECT to_char("openedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "seed" FROM "lot" WHERE "id" = $1`,
      [lot.id],
    );

    return row!.seed;
  }

  /** With several envelopes the lot counts as opened from the first on; judging needs all. */
  private async isSealedInPart(lot: Lot, tender: Tender): Promise<boolean> {
    if (!tender.isSealed) return false;
    const openings = await this.db.of(Opening).findBy({ lotId: lot.id });

    return openings.filter((opening) => opening.finishedAt !== null).length < tender.flags.envelopes.length;
  }
}
