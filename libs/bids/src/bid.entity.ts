import { createHash } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LineUpRole } from '#libs/coverage';
import { At, asBigint } from '#libs/platform';
import type { Judgement, NoticeFlags, PackOutcome } from '#libs/rule-packs';
import type { Answers, BidAct, Manifest, PriceSchedule, Receipt } from '#libs/seal-format';

/** An answer to one lot of a tender, in all its versions. */
@Entity('bid')
export class Bid {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  /** Set when a single firm bids. */
  @Column('uuid', { nullable: true })
  firmId: string | null;

  /** Set when an alliance bids. */
  @Column('uuid', { nullable: true })
  allianceId: string | null;

  /** The firm's or the alliance's id: by this a sealed bid names who sent it. */
  @Column('uuid')
  tendererId: string;

  @At()
  createdAt: Date;

  /** The version that counts; null before the first and after a withdrawal. */
  @Column('integer', { nullable: true })
  liveVersion: number | null;

  /** In microseconds, written by SQL. */
  @At({ nullable: true, precision: 6, update: false, insert: false })
  withdrawnAt: Date | null;

  @At({ nullable: true })
  disqualifiedAt: Date | null;

  @Column('text', { nullable: true })
  disqualifyReason: string | null;

  get isLive(): boolean {
    return this.liveVersion !== null;
  }
}

/**
 * The id a bid has before anybody wrote it down: it is sealed into the bid, so the bidder must know it first. Made of lot and tenderer
 * (UUID version 8), so that asking for it leaves no trace.
 */
export function bidIdOf(lotId: string, tendererId: string): string {
  const bytes = createHash('sha256').update(`kongsi-bid ${lotId} ${tendererId}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');

  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A firm of a bid as it was consented to when the bid was sent. */
export interface BidMemberFacts {
  firmId: string;
  roles: LineUpRole[];
  shareBasisPoints: number;
  /** Requirements it lends itself for. */
  reliedUponFor: string[];
  part: string | null;
}

/** A verdict as a bid keeps it: with pack, version and rule, or with what the tender asked, it can be read again in words. */
export interface KeptVerdict {
  /** Null, like the version, for what the tender itself asked. */
  pack: string | null;
  version: string | null;
  /** What the tender asked of groups then; an addendum may have changed it since. Only where it is of the tender. */
  asked?: NoticeFlags;
  rule: string;
  outcome: PackOutcome;
  who: string[];
  missing: Judgement['missing'];
  facts: Judgement['facts'];
}

/** What a quote says: readable on arrival. */
export interface QuoteContent {
  priceSchedule: PriceSchedule;
  answers: Answers | null;
  documents: { fileId: string; name: string; mediaType: string }[];
  bestAndFinal: boolean;
}

/** One version of a bid, as it was received. Never changed. */
@Entity('bidVersion')
export class BidVersion {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  bidId: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('integer')
  version: number;

  /** In microseconds: written by SQL from the reading that decided. */
  @At({ precision: 6, update: false, insert: false })
  receivedAt: Date;

  @Column('jsonb', { nullable: true })
  manifest: Manifest | null;

  @Column('text', { nullable: true })
  manifestDigest: string | null;

  @Column('jsonb', { nullable: true })
  content: QuoteContent | null;

  @Column('jsonb', { nullable: true })
  receipt: Receipt | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  logPosition: bigint | null;

  @Column('jsonb')
  lineUp: BidMemberFacts[];

  /** The last addendum it takes into account. */
  @Column('integer')
  addendumNumber: number;

  /** The rule packs it was checked with, by name. */
  @Column('jsonb')
  packVersions: Record<string, string>;

  /** What packs and tender said of the line-up then; empty for bids of before packs were asked. */
  @Column('jsonb')
  packVerdicts: KeptVerdict[];
}

/** The sealed file of one envelope and author. */
@Entity('sealedFile')
export class SealedFile {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  bidVersionId: string;

  @Column('text')
  envelope: BidAct['files'][number]['envelope'];

  @Column('uuid')
  authorFirmId: string;

  @Column('uuid')
  fileId: string;

  /** Of the ciphertext. */
  @Column('text')
  digest: string;

  @Column('bigint', { transformer: asBigint })
  size: bigint;
}

/** A firm that is lead or partner of a bid that counts. */
@Entity('bidMember')
export class BidMember {
  @PrimaryColumn('uuid')
  bidId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @Column('uuid')
  lotId: string;

  /** Whether it may be lead or partner of this one bid only. */
  @Column('boolean')
  exclusive: boolean;
}

/** A tenderer took its bid back. */
@Entity('bidWithdrawal')
export class BidWithdrawal {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  bidId: string;

  @Column('integer')
  version: number;

  @At({ precision: 6, update: false, insert: false })
  withdrawnAt: Date;

  @Column('jsonb', { nullable: true })
  receipt: Receipt | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  logPosition: bigint | null;
}

/** A firm's yes, for its bid, to a material addendum that came after it. */
@Entity('bidConfirmation')
export class BidConfirmation {
  @PrimaryColumn('uuid')
  bidId: string;

  @PrimaryColumn('uuid')
  addendumId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  @At()
  confirmedAt: Date;
}
