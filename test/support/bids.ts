import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { FirmActing } from './firms.js';
import type { Outcome } from './people.js';
import type { TenderKnown } from './tenders.js';
import { upload } from './uploads.js';

/** What a bidder puts into a bid. */
export interface Offer {
  /** Net price of one unit of each item. */
  unitPrice?: string;
  /** The sum as the bidder states it; the right one by default. */
  statedTotal?: string;
  documents?: { name: string; mediaType: string; content: string }[];
  answers?: unknown;
  allianceId?: string;
  /** Which lot; the first by default. */
  lot?: number;
}

/** What `sealedBidInstructions` answers. */
export interface Instructions {
  tenderId: string;
  lotId: string;
  tendererId: string;
  bidId: string;
  version: number;
  addendum: number;
  recipients: { envelope: string; recipient: string }[];
}

/** A bid sealed on the bidder's side. */
export interface SealedByAge {
  instructions: Instructions;
  manifest: string;
  ciphertext: Uint8Array;
  /** The author's own key. */
  identity: string;
}

export interface Submitted extends Outcome {
  id: string;
  bidId: string;
  version: number;
  receipt: string;
  lateBySeconds?: string;
  problems?: { path: string; read: string; allowed: string }[];
}

const sha256 = (bytes: Uint8Array | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export async function instructionsFor(firm: FirmActing, lotId: string, allianceId?: string): Promise<Instructions> {
  const data = await firm.get<{ sealedBidInstructions: Instructions }>(
    `query ($firmId: ID!, $lotId: ID!, $allianceId: ID) { sealedBidInstructions(firmId: $firmId, lotId: $lotId, allianceId: $allianceId) {
      tenderId lotId tendererId bidId version addendum recipients { envelope recipient } } }`,
    { firmId: firm.firmId, lotId, allianceId },
  );

  return data.sealedBidInstructions;
}

/** Seals as a stranger would who read docs/sealing.md: the age format and a hash, nothing of Kongsi's own sealing code. */
export async function sealByAge(
  firm: FirmActing,
  tender: TenderKnown,
  offer: Offer = {},
  changed: (instructions: Instructions) => Instructions = (it) => it,
): Promise<SealedByAge> {
  const lot = tender.lots[offer.lot ?? 0]!;
  const instructions = changed(await instructionsFor(firm, lot.id, offer.allianceId));
  const { addendum, bidId, lotId, tenderId, tendererId, version } = instructions;
  const contents = [
    {
      id: 'prices',
      kind: 'PRICE_SCHEDULE',
      name: 'prices.json',
      mediaType: 'application/json',
      content: pricesFor(lot, offer),
    },
    ...(offer.answers
      ? [
          {
            id: 'answers',
            kind: 'ANSWERS',
            name: 'answers.json',
            mediaType: 'application/json',
            content: JSON.stringify(offer.answers),
          },
        ]
      : []),
    ...(offer.documents ?? []).map((document, index) => ({ id: `document-${index}`, kind: 'DOCUMENT', ...document })),
  ];
  const packed = contents.map(({ id, kind, name, mediaType, content }) => {
    const salt = randomBytes(32).toString('hex');
    const bytes = Buffer.from(`${JSON.stringify({ mediaType, name, salt })}\n${content}`);
    const entry = { authorFirmId: firm.firmId, digest: sha256(bytes), envelope: 'BID', id, kind, size: bytes.length };

    return { bytes, entry };
  });
  const parts = packed.map(({ entry }) => entry);
  const manifest = JSON.stringify({
    addendum,
    bidId,
    format: 'kongsi-bid-manifest/1',
    lotId,
    parts,
    tenderId,
    tendererId,
    version,
  });
  const header = `kongsi-sealed/1\nBID\n${firm.firmId}\n${Buffer.byteLength(manifest)}\n${manifest}`;
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  for (const { recipient } of instructions.recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient(await identityToRecipient(identity));
  const ciphertext = await encrypter.encrypt(Buffer.concat([Buffer.from(header), ...packed.map(({ bytes }) => bytes)]));

  return { instructions, manifest, ciphertext, identity };
}

/** Prices for every item of the lot, as `kongsi-price-schedule/1`. */
export function pricesFor(lot: TenderKnown['lots'][number], { unitPrice = '450000', statedTotal }: Offer = {}): string {
  const lines = lot.items.map(({ id }) => ({ itemId: id, quantity: '12', unitPrice }));
  const total = statedTotal ?? String(Number(unitPrice) * 12 * lines.length);

  return JSON.stringify({
    currency: 'IDR',
    format: 'kongsi-price-schedule/1',
    lines,
    total,
    vat: { status: 'EXEMPT' },
  });
}

/** Hands in what was sealed. */
export async function submitSealed(
  firm: FirmActing,
  { instructions, manifest, ciphertext }: SealedByAge,
  { allianceId, idempotencyKey = randomUUID() }: { allianceId?: string; idempotencyKey?: string } = {},
): Promise<Submitted> {
  const fileId = await upload(firm.person, 'SEALED_ENVELOPE', Buffer.from(ciphertext), 'bid.age');

  return handIn(firm, { lotId: instructions.lotId, manifest, fileId, allianceId, idempotencyKey });
}

/** The mutation alone: the file is there. */
export function handIn(
  firm: FirmActing,
  {
    lotId,
    manifest,
    fileId,
    ...more
  }: { lotId: string; manifest: string; fileId: string; allianceId?: string; idempotencyKey?: string },
): Promise<Submitted> {
  return firm.act<Submitted>(
    'submitBid',
    { lotId, manifest, files: [{ envelope: 'BID', authorFirmId: firm.firmId, fileId }], ...more },
    `... on BidVersion { id bidId version receipt } ... on DeadlinePassed { closedAt lateBySeconds }
     ... on SealDamaged { problems { path read allowed } }`,
  );
}

/** Seals and hands in. */
export async function submitBid(
  firm: FirmActing,
  tender: TenderKnown,
  offer: Offer = {},
): Promise<Submitted & SealedByAge> {
  const sealed = await sealByAge(firm, tender, offer);

  return { ...sealed, ...(await submitSealed(firm, sealed, { allianceId: offer.allianceId })) };
}

/** The bids of the first lot as the reader sees them. */
export async function bidsSeenBy<Bid = { id: string; total: { amount: string } | null }>(
  reader: Pick<FirmActing, 'get'>,
  tender: Pick<TenderKnown, 'id'>,
  fields = 'id total { amount currency }',
): Promise<{ count: number | null; bids: Bid[] }> {
  const data = await reader.get<{ tender: { lots: { bidCount: number | null; bids: { nodes: Bid[] } }[] } }>(
    `query ($id: ID!) { tender(id: $id) { lots { bidCount bids(first: 20) { nodes { ${fields} } } } } }`,
    { id: tender.id },
  );
  const [lot] = data.tender.lots;

  return { count: lot!.bidCount, bids: lot!.bids.nodes };
}

/** Asks for the opening. */
export function openBids(buyer: FirmActing, tender: TenderKnown): Promise<Outcome & { closesAt?: string }> {
  return buyer.act(
    'openBids',
    { lotId: tender.lots[0]!.id },
    '... on LotOpening { lotId } ... on NotYetClosed { closesAt }',
  );
}

/** The lot from its closing on, as the reader sees it. */
export async function openingSeenBy(
  reader: Pick<FirmActing, 'get'>,
  tender: TenderKnown,
): Promise<{
  bids: number;
  root: string;
  file: string;
  envelopes: { files: number; decrypted: number; finishedAt: string | null }[];
} | null> {
  const data = await reader.get<{ opening: never }>(
    'query ($lotId: ID!) { opening(lotId: $lotId) { bids root file envelopes { files decrypted finishedAt } } }',
    { lotId: tender.lots[0]!.id },
  );

  return data.opening;
}

/** The firm, verified by the operator: it may publish public sealed tenders. */
export async function verified(firm: FirmActing): Promise<FirmActing> {
  await firm.kongsi.pool.query(`UPDATE "firm" SET "verifiedAt" = $2 WHERE "id" = $1`, [
    firm.firmId,
    await firm.kongsi.clock.now(),
  ]);

  return firm;
}
