import { joined, newSalt, textOf, utf8 } from './bytes.js';
import { canonicalBytes } from './canonical-json.js';
import { type Digest, digestOf } from './digest.js';
import { fields, line, salt } from './fields.js';
import { type BidAddress, type Envelope, type Manifest, type PartKind, manifestFormat } from './manifest.js';
import { type Problem, read } from './shape.js';

/** What a bidder puts into a bid: a file, or the JSON bytes of a price schedule or of answers. */
export interface PartContent {
  id: string;
  authorFirmId: string;
  envelope: Envelope;
  kind: PartKind;
  /** As the bidder calls it. Sealed with the content: "offer-450000.pdf" would tell the price. */
  name: string;
  mediaType: string;
  content: Uint8Array;
}

/** A part as it was before sealing. */
export interface UnpackedPart {
  name: string;
  mediaType: string;
  content: Uint8Array;
}

interface Label {
  mediaType: string;
  name: string;
  padding?: string;
  salt: string;
}

/** Packed parts are filled up to a multiple of this, so that a length does not tell how many digits a price has. */
export const paddedTo = 1024;
const longestLabel = 4096;
const newline = 10;

/** The published JSON Schema of the label line in front of every part. */
export const labelSchema = fields(
  'The first line of a packed part, before its content.',
  {
    mediaType: line('Media type of the content', 100),
    name: line('Name of the part for those who may open it', 200),
    padding: {
      type: 'string',
      description: 'Zeros that hide the exact length of the content.',
      pattern: '^0*$',
      maxLength: 2048,
    },
    salt: salt('Random bytes, so that nobody can guess the content and compare digests'),
  },
  ['padding'],
);

/**
 * Packs a part: a label line (canonical JSON with name, media type, a fresh salt and padding), a line feed, the content.
 * What the manifest states as size and digest is of this whole.
 */
export function packPart({ name, mediaType, content }: UnpackedPart): Uint8Array {
  const label: Label = { mediaType, name, padding: '', salt: newSalt() };
  const bare = canonicalBytes(label).length + 1 + content.length;
  label.padding = '0'.repeat((paddedTo - (bare % paddedTo)) % paddedTo);

  return joined([canonicalBytes(label), utf8('\n'), content]);
}

/** Takes a packed part apart. Never throws. */
export function unpackPart(packed: Uint8Array): ({ ok: true } & UnpackedPart) | { ok: false; problems: Problem[] } {
  const end = packed.subarray(0, longestLabel).indexOf(newline);
  if (end < 0 || textOf(packed.subarray(0, end)) === undefined) {
    const allowed = `a line of JSON of at most ${longestLabel} bytes`;

    return { ok: false, problems: [{ path: 'label', read: 'no such line', allowed }] };
  }
  const label = read<Label>(labelSchema, packed.subarray(0, end));
  if (!label.ok) return label;
  const { name, mediaType } = label.value;

  return { ok: true, name, mediaType, content: packed.subarray(end + 1) };
}

/** A bid ready to be sealed: its manifest and the packed parts by id. */
export interface PackedBid {
  manifest: Manifest;
  parts: Map<string, Uint8Array>;
}

/**
 * Packs all parts of one version of a bid and writes its manifest. Check the result with `readManifest`.
 * @throws NotCanonical when a name holds half a character
 */
export async function packBid(
  address: BidAddress & { addendum: number },
  contents: readonly PartContent[],
): Promise<PackedBid> {
  const { tenderId, lotId, tendererId, bidId, version, addendum } = address;
  const manifest: Manifest = {
    format: manifestFormat,
    tenderId,
    lotId,
    tendererId,
    bidId,
    version,
    addendum,
    parts: [],
  };
  const parts = new Map<string, Uint8Array>();
  for (const { id, authorFirmId, envelope, kind, ...unpacked } of contents) {
    const packed = packPart(unpacked);
    const digest: Digest = await digestOf(packed);
    manifest.parts.push({ id, authorFirmId, envelope, kind, size: packed.length, digest });
    parts.set(id, packed);
  }

  return { manifest, parts };
}
