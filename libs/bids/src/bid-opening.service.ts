import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Every, NotFound, OnJob, newId } from '#libs/platform';
import { type EnvelopeOpening, type Outcome } from '#libs/seal-format';
import { type Envelope, Lot, type LockedLot, Tender, TenderLots, TenderNotOpen } from '#libs/tenders';
import { BidClosing } from './bid-closing.service.js';
import { BidNews } from './bid-news.js';
import { NotYetClosed, NothingLeftToOpen, QuoteExpected } from './bid.refusals.js';
import { EnvelopeKey } from './envelope-key.entity.js';
import { EnvelopeKeys } from './envelope-keys.js';
import { LotClosing, Opening } from './opening.entity.js';
import { SealLog } from './seal-log.js';
import { SealedOpener } from './sealed-opener.js';

/** Opens bids: the buyer asks, the notary releases the key, a job decrypts, one last transaction makes it known. */
@Injectable()
export class BidOpening {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lots: TenderLots,
    private readonly closing: BidClosing,
    private readonly keys: EnvelopeKeys,
    private readonly opener: SealedOpener,
    private readonly log: SealLog,
    private readonly news: BidNews,
  ) {}

  /**
   * Records the request and asks for the key. Closes the lot first where its time is over and nothing else did. Asking again while the
   * opening runs answers the same one.
   *
   * @throws NotYetClosed, TenderNotOpen (cancelled, ended), NothingLeftToOpen, QuoteExpected (nothing is sealed), NotFound
   */
  async request(actor: Actor, lotId: string): Promise<Opening> {
    const known = await this.db.get(Lot, lotId);
    const tender = await this.db.get(Tender, known.tenderId);
    if (tender.buyerFirmId !== actor.firm || tender.isDraft) throw new NotFound();
    if (!tender.isSealed) throw new QuoteExpected();
    await this.closing.closeDue(tender.id);
    const locked = await this.lots.lockLot(lotId, 'FOR UPDATE');
    ensureClosed(locked);
    const openings = await this.db.of(Opening).findBy({ lotId });
    const running = openings.find((opening) => opening.finishedAt === null);
    if (running) return running;
    const envelope = tender.flags.envelopes.find((name) => !openings.some((opening) => opening.envelope === name));
    if (!envelope) throw new NothingLeftToOpen();

    return this.begin(locked, envelope, actor.person);
  }

  /** Decrypts what is not yet decrypted, one file after the other; each is kept at once, so that a stopped job goes on where it was. */
  @OnJob('open-envelope')
  async open({ lotId, envelope }: { lotId: string; envelope: Envelope }): Promise<void> {
    const opening = await this.db.of(Opening).findOneBy({ lotId, envelope });
    const key = await this.db.of(EnvelopeKey).findOneBy({ lotId, envelope });
    if (!opening || opening.finishedAt || !key?.identity) return;
    for (const file of await this.opener.left(lotId, envelope)) await this.opener.open(file, key.identity);
    await this.db.transaction(() => this.finish(opening.id));
  }

  /** Goes on with openings whose job was lost; where the key is still out, the notary is asked once more. */
  @OnJob('go-on-opening')
  @Every('* * * * *')
  async goOn(): Promise<void> {
    const running = await this.db.sql<{ lotId: string; envelope: Envelope }>(
      `SELECT "lotId", "envelope" FROM "opening" WHERE "finishedAt" IS NULL`,
    );
    for (const { lotId, envelope } of running) {
      await this.keys.requestRelease(lotId, envelope, await this.clock.now());
      await this.open({ lotId, envelope });
    }
  }

  private async begin({ tender, lot, now }: LockedLot, envelope: Envelope, personId: string): Promise<Opening> {
    const [row] = await this.db.sql<{ files: number }>(
      `SELECT count(*)::integer AS "files" FROM "sealedFile" file JOIN "bidVersion" live ON live."id" = file."bidVersionId"
       JOIN "bid" bid ON bid."id" = live."bidId" AND bid."liveVersion" = live."version"
       WHERE bid."lotId" = $1 AND file."envelope" = $2`,
      [lot.id, envelope],
    );
    const opening = Object.assign(new Opening(), {
      id: newId(),
      tenderId: tender.id,
      lotId: lot.id,
      envelope,
      requestedAt: now.at,
      requestedByPersonId: personId,
      files: row!.files,
      decrypted: 0,
      outcomes: null,
      finishedAt: null,
    });
    await this.db.of(Opening).insert(opening);
    await this.keys.requestRelease(lot.id, envelope, now.at);

    return opening;
  }

  /** The act of opening: outcomes into the log, and from here on the bids are readable. */
  private async finish(openingId: string): Promise<void> {
    const { lotId, envelope } = await this.db.get(Opening, openingId);
    const locked = await this.lots.lockLot(lotId, 'FOR UPDATE');
    const opening = await this.db.get(Opening, openingId, 'FOR UPDATE');
    if (opening.finishedAt) return;
    const { tender, lot, now } = locked;
    const outcomes = await this.outcomes(lotId, envelope);
    if (lot.openedAt === null) await this.lots.markOpened(lot, now);
    await this.news.opened(tender, lot, envelope);
    for (const file of await this.opener.unreadable(lotId, envelope))
      await this.news.unreadable(tender, file.bidId, file.authorFirmId, envelope);
    await this.db.sql(`UPDATE "opening" SET "outcomes" = $2::jsonb, "finishedAt" = $3::timestamptz WHERE "id" = $1`, [
      openingId,
      JSON.stringify(outcomes),
      now.exact,
    ]);
    await this.log.append({ at: now.exact, kind: 'OPENED', lot: { tenderId: tender.id, lotId }, payload: outcomes });
  }

  /** What became of each bid of the closing: readable only when all its files of this envelope are. */
  private async outcomes(lotId: string, envelope: Envelope): Promise<EnvelopeOpening> {
    const { closing } = await this.db.of(LotClosing).findOneByOrFail({ lotId });
    const rows = await this.db.sql<{ digest: string; readable: boolean }>(
      `SELECT line."line" ->> 'payloadDigest' AS "digest", bool_and(found."outcome" = 'OPENED') AS "readable"
       FROM "bid" bid JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
       JOIN "sealLogLine" line ON line."position" = live."logPosition"
       JOIN "openedBid" found ON found."bidVersionId" = live."id" AND found."envelope" = $2
       WHERE bid."lotId" = $1 GROUP BY 1`,
      [lotId, envelope],
    );
    const readable = new Map(rows.map((row) => [row.digest, row.readable]));
    const outcomeOf = (digest: string): Outcome =>
      readable.has(digest) ? (readable.get(digest) ? 'OPENED' : 'UNREADABLE') : 'LEFT_SEALED';

    return { envelope, outcomes: closing.digests.map((digest) => ({ digest, outcome: outcomeOf(digest) })) };
  }
}

/** @throws NotYetClosed, TenderNotOpen */
function ensureClosed({ tender, lot, closing, phase }: LockedLot): void {
  if (tender.cancelledAt || lot.unsuccessfulAt) throw new TenderNotOpen(phase);
  if (!lot.closedAt) throw new NotYetClosed(closing?.at ?? null);
}
