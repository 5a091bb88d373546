import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, CONFIG, type Config, Db, Files, type StoredFile, ageType } from '#libs/platform';
import { type Problem, inspectSealed } from '#libs/seal-format';
import { SealDamaged } from './bid.refusals.js';
import type { HandedIn } from './sealed-content.js';

/** What an uploaded age file must be for. */
export const sealedPurpose = 'SEALED_ENVELOPE';
const headerBytes = 4_096;

/** A sealed file that may be taken: its bytes are here and look like an age file. */
export interface TakenFile extends HandedIn {
  size: bigint;
  digest: string;
}

/** The ciphertexts, as the server may know them: that they are age files, how long, and their digests. */
@Injectable()
export class SealedFiles implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly files: Files,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Only whoever uploaded a sealed file, and the people of its author's firm, read it; the opening reads it as the server. */
  onModuleInit(): void {
    this.files.register({
      name: sealedPurpose,
      maxBytes: this.config.UPLOAD_LIMIT_MB * 1_048_576,
      mediaTypes: [ageType],
      mayRead: async (actor, file) => {
        const authors = await this.db.sql<{ authorFirmId: string }>(
          `SELECT "authorFirmId" FROM "sealedFile" WHERE "fileId" = $1`,
          [file.id],
        );

        return actor.actsFor(authors.map((row) => row.authorFirmId));
      },
    });
  }

  /** Looks at the files without any key. @throws SealDamaged when one is not there, not its author's to hand in, or no age file */
  async inspect(actor: Actor, handedIn: readonly HandedIn[]): Promise<TakenFile[]> {
    const rows = await this.ownFiles(actor, handedIn);
    const problems: Problem[] = [];
    const taken: TakenFile[] = [];
    for (const one of handedIn) {
      const path = `files: ${one.fileId}`;
      const file = rows.find((row) => row.id === one.fileId);
      if (!file) {
        problems.push({ path, read: 'no such upload', allowed: `a file uploaded for ${sealedPurpose} by its author` });
        continue;
      }
      const looked = inspectSealed(await this.startOf(file));
      if (looked.ok) taken.push({ ...one, size: file.size, digest: file.digest });
      else problems.push(...looked.problems.map((problem) => ({ ...problem, path })));
    }
    if (problems.length > 0) throw new SealDamaged(problems);

    return taken;
  }

  /** Binds the uploads to the bid, so that they are kept. */
  async keep(taken: readonly TakenFile[], now: Date): Promise<void> {
    await this.db.sql(`UPDATE "file" SET "attachedAt" = coalesce("attachedAt", $2) WHERE "id" = ANY ($1::uuid[])`, [
      taken.map((file) => file.fileId),
      now,
    ]);
  }

  /** The whole ciphertext. */
  async bytesOf(file: Pick<StoredFile, 'digest'>): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.files.read(file)) chunks.push(chunk as Buffer);

    return Buffer.concat(chunks);
  }

  private async startOf(file: Pick<StoredFile, 'digest'>): Promise<Uint8Array> {
    for await (const chunk of this.files.read(file)) return (chunk as Buffer).subarray(0, headerBytes);

    return new Uint8Array();
  }

  /** The lead hands in what its own people uploaded, and what people of the author's firm did. */
  private ownFiles(actor: Actor, handedIn: readonly HandedIn[]): Promise<StoredFile[]> {
    return this.db.sql<StoredFile>(
      `SELECT file.* FROM "file" file JOIN unnest($1::uuid[], $2::uuid[]) AS given ("fileId", "authorFirmId") ON given."fileId" = file."id"
       WHERE file."purpose" = $4 AND (file."ownerPersonId" = $3 OR EXISTS (SELECT 1 FROM "delegate" delegate
         WHERE delegate."firmId" = given."authorFirmId" AND delegate."personId" = file."ownerPersonId"))`,
      [handedIn.map((it) => it.fileId), handedIn.map((it) => it.authorFirmId), actor.person, sealedPurpose],
    );
  }
}
