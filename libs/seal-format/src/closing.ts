import { type Digest, digestOf } from './digest.js';
import { digest, fields, format, id, instant, line, list, oneOf } from './fields.js';
import { type Head, headSchema } from './head.js';
import { type LotLine, lotLineSchema } from './log.js';
import { type Envelope, envelopes } from './manifest.js';
import { type BidAct, bidActSchema } from './receipt.js';

export const closingFormat = 'kongsi-closing/1';
export const openingFormat = 'kongsi-opening/1';

/** What is published when a lot closes, before anything is opened: the bids that count, by digest alone. */
export interface Closing {
  format: typeof closingFormat;
  tenderId: string;
  lotId: string;
  /** The deadline that applied; what arrived at this very moment or later is late. */
  closesAt: string;
  /** When the lot was closed. */
  closedAt: string;
  /** `actDigest` of the last submission of each bid not withdrawn, in the order of the log. */
  digests: Digest[];
  root: Digest;
}

/** What became of the bids when one envelope was opened. */
export interface EnvelopeOpening {
  envelope: Envelope;
  /** One for each digest of the closing, in its order. */
  outcomes: { digest: Digest; outcome: Outcome }[];
}

export const outcomes = ['OPENED', 'UNREADABLE', 'LEFT_SEALED'] as const;
/** `LEFT_SEALED`: the procedure did not open this envelope of this bid. */
export type Outcome = (typeof outcomes)[number];

/** All that is needed to recompute one lot's closing and opening without the installation. */
export interface OpeningFile {
  format: typeof openingFormat;
  installation: string;
  closing: Closing;
  /** In the order of their `OPENED` lines; empty before the opening. */
  openings: EnvelopeOpening[];
  /** The submissions the reader of this file may see; an outsider's file has none. */
  bids: BidAct[];
  /** Every line of the lot, from its first on. */
  lines: LotLine[];
  /** Signed over the last of the lines. */
  head: Head;
}

const digests = (description: string) => list(description, digest('Digest of a submission'), 0, 100_000);

/** The published JSON Schema of a closing. */
export const closingSchema = fields('The bids that count when a lot closes, by digest alone.', {
  format: format(closingFormat),
  tenderId: id('Id of the tender.'),
  lotId: id('Id of the lot.'),
  closesAt: instant('The deadline that applied'),
  closedAt: instant('When the lot was closed'),
  digests: digests('Digests of the submissions that count, in the order of the log.'),
  root: digest('Digest of the list of digests'),
});

const openingFields = fields('The opening of one envelope.', {
  envelope: oneOf('Envelope opened.', envelopes),
  outcomes: list(
    'What became of each bid, in the order of the closing.',
    fields('What became of one bid.', {
      digest: digest('Digest of the submission'),
      outcome: oneOf('Whether it opened.', outcomes),
    }),
    0,
    100_000,
  ),
});

/** The published JSON Schema of an opening log. */
export const openingFileSchema = fields('One lot, from its first log line to its opening.', {
  format: format(openingFormat),
  installation: line('Name of the installation', 200),
  closing: closingSchema,
  openings: list('The envelopes opened, in order.', openingFields, 0, 10),
  bids: list('The submissions the reader may see.', bidActSchema, 0, 100_000),
  lines: list('Every line of the lot.', lotLineSchema, 1, 1_000_000),
  head: headSchema,
});

/** The digest of the ordered list of digests: SHA-256 of its canonical JSON. */
export function closingRoot(ordered: readonly Digest[]): Promise<Digest> {
  return digestOf(ordered);
}

/** The closing of a lot, ready to be the payload of its `CLOSED` line. */
export async function closingOf(facts: Omit<Closing, 'format' | 'root'>): Promise<Closing> {
  const { tenderId, lotId, closesAt, closedAt, digests: ordered } = facts;
  const root = await closingRoot(ordered);

  return { format: closingFormat, tenderId, lotId, closesAt, closedAt, digests: [...ordered], root };
}
