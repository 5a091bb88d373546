import { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** Shorter passphrases are guessed by whoever copies the wrapped identity. */
export const shortestPassphrase = 12;

/**
 * Work factor of scrypt as a power of two: 64 MB and about half a second, which an old phone can still do. The `age` command
 * uses 18 and reads this as well.
 */
const workFactor = 16;

/** A new secret identity of the age format (`AGE-SECRET-KEY-1…`), made on this device and sent nowhere. */
export function newAuthorIdentity(): Promise<string> {
  // X25519 and not the post-quantum kind, because the age that comes with most systems does not know that one yet.
  return generateX25519Identity();
}

/** The public recipient (`age1…`) of an identity. @throws Error if the text is no age identity */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity.trim());
}

/**
 * Locks an identity with a passphrase: the text of an armored age file, which `age -d` opens as well.
 * @throws RangeError for a passphrase of fewer than `shortestPassphrase` characters
 */
export async function wrapIdentity(identity: string, passphrase: string): Promise<string> {
  if (Array.from(passphrase).length < shortestPassphrase) {
    throw new RangeError(`A passphrase has at least ${shortestPassphrase} characters.`);
  }
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);

  return armor.encode(await encrypter.encrypt(`${identity.trim()}\n`));
}

export type UnwrappedIdentity =
  { ok: true; identity: string } | { ok: false; code: 'WRONG_PASSPHRASE' | 'NOT_A_WRAPPED_IDENTITY' };

/** Opens what `wrapIdentity` or `age -p -a` locked; comment lines of `age-keygen` are skipped. Never throws. */
export async function unwrapIdentity(wrapped: string, passphrase: string): Promise<UnwrappedIdentity> {
  const file = dearmored(wrapped);
  if (!file) return { ok: false, code: 'NOT_A_WRAPPED_IDENTITY' };
  const decrypter = new Decrypter();
  let plain: string;
  try {
    decrypter.addPassphrase(passphrase);
    plain = await decrypter.decrypt(file, 'text');
  } catch {
    return { ok: false, code: 'WRONG_PASSPHRASE' };
  }
  const identity = plain.split(/\r?\n/).find((line) => line.startsWith('AGE-SECRET-KEY-'));
  try {
    if (identity && (await recipientOf(identity))) return { ok: true, identity: identity.trim() };
  } catch {
    // The passphrase was right, but what it locked is no identity.
  }

  return { ok: false, code: 'NOT_A_WRAPPED_IDENTITY' };
}

function dearmored(text: string): Uint8Array | undefined {
  try {
    return armor.decode(text);
  } catch {
    return undefined;
  }
}
