import { base64Of, bytesOfBase64, ownBytes } from './bytes.js';
import { canonicalBytes } from './canonical-json.js';
import { digestOf, subtle } from './digest.js';
import type { Schema } from './shape.js';

/** A private key ready to sign, with the id that signed things carry. */
export interface SigningKey {
  keyId: string;
  privateKey: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
}

export const keyIdField: Schema = {
  type: 'string',
  description:
    'Id of the signing key ("ed25519:" and the first 32 hexadecimal characters of the SHA-256 of the raw public key)',
  pattern: '^ed25519:[0-9a-f]{32}$',
};

export const signatureField: Schema = {
  type: 'string',
  description: 'Ed25519 signature in base64, over the canonical JSON of all other fields',
  pattern: '^[A-Za-z0-9+/]{86}==$',
};

/** A new pair: raw public key and PKCS #8 private key, both base64. */
export async function newSigningKeys(): Promise<{ publicKey: string; privateKey: string }> {
  const pair = await subtle().generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('no key pair');

  return {
    publicKey: base64Of(new Uint8Array(await subtle().exportKey('raw', pair.publicKey))),
    privateKey: base64Of(new Uint8Array(await subtle().exportKey('pkcs8', pair.privateKey))),
  };
}

/** The id of a raw public key in base64. @throws TypeError if it is not 32 bytes of base64 */
export async function keyIdOf(publicKey: string): Promise<string> {
  const digest = await digestOf(rawPublicKey(publicKey));

  return `ed25519:${digest.slice('sha256:'.length, 'sha256:'.length + 32)}`;
}

/** @param privateKey PKCS #8 in base64. @throws TypeError or DOMException if it is not such a key */
export async function loadSigningKey(privateKey: string): Promise<SigningKey> {
  const bytes = bytesOfBase64(privateKey);
  if (!bytes) throw new TypeError('A signing key is PKCS #8 in base64.');
  const readable = await subtle().importKey('pkcs8', bytes, 'Ed25519', true, ['sign']);
  const { x = '' } = await subtle().exportKey('jwk', readable);
  const publicKey = `${x.replaceAll('-', '+').replaceAll('_', '/')}=`;

  return {
    keyId: await keyIdOf(publicKey),
    privateKey: await subtle().importKey('pkcs8', bytes, 'Ed25519', false, ['sign']),
  };
}

/** Adds key id and signature to a record. @throws NotCanonical for a record without canonical form */
export async function signed<T extends object>(
  record: T,
  key: SigningKey,
): Promise<T & { keyId: string; signature: string }> {
  const body = { ...record, keyId: key.keyId };
  const signature = await subtle().sign('Ed25519', key.privateKey, ownBytes(canonicalBytes(body)));

  return { ...body, signature: base64Of(new Uint8Array(signature)) };
}

export type SignatureCheck = 'VALID' | 'OTHER_KEY' | 'INVALID';

/** Checks a record made by `signed`. Never throws for a record that was read by its schema. */
export async function checkSignature(
  record: { keyId: string; signature: string },
  publicKey: string,
): Promise<SignatureCheck> {
  const { signature, ...body } = record;
  const bytes = bytesOfBase64(signature);
  try {
    if ((await keyIdOf(publicKey)) !== record.keyId) return 'OTHER_KEY';
    const key = await subtle().importKey('raw', rawPublicKey(publicKey), 'Ed25519', false, ['verify']);
    const message = ownBytes(canonicalBytes(body));

    return bytes && (await subtle().verify('Ed25519', key, bytes, message)) ? 'VALID' : 'INVALID';
  } catch (error) {
    if (error instanceof TypeError) return 'OTHER_KEY';
    throw error;
  }
}

function rawPublicKey(publicKey: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfBase64(publicKey);
  if (bytes?.length !== 32) throw new TypeError('A public key is 32 bytes in base64.');

  return bytes;
}
