import { Injectable } from '@nestjs/common';
import { type Actor, Db, Events, NotFound, newId } from '#libs/platform';
import { type BidAct, type Receipt, digestOf, linkOf } from '#libs/seal-format';
import { Addendum } from '#libs/tenders';
import { BidPacks } from './bid-packs.js';
import { BidNews } from './bid-news.js';
import { Bid, BidVersion, BidWithdrawal, SealedFile } from './bid.entity.js';
import { NoLiveBid, NotTheLead, NothingToConfirm, QuoteExpected, SealDamaged } from './bid.refusals.js';
import type { ConfirmBidInput, SubmitBidInput, WithdrawBidInput } from './bid-verbs.graphql.js';
import { Drafts } from './drafts.service.js';
import { OwnBids, leadOf, membersOf } from './own-bids.js';
import { SealLog } from './seal-log.js';
import type { WrittenLine } from './seal-log-writing.js';
import { SealedFiles, type TakenFile } from './sealed-files.js';
import { actFor, checkManifest, fileProblems } from './sealed-content.js';
import { Signing } from './signing.js';
import { type Bidding, type OpenLot, Tenderers } from './tenderers.service.js';

/** What a tenderer does with a sealed bid: submit, withdraw, confirm. */
@Injectable()
export class BidsService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly tenderers: Tenderers,
    private readonly packs: BidPacks,
    private readonly own: OwnBids,
    private readonly files: SealedFiles,
    private readonly drafts: Drafts,
    private readonly log: SealLog,
    private readonly signing: Signing,
    private readonly news: BidNews,
  ) {}

  /**
   * Takes one version of a sealed bid; a later one replaces it. The receipt is signed inside the transaction and answered after its
   * commit: who holds it has a bid that is on the disk.
   *
   * @throws the refusals of `Tenderers.lock` and `Tenderers.bind`, QuoteExpected, SealDamaged
   */
  async submit(actor: Actor, input: SubmitBidInput): Promise<BidVersion> {
    const taken = await this.files.inspect(actor, input.files);
    const bidding = await this.tenderers.lock(actor, input);
    if (!bidding.tender.isSealed) throw new QuoteExpected();
    const bid = await this.lockBid(bidding);
    const manifest = await this.readManifest(input, bidding, await this.nextVersion(bid));
    await this.tenderers.bind(bid, bidding, actor);
    await this.files.keep(taken, bidding.now.at);
    await this.makeLive(bid, manifest.version);
    const authors = [...new Set(manifest.parts.map((part) => part.authorFirmId))];
    await this.drafts.wipe(bidding.lot.id, bidding.tendererId, authors);
    await this.tell(actor, bid, bidding, 'SUBMITTED', { version: manifest.version });

    const manifestDigest = await digestOf(manifest);
    const act = actFor('SUBMITTED', manifest, manifestDigest, taken);
    const lineUp = await this.tenderers.keptLineUp(bidding);
    const { written, receipt } = await this.logged(act, bidding);
    const version = Object.assign(new BidVersion(), {
      id: newId(),
      bidId: bid.id,
      tenderId: bidding.tender.id,
      lotId: bidding.lot.id,
      version: manifest.version,
      receivedAt: bidding.now.at,
      manifest,
      manifestDigest,
      content: null,
      receipt,
      lineUp,
      logPosition: BigInt(written.position),
      addendumNumber: manifest.addendum,
      packVersions: bidding.packVersions,
      packVerdicts: await this.packs.keep(actor, bidding),
    });
    await this.store(version, bidding.now.exact, taken);

    return version;
  }

  /** Takes the bid back; a new version may follow while bids are taken. @throws NoLiveBid, NotTheLead, and those of `Tenderers.lock` */
  async withdraw(actor: Actor, { bidId }: WithdrawBidInput): Promise<BidWithdrawal> {
    const { bid, open, live } = await this.lockLive(actor, bidId);
    if (leadOf(live) !== actor.firm) throw new NotTheLead(leadOf(live));
    await this.db.sql(
      `WITH freed AS (DELETE FROM "bidMember" WHERE "bidId" = $1)
       UPDATE "bid" SET "liveVersion" = NULL, "withdrawnAt" = $2::timestamptz WHERE "id" = $1`,
      [bid.id, open.now.exact],
    );
    await this.tell(actor, bid, { ...open, memberFirmIds: membersOf(live) }, 'WITHDRAWN', { version: live.version });
    const withdrawal = Object.assign(new BidWithdrawal(), {
      id: newId(),
      bidId: bid.id,
      version: live.version,
      withdrawnAt: open.now.at,
      receipt: null,
      logPosition: null,
    });
    if (live.manifest) {
      const files = await this.db.of(SealedFile).findBy({ bidVersionId: live.id });
      const act = actFor('WITHDRAWN', live.manifest, live.manifestDigest!, files);
      const { written, receipt } = await this.logged(act, open);
      Object.assign(withdrawal, { receipt, logPosition: BigInt(written.position) });
    }
    await this.db.sql(
      `INSERT INTO "bidWithdrawal" ("id", "bidId", "version", "withdrawnAt", "receipt", "logPosition") VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        withdrawal.id,
        bid.id,
        live.version,
        open.now.exact,
        withdrawal.receipt && JSON.stringify(withdrawal.receipt),
        withdrawal.logPosition,
      ],
    );

    return withdrawal;
  }

  /** Says that the bid stands with a material addendum that came after it. @throws NothingToConfirm, NoLiveBid, NotFound, DeadlinePassed */
  async confirm(actor: Actor, { bidId, addendumId }: ConfirmBidInput): Promise<Bid> {
    const { bid, open, live } = await this.lockLive(actor, bidId);
    const addendum = await this.db.of(Addendum).findOneBy({ id: addendumId, tenderId: bid.tenderId });
    if (!addendum) throw new NotFound();
    const touches = addendum.lotIds.length === 0 || addendum.lotIds.includes(bid.lotId);
    if (addendum.kind !== 'MATERIAL' || !touches || addendum.number <= live.addendumNumber)
      throw new NothingToConfirm();
    const { exact, at } = open.now;
    const written = await this.db.sql(
      `INSERT INTO "bidConfirmation" ("bidId", "addendumId", "firmId", "personId", "confirmedAt") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [bidId, addendumId, actor.firm, actor.person, at],
    );
    if (written.length === 0) return bid;
    const facts = { addendumId, number: addendum.number };
    await this.events.record('bid', bidId, actor, { kind: 'CONFIRMED', at, facts });
    if (live.manifest) {
      await this.log.append({
        at: exact,
        kind: 'CONFIRMED',
        lot: { tenderId: bid.tenderId, lotId: bid.lotId },
        payload: { bidId, version: live.version, addendum: addendum.number, firmId: actor.firm },
      });
    }

    return bid;
  }

  /** The tenderer's row under its lock, made at its first bid. */
  async lockBid({ bidId, tender, lot, firmId, allianceId, tendererId, now }: Bidding): Promise<Bid> {
    await this.db.sql(
      `INSERT INTO "bid" ("id", "tenderId", "lotId", "firmId", "allianceId", "tendererId", "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [bidId, tender.id, lot.id, firmId, allianceId, tendererId, now.at],
    );

    return this.db.get(Bid, bidId, 'FOR UPDATE');
  }

  /** One more than the last version there was, withdrawn ones included. */
  async nextVersion(bid: Bid): Promise<number> {
    const [row] = await this.db.sql<{ last: number }>(
      `SELECT coalesce(max("version"), 0)::integer AS "last" FROM "bidVersion" WHERE "bidId" = $1`,
      [bid.id],
    );

    return row!.last + 1;
  }

  async makeLive(bid: Bid, version: number): Promise<void> {
    await this.db.sql(`UPDATE "bid" SET "liveVersion" = $2, "withdrawnAt" = NULL WHERE "id" = $1`, [bid.id, version]);
  }

  /** What happened to the bid: into its history, and to the firms that are bound by it. */
  async tell(
    actor: Actor,
    bid: Bid,
    { now, tender, memberFirmIds }: Pick<Bidding, 'now' | 'tender' | 'memberFirmIds'>,
    kind: 'SUBMITTED' | 'WITHDRAWN',
    facts: { version: number },
  ): Promise<void> {
    await this.events.record('bid', bid.id, actor, { kind, at: now.at, facts });
    await this.news.handedIn(bid, tender, memberFirmIds, kind, facts.version);
  }

  /** Writes the version with the exact moment it was received. */
  async store(version: BidVersion, exact: string, taken: readonly TakenFile[]): Promise<void> {
    const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
    await this.db.sql(
      `INSERT INTO "bidVersion" ("id", "bidId", "tenderId", "lotId", "version", "receivedAt", "manifest", "manifestDigest", "content",
         "receipt", "logPosition", "lineUp", "addendumNumber", "packVersions", "packVerdicts")
       VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        version.id,
        version.bidId,
        version.tenderId,
        version.lotId,
        version.version,
        exact,
        json(version.manifest),
        version.manifestDigest,
        json(version.content),
        json(version.receipt),
        version.logPosition,
        json(version.lineUp),
        version.addendumNumber,
        json(version.packVersions),
        json(version.packVerdicts),
      ],
    );
    await this.db.of(SealedFile).insert(
      taken.map(({ envelope, authorFirmId, fileId, digest, size }) => ({
        id: newId(),
        bidVersionId: version.id,
        envelope,
        authorFirmId,
        fileId,
        digest,
        size,
      })),
    );
  }

  private async readManifest(
    input: SubmitBidInput,
    { bidId, tendererId, tender, lot, lineUp }: Bidding,
    version: number,
  ): Promise<NonNullable<BidVersion['manifest']>> {
    const { envelopes } = tender.flags;
    const lastAddendum = await this.db.of(Addendum).countBy({ tenderId: tender.id });
    const firmIds = lineUp.map((place) => place.firmId);
    const address = { tenderId: tender.id, lotId: lot.id, tendererId, bidId, version };
    const checked = checkManifest(input.manifest, { ...address, envelopes, lastAddendum, firmIds });
    if (!checked.ok) throw new SealDamaged(checked.problems);
    const problems = fileProblems(checked.manifest, input.files);
    if (problems.length > 0) throw new SealDamaged(problems);

    return checked.manifest;
  }

  private async logged(
    act: BidAct,
    { now }: Pick<OpenLot, 'now'>,
  ): Promise<{ written: WrittenLine; receipt: Receipt }> {
    const { tenderId, lotId } = act;
    const written = await this.log.append({ at: now.exact, kind: act.act, lot: { tenderId, lotId }, payload: act });
    const { digest: logDigest } = written.line;
    const previousLogDigest = await linkOf(written.line);

    return {
      written,
      receipt: await this.signing.receipt(act, { receivedAt: now.exact, previousLogDigest, logDigest }),
    };
  }

  /** A bid of the actor's firm that counts, under its locks, while bids are taken. @throws NotFound, NoLiveBid, DeadlinePassed, TenderNotOpen */
  private async lockLive(actor: Actor, bidId: string): Promise<{ bid: Bid; open: OpenLot; live: BidVersion }> {
    const own = await this.own.bid(actor.firm, bidId);
    const open = await this.tenderers.lockOpen(own.lotId);
    const bid = await this.db.get(Bid, bidId, 'FOR UPDATE');
    if (bid.liveVersion === null) throw new NoLiveBid();

    return { bid, open, live: await this.db.of(BidVersion).findOneByOrFail({ bidId, version: bid.liveVersion }) };
  }
}
