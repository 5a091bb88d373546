import { Injectable } from '@nestjs/common';
import { type Actor, BadUserInput, Db, Events, Files, NotFound, newId, say } from '#libs/platform';
import { Addendum, Item, Lot, Tender, TenderLots, TenderNotOpen } from '#libs/tenders';
import { BidPacks } from './bid-packs.js';
import { BidNews } from './bid-news.js';
import { BidVersion, type QuoteContent } from './bid.entity.js';
import { FinalOfferGiven, FinalRoundAsked, NotYetClosed, SealDamaged, SealingExpected } from './bid.refusals.js';
import type { AskFinalOffersInput, SubmitQuoteInput } from './bid-verbs.graphql.js';
import { readContent } from './bid-content.js';
import { BidsService } from './bids.service.js';
import { Drafts } from './drafts.service.js';
import { FinalRound } from './opening.entity.js';
import { documentPurpose } from './sealed-opener.js';
import { type Bidding, type OpenLot, Tenderers } from './tenderers.service.js';

/** Quotes: readable on arrival, replaced as often as needed, then one best and last offer. */
@Injectable()
export class QuotesService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly files: Files,
    private readonly lots: TenderLots,
    private readonly tenderers: Tenderers,
    private readonly bids: BidsService,
    private readonly packs: BidPacks,
    private readonly drafts: Drafts,
    private readonly news: BidNews,
  ) {}

  /** @throws the refusals of `Tenderers.lock` and `Tenderers.bind`, SealingExpected, SealDamaged (unreadable content), FinalOfferGiven */
  async submit(actor: Actor, input: SubmitQuoteInput): Promise<BidVersion> {
    const bidding = await this.tenderers.lock(actor, input, (open) => this.inFinalRound(actor, input, open));
    const { tender, lot, now } = bidding;
    if (tender.isSealed) throw new SealingExpected();
    const bid = await this.bids.lockBid(bidding);
    await this.ensureNotFinal(bid.id, lot.id);
    const read = await this.read(input, tender, lot);
    const documents = await this.attached(actor, input.documentFileIds, now.at);
    await this.tenderers.bind(bid, bidding, actor);
    const number = await this.bids.nextVersion(bid);
    await this.bids.makeLive(bid, number);
    await this.drafts.wipe(lot.id, bidding.tendererId, [actor.firm]);
    await this.bids.tell(actor, bid, bidding, 'SUBMITTED', { version: number });
    const content: QuoteContent = { ...read.content, documents, bestAndFinal: input.bestAndFinal };
    const version = await this.versionOf(actor, bidding, number, content);
    await this.bids.store(version, now.exact, []);
    await this.db.sql(
      `INSERT INTO "openedBid" ("bidVersionId", "envelope", "authorFirmId", "bidId", "lotId", "outcome", "priceSchedule", "answers",
         "documents", "totalMinor", "currency", "problems")
       VALUES ($1, 'BID', $2, $3, $4, 'OPENED', $5, $6, $7, $8, $9, '[]')`,
      [
        version.id,
        actor.firm,
        bid.id,
        lot.id,
        JSON.stringify(content.priceSchedule),
        content.answers && JSON.stringify(content.answers),
        JSON.stringify(documents.map(({ fileId, name, mediaType }) => ({ partId: fileId, name, mediaType, fileId }))),
        read.totalMinor.toString(),
        read.currency,
      ],
    );

    return version;
  }

  /** Asks all who quoted, once, after the closing. @throws NotYetClosed, SealingExpected, FinalRoundAsked, TenderNotOpen, NotFound */
  async askFinalOffers(actor: Actor, { lotId, until }: AskFinalOffersInput): Promise<Lot> {
    const { tender, lot, now, closing, phase } = await this.lots.lockLot(lotId, 'FOR UPDATE');
    if (tender.buyerFirmId !== actor.firm || tender.isDraft) throw new NotFound();
    if (tender.isSealed) throw new SealingExpected();
    if (phase === 'OPEN') throw new NotYetClosed(closing?.at ?? null);
    if (phase !== 'EVALUATION') throw new TenderNotOpen(phase);
    if (until <= now.at) throw new BadUserInput([{ path: 'input.until', message: say('bids:finalRoundAhead') }]);
    const before = await this.db.of(FinalRound).findOneBy({ lotId });
    if (before) throw new FinalRoundAsked(before.until);
    const asked = { lotId, tenderId: tender.id, askedByPersonId: actor.person, askedAt: now.at, until };
    await this.db.of(FinalRound).insert(asked);
    await this.lots.lockHistory(tender.id);
    await this.events.record('tender', tender.id, actor, { kind: 'FINAL_OFFERS_ASKED', at: now.at, facts: { lotId } });
    await this.news.finalOfferAsked(tender, lot, until.toISOString());

    return lot;
  }

  /** After the closing, those whose quote counts give one more, while the round runs. */
  private async inFinalRound(actor: Actor, { allianceId }: SubmitQuoteInput, { lot, now }: OpenLot): Promise<boolean> {
    const rows = await this.db.sql(
      `SELECT 1 FROM "finalRound" round JOIN "bid" bid ON bid."lotId" = round."lotId" AND bid."liveVersion" IS NOT NULL
       WHERE round."lotId" = $1 AND round."until" > $2 AND bid."tendererId" = $3`,
      [lot.id, now.at, allianceId ?? actor.firm],
    );

    return rows.length > 0;
  }

  /** @throws FinalOfferGiven when the tenderer said "best and last", or gave its one offer in the final round */
  private async ensureNotFinal(bidId: string, lotId: string): Promise<void> {
    const [last] = await this.db.sql<{ receivedAt: Date }>(
      `SELECT version."receivedAt" FROM "bidVersion" version LEFT JOIN "finalRound" round ON round."lotId" = $2
       WHERE version."bidId" = $1 AND ((version."content" ->> 'bestAndFinal')::boolean OR version."receivedAt" > round."askedAt")
       ORDER BY version."version" DESC LIMIT 1`,
      [bidId, lotId],
    );
    if (last) throw new FinalOfferGiven(last.receivedAt);
  }

  /** @throws SealDamaged: a quote that cannot be read is not taken */
  private async read(
    input: SubmitQuoteInput,
    { priceTerms: terms, flags }: Tender,
    lot: Lot,
  ): Promise<{ content: Pick<QuoteContent, 'priceSchedule' | 'answers'>; totalMinor: bigint; currency: string }> {
    const items = await this.db.of(Item).findBy({ lotId: lot.id });
    const bytes = (text: string): Uint8Array => Buffer.from(text);
    const { priceSchedule, answers, totalMinor, currency, problems } = readContent(
      bytes(input.priceSchedule),
      input.answers ? bytes(input.answers) : undefined,
      { items, terms, partialBids: flags.partialBids },
    );
    if (problems.length > 0 || !priceSchedule) throw new SealDamaged(problems);

    return { content: { priceSchedule, answers }, totalMinor: totalMinor!, currency: currency! };
  }

  private async attached(actor: Actor, fileIds: readonly string[], now: Date): Promise<QuoteContent['documents']> {
    const documents: QuoteContent['documents'] = [];
    for (const [index, fileId] of fileIds.entries()) {
      const path = `input.documentFileIds.${index}`;
      const { name, mediaType } = await this.files.attach(fileId, documentPurpose, actor, now, path);
      documents.push({ fileId, name, mediaType });
    }

    return documents;
  }

  private async versionOf(actor: Actor, bidding: Bidding, number: number, content: QuoteContent): Promise<BidVersion> {
    const { bidId, tender, lot, now, packVersions } = bidding;
    const packVerdicts = await this.packs.keep(actor, bidding);
    const addendumNumber = await this.db.of(Addendum).countBy({ tenderId: tender.id });

    return Object.assign(new BidVersion(), {
      id: newId(),
      bidId,
      tenderId: tender.id,
      lotId: lot.id,
      version: number,
      receivedAt: now.at,
      manifest: null,
      manifestDigest: null,
      content,
      receipt: null,
      logPosition: null,
      lineUp: await this.tenderers.keptLineUp(bidding),
      addendumNumber,
      packVersions,
      packVerdicts,
    });
  }
}
