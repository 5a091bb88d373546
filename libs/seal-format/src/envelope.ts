import { Decrypter, Encrypter } from 'age-encryption';
import { textOf } from './bytes.js';
import { type Compartment, partsIn, readContainer, writeContainer } from './container.js';
import { type Digest, digestOf } from './digest.js';
import { type BidAddress, type Manifest, readManifest } from './manifest.js';
import { type UnpackedPart, unpackPart } from './part.js';
import type { Problem } from './shape.js';

/** What was given to be sealed does not hold together; `problems` says where. */
export class CannotSeal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, read, allowed }) => `${path}: ${read} (allowed: ${allowed})`).join('; '));
    this.name = 'CannotSeal';
  }
}

export interface ToSeal extends Compartment {
  manifest: Manifest;
  /** Packed parts by id; those of other envelopes or authors are ignored. */
  parts: ReadonlyMap<string, Uint8Array>;
  /** Age recipients: the envelope's, and its author's own. */
  recipients: readonly string[];
}

/**
 * Seals the parts of one envelope and author into one age file, in memory.
 * @throws CannotSeal if the manifest is faulty, a part is missing or not the one in the manifest, or a recipient is wrong
 */
export async function sealEnvelope(toSeal: ToSeal): Promise<Uint8Array> {
  const read = readManifest(toSeal.manifest);
  if (!read.ok) throw new CannotSeal(read.problems);
  const parts = new Map(toSeal.parts);
  const problems = await partProblems(read.manifest, toSeal, parts);
  if (problems.length > 0) throw new CannotSeal(problems);

  const encrypter = new Encrypter();
  if (toSeal.recipients.length === 0) throw new CannotSeal([recipientProblem(0, 'nothing')]);
  for (const [index, recipient] of toSeal.recipients.entries()) {
    try {
      encrypter.addRecipient(recipient.trim());
    } catch {
      throw new CannotSeal([recipientProblem(index, `"${recipient.slice(0, 80)}"`)]);
    }
  }
  const { envelope, authorFirmId } = toSeal;

  return encrypter.encrypt(writeContainer({ manifest: read.manifest, envelope, authorFirmId, parts }));
}

function recipientProblem(index: number, read: string): Problem {
  return { path: `recipients[${index}]`, read, allowed: 'an age recipient (age1…)' };
}

async function partProblems(
  manifest: Manifest,
  compartment: Compartment,
  parts: ReadonlyMap<string, Uint8Array>,
): Promise<Problem[]> {
  const expected = partsIn(manifest, compartment);
  if (expected.length === 0) return [{ path: 'parts', read: 'none', allowed: 'a part of this envelope and author' }];
  const problems: Problem[] = [];
  for (const { id, size, digest } of expected) {
    const bytes = parts.get(id);
    const path = `parts: ${id}`;
    if (!bytes) problems.push({ path, read: 'nothing', allowed: `${size} bytes` });
    else if (bytes.length !== size) problems.push({ path, read: `${bytes.length} bytes`, allowed: `${size} bytes` });
    else if ((await digestOf(bytes)) !== digest) {
      problems.push({ path, read: 'other content', allowed: `content with ${digest}` });
    }
  }

  return problems;
}

/** What the opener knows from the log: whose bid this file was received as. */
export interface ExpectedSeal extends BidAddress, Compartment {
  manifestDigest: Digest;
}

export type OpenProblem =
  /** The key does not fit, or a byte of the file was changed; the age format does not always tell which. */
  | { code: 'NOT_DECRYPTABLE'; detail: string }
  /** It decrypts, but holds something else than the documented container. */
  | { code: 'NOT_A_SEALED_BID'; problems: Problem[] }
  /** It was sealed for another tender, lot, envelope, tenderer, bid, version or author. */
  | { code: 'SEALED_FOR_ANOTHER'; problems: Problem[] }
  /** The manifest inside is not the one that was acknowledged. */
  | { code: 'OTHER_MANIFEST'; problems: Problem[] }
  /** Parts differ from what the manifest states. */
  | { code: 'PARTS_DAMAGED'; problems: Problem[] };

export type OpenedEnvelope =
  { ok: true; manifest: Manifest; parts: Map<string, UnpackedPart> } | { ok: false; problem: OpenProblem };

/**
 * Opens a sealed file and checks that it is what was acknowledged: address, manifest, size and digest of every part.
 * Never throws on any file; holds it in memory.
 * @param identity age identity of the envelope or of the author
 */
export async function openEnvelope(
  ciphertext: Uint8Array,
  identity: string,
  expected: ExpectedSeal,
): Promise<OpenedEnvelope> {
  const decrypted = await decrypt(ciphertext, identity);
  if (!decrypted.ok) return { ok: false, problem: { code: 'NOT_DECRYPTABLE', detail: decrypted.detail } };
  const container = readContainer(decrypted.plain);
  if (!container.ok) return { ok: false, problem: { code: 'NOT_A_SEALED_BID', problems: container.problems } };
  const { manifest } = container;

  const elsewhere = addressProblems({ ...manifest, ...compartmentOf(container) }, expected);
  if (elsewhere.length > 0) return { ok: false, problem: { code: 'SEALED_FOR_ANOTHER', problems: elsewhere } };
  const manifestDigest = await digestOf(manifest);
  if (manifestDigest !== expected.manifestDigest) {
    const problems = [{ path: 'manifest', read: manifestDigest, allowed: expected.manifestDigest }];

    return { ok: false, problem: { code: 'OTHER_MANIFEST', problems } };
  }
  const damaged = await partProblems(manifest, container, container.parts);
  const parts = new Map<string, UnpackedPart>();
  for (const [id, packed] of container.parts) {
    const { ok, ...rest } = unpackPart(packed);
    if (ok) parts.set(id, rest as UnpackedPart);
    else damaged.push({ path: `parts: ${id}`, read: 'no readable label', allowed: 'a label line before the content' });
  }
  if (damaged.length > 0) return { ok: false, problem: { code: 'PARTS_DAMAGED', problems: damaged } };

  return { ok: true, manifest, parts };
}

function compartmentOf({ envelope, authorFirmId }: Compartment): Compartment {
  return { envelope, authorFirmId };
}

function addressProblems(found: BidAddress & Compartment, expected: BidAddress & Compartment): Problem[] {
  const fields = ['tenderId', 'lotId', 'tendererId', 'bidId', 'version', 'envelope', 'authorFirmId'] as const;

  return fields
    .filter((field) => found[field] !== expected[field])
    .map((field) => ({ path: field, read: String(found[field]), allowed: String(expected[field]) }));
}

async function decrypt(
  ciphertext: Uint8Array,
  identity: string,
): Promise<{ ok: true; plain: Uint8Array } | { ok: false; detail: string }> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity.trim());

    return { ok: true, plain: await decrypter.decrypt(ciphertext) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'not readable' };
  }
}

/**
 * Whether a file looks like a binary age file for recipients, without any key: what a server can tell at submission.
 * It catches a plain document, an armored file and one locked by passphrase; it cannot tell whose keys it is for.
 */
export function inspectSealed(
  ciphertext: Uint8Array,
): { ok: true; recipients: number } | { ok: false; problems: Problem[] } {
  // The header is text; the payload behind it is not, so only what stands before the first MAC line is looked at.
  const start = String.fromCharCode(...ciphertext.subarray(0, 4096));
  const header = start.slice(0, Math.max(0, start.indexOf('\n--- ')));
  const stanzas = header.split('\n').filter((line) => line.startsWith('-> '));
  const types = stanzas.map((line) => line.split(' ')[1] ?? '');
  const allowed = 'a binary age file encrypted to recipients (not armored, not by passphrase)';
  if (textOf(ciphertext.subarray(0, 11))?.startsWith('-----BEGIN ')) {
    return { ok: false, problems: [{ path: '.', read: 'an armored file', allowed }] };
  }
  if (!header.startsWith('age-encryption.org/v1\n') || types.length === 0) {
    return { ok: false, problems: [{ path: '.', read: 'no age file', allowed }] };
  }
  if (types.includes('scrypt')) return { ok: false, problems: [{ path: '.', read: 'locked by passphrase', allowed }] };

  return { ok: true, recipients: types.filter((type) => !type.endsWith('-grease')).length };
}
