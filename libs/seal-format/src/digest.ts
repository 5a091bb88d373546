import { hexOf, ownBytes } from './bytes.js';
import { canonicalBytes } from './canonical-json.js';

/** `sha256:` and 64 lower-case hexadecimal characters. */
export type Digest = string;

/** What stands where a first line would name the one before it. */
export const genesis: Digest = `sha256:${'0'.repeat(64)}`;

/** Browsers offer WebCrypto on secure pages only; without this the failure would read "undefined is not an object". */
export class SecurePageNeeded extends Error {
  constructor() {
    super('This needs a secure page: open it by https, or on the machine itself by http://localhost.');
    this.name = 'SecurePageNeeded';
  }
}

/** WebCrypto, here and in the browser. @throws SecurePageNeeded */
export function subtle(): typeof crypto.subtle {
  const available: typeof crypto.subtle | undefined = globalThis.crypto?.subtle;
  if (!available) throw new SecurePageNeeded();

  return available;
}

/**
 * The SHA-256 of bytes as they are, or of any other value as canonical JSON (a string counts as a JSON string).
 * @throws NotCanonical for a value without canonical form
 */
export async function digestOf(content: unknown): Promise<Digest> {
  const bytes = content instanceof Uint8Array ? content : canonicalBytes(content);
  const hash = await subtle().digest('SHA-256', ownBytes(bytes));

  return `sha256:${hexOf(new Uint8Array(hash))}`;
}
