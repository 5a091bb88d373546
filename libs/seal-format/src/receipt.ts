import { type Digest, digestOf } from './digest.js';
import { digest, fields, format, id, instant, line, list, oneOf, wholeNumber } from './fields.js';
import { type BidAddress, type Envelope, addressFields, envelopes } from './manifest.js';
import { type Problem, read } from './shape.js';
import { type SigningKey, checkSignature, keyIdField, signatureField, signed } from './signing.js';

export const receiptFormat = 'kongsi-receipt/1';
export const acts = ['SUBMITTED', 'WITHDRAWN'] as const;

/** One sealed file of a bid, as received. */
export interface SealedFile {
  envelope: Envelope;
  authorFirmId: string;
  /** Bytes of the ciphertext. */
  size: number;
  /** Of the ciphertext. */
  digest: Digest;
}

/** What the log keeps of a submission or withdrawal: its digest is the log line's `payloadDigest`. */
export interface BidAct extends BidAddress {
  act: (typeof acts)[number];
  /** Of the version submitted or withdrawn. */
  manifestDigest: Digest;
  /** The sealed files of that version. */
  files: SealedFile[];
}

/** Proof of what was received when. It holds no number and no digest that would tell of other bids. */
export interface Receipt extends BidAct {
  format: typeof receiptFormat;
  /** Name of the installation, as its heads carry it. */
  installation: string;
  /** UTC with microseconds: the one reading of the clock that decided. */
  receivedAt: string;
  /** The log line before this one, blinded: see `LogLine.previous`. */
  previousLogDigest: Digest;
  /** The log line of this act. */
  logDigest: Digest;
  keyId: string;
  signature: string;
}

const actFields = {
  act: oneOf('What was received.', acts),
  ...addressFields,
  manifestDigest: digest('Digest of the manifest of that version'),
  files: list(
    'The sealed files of that version.',
    fields('One sealed file.', {
      envelope: oneOf('Envelope it belongs to.', envelopes),
      authorFirmId: id('Id of the firm that sealed it.'),
      size: wholeNumber('Bytes of the sealed file.', 1, Number.MAX_SAFE_INTEGER),
      digest: digest('SHA-256 of the sealed file'),
    }),
    1,
    200,
  ),
};

/** The published JSON Schema of a submission or withdrawal as the log keeps it. */
export const bidActSchema = fields('A submission or withdrawal as the log keeps it.', actFields);

/** The published JSON Schema of a receipt. */
export const receiptSchema = fields('Proof of what was received when.', {
  format: format(receiptFormat),
  installation: line('Name of the installation', 200),
  ...actFields,
  receivedAt: instant('When it was received, by the database clock'),
  previousLogDigest: digest('Blinded digest of the log line before'),
  logDigest: digest('Digest of the log line of this act'),
  keyId: keyIdField,
  signature: signatureField,
});

/** Signs a receipt. @throws NotCanonical for values without canonical form */
export async function signReceipt(
  receipt: Omit<Receipt, 'format' | 'keyId' | 'signature'>,
  key: SigningKey,
): Promise<Receipt> {
  return signed({ format: receiptFormat, ...receipt } as const, key);
}

/** The part of a receipt that the log keeps. */
export function actOf(receipt: BidAct): BidAct {
  const { act, tenderId, lotId, tendererId, bidId, version, manifestDigest, files } = receipt;

  return { act, tenderId, lotId, tendererId, bidId, version, manifestDigest, files };
}

/** The digest by which a submission stands in the log and in the list published at closing. */
export function actDigest(act: BidAct): Promise<Digest> {
  return digestOf(actOf(act));
}

export type VerifiedReceipt =
  | { ok: true; receipt: Receipt }
  | { ok: false; code: 'MALFORMED'; problems: Problem[] }
  | { ok: false; code: 'OTHER_KEY' | 'SIGNATURE_WRONG' };

/**
 * Whether a receipt is as its installation signed it. Never throws.
 * @param value the parsed receipt, or the bytes of its JSON text
 * @param publicKey raw Ed25519 public key in base64
 */
export async function verifyReceipt(value: unknown, publicKey: string): Promise<VerifiedReceipt> {
  const result = read<Receipt>(receiptSchema, value);
  if (!result.ok) return { ok: false, code: 'MALFORMED', problems: result.problems };
  const check = await checkSignature(result.value, publicKey);
  if (check === 'VALID') return { ok: true, receipt: result.value };

  return { ok: false, code: check === 'OTHER_KEY' ? 'OTHER_KEY' : 'SIGNATURE_WRONG' };
}
