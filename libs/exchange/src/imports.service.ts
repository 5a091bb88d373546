import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, newId } from '#libs/platform';
import { ImportRun } from './exchange-tables.entity.js';
import type { FileSource } from './file-bytes.js';
import type { FileFinding } from './finding.js';
import { ImportBatch, type ReadRelease, filed } from './import-batch.js';
import { ImportSummary } from './import-summary.js';
import { type FoundRelease, type PackageFacts, releasesOf } from './ocds-stream.js';

/** So many releases make one transaction: enough to be quick, few enough to lose little when somebody stops it. */
const perTransaction = 100;
/** Of what is wrong with a file, so much is kept. */
const mostProblems = 200;

/** A file that can be read from its beginning as often as needed. */
export interface ImportFile {
  name: string;
  /** Bytes, as it lies on disk. */
  size: number;
  open(): Exclude<FileSource, string>;
}

export interface ImportWishes {
  /** What all its notices are filed under, instead of what each says itself. */
  source?: string | null;
  fileId?: string;
  /** Said of every source of a firm's file, so that no firm can write into what others filed. */
  sourceMark?: string;
  actor?: Actor;
}

export interface ImportHooks {
  /** Bytes read so far of the whole. */
  onProgress?: (read: number, total: number) => void;
  onRelease?: (release: ReadRelease) => void;
}

/** Takes other publishers' notices in. */
@Injectable()
export class Imports {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly batches: ImportBatch,
  ) {}

  /** Notes that a file is to be read. */
  async begin(file: ImportFile, { source = null, fileId, actor }: ImportWishes): Promise<ImportRun> {
    const run = Object.assign(new ImportRun(), {
      id: newId(),
      fileName: file.name,
      fileDigest: await digestOf(file),
      fileId: fileId ?? null,
      source,
      personId: actor?.personId ?? null,
      firmId: actor?.firmId ?? null,
      startedAt: await this.clock.now(),
      finishedAt: null,
      bytes: BigInt(file.size),
      ...beginning,
    });

    return this.db.of(ImportRun).save(run);
  }

  /**
   * Reads the whole file and files its releases. What is wrong with the file is noted and the rest is read; the same file again
   * changes nothing. Safe to run twice, also after it was stopped half way.
   */
  async read(run: ImportRun, file: ImportFile, wishes: ImportWishes, hooks: ImportHooks = {}): Promise<ImportRun> {
    Object.assign(run, beginning, { problems: [] });
    const sourceOf = await this.sourcesOf(file, wishes);
    const summary = new ImportSummary();
    const waiting: ReadRelease[] = [];
    const releases = releasesOf(file.open(), {
      onProgress: (read) => {
        run.bytesRead = BigInt(read);
        hooks.onProgress?.(read, file.size);
      },
      onFinding: (finding) => noteProblem(run.problems, finding),
    });
    for await (const found of releases) {
      const release = filed(found, sourceOf(found));
      summary.add(release.source, found.release, release);
      hooks.onRelease?.(release);
      waiting.push(release);
      if (waiting.length === perTransaction) await this.file(run, waiting.splice(0), summary);
    }
    await this.file(run, waiting, summary);
    run.finishedAt = await this.clock.now();

    return this.db.of(ImportRun).save(run);
  }

  private async file(run: ImportRun, releases: readonly ReadRelease[], summary: ImportSummary): Promise<void> {
    await this.batches.file(run.id, releases, async (added) => {
      run.releases += releases.length;
      run.added += added;
      run.known += releases.length - added;
      run.summary = summary.rows();
      await this.db.of(ImportRun).save(run);
    });
  }

  /**
   * What each release is filed under: as wished, else its publisher as its package says, else that of the other releases of the file, else the file's name. A package may name
   * its publisher at its very end, so the file is read once to learn that. Where a line says it was found is no publisher: it differs
   * from release to release of one process.
   */
  private async sourcesOf(file: ImportFile, wishes: ImportWishes): Promise<(found: FoundRelease) => string> {
    const packages: PackageFacts[] = [];
    if (!wishes.source) {
      for await (const { origin } of releasesOf(file.open(), { onFinding: () => undefined }))
        packages.push(origin.package);
    }
    const publishers = new Set(packages.flatMap(({ publisher }) => publisher ?? []));
    const plainName = file.name.replace(/(\.(releases(-array)?|package|array|jsonl?|gz))+$/i, '');
    // A publisher that names itself in some releases of its file published the others too.
    const ofFile = publishers.size === 1 ? [...publishers][0]! : plainName;

    return ({ origin }) => {
      const source = wishes.source ?? packages[origin.index]?.publisher ?? ofFile;

      return wishes.sourceMark ? `${source} · ${wishes.sourceMark}` : source;
    };
  }
}

const beginning = { bytesRead: 0n, releases: 0, added: 0, known: 0, summary: [], problems: [] as FileFinding[] };

function noteProblem(problems: FileFinding[], finding: FileFinding): void {
  if (problems.length < mostProblems) problems.push(finding);
}

async function digestOf(file: ImportFile): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(file.open().stream, hash);

  return `sha256:${hash.digest('hex')}`;
}
