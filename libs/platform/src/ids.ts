import { randomBytes } from 'node:crypto';

/**
 * A new id: UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits, so that rows made later sort later.
 * The time in it is a hint for the index, never a fact; facts about time come from the clock.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');

  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A random token for links, sessions and codes: 256 bits, base64url. Only its digest is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
