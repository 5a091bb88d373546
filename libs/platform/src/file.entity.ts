import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from './columns.js';
import { asBigint } from './money.js';

/** A file that arrived whole: what it is was read from its bytes, never from its name. */
@Entity('file')
export class StoredFile {
  @PrimaryColumn('uuid')
  id: string;

  /** `sha256:` and 64 hex digits; also where the bytes lie. */
  @Column('text')
  digest: string;

  /** Bytes. */
  @Column('bigint', { transformer: asBigint })
  size: bigint;

  @Column('text')
  mediaType: string;

  @Column('text')
  name: string;

  /** What it was uploaded for; decides limits and who may read it. */
  @Column('text')
  purpose: string;

  @Column('uuid')
  ownerPersonId: string;

  @At()
  createdAt: Date;

  /** When something began to point to it; files nothing points to go after a day. */
  @At({ nullable: true })
  attachedAt: Date | null;
}

/** An upload that is under way, or ended with a file or a problem. */
@Entity('upload')
export class Upload {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  @Column('uuid', { nullable: true })
  sessionId: string | null;

  @Column('text')
  purpose: string;

  @Column('text')
  name: string;

  /** Bytes announced. */
  @Column('bigint', { transformer: asBigint })
  size: bigint;

  @At()
  createdAt: Date;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  /** Key of the sentence that says why the file was not taken. */
  @Column('text', { nullable: true })
  problem: string | null;
}
