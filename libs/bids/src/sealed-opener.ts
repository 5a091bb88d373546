import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Db, Files, type StoredFile, ageType, documentTypes } from '#libs/platform';
import {
  type Envelope,
  type OpenProblem,
  type OpenedEnvelope,
  type Problem,
  digestOf,
  openEnvelope,
} from '#libs/seal-format';
import { Item, type PriceTerms, Tender } from '#libs/tenders';
import { type ReadContent, contentOfParts } from './bid-content.js';
import { bidSightSql } from './bid.policy.js';
import type { OpenedDocument } from './opening.entity.js';
import { SealedFiles } from './sealed-files.js';

/** What documents of bids are kept as, once they are readable. */
export const documentPurpose = 'BID_DOCUMENT';
const megabyte = 1_048_576;

/** A sealed file of a bid that counts, with all that it must have been sealed for. */
export interface FileToOpen {
  id: string;
  bidVersionId: string;
  bidId: string;
  tenderId: string;
  lotId: string;
  tendererId: string;
  version: number;
  manifestDigest: string;
  envelope: Envelope;
  authorFirmId: string;
  digest: string;
  ownerPersonId: string;
}

const fileSql = `SELECT sealed."id", sealed."bidVersionId", bid."id" AS "bidId", bid."tenderId", bid."lotId", bid."tendererId",
    live."version", live."manifestDigest", sealed."envelope", sealed."authorFirmId", sealed."digest", file."ownerPersonId"
  FROM "bid" bid JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
  JOIN "sealedFile" sealed ON sealed."bidVersionId" = live."id" JOIN "file" file ON file."id" = sealed."fileId"`;
const foundSql = `"openedBid" found WHERE found."bidVersionId" = live."id" AND found."envelope" = sealed."envelope"
  AND found."authorFirmId" = sealed."authorFirmId"`;

/** Decrypts sealed files, checks them against what was acknowledged, and keeps what is in them. */
@Injectable()
export class SealedOpener implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly sealed: SealedFiles,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: documentPurpose,
      maxBytes: 100 * megabyte,
      mediaTypes: [...documentTypes, ageType, 'application/octet-stream', 'application/xml', 'image/gif', 'image/tiff'],
      mayRead: async (actor, file) => {
        const rows = await this.db.sql(
          `SELECT 1 FROM "openedBid" found JOIN "bid" bid ON bid."id" = found."bidId" JOIN "lot" lot ON lot."id" = bid."lotId"
           JOIN "tender" tender ON tender."id" = bid."tenderId" WHERE found."documents" @> $3::jsonb
             AND ${bidSightSql({ bid: 'bid', lot: 'lot', tender: 'tender' }, '$1', '$2')} = 'WHOLE'`,
          [actor.firmIds, actor.personId, JSON.stringify([{ fileId: file.id }])],
        );

        return rows.length > 0;
      },
    });
  }

  /** The files of an envelope that nobody has looked into yet. */
  left(lotId: string, envelope: Envelope): Promise<FileToOpen[]> {
    return this.db.sql(
      `${fileSql} WHERE bid."lotId" = $1 AND sealed."envelope" = $2 AND NOT EXISTS (SELECT 1 FROM ${foundSql})
       ORDER BY live."logPosition", sealed."authorFirmId"`,
      [lotId, envelope],
    );
  }

  /** The files of an envelope that did not open. */
  unreadable(lotId: string, envelope: Envelope): Promise<FileToOpen[]> {
    return this.db.sql(
      `${fileSql} WHERE bid."lotId" = $1 AND sealed."envelope" = $2 AND EXISTS (SELECT 1 FROM ${foundSql} AND found."outcome" = 'UNREADABLE')`,
      [lotId, envelope],
    );
  }

  /** Opens one file and keeps what was found; a file that does not open is kept as such. Safe to run twice. */
  async open(file: FileToOpen, identity: string): Promise<void> {
    const opened = await this.decrypt(file, identity, file);
    const found = opened.ok ? await this.read(file, opened) : unreadable(opened.problem);
    const documents = opened.ok ? await this.keepDocuments(file, opened) : [];
    await this.db.transaction(async () => {
      const kept = await this.db.sql(
        `INSERT INTO "openedBid" ("bidVersionId", "envelope", "authorFirmId", "bidId", "lotId", "outcome", "priceSchedule", "answers",
           "documents", "totalMinor", "currency", "problems")
         VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::jsonb, $10, $11, $12::jsonb) ON CONFLICT DO NOTHING RETURNING 1`,
        [
          file.bidVersionId,
          file.envelope,
          file.authorFirmId,
          file.bidId,
          file.lotId,
          opened.ok ? 'OPENED' : 'UNREADABLE',
          ...valuesOf(found, documents),
        ],
      );
      if (kept.length === 0) return;
      await this.attach(documents);
      await this.db.sql(`UPDATE "opening" SET "decrypted" = "decrypted" + 1 WHERE "lotId" = $1 AND "envelope" = $2`, [
        file.lotId,
        file.envelope,
      ]);
    });
  }

  /**
   * Opens a file that was unreadable with its author's own key, from our bytes or from the author's copy of them.
   *
   * @returns the problem, or null when it opened and is kept
   */
  async reveal(
    file: FileToOpen,
    identity: string,
    copy: Pick<StoredFile, 'digest'>,
    now: Date,
  ): Promise<OpenProblem | null> {
    const opened = await this.decrypt(file, identity, copy);
    if (!opened.ok) return opened.problem;
    const found = await this.read(file, opened);
    const documents = await this.keepDocuments(file, opened);
    await this.db.sql(
      `UPDATE "openedBid" SET "outcome" = 'OPENED', "priceSchedule" = $4::jsonb, "answers" = $5::jsonb, "documents" = $6::jsonb,
         "totalMinor" = $7, "currency" = $8, "problems" = $9::jsonb, "revealedAt" = $10
       WHERE "bidVersionId" = $1 AND "envelope" = $2 AND "authorFirmId" = $3`,
      [file.bidVersionId, file.envelope, file.authorFirmId, ...valuesOf(found, documents), now],
    );
    await this.attach(documents);

    return null;
  }

  private async decrypt(file: FileToOpen, identity: string, copy: Pick<StoredFile, 'digest'>): Promise<OpenedEnvelope> {
    let bytes: Uint8Array;
    try {
      bytes = await this.sealed.bytesOf(copy);
    } catch (error) {
      return { ok: false, problem: { code: 'NOT_DECRYPTABLE', detail: (error as Error).message } };
    }
    if ((await digestOf(bytes)) !== file.digest)
      return { ok: false, problem: { code: 'NOT_DECRYPTABLE', detail: 'The stored bytes are not those received.' } };

    return openEnvelope(bytes, identity, file);
  }

  private async read(file: FileToOpen, { manifest, parts }: OpenedEnvelope & { ok: true }): Promise<ReadContent> {
    const tender = await this.db.get(Tender, file.tenderId);
    const items = await this.db.of(Item).findBy({ lotId: file.lotId });
    const authors = manifest.parts.filter((part) => part.kind === 'PRICE_SCHEDULE').length;
    const terms: PriceTerms = tender.priceTerms;

    // Where several firms price their own parts, none of them prices every item.
    return contentOfParts(manifest, parts, { items, terms, partialBids: tender.flags.partialBids || authors > 1 });
  }

  /** Documents become files that those may fetch who may see the whole bid. */
  private async keepDocuments(
    file: FileToOpen,
    { manifest, parts }: OpenedEnvelope & { ok: true },
  ): Promise<OpenedDocument[]> {
    const documents: OpenedDocument[] = [];
    for (const { id: partId, kind } of manifest.parts) {
      const part = parts.get(partId);
      if (!part || kind !== 'DOCUMENT') continue;
      const { name, mediaType, content } = part;
      const about = { purpose: documentPurpose, name, personId: file.ownerPersonId };
      const stored = await this.files.put(Readable.from([Buffer.from(content)]), about);
      documents.push({ partId, name, mediaType, fileId: 'problem' in stored ? null : stored.id });
    }

    return documents;
  }

  private async attach(documents: readonly OpenedDocument[]): Promise<void> {
    const ids = documents.flatMap(({ fileId }) => fileId ?? []);
    if (ids.length === 0) return;
    await this.db.sql(`UPDATE "file" SET "attachedAt" = $2 WHERE "id" = ANY ($1::uuid[])`, [
      ids,
      await this.clock.now(),
    ]);
  }
}

/** What is wrong, as a list for people. */
export function problemsOf(problem: OpenProblem): Problem[] {
  if (problem.code === 'NOT_DECRYPTABLE')
    return [{ path: problem.code, read: problem.detail, allowed: 'an age file for the key of this envelope' }];

  return problem.problems.map(({ path, ...rest }) => ({ path: `${problem.code}: ${path}`, ...rest }));
}

function unreadable(problem: OpenProblem): ReadContent {
  return { priceSchedule: null, answers: null, totalMinor: null, currency: null, problems: problemsOf(problem) };
}

function valuesOf(
  { priceSchedule, answers, totalMinor, currency, problems }: ReadContent,
  documents: readonly OpenedDocument[],
): unknown[] {
  return [
    priceSchedule && JSON.stringify(priceSchedule),
    answers && JSON.stringify(answers),
    JSON.stringify(documents),
    totalMinor?.toString() ?? null,
    currency,
    JSON.stringify(problems),
  ];
}
