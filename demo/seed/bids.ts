import { type BidAddress, newAuthorIdentity, packBid, recipientOf, sealEnvelope } from '#libs/seal-format';
import type { Demo } from '../read-demo.js';
import type { DemoBid, DemoTender } from '../tender-shapes.js';
import type { FileHandIn } from './files.js';
import type { DemoNotary } from './notary.js';
import type { OfferWriter } from './offer.js';
import type { Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

/** What `sealedBidInstructions` answers. */
interface Instructions extends BidAddress {
  addendum: number;
  recipients: { envelope: 'BID'; recipient: string }[];
}

/** By what a bid is remembered. */
export function bidKey({ key }: DemoTender, { lot, by }: DemoBid): string {
  return `${key} ${lot} ${'firm' in by ? by.firm : by.alliance}`;
}

/** Firms and alliances bid, sealed where the notice asks for it; buyers open what is closed. */
export function bids(
  demo: Demo,
  writer: OfferWriter,
  files: FileHandIn,
  teller: Teller,
  { time, notary }: { time: Timeline; notary: DemoNotary },
): Step[] {
  const telling = new BidTelling(files, writer, teller);
  const handedIn = demo.tenders.flatMap((tender) =>
    tender.bids.map((bid) => ({
      at: bid.submittedAt,
      carryOut: () => (tender.procedure === 'SEALED' ? telling.submitSealed(tender, bid) : telling.quote(tender, bid)),
    })),
  );

  return [...handedIn, ...openings(demo, teller, time, notary)];
}

class BidTelling {
  constructor(
    private readonly files: FileHandIn,
    private readonly writer: OfferWriter,
    private readonly teller: Teller,
  ) {}

  async quote(tender: DemoTender, bid: DemoBid): Promise<void> {
    const voice = this.teller.ownerOf(this.writer.leadOf(bid));
    const input = {
      ...this.#which(tender, bid),
      priceSchedule: this.writer.prices(tender, bid),
      answers: this.writer.answers(tender, bid),
    };
    const { bidId } = await voice.carryOut<{ bidId: string }>('submitQuote', input, '... on BidVersion { bidId }');
    this.teller.remember('bid', bidKey(tender, bid), bidId);
  }

  /** Seals as a bidder's browser does, with a key of its author that nobody keeps: these bids count without it. */
  async submitSealed(tender: DemoTender, bid: DemoBid): Promise<void> {
    const voice = this.teller.ownerOf(this.writer.leadOf(bid));
    const which = this.#which(tender, bid);
    const { sealedBidInstructions: instructions } = await voice.ask<{ sealedBidInstructions: Instructions }>(
      `query ($firmId: ID!, $lotId: ID!, $allianceId: ID) {
        sealedBidInstructions(firmId: $firmId, lotId: $lotId, allianceId: $allianceId) {
          tenderId lotId tendererId bidId version addendum recipients { envelope recipient }
        }
      }`,
      { firmId: voice.firmId, ...which },
    );
    const part = { authorFirmId: voice.firmId!, envelope: 'BID', mediaType: 'application/json' } as const;
    const { manifest, parts } = await packBid(instructions, [
      {
        ...part,
        id: 'prices',
        kind: 'PRICE_SCHEDULE',
        name: 'prices.json',
        content: Buffer.from(this.writer.prices(tender, bid)),
      },
      {
        ...part,
        id: 'answers',
        kind: 'ANSWERS',
        name: 'answers.json',
        content: Buffer.from(this.writer.answers(tender, bid)),
      },
    ]);
    const own = await recipientOf(await newAuthorIdentity());
    const recipients = [...instructions.recipients.map(({ recipient }) => recipient), own];
    const sealed = await sealEnvelope({ manifest, parts, recipients, envelope: 'BID', authorFirmId: voice.firmId! });
    const fileId = await this.files.put(sealed, 'SEALED_ENVELOPE', 'bid.age', voice.personKey);
    await voice.carryOut('submitBid', {
      ...which,
      manifest: JSON.stringify(manifest),
      files: [{ envelope: 'BID', authorFirmId: voice.firmId, fileId }],
    });
    this.teller.remember('bid', bidKey(tender, bid), instructions.bidId);
  }

  #which({ key }: DemoTender, { lot, by }: DemoBid): Record<string, unknown> {
    const alliance = 'alliance' in by && { allianceId: this.teller.idOf('alliance', by.alliance) };

    return { lotId: this.teller.idOf('lot', `${key} ${lot}`), ...alliance };
  }
}

/** The buyer asks for the opening, the notary releases the key, and the bids are decrypted. */
function openings({ tenders }: Demo, teller: Teller, time: Timeline, notary: DemoNotary): Step[] {
  return tenders.flatMap(({ key, buyer, lots, times, procedure }) => {
    if (times.openedAt === undefined || procedure !== 'SEALED') return [];
    const open = async (): Promise<void> => {
      for (const lot of lots)
        await teller.ownerOf(buyer).carryOut('openBids', { lotId: teller.idOf('lot', `${key} ${lot.key}`) });
      await notary.rest();
      await time.settle();
    };

    return [{ at: times.openedAt, apart: true, carryOut: open }];
  });
}
