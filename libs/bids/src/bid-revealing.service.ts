import { Injectable } from '@nestjs/common';
import { type Actor, Db } from '#libs/platform';
import { TenderLots, TenderNotOpen } from '#libs/tenders';
import { Bid } from './bid.entity.js';
import { NothingLeftToOpen, SealDamaged } from './bid.refusals.js';
import type { RevealBidInput } from './bid-verbs.graphql.js';
import { OwnBids } from './own-bids.js';
import { SealLog } from './seal-log.js';
import { SealedFiles } from './sealed-files.js';
import { SealedOpener, problemsOf } from './sealed-opener.js';

/** An author shows its own copy of a bid that did not open. */
@Injectable()
export class BidRevealing {
  constructor(
    private readonly db: Db,
    private readonly lots: TenderLots,
    private readonly own: OwnBids,
    private readonly opener: SealedOpener,
    private readonly sealed: SealedFiles,
    private readonly log: SealLog,
  ) {}

  /**
   * Nobody changes a bid by revealing it: bytes and manifest must be those of the receipt. The identity is used once and not kept.
   *
   * @throws NothingLeftToOpen (the bid is readable, or not yet due), SealDamaged (not the bid that was received), TenderNotOpen, NotFound
   */
  async reveal(actor: Actor, { bidId, envelope, identity, fileId }: RevealBidInput): Promise<Bid> {
    const bid = await this.own.bid(actor.firm, bidId);
    const { lot, now, phase } = await this.lots.lockLot(bid.lotId, 'FOR UPDATE');
    if (lot.openedAt !== null && phase !== 'EVALUATION') throw new TenderNotOpen(phase);
    const unreadable = lot.openedAt === null ? [] : await this.opener.unreadable(bid.lotId, envelope);
    const file = unreadable.find((it) => it.bidId === bidId && it.authorFirmId === actor.firm);
    if (!file) throw new NothingLeftToOpen();
    const copy = fileId
      ? (await this.sealed.inspect(actor, [{ envelope, authorFirmId: actor.firm, fileId }]))[0]!
      : file;
    const problem = await this.opener.reveal(file, identity.trim(), copy, now.at);
    if (problem) throw new SealDamaged(problemsOf(problem));
    const { digest, version, authorFirmId } = file;
    await this.log.append({
      at: now.exact,
      kind: 'REVEALED',
      lot: { tenderId: bid.tenderId, lotId: bid.lotId },
      payload: { bidId, version, envelope, authorFirmId, digest },
    });

    return this.db.get(Bid, bidId);
  }
}
