import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { type Config, dataFile } from './config.js';
import { Db } from './db.js';
import { BadUserInput, NotFound } from './errors.js';
import { StoredFile } from './file.entity.js';
import { newId } from './ids.js';
import { Every, OnJob } from './jobs.js';
import { say } from './language.js';
import { CONFIG } from './tokens.js';

/** What a kind of upload is for: its limits and its readers. The library that uses the files registers it. */
export interface FilePurpose {
  /** Upper case, in the trade's words: `EVIDENCE`, `TENDER_DOCUMENT`. */
  name: string;
  maxBytes: number;
  /** Media types as sniffed from the bytes. */
  mediaTypes: readonly string[];
  /**
   * For types whose danger their first bytes do not tell (a drawing in XML): reads a text of at most 1 MB whole, and answers its media
   * type only where nothing in it can do harm.
   */
  vouchFor?(text: Buffer): Promise<string | null>;
  /** Rewrites what everybody will see, in place, before its digest is taken; false where the bytes are not what they begin as. */
  prepare?(path: string, mediaType: string): Promise<boolean>;
  /** Whether the actor may read a file that something points to; its uploader always may. */
  mayRead(actor: Actor, file: StoredFile): Promise<boolean>;
}

const ageMagic = 'age-encryption.org/v1';
/** Texts a purpose vouches for are read whole up to here. */
const largestText = 1_048_576;

/** Everything a document may be; purposes pick from it or narrow it. */
export const documentTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'text/plain',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
] as const;

/** The media type of an age file (sealed envelopes). */
export const ageType = 'application/age';

/** Files on the local disk, addressed by the digest of their bytes: the same bytes lie there once. */
@Injectable()
export class Files {
  readonly #purposes = new Map<string, FilePurpose>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  register(purpose: FilePurpose): void {
    this.#purposes.set(purpose.name, purpose);
  }

  /** @throws BadUserInput naming the purposes there are */
  purpose(name: string): FilePurpose {
    const found = this.#purposes.get(name);
    if (!found) {
      throw new BadUserInput([
        {
          path: 'input.purpose',
          read: name,
          message: say('files:purposes', { names: [...this.#purposes.keys()].join(', ') }),
        },
      ]);
    }

    return found;
  }

  /** Takes the bytes of a file that is whole on this disk: measures, sniffs and digests them. Answers the key of a problem, or the file. */
  async take(
    path: string,
    about: { purpose: string; name: string; personId: string },
  ): Promise<StoredFile | { problem: string }> {
    const purpose = this.purpose(about.purpose);
    const { size } = await stat(path);
    if (size === 0) return { problem: 'empty' };
    if (size > purpose.maxBytes) return { problem: 'tooLarge' };
    const mediaType = await recognised(path, size, purpose);
    if (!purpose.mediaTypes.includes(mediaType)) return { problem: 'wrongType' };
    if (purpose.prepare && !(await purpose.prepare(path, mediaType))) return { problem: 'damaged' };
    const digest = await digestOf(path);
    const place = this.#placeOf(digest);
    await mkdir(dirname(place), { recursive: true });
    // On the disk, not only on its way there, before a row says that the file is here: what is acknowledged later stands on it.
    await flush(path);
    await rename(path, place);
    for (const folder of [dirname(place), dirname(dirname(place))]) await flush(folder);
    const file = Object.assign(new StoredFile(), {
      id: newId(),
      digest,
      size: BigInt((await stat(place)).size),
      mediaType,
      name: plainName(about.name),
      purpose: about.purpose,
      ownerPersonId: about.personId,
      createdAt: await this.clock.now(),
      attachedAt: null,
    });

    return this.db.of(StoredFile).save(file);
  }

  /** Takes bytes the server made or received itself (demo pictures, forms without script). */
  async put(
    content: Readable,
    about: { purpose: string; name: string; personId: string },
  ): Promise<StoredFile | { problem: string }> {
    const path = dataFile(this.config, 'uploads', newId());
    await mkdir(dirname(path), { recursive: true });
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
    const taken = await this.take(path, about);
    await rm(path, { force: true });

    return taken;
  }

  /**
   * Binds an uploaded file to the thing that points to it from now on.
   *
   * @throws BadUserInput when it is not the person's own upload for this purpose
   */
  async attach(fileId: string, purpose: string, actor: Actor, now: Date, path = 'input.fileId'): Promise<StoredFile> {
    const file = await this.db.of(StoredFile).findOneBy({ id: fileId });
    if (!file || file.ownerPersonId !== actor.personId || file.purpose !== purpose) {
      throw new BadUserInput([{ path, read: fileId, message: say('files:notYours') }]);
    }
    file.attachedAt ??= now;

    return this.db.of(StoredFile).save(file);
  }

  /** @throws NotFound when it is not there or not the actor's to read */
  async readable(fileId: string, actor: Actor): Promise<StoredFile> {
    const file = await this.db.get(StoredFile, fileId);
    const own = file.ownerPersonId === actor.personId;
    if (!own && !(file.attachedAt && (await this.purpose(file.purpose).mayRead(actor, file)))) throw new NotFound();

    return file;
  }

  read(file: Pick<StoredFile, 'digest'>): Readable {
    return createReadStream(this.#placeOf(file.digest));
  }

  /** Files nothing points to go after a day; bytes go when no file has them any more. */
  @OnJob('remove-unattached-files')
  @Every('17 * * * *')
  async removeUnattached(): Promise<void> {
    const before = new Date((await this.clock.now()).getTime() - 86_400_000);
    const gone = await this.db.sql<{ digest: string }>(
      `WITH gone AS (DELETE FROM "file" WHERE "attachedAt" IS NULL AND "createdAt" < $1 RETURNING "id", "digest")
       SELECT "digest" FROM gone WHERE NOT EXISTS
         (SELECT 1 FROM "file" other WHERE other."digest" = gone."digest" AND other."id" NOT IN (SELECT "id" FROM gone))`,
      [before],
    );
    for (const { digest } of gone) await rm(this.#placeOf(digest), { force: true });
  }

  #placeOf(digest: string): string {
    const hex = digest.replace('sha256:', '');

    return join(dataFile(this.config, 'files'), hex.slice(0, 2), hex);
  }
}

/** Waits until a file's bytes, or a folder's names, are on the disk. */
async function flush(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** The type as sniffed, or as the purpose vouches for a text. */
async function recognised(path: string, size: number, purpose: FilePurpose): Promise<string> {
  const sniffed = await sniff(path);
  const isText = sniffed === 'text/plain' || sniffed === 'application/xml';
  if (!purpose.vouchFor || !isText || size > largestText) return sniffed;

  return (await purpose.vouchFor(await readFile(path))) ?? 'application/xml';
}

async function sniff(path: string): Promise<string> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0);
  await file.close();
  const start = buffer.subarray(0, bytesRead);
  if (start.subarray(0, ageMagic.length).toString('latin1') === ageMagic) return ageType;
  const found = await fileTypeFromFile(path);
  if (found) return found.mime;

  return start.includes(0) ? 'application/octet-stream' : 'text/plain';
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);

  return `sha256:${hash.digest('hex')}`;
}

/** A name as it may stand in a header and on a disk: no folders, no control characters. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!;
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}"]/gu, '').trim();

  return plain.slice(-120) || 'file';
}
