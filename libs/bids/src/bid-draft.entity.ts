import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** What a firm has written of its part of a bid so far: readable for the server, encrypted at rest, gone once the bid is sealed. */
@Entity('bidDraft')
export class BidDraft {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('uuid')
  tendererId: string;

  @Column('uuid')
  authorFirmId: string;

  /** Firms of the alliance that its author lets read it. */
  @Column('uuid', { array: true })
  readerFirmIds: string[];

  @Column('bytea')
  ciphertext: Buffer;

  /** Counts the savings, so that two people do not overwrite each other unseen. */
  @Column('integer')
  revision: number;

  @At()
  savedAt: Date;
}

/** An author's own age identity, locked with a passphrase that only the author knows. */
@Entity('authorKey')
export class AuthorKey {
  @PrimaryColumn('uuid')
  lotId: string;

  @PrimaryColumn('uuid')
  tendererId: string;

  @PrimaryColumn('uuid')
  authorFirmId: string;

  /** An armored age file. */
  @Column('text')
  wrappedIdentity: string;

  @At()
  savedAt: Date;
}
