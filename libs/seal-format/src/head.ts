import type { Digest } from './digest.js';
import { digest, fields, format, instant, line } from './fields.js';
import { type Problem, read } from './shape.js';
import { type SigningKey, checkSignature, keyIdField, signatureField, signed } from './signing.js';

export const headFormat = 'kongsi-head/1';

/** The installation's word that its log ended with this line at this time. It does not say how long the log is. */
export interface Head {
  format: typeof headFormat;
  installation: string;
  /** UTC with microseconds. */
  at: string;
  /** Digest of the line. */
  logDigest: Digest;
  keyId: string;
  signature: string;
}

/** The published JSON Schema of a head. */
export const headSchema = fields('A signed end of the log.', {
  format: format(headFormat),
  installation: line('Name of the installation', 200),
  at: instant('When it was signed'),
  logDigest: digest('Digest of the log line it ends with'),
  keyId: keyIdField,
  signature: signatureField,
});

/** Signs the end of the log, or of an extract of it. @throws NotCanonical for values without canonical form */
export async function signHead(head: Pick<Head, 'installation' | 'at' | 'logDigest'>, key: SigningKey): Promise<Head> {
  const { installation, at, logDigest } = head;

  return signed({ format: headFormat, installation, at, logDigest } as const, key);
}

export type VerifiedHead =
  | { ok: true; head: Head }
  | { ok: false; code: 'MALFORMED'; problems: Problem[] }
  | { ok: false; code: 'OTHER_KEY' | 'SIGNATURE_WRONG' };

/**
 * Whether a head is as its installation signed it. Never throws.
 * @param value the parsed head, or the bytes of its JSON text
 * @param publicKey raw Ed25519 public key in base64
 */
export async function verifyHead(value: unknown, publicKey: string): Promise<VerifiedHead> {
  const result = read<Head>(headSchema, value);
  if (!result.ok) return { ok: false, code: 'MALFORMED', problems: result.problems };
  const check = await checkSignature(result.value, publicKey);
  if (check === 'VALID') return { ok: true, head: result.value };

  return { ok: false, code: check === 'OTHER_KEY' ? 'OTHER_KEY' : 'SIGNATURE_WRONG' };
}
