import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, asBigint } from '#libs/platform';
import type { JsonObject } from './exact-json.js';
import type { ExternalNotice } from './external-notice.js';
import type { FileFinding, Finding } from './finding.js';
import type { SummaryRow } from './import-summary.js';
import type { PackageFacts } from './ocds-stream.js';

/** The reading of one file: who had it read, how far it is, what was taken. */
@Entity('importRun')
export class ImportRun {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  fileName: string;

  /** `sha256:` and 64 hex digits, of the file as it lies on disk. */
  @Column('text')
  fileDigest: string;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  /** What all its notices are filed under; null: each says it itself. */
  @Column('text', { nullable: true })
  source: string | null;

  /** Null for the command line. */
  @Column('uuid', { nullable: true })
  personId: string | null;

  @Column('uuid', { nullable: true })
  firmId: string | null;

  @At()
  startedAt: Date;

  @At({ nullable: true })
  finishedAt: Date | null;

  @Column('bigint', { transformer: asBigint })
  bytes: bigint;

  @Column('bigint', { transformer: asBigint })
  bytesRead: bigint;

  @Column('integer')
  releases: number;

  /** Releases that were not here before. */
  @Column('integer')
  added: number;

  @Column('integer')
  known: number;

  @Column('jsonb')
  summary: SummaryRow[];

  @Column('jsonb')
  problems: FileFinding[];
}

/** One release of somebody else's, with its original. Never changed. */
@Entity('importedRelease')
export class ImportedRelease {
  @PrimaryColumn('uuid')
  id: string;

  /** The order in which releases came; given by the database. */
  @Column({ type: 'bigint', transformer: asBigint, insert: false, update: false })
  position: bigint;

  @Column('text')
  source: string;

  /** The process it belongs to in its source; made up where the publisher forgot it. */
  @Column('text')
  ocid: string;

  @Column('text', { nullable: true })
  releaseId: string | null;

  @Column('text')
  digest: string;

  @Column('uuid')
  runId: string;

  @Column('uuid')
  tenderId: string;

  @Column('integer')
  line: number;

  @Column('jsonb')
  package: PackageFacts;

  /** As published. It may name persons: never shown. */
  @Column('text', { select: false })
  original: string;

  @Column('jsonb')
  notice: ExternalNotice;

  @Column('jsonb')
  findings: Finding[];

  @At()
  importedAt: Date;
}

/** The latest state of a process published elsewhere. */
@Entity('externalNotice')
export class ExternalNoticeRow {
  @PrimaryColumn('uuid')
  tenderId: string;

  @Column('jsonb')
  notice: ExternalNotice;
}

/** What was told of a public tender at one moment, as OCDS. Never changed. */
@Entity('publishedRelease')
export class PublishedRelease {
  /** Its place in the order of all that was told, from 1, without gaps. */
  @PrimaryColumn('bigint', { transformer: asBigint })
  seq: bigint;

  @Column('uuid')
  eventId: string;

  @Column('uuid')
  tenderId: string;

  @Column('text')
  kind: string;

  @At()
  at: Date;

  @Column('jsonb')
  release: JsonObject;
}
