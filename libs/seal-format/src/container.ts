import { joined, textOf, utf8 } from './bytes.js';
import { canonicalBytes } from './canonical-json.js';
import { type Envelope, type Manifest, type ManifestPart, envelopes, readManifest } from './manifest.js';
import { type Problem, shown } from './shape.js';

/**
 * The plaintext of a sealed file, simple enough for a shell script:
 *
 *     kongsi-sealed/1
 *     <envelope>
 *     <author firm id>
 *     <bytes of the manifest, decimal>
 *     <manifest><packed part><packed part>…
 *
 * It holds those parts of the manifest that are of this envelope and author, in the manifest's order; the manifest tells
 * where each ends. The manifest is that of the whole bid, the same in each of its files.
 */
export const containerFormat = 'kongsi-sealed/1';

/** Which parts of a bid one sealed file holds. */
export interface Compartment {
  envelope: Envelope;
  authorFirmId: string;
}

export interface Container extends Compartment {
  manifest: Manifest;
  /** Packed parts by id. */
  parts: Map<string, Uint8Array>;
}

/** Four short lines; more without a line feed is something else. */
const longestHeader = 256;
const newline = 10;

/** The parts of a manifest that belong into the file of one envelope and author. */
export function partsIn({ parts }: Manifest, { envelope, authorFirmId }: Compartment): ManifestPart[] {
  return parts.filter((part) => part.envelope === envelope && part.authorFirmId === authorFirmId);
}

/** Writes the plaintext of a sealed file. Parts the container lacks are left out; `sealEnvelope` checks before. */
export function writeContainer({ manifest, envelope, authorFirmId, parts }: Container): Uint8Array {
  const written = canonicalBytes(manifest);
  const header = [containerFormat, envelope, authorFirmId, String(written.length), ''].join('\n');
  const bodies = partsIn(manifest, { envelope, authorFirmId }).flatMap(({ id }) => parts.get(id) ?? []);

  return joined([utf8(header), written, ...bodies]);
}

export type ReadContainer = ({ ok: true } & Container) | { ok: false; problems: Problem[] };

/** Reads the plaintext of a sealed file. Digests are not looked at here. Never throws. */
export function readContainer(bytes: Uint8Array): ReadContainer {
  const header = headerOf(bytes);
  if (!header) return notAsExpected('header', 'something else', `four lines beginning with ${containerFormat}`);
  const [format, envelope, authorFirmId, length] = header.lines;
  const known = envelopes.find((name) => name === envelope);
  if (format !== containerFormat) return notAsExpected('header[0]', shown(format), containerFormat);
  if (!known) return notAsExpected('header[1]', shown(envelope), envelopes.join(', '));
  if (!authorFirmId) return notAsExpected('header[2]', 'nothing', 'the id of a firm');
  if (!length || !/^[1-9][0-9]{0,8}$/.test(length))
    return notAsExpected('header[3]', shown(length), 'a count of bytes');

  const start = header.end + Number(length);
  const read = readManifest(bytes.subarray(header.end, start));
  if (!read.ok) {
    return { ok: false, problems: read.problems.map((problem) => ({ ...problem, path: `manifest: ${problem.path}` })) };
  }

  return cut(bytes, start, { manifest: read.manifest, envelope: known, authorFirmId });
}

function cut(bytes: Uint8Array, start: number, found: Omit<Container, 'parts'>): ReadContainer {
  const parts = new Map<string, Uint8Array>();
  const expected = partsIn(found.manifest, found);
  const end = expected.reduce((sum, { size }) => sum + size, start);
  if (expected.length === 0) return notAsExpected('parts', 'none', 'a part of this envelope and author');
  if (end !== bytes.length) return notAsExpected('parts', `${bytes.length} bytes`, `${end} bytes, by the manifest`);
  let offset = start;
  for (const { id, size } of expected) {
    parts.set(id, bytes.subarray(offset, offset + size));
    offset += size;
  }

  return { ok: true, ...found, parts };
}

function headerOf(bytes: Uint8Array): { lines: string[]; end: number } | undefined {
  let end = 0;
  for (let line = 0; line < 4; line += 1) {
    const feed = bytes.subarray(0, longestHeader).indexOf(newline, end);
    if (feed < 0) return undefined;
    end = feed + 1;
  }
  const text = textOf(bytes.subarray(0, end));

  return text === undefined ? undefined : { lines: text.split('\n'), end };
}

function notAsExpected(path: string, read: string, allowed: string): ReadContainer {
  return { ok: false, problems: [{ path, read, allowed }] };
}
