import { newSalt } from './bytes.js';
import { type Digest, digestOf } from './digest.js';
import { digest, fields, id, instant, oneOf, salt } from './fields.js';
import type { ObjectSchema } from './shape.js';

/** What a line of the log can tell. `HEARTBEAT` only says that time passed. */
export const logKinds = [
  'HEARTBEAT',
  'KEY_ASSIGNED',
  'DEADLINE_MOVED',
  'SUBMITTED',
  'CONFIRMED',
  'WITHDRAWN',
  'CLOSED',
  'KEY_RELEASED',
  'OPENED',
  'REVEALED',
  'CANCELLED',
] as const;
export type LogKind = (typeof logKinds)[number];

/** What happened. Its salt keeps anyone from guessing it by trying digests before it is published. */
export interface LogEntry {
  /** UTC with microseconds. */
  at: string;
  kind: LogKind;
  /** Absent where the line concerns no lot. */
  tenderId?: string;
  lotId?: string;
  /** Of the canonical JSON of what happened in detail. */
  payloadDigest: Digest;
  /** The line before of the same lot; `genesis` for its first. Absent where the line concerns no lot. */
  previousInLot?: Digest;
  salt: string;
}

/** A line as the installation keeps it. */
export interface LogLine extends LogEntry {
  /** Digest of the line before in the installation's one chain; `genesis` for the first. */
  previous: Digest;
  /**
   * Hides `previous` in the link, so that a firm with two receipts cannot see whether anything happened in between.
   */
  blind: string;
  /** SHA-256 of the canonical JSON of `{ entry: <digest of the entry>, link }`. */
  digest: Digest;
}

/** A line whose content is not yet public, in an export of the whole chain. */
export interface HiddenLine {
  entryDigest: Digest;
  previous: Digest;
  blind: string;
  digest: Digest;
}

/** A line in the extract of one lot: complete, but silent about the lines of other lots. */
export interface LotLine extends LogEntry {
  tenderId: string;
  lotId: string;
  previousInLot: Digest;
  /** SHA-256 of the canonical JSON of `{ blind, previous }`: what a receipt calls `previousLogDigest`. */
  link: Digest;
  digest: Digest;
}

const entryFields = {
  at: instant('When it happened'),
  kind: oneOf('What happened.', logKinds),
  tenderId: id('Id of the tender.'),
  lotId: id('Id of the lot.'),
  payloadDigest: digest('Digest of what happened in detail'),
  previousInLot: digest('Digest of the line before of the same lot'),
  salt: salt('Random bytes that hide the entry until it is published'),
};
const chainFields = {
  previous: digest('Digest of the line before'),
  blind: salt('Random bytes that hide the link to the line before'),
  digest: digest('Digest of this line'),
};

export const logLineSchema = fields('A line of the log.', { ...entryFields, ...chainFields }, [
  'tenderId',
  'lotId',
  'previousInLot',
]);
export const hiddenLineSchema = fields('A line of the log whose content is not yet public.', {
  entryDigest: digest('Digest of the content'),
  ...chainFields,
});
export const lotLineSchema: ObjectSchema = fields('A line of the log in the extract of one lot.', {
  ...entryFields,
  link: digest('Blinded digest of the line before in the whole log'),
  digest: digest('Digest of this line'),
});

/** What the next line needs: the digests of the lines before, and what happened. */
export interface NextLine {
  /** Digest of the last line of the chain, read under the lock of its head; `genesis` for the first. */
  previous: Digest;
  at: string;
  kind: LogKind;
  /** The lot it concerns, with the digest of that lot's last line (`genesis` for its first). */
  lot?: { tenderId: string; lotId: string; previous: Digest };
  /** Anything with a canonical form. */
  payload: unknown;
}

/** Writes the next line. @throws NotCanonical for a payload without canonical form */
export async function nextLine({ previous, at, kind, lot, payload }: NextLine): Promise<LogLine> {
  const entry: LogEntry = {
    at,
    kind,
    ...(lot && { tenderId: lot.tenderId, lotId: lot.lotId, previousInLot: lot.previous }),
    payloadDigest: await digestOf(payload),
    salt: newSalt(),
  };
  const blind = newSalt();
  const digest = await lineDigest(await digestOf(entry), await linkOf({ previous, blind }));

  return { ...entry, previous, blind, digest };
}

/** The blinded digest of the line before: what a receipt calls `previousLogDigest`. */
export function linkOf({ previous, blind }: Pick<LogLine, 'previous' | 'blind'>): Promise<Digest> {
  return digestOf({ blind, previous });
}

/** The content of a line without its place in the chain. */
export function entryOf(line: LogEntry): LogEntry {
  const { at, kind, tenderId, lotId, payloadDigest, previousInLot, salt } = line;

  return {
    at,
    kind,
    ...(tenderId !== undefined && { tenderId }),
    ...(lotId !== undefined && { lotId }),
    payloadDigest,
    ...(previousInLot !== undefined && { previousInLot }),
    salt,
  };
}

export function lineDigest(entry: Digest, link: Digest): Promise<Digest> {
  return digestOf({ entry, link });
}

/** The line for an export that must not tell what happened. */
export async function hideLine(line: LogLine): Promise<HiddenLine> {
  const { previous, blind, digest } = line;

  return { entryDigest: await digestOf(entryOf(line)), previous, blind, digest };
}

/** The line for the extract of its lot. @throws TypeError if it concerns no lot */
export async function lotLine(line: LogLine): Promise<LotLine> {
  const { tenderId, lotId, previousInLot } = line;
  if (tenderId === undefined || lotId === undefined || previousInLot === undefined) {
    throw new TypeError('The line concerns no lot.');
  }
  const { at, kind, payloadDigest, salt, digest } = line;

  return { at, kind, tenderId, lotId, payloadDigest, previousInLot, salt, link: await linkOf(line), digest };
}
