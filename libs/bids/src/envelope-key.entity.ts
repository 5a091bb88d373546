import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { Envelope } from '#libs/seal-format';

/** The key pair of one envelope of one lot, or one waiting in the pool. The private half is here only once it is released. */
@Entity('envelopeKey')
export class EnvelopeKey {
  @PrimaryColumn('uuid')
  id: string;

  /** Age recipient: what bids are locked to. */
  @Column('text')
  recipient: string;

  /** The private half, as an age file for the recovery recipient alone. */
  @Column('text')
  recoveryCopy: string;

  @At()
  createdAt: Date;

  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @Column('text', { nullable: true })
  envelope: Envelope | null;

  @At({ nullable: true })
  assignedAt: Date | null;

  /** The latest closing the notary was told of. */
  @At({ nullable: true })
  closesAt: Date | null;

  @At({ nullable: true })
  releaseRequestedAt: Date | null;

  /** Age identity: what the bids open with. */
  @Column('text', { nullable: true })
  identity: string | null;

  /** In microseconds, written by the notary. */
  @At({ nullable: true, precision: 6, update: false, insert: false })
  releasedAt: Date | null;
}
