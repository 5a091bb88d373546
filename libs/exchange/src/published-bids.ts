import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Awards, Bid, BidReading, BidVersion, type Seen } from '#libs/bids';
import { Actor, Db } from '#libs/platform';
import { Lot, type Tender } from '#libs/tenders';
import type { Award, Bid as BidTold, BidStatistic, Contract, GroupMember } from './external-notice.js';
import type { PublishedProcess } from './published-process.js';
import { type Parties, PublishedProcesses } from './published-processes.js';
import { money, told } from './published-tender.js';

type Place = { firmId: string; roles: string[]; shareBasisPoints: number | null };

/** Openings and awards as the notice lets everybody know them: the same rules, asked as nobody in particular. */
@Injectable()
export class PublishedBids implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly processes: PublishedProcesses,
    private readonly bids: BidReading,
    private readonly awards: Awards,
  ) {}

  onModuleInit(): void {
    this.processes.register((tender, parties, now) => this.partOf(tender, parties, now));
  }

  private async partOf(tender: Tender, parties: Parties, now: Date): Promise<Partial<PublishedProcess>> {
    const lots = await this.db.of(Lot).find({ where: { tenderId: tender.id }, order: { number: 'ASC' } });
    const opened = lots.filter((lot) => lot.openedAt !== null);
    const openedAt = Math.min(...opened.map((lot) => lot.openedAt!.getTime()));

    return {
      openingAt: opened.length > 0 ? told(new Date(openedAt)) : null,
      bids: await this.bidsOf(opened, parties),
      bidStatistics: tender.flags.openingShownTo === 'EVERYONE' ? await this.countsOf(opened) : [],
      ...(await this.awardsOf(tender, parties, now)),
    };
  }

  private async bidsOf(opened: readonly Lot[], parties: Parties): Promise<BidTold[]> {
    const lotIds = opened.map((lot) => lot.id);
    const bids = await this.db.of(Bid).find({ where: { lotId: In(lotIds) }, order: { id: 'ASC' } });
    const sights = await this.bids.sightsOf(
      Actor.nobody,
      bids.map((bid) => bid.id),
    );
    const sightOf = new Map(sights.map(({ id, sight }) => [id, sight]));
    const shown = bids.filter((bid) => bid.isLive && sightOf.get(bid.id) !== 'NOTHING');
    const told: BidTold[] = [];
    for (const bid of shown) told.push(await this.bidTold(bid, sightOf.get(bid.id)!, parties));

    return told;
  }

  private async bidTold(bid: Bid, sight: Seen['sight'], parties: Parties): Promise<BidTold> {
    const live = await this.db.of(BidVersion).findOneByOrFail({ bidId: bid.id, version: bid.liveVersion! });
    const members = live.lineUp.filter(({ roles }) => roles.includes('LEAD') || roles.includes('PARTNER'));
    const showsPrice = sight === 'TOTAL';
    const [price] = showsPrice
      ? await this.db.sql<{ minor: string | null; currency: string | null }>(
          `SELECT sum("totalMinor")::text AS "minor", min("currency") AS "currency" FROM "openedBid" WHERE "bidVersionId" = $1`,
          [live.id],
        )
      : [];

    return {
      ocdsId: bid.id,
      date: null,
      status: bid.disqualifiedAt ? 'disqualified' : 'valid',
      value: price?.minor ? money(BigInt(price.minor), price.currency) : null,
      lots: [bid.lotId],
      // A share tells a price to who knows one part of it: it is shown where prices are.
      tenderers: await groupOf(
        members.map((one) => ({ ...one, shareBasisPoints: showsPrice ? one.shareBasisPoints : null })),
        parties,
      ),
    };
  }

  private async countsOf(opened: readonly Lot[]): Promise<BidStatistic[]> {
    const rows = await this.db.sql<{ lotId: string; count: number }>(
      `SELECT lot."id" AS "lotId", count(bid."id")::int AS "count" FROM "lot" lot
       LEFT JOIN "bid" bid ON bid."lotId" = lot."id" AND bid."liveVersion" IS NOT NULL
       WHERE lot."id" = ANY ($1::uuid[]) GROUP BY lot."id", lot."number" ORDER BY lot."number"`,
      [opened.map((lot) => lot.id)],
    );

    return rows.map(({ lotId, count }) => ({
      ocdsId: `bids-${lotId}`,
      measure: 'bids',
      value: String(count),
      currency: null,
      lot: lotId,
    }));
  }

  private async awardsOf(
    tender: Tender,
    parties: Parties,
    now: Date,
  ): Promise<Pick<PublishedProcess, 'awards' | 'contracts'>> {
    const awards: Award[] = [];
    const contracts: Contract[] = [];
    for (const award of await this.awards.published(tender.id)) {
      const { chosen, lotId } = award;
      const value = chosen?.price ? money(chosen.price.minor, chosen.price.currency) : null;
      const suppliers = await groupOf(chosen?.tenderers ?? [], parties);
      awards.push({
        ocdsId: award.id,
        title: null,
        description: null,
        status: award.signedAt === null && award.standstillUntil > now ? 'pending' : 'active',
        date: told(award.decidedAt),
        value,
        lots: [lotId],
        bid: chosen?.bidId ?? null,
        reason: chosen?.reason ?? null,
        suppliers,
        group: suppliers.length > 1 ? 'SEVERAL' : null,
        contractPeriod: null,
        items: [],
        documents: [],
      });
      if (award.signedAt === null) continue;
      contracts.push({
        ocdsId: `contract-${award.id}`,
        award: award.id,
        title: null,
        description: null,
        status: award.completedAt ? 'terminated' : 'active',
        signedAt: told(award.signedAt),
        period: null,
        value,
        items: [],
      });
    }

    return { awards, contracts };
  }
}

async function groupOf(places: readonly Place[], parties: Parties): Promise<GroupMember[]> {
  const firms = await parties(places.map(({ firmId }) => firmId));

  return places.map(({ firmId, roles, shareBasisPoints }) => ({ ...firms.get(firmId)!, roles, shareBasisPoints }));
}
