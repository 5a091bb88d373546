import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, dataFile } from '#libs/platform';
import {
  type BidAct,
  type Digest,
  type Head,
  type Receipt,
  type SigningKey,
  keyIdOf,
  loadSigningKey,
  newSigningKeys,
  signHead,
  signReceipt,
} from '#libs/seal-format';
import { secretFile } from './secret-files.js';

/** The public half of the key that receipts and heads are signed with. */
export interface ReceiptKey {
  keyId: string;
  /** Raw Ed25519 public key in base64. */
  publicKey: string;
}

interface Loaded extends ReceiptKey {
  key: SigningKey;
}

/** Signs for the installation. Its key lies in the data folder (or in the setting), made at the first need. */
@Injectable()
export class Signing {
  #loaded: Promise<Loaded> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** How this installation is called in receipts and heads: the host where people reach it. */
  get installation(): string {
    return new URL(this.config.PUBLIC_URL).host;
  }

  async key(): Promise<ReceiptKey> {
    const { keyId, publicKey } = await this.#load();

    return { keyId, publicKey };
  }

  async receipt(
    act: BidAct,
    log: { receivedAt: string; previousLogDigest: Digest; logDigest: Digest },
  ): Promise<Receipt> {
    return signReceipt({ installation: this.installation, ...act, ...log }, (await this.#load()).key);
  }

  async head(logDigest: Digest, at: string): Promise<Head> {
    return signHead({ installation: this.installation, at, logDigest }, (await this.#load()).key);
  }

  #load(): Promise<Loaded> {
    return (this.#loaded ??= this.#read());
  }

  async #read(): Promise<Loaded> {
    const text =
      this.config.SIGNING_KEY ??
      (await secretFile(dataFile(this.config, 'keys', 'signing.key'), async () => (await newSigningKeys()).privateKey));
    const publicKey = await publicKeyOf(text);

    return { key: await loadSigningKey(text), publicKey, keyId: await keyIdOf(publicKey) };
  }
}

/** The raw public key, in base64, of a PKCS #8 private key in base64. */
export async function publicKeyOf(privateKey: string): Promise<string> {
  const key = await crypto.subtle.importKey('pkcs8', Buffer.from(privateKey, 'base64'), 'Ed25519', true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);

  return Buffer.from(x, 'base64url').toString('base64');
}
