import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { readSecret, secretFile, writeSecret } from './secret-files.js';

/** A new key pair of an envelope, as the database may hold it. */
export interface PublicHalf {
  recipient: string;
  /** The private half as an armored age file for the recovery recipient alone. */
  recoveryCopy: string;
}

/**
 * The notary's own folder: its master key, the private halves of envelope keys locked with it, and the latest closing it saw of each
 * lot. Nobody but the notary's user needs to read it.
 */
export class NotaryFolder {
  #closings = new Map<string, string>();

  private constructor(
    private readonly place: string,
    private readonly master: string,
    /** For whom copies of the keys are made; its identity is kept off this machine. */
    readonly recoveryRecipient: string,
    /** Where a recovery identity made here lies until it is moved away; null when it does not. */
    readonly recoveryIdentityFile: string | null,
  ) {}

  /**
   * Opens the folder, and makes it and the master key at the first start.
   *
   * @param named the recovery recipient from the settings; without one, that of an earlier start, or a new one made here
   */
  static async open(place: string, named?: string): Promise<NotaryFolder> {
    await mkdir(join(place, 'keys'), { recursive: true, mode: 0o700 });
    await chmod(place, 0o700);
    const master = await secretFile(join(place, 'master.key'), generateX25519Identity);
    const recipientFile = join(place, 'recovery-recipient');
    const identityFile = join(place, 'recovery-identity.txt');
    if (named) await writeSecret(recipientFile, named);
    const recipient = await secretFile(recipientFile, async () => {
      const identity = await generateX25519Identity();
      await writeSecret(identityFile, identity);

      return identityToRecipient(identity);
    });
    const opened = new NotaryFolder(place, master, recipient, existsSync(identityFile) ? identityFile : null);
    await opened.#readClosings();

    return opened;
  }

  /** Makes a key pair. Its private half is on the disk before this returns: no public half is ever given out without it. */
  async newKey(id: string): Promise<PublicHalf> {
    const identity = await generateX25519Identity();
    await this.keep(id, identity);

    return {
      recipient: await identityToRecipient(identity),
      recoveryCopy: armor.encode(await sealed(identity, this.recoveryRecipient)),
    };
  }

  /** Puts a private half into the folder: a new one, or one brought back by recovery. */
  async keep(id: string, identity: string): Promise<void> {
    await writeSecret(this.#placeOf(id), await sealed(identity, await identityToRecipient(this.master)));
  }

  has(id: string): boolean {
    return existsSync(this.#placeOf(id));
  }

  /** Ids of the keys whose private halves are here. */
  async held(): Promise<string[]> {
    const names = await readdir(join(this.place, 'keys'));

    return names.filter((name) => name.endsWith('.age')).map((name) => name.slice(0, -'.age'.length));
  }

  /** The private half. @throws Error when it is not here, or the master key is another one */
  async identity(id: string): Promise<string> {
    return opened(await readFile(this.#placeOf(id)), this.master);
  }

  /** The latest closing of a lot that was ever seen. */
  closingOf(lotId: string): string | undefined {
    return this.#closings.get(lotId);
  }

  /** Remembers closings; an earlier one than before changes nothing. */
  async remember(seen: readonly { lotId: string; closesAt: string }[]): Promise<void> {
    const later = seen.filter(({ lotId, closesAt }) => closesAt > (this.#closings.get(lotId) ?? ''));
    if (later.length === 0) return;
    for (const { lotId, closesAt } of later) this.#closings.set(lotId, closesAt);
    await writeSecret(join(this.place, 'closings.json'), JSON.stringify(Object.fromEntries(this.#closings)));
  }

  async #readClosings(): Promise<void> {
    const text = await readSecret(join(this.place, 'closings.json'));
    this.#closings = new Map(text ? Object.entries(JSON.parse(text) as Record<string, string>) : []);
  }

  #placeOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new TypeError(`${id} is no key's id`);

    return join(this.place, 'keys', `${id}.age`);
  }
}

/** Opens a recovery copy. @throws Error when it was made for another recovery identity */
export function openRecoveryCopy(copy: string, recoveryIdentity: string): Promise<string> {
  return opened(armor.decode(copy), recoveryIdentity);
}

/** The identity in a file as `age-keygen` writes it. @throws Error when there is none */
export function identityIn(text: string): string {
  const found = text.split(/\r?\n/).find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (!found) throw new Error('The file holds no age identity: there is no line that begins with AGE-SECRET-KEY-.');

  return found.trim();
}

async function sealed(text: string, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);

  return encrypter.encrypt(text);
}

async function opened(file: Uint8Array, identity: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);

  return decrypter.decrypt(file, 'text');
}
