import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Db } from '#libs/platform';
import { type Addendum, Concerned, type Lot, type Tender } from '#libs/tenders';
import type { Bid } from './bid.entity.js';

const everybodyWhoBids = ['OWNER', 'SIGNATORY', 'BIDDER'] as const;

/** Whom bids and openings are told to. Nothing here reaches anybody but a bid's own firms before the closing. */
@Injectable()
export class BidNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
    private readonly concerned: Concerned,
  ) {}

  onModuleInit(): void {
    this.kinds.register(
      { kind: 'BID_SUBMITTED', formal: true },
      { kind: 'BID_WITHDRAWN', formal: true },
      { kind: 'BID_TO_CONFIRM', formal: true },
      { kind: 'LOT_CLOSED', formal: true },
      { kind: 'BIDS_OPENED', formal: true },
      { kind: 'BID_UNREADABLE', formal: true },
      { kind: 'FINAL_OFFER_ASKED', formal: true },
    );
    this.concerned.register(async (tenderId) => {
      const rows = await this.db.sql<{ firmId: string }>(
        `SELECT DISTINCT member."firmId" FROM "bidMember" member JOIN "lot" lot ON lot."id" = member."lotId" WHERE lot."tenderId" = $1`,
        [tenderId],
      );

      return rows.map((row) => row.firmId);
    });
  }

  /** To all members of the bid: each learns that it was handed in or taken back, whoever did it. */
  async handedIn(
    bid: Bid,
    tender: Tender,
    firmIds: readonly string[],
    kind: 'SUBMITTED' | 'WITHDRAWN',
    version: number,
  ): Promise<void> {
    await this.inbox.tell({
      kind: `BID_${kind}`,
      key: `bid-${kind.toLowerCase()}:${bid.id}:${version}`,
      path: `/tenders/${tender.id}/bids/${bid.id}`,
      facts: { tender: tender.title, version },
      firms: { firmIds, roles: everybodyWhoBids },
    });
  }

  /** To the members of every bid that a material addendum touches. */
  async toConfirm(tender: Tender, addendum: Addendum): Promise<void> {
    const lotIds = addendum.lotIds.length === 0 ? null : addendum.lotIds;
    await this.inbox.tell({
      kind: 'BID_TO_CONFIRM',
      key: `bid-to-confirm:${addendum.id}`,
      path: `/tenders/${tender.id}`,
      facts: { tender: tender.title, number: addendum.number },
      firms: { firmIds: await this.membersIn(tender.id, lotIds), roles: everybodyWhoBids },
    });
  }

  /** To the buyer: bids can be opened. How many there are is no part of it. */
  async closed(tender: Tender, lot: Lot): Promise<void> {
    if (!tender.buyerFirmId) return;
    await this.inbox.tell({
      kind: 'LOT_CLOSED',
      key: `lot-closed:${lot.id}`,
      path: `/tenders/${tender.id}`,
      facts: { tender: tender.title, lot: lot.number },
      firms: { firmIds: [tender.buyerFirmId], roles: everybodyWhoBids },
    });
  }

  /** To the buyer and all tenderers of the lot. */
  async opened(tender: Tender, lot: Lot, envelope: string): Promise<void> {
    const firmIds = await this.membersIn(tender.id, [lot.id]);
    await this.inbox.tell({
      kind: 'BIDS_OPENED',
      key: `bids-opened:${lot.id}:${envelope}`,
      path: `/tenders/${tender.id}/opening`,
      facts: { tender: tender.title, lot: lot.number },
      firms: { firmIds: [...firmIds, ...(tender.buyerFirmId ? [tender.buyerFirmId] : [])], roles: everybodyWhoBids },
    });
  }

  /** To the author of a bid that did not open: it may show its own copy. */
  async unreadable(tender: Tender, bidId: string, authorFirmId: string, envelope: string): Promise<void> {
    await this.inbox.tell({
      kind: 'BID_UNREADABLE',
      key: `bid-unreadable:${bidId}:${envelope}:${authorFirmId}`,
      path: `/tenders/${tender.id}/bids/${bidId}`,
      facts: { tender: tender.title },
      firms: { firmIds: [authorFirmId], roles: everybodyWhoBids },
    });
  }

  /** To all tenderers of a lot of quotes. */
  async finalOfferAsked(tender: Tender, lot: Lot, until: string): Promise<void> {
    await this.inbox.tell({
      kind: 'FINAL_OFFER_ASKED',
      key: `final-offer:${lot.id}`,
      path: `/tenders/${tender.id}`,
      facts: { tender: tender.title, until },
      firms: { firmIds: await this.membersIn(tender.id, [lot.id]), roles: everybodyWhoBids },
    });
  }

  private async membersIn(tenderId: string, lotIds: readonly string[] | null): Promise<string[]> {
    const rows = await this.db.sql<{ firmId: string }>(
      `SELECT DISTINCT member."firmId" FROM "bidMember" member JOIN "lot" lot ON lot."id" = member."lotId"
       WHERE lot."tenderId" = $1 AND ($2::uuid[] IS NULL OR lot."id" = ANY ($2::uuid[]))`,
      [tenderId, lotIds],
    );

    return rows.map((row) => row.firmId);
  }
}
