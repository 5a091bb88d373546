import { pricesFor, submitBid } from '../support/bids.js';
import type { FirmActing } from '../support/firms.js';
import { kept } from '../support/showcase.js';
import type { TenderKnown } from '../support/tenders.js';
import { upload } from '../support/uploads.js';

/** One paper of a tender, and who may have it. */
export async function aDocument(buyer: FirmActing, tenderId: string, access: string): Promise<string> {
  const fileId = await upload(buyer.person, 'TENDER_DOCUMENT', Buffer.from(`Drawn: ${access}.`), 'windows.txt');
  const input = { tenderId, fileId, type: 'technicalSpecifications', title: `Drawings ${access}`, access };

  return kept(await buyer.act<{ id: string }>('addTenderDocument', input, '... on TenderDocument { id }')).id;
}

/** A bid that says how the work is done in a paper of its own, sealed with the rest or, for quotes, lying beside it. */
export async function aBidWithPaper(
  firm: FirmActing,
  tender: TenderKnown,
  { allianceId, isQuote }: { allianceId: string; isQuote: boolean },
): Promise<string> {
  const content = 'The old frames stay; the panes are new.';
  if (!isQuote) {
    const documents = [{ name: 'method.txt', mediaType: 'text/plain', content }];

    return kept(await submitBid(firm, tender, { allianceId, documents })).bidId;
  }
  const [lot] = tender.lots;
  const documentFileIds = [await upload(firm.person, 'BID_DOCUMENT', Buffer.from(content), 'method.txt')];
  const input = { lotId: lot!.id, allianceId, priceSchedule: pricesFor(lot!), documentFileIds };

  return kept(await firm.act<{ bidId: string }>('submitQuote', input, '... on BidVersion { bidId }')).bidId;
}

/** What the firms think of offering next: the lead lets its partner read, the partner nobody; the rival bids alone. */
export async function draftOffers(
  { lead, partner, rival }: Record<'lead' | 'partner' | 'rival', FirmActing>,
  lotId: string,
  allianceId: string,
): Promise<void> {
  const input = { lotId, revision: 0, content: 'Perhaps 440000 a window' };
  kept(await lead.act('saveBidDraft', { ...input, allianceId, readerFirmIds: [partner.firmId] }));
  kept(await partner.act('saveBidDraft', { ...input, allianceId }));
  kept(await rival.act('saveBidDraft', input));
}

/** The buyer asks a bidder for a paper. */
export async function askForPaper(buyer: FirmActing, bidId: string, until: Date): Promise<string> {
  const input = { bidId, about: 'PAPER', question: 'The insurance, please.', until: until.toISOString() };

  return kept(await buyer.act<{ id: string }>('askClarification', input, '... on Clarification { id }')).id;
}

export async function answerWithPaper(bidder: FirmActing, clarificationId: string): Promise<void> {
  const fileId = await upload(bidder.person, 'CLARIFICATION');
  kept(await bidder.act('answerClarification', { clarificationId, text: 'Here it is.', fileId }));
}

export async function signOnPaper(buyer: FirmActing, lotId: string): Promise<void> {
  const fileId = await upload(buyer.person, 'CONTRACT');
  const signers = { buyerSigner: 'Ibu Kepala', supplierSigner: 'Sari Wijaya' };
  kept(await buyer.act('signContract', { lotId, ...signers, fileId }));
}
