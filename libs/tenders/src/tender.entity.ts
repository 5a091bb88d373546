import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, Money, asBigint } from '#libs/platform';
import type { Flags, PriceTerms, Procedure } from './procedure.js';

export const visibilities = ['PUBLIC', 'INVITED'] as const;
export type Visibility = (typeof visibilities)[number];

export const tendererKinds = ['FIRMS', 'ALLIANCES', 'BOTH'] as const;
export type TendererKind = (typeof tendererKinds)[number];

export const estimateDisplays = ['EXACT', 'RANGE', 'HIDDEN'] as const;
export type EstimateDisplay = (typeof estimateDisplays)[number];

/** Where an external notice comes from. Kongsi takes no bid for it. */
export interface Origin {
  /** Who published it: a portal's or publisher's name. */
  source: string;
  /** Open Contracting ID, or the publisher's own number. */
  ocid: string;
  link: string | null;
  buyerName: string | null;
  buyerLegalIds: { scheme: string; number: string }[];
  /** When it was read here. */
  readAt: string;
}

/** A call for bids. Facts and times only: the phase is computed from them and the clock (`phase.ts`). */
@Entity('tender')
export class Tender {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { nullable: true })
  buyerFirmId: string | null;

  @Column('text')
  procedure: Procedure;

  /** The procedure pack, and the version of it, that this tender follows. */
  @Column('text')
  pack: string;

  @Column('text')
  packVersion: string;

  @Column('jsonb')
  flags: Flags;

  @Column('text')
  visibility: Visibility;

  @Column('text')
  tenderers: TendererKind;

  /** BCP 47 tag of the language the notice is written in. */
  @Column('text')
  language: string;

  @Column('text')
  title: string;

  @Column('text')
  description: string;

  /** The main CPV code, 8 digits. */
  @Column('text', { nullable: true })
  cpv: string | null;

  @Column('text', { nullable: true })
  town: string | null;

  @Column('text', { nullable: true })
  region: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column('text', { nullable: true })
  country: string | null;

  @Column('double precision', { nullable: true })
  latitude: number | null;

  @Column('double precision', { nullable: true })
  longitude: number | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  estimateMinor: bigint | null;

  @Column('text', { nullable: true })
  estimateCurrency: string | null;

  @Column('text')
  estimateShown: EstimateDisplay;

  /** What others may know of the estimate (`estimate.ts`): search by value uses these alone, so that it gives nothing away. */
  @Column('bigint', { nullable: true, transformer: asBigint })
  shownFromMinor: bigint | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  shownToMinor: bigint | null;

  @Column('jsonb')
  priceTerms: PriceTerms;

  /** A public body names the law it buys under. */
  @Column('text', { nullable: true })
  legalGround: string | null;

  /** IANA zone its deadlines are spoken in. */
  @Column('text')
  timeZone: string;

  @At({ nullable: true })
  questionsUntil: Date | null;

  /** As published or last moved by an addendum; what counts is `effectiveClosing`. */
  @At({ nullable: true })
  closesAt: Date | null;

  @At()
  createdAt: Date;

  @At()
  changedAt: Date;

  @At({ nullable: true })
  publishedAt: Date | null;

  @At({ nullable: true })
  cancelledAt: Date | null;

  @Column('text', { nullable: true })
  cancelReason: string | null;

  @Column('jsonb', { nullable: true })
  origin: Origin | null;

  /** The words it is found by; written by `notices.ts`, never loaded. */
  @Column({ type: 'tsvector', nullable: true, select: false, insert: false, update: false })
  search: string | null;

  get isDraft(): boolean {
    return this.publishedAt === null;
  }

  /** Published elsewhere; only read here. */
  get isExternal(): boolean {
    return this.origin !== null;
  }

  get isSealed(): boolean {
    return this.flags.envelopes.length > 0;
  }

  get estimate(): Money | null {
    return Money.of(this.estimateMinor, this.estimateCurrency);
  }
}
