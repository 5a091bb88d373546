import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

export const documentAccesses = ['PUBLIC', 'ON_REQUEST', 'AFTER_NDA'] as const;
export type DocumentAccessRule = (typeof documentAccesses)[number];

/** A drawing, terms, a form. A new version is a new row; the old one points to it. */
@Entity('tenderDocument')
export class TenderDocument {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  /** Where it lies, for external notices. */
  @Column('text', { nullable: true })
  link: string | null;

  /** OCDS document type. */
  @Column('text')
  type: string;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  language: string | null;

  @Column('text')
  access: DocumentAccessRule;

  @Column('integer')
  version: number;

  /** Null for what was there when the tender was published. */
  @Column('uuid', { nullable: true })
  addedByAddendumId: string | null;

  @Column('uuid', { nullable: true })
  replacedById: string | null;

  @At()
  addedAt: Date;
}

/** A firm asked for a document that is not for everybody, and what became of it. */
@Entity('documentAccess')
export class DocumentAccess {
  @PrimaryColumn('uuid')
  documentId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @At()
  requestedAt: Date;

  @At({ nullable: true })
  ndaAcceptedAt: Date | null;

  @At({ nullable: true })
  grantedAt: Date | null;

  @At({ nullable: true })
  refusedAt: Date | null;
}
