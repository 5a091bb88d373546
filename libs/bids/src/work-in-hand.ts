import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { workTakenBy } from '#libs/coverage';
import { Commitments, type OfferedWork, OfferedWorks } from '#libs/firms';
import { Clock, Db, Money } from '#libs/platform';
import type { Requirement } from '#libs/requirements';
import { LotRequirement, requirementOf } from '#libs/tenders';
import type { Award } from './award.entity.js';
import { Bid, BidVersion } from './bid.entity.js';

/** A firm's part of the work of a lot, and the estimate of that work. */
interface Part {
  lotId: string;
  requirementId: string;
  firmId: string;
  shareBasisPoints: number;
}

/**
 * What bids and contracts take of the firms in them, as far as the buyer estimated the work (requirements of mode CAPACITY): what is bid
 * for and not decided is told to each firm's own people alone; what is signed is taken, until the work is completed.
 */
@Injectable()
export class WorkInHand implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly offered: OfferedWorks,
    private readonly commitments: Commitments,
  ) {}

  onModuleInit(): void {
    this.offered.register((firmIds) => this.offeredBy(firmIds));
  }

  /** The contract is signed: each firm's part of each estimate is taken. Safe to call twice. */
  async take(award: Award, now: Date): Promise<void> {
    for (const { requirement, firmId, shareBasisPoints } of await this.partsOf(award)) {
      const work = shareBasisPoints > 0 ? workTakenBy(requirement, shareBasisPoints, isoDay(now)) : null;
      if (!work) continue;
      const amount = work.money ? Money.atLeast(work.money.amount, work.money.currency) : null;
      await this.commitments.take({
        firmId,
        kind: 'CONTRACT',
        sourceId: requirement.id,
        from: work.from,
        until: work.until,
        peoplePerWeek: work.peoplePerWeek ?? null,
        amountMinor: amount?.minor ?? null,
        amountCurrency: amount?.currency ?? null,
        createdAt: now,
      });
    }
  }

  /** The work is done, whatever was estimated. */
  async release(award: Award, now: Date): Promise<void> {
    for (const { requirement, firmId } of await this.partsOf(award))
      await this.commitments.release(firmId, 'CONTRACT', requirement.id, now);
  }

  /** What each firm of the chosen bid does of each estimate of the lot. */
  private async partsOf({
    bidId,
    lotId,
  }: Award): Promise<{ requirement: Requirement; firmId: string; shareBasisPoints: number }[]> {
    const { liveVersion } = await this.db.get(Bid, bidId);
    const { lineUp } = await this.db.of(BidVersion).findOneByOrFail({ bidId, version: liveVersion! });
    const rows = await this.db.of(LotRequirement).findBy({ lotId, mode: 'CAPACITY' });

    return rows.flatMap((row) =>
      lineUp.map(({ firmId, shareBasisPoints }) => ({ requirement: requirementOf(row), firmId, shareBasisPoints })),
    );
  }

  private async offeredBy(firmIds: readonly string[]): Promise<OfferedWork[]> {
    const now = await this.clock.now();
    const parts = await this.openParts(firmIds, now);
    if (parts.length === 0) return [];
    const rows = await this.db
      .of(LotRequirement)
      .findBy({ id: In([...new Set(parts.map(({ requirementId }) => requirementId))]) });
    const byId = new Map(rows.map((row) => [row.id, requirementOf(row)]));

    return parts.flatMap(({ firmId, lotId, requirementId, shareBasisPoints }) => {
      const work = workTakenBy(byId.get(requirementId)!, shareBasisPoints, isoDay(now));
      if (!work) return [];
      const { from, until, peoplePerWeek = null, money = null } = work;

      return [{ firmId, lotId, from, until, peoplePerWeek, money }];
    });
  }

  /** Of bids that count, bind still, and wait for a decision or, being chosen, for the contract. */
  private openParts(firmIds: readonly string[], now: Date): Promise<Part[]> {
    return this.db.sql<Part>(
      `SELECT bid."lotId", requirement."id" AS "requirementId", place."firmId", place."shareBasisPoints"
       FROM "bid" bid
         JOIN "bidVersion" version ON version."bidId" = bid."id" AND version."version" = bid."liveVersion"
         CROSS JOIN LATERAL jsonb_to_recordset(version."lineUp") AS place ("firmId" uuid, "shareBasisPoints" integer)
         JOIN "lot" lot ON lot."id" = bid."lotId" AND num_nonnulls(lot."unsuccessfulAt", lot."signedAt") = 0
         JOIN "tender" tender ON tender."id" = bid."tenderId" AND tender."cancelledAt" IS NULL
         JOIN "requirement" requirement ON requirement."lotId" = bid."lotId" AND requirement."mode" = 'CAPACITY'
       WHERE place."firmId" = ANY ($1::uuid[]) AND place."shareBasisPoints" > 0
         AND bid."withdrawnAt" IS NULL AND bid."disqualifiedAt" IS NULL
         AND CASE WHEN lot."awardDecidedAt" IS NULL
           THEN coalesce(lot."closedAt" + make_interval(days => (tender."priceTerms" ->> 'validityDays')::integer) > $2, true)
           ELSE EXISTS (SELECT 1 FROM "award" award WHERE award."bidId" = bid."id") END
       ORDER BY bid."id", requirement."number", place."firmId"`,
      [firmIds, now],
    );
  }
}

function isoDay(now: Date): string {
  return now.toISOString().slice(0, 10);
}
