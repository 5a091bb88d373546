import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, asBigint } from '#libs/platform';
import type { Answers, Closing, Envelope, EnvelopeOpening, PriceSchedule, Problem } from '#libs/seal-format';

/** What was published when a lot closed, before anything was opened. */
@Entity('lotClosing')
export class LotClosing {
  @PrimaryColumn('uuid')
  lotId: string;

  @Column('uuid')
  tenderId: string;

  @Column('jsonb')
  closing: Closing;
}

/** The tender moved its deadline because too few bids had come. */
@Entity('closingExtension')
export class ClosingExtension {
  @PrimaryColumn('uuid')
  tenderId: string;

  @At()
  extendedAt: Date;

  @At()
  closedBefore: Date;

  @At()
  closesAt: Date;
}

/** The act that unseals one envelope of all bids of a lot. */
@Entity('opening')
export class Opening {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('text')
  envelope: Envelope;

  @At()
  requestedAt: Date;

  @Column('uuid', { nullable: true })
  requestedByPersonId: string | null;

  /** Sealed files to decrypt. */
  @Column('integer')
  files: number;

  @Column('integer')
  decrypted: number;

  /** The payload of the `OPENED` line of the log. */
  @Column('jsonb', { nullable: true })
  outcomes: EnvelopeOpening | null;

  /** In microseconds, written by SQL. */
  @At({ nullable: true, precision: 6, update: false, insert: false })
  finishedAt: Date | null;
}

/** A document of a bid, readable since the opening. */
export interface OpenedDocument {
  partId: string;
  name: string;
  mediaType: string;
  /** Null where its bytes are of a kind that is not kept here. */
  fileId: string | null;
}

export const bidOutcomes = ['OPENED', 'UNREADABLE'] as const;
export type BidOutcome = (typeof bidOutcomes)[number];

/** What the opening found in one sealed file; of a quote, what it says. */
@Entity('openedBid')
export class OpenedBid {
  @PrimaryColumn('uuid')
  bidVersionId: string;

  @PrimaryColumn('text')
  envelope: Envelope;

  @PrimaryColumn('uuid')
  authorFirmId: string;

  @Column('uuid')
  bidId: string;

  @Column('uuid')
  lotId: string;

  @Column('text')
  outcome: BidOutcome;

  @Column('jsonb', { nullable: true })
  priceSchedule: PriceSchedule | null;

  @Column('jsonb', { nullable: true })
  answers: Answers | null;

  @Column('jsonb')
  documents: OpenedDocument[];

  /** Recomputed: the unit price prevails over the stated sum. */
  @Column('bigint', { nullable: true, transformer: asBigint })
  totalMinor: bigint | null;

  @Column('text', { nullable: true })
  currency: string | null;

  /** What was wrong with it, where it did not open or a part of it could not be read. */
  @Column('jsonb')
  problems: Problem[];

  /** When its author revealed its own copy. */
  @At({ nullable: true })
  revealedAt: Date | null;
}

/** The buyer of quotes asked, once, for the best and last offers. */
@Entity('finalRound')
export class FinalRound {
  @PrimaryColumn('uuid')
  lotId: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  askedByPersonId: string;

  @At()
  askedAt: Date;

  @At()
  until: Date;
}
