import { digest, fields, format, id, list, oneOf, wholeNumber } from './fields.js';
import type { Digest } from './digest.js';
import { type Problem, type Read, read } from './shape.js';

export const manifestFormat = 'kongsi-bid-manifest/1';

/**
 * The parts of a bid that are opened on their own. `BID` is the one envelope of a plain sealed tender and holds the whole
 * bid; it never stands beside another.
 */
export const envelopes = ['BID', 'QUALIFICATION', 'TECHNICAL', 'PRICE'] as const;
export type Envelope = (typeof envelopes)[number];

export const partKinds = ['PRICE_SCHEDULE', 'ANSWERS', 'DOCUMENT'] as const;
export type PartKind = (typeof partKinds)[number];

/** What may be known of a part before the opening. Its name and media type are sealed with it. */
export interface ManifestPart {
  id: string;
  authorFirmId: string;
  envelope: Envelope;
  kind: PartKind;
  /** Bytes of the packed part: label line and content. */
  size: number;
  /** Of the packed part. It tells nothing about the content, because the label holds a salt. */
  digest: Digest;
}

/** For whom, by whom and in which version a bid is: what makes a copied ciphertext worthless. */
export interface BidAddress {
  tenderId: string;
  lotId: string;
  tendererId: string;
  bidId: string;
  /** 1 for the first, one more for each that replaces it. */
  version: number;
}

/** One version of a bid: what it consists of. Readable by the server; tells nothing of the content. */
export interface Manifest extends BidAddress {
  format: typeof manifestFormat;
  /** Number of the last addendum the bid takes into account; 0 if there was none. */
  addendum: number;
  parts: ManifestPart[];
}

export const addressFields = {
  tenderId: id('Id of the tender.'),
  lotId: id('Id of the lot.'),
  tendererId: id('Id of the firm or alliance that bids.'),
  bidId: id('Id of the bid, the same in all its versions.'),
  version: wholeNumber('Version of the bid: 1 for the first, one more for each that replaces it.', 1, 1_000_000),
};

const partFields = fields('One part of the bid.', {
  id: id('Name of the part within this bid.'),
  authorFirmId: id('Id of the firm that wrote and sealed the part.'),
  envelope: oneOf('Envelope the part is sealed in. BID is the only envelope of a plain sealed tender.', envelopes),
  kind: oneOf('What the part holds.', partKinds),
  size: wholeNumber('Bytes of the packed part: its label line and its content.', 1, Number.MAX_SAFE_INTEGER),
  digest: digest('SHA-256 of the packed part'),
});

/** The published JSON Schema of a manifest, and the rule `readManifest` runs. */
export const manifestSchema = fields('The parts of one version of a sealed bid.', {
  format: format(manifestFormat),
  ...addressFields,
  addendum: wholeNumber('Number of the last addendum taken into account; 0 if none.', 0, 1_000_000),
  parts: list('The parts, in the order in which they stand in the sealed files.', partFields, 1, 1000),
});

export type ReadManifest = { ok: true; manifest: Manifest } | { ok: false; problems: Problem[] };

/**
 * The one validator of manifests: in the browser, on the command line, on the server and at the opening. Never throws.
 * @param value the parsed manifest, or the bytes of its JSON text
 */
export function readManifest(value: unknown): ReadManifest {
  const result: Read<Manifest> = read(manifestSchema, value);
  if (!result.ok) return result;
  const problems = [...idsTwice(result.value), ...wrongEnvelopes(result.value), ...kindsTwice(result.value)];

  return problems.length > 0 ? { ok: false, problems } : { ok: true, manifest: result.value };
}

function idsTwice({ parts }: Manifest): Problem[] {
  const seen = new Set<string>();

  return parts.flatMap((part, index) => {
    const isNew = !seen.has(part.id);
    seen.add(part.id);

    return isNew ? [] : [{ path: `parts[${index}].id`, read: `"${part.id}" again`, allowed: 'an id used once' }];
  });
}

function wrongEnvelopes({ parts }: Manifest): Problem[] {
  const isWhole = parts[0]?.envelope === 'BID';

  return parts.flatMap((part, index) => {
    const path = `parts[${index}].envelope`;
    if ((part.envelope === 'BID') !== isWhole) {
      return [{ path, read: part.envelope, allowed: 'BID in every part, or in none' }];
    }
    if (part.kind === 'PRICE_SCHEDULE' && part.envelope !== 'BID' && part.envelope !== 'PRICE') {
      return [{ path, read: part.envelope, allowed: 'BID or PRICE, for a price schedule' }];
    }

    return [];
  });
}

/** Two price schedules of one author would leave open which one counts. */
function kindsTwice({ parts }: Manifest): Problem[] {
  const seen = new Set<string>();

  return parts.flatMap((part, index) => {
    if (part.kind === 'DOCUMENT') return [];
    const key = [part.kind, part.envelope, part.authorFirmId].join(' ');
    const isNew = !seen.has(key);
    seen.add(key);
    const allowed = 'one of this kind for each author and envelope';

    return isNew ? [] : [{ path: `parts[${index}].kind`, read: `${part.kind} again`, allowed }];
  });
}
