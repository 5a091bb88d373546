import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, asBigint } from '#libs/platform';

/** The buyer's decision for one bid of a lot. */
@Entity('award')
export class Award {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('uuid')
  bidId: string;

  /** Net, recomputed from the unit prices. */
  @Column('bigint', { nullable: true, transformer: asBigint })
  totalMinor: bigint | null;

  @Column('text', { nullable: true })
  currency: string | null;

  @At()
  decidedAt: Date;

  @Column('uuid')
  decidedByPersonId: string;

  @At()
  standstillUntil: Date;

  /** What put it before the bid behind it, where both were equal: CRITERION or LOT. */
  @Column('text', { nullable: true })
  tieBrokenBy: string | null;

  /** Whether no other bid of the lot may be awarded beside it: the unique index `award_onePerLot` looks at this. */
  @Column('boolean')
  only: boolean;

  /** Why it, though the published formula puts another bid first. */
  @Column('text', { nullable: true })
  deviationReason: string | null;
}

/** What the decision says of one bid: its place, how it came about, and why. */
@Entity('scoreLine')
export class ScoreLine {
  @PrimaryColumn('uuid')
  lotId: string;

  @PrimaryColumn('uuid')
  bidId: string;

  /** Null for a bid that was excluded. */
  @Column('integer', { nullable: true })
  rank: number | null;

  /** Exact points of 100; null where the lowest price alone decides, and for a bid that was excluded. */
  @Column('numeric', { precision: 7, scale: 4, nullable: true })
  total: string | null;

  @Column('jsonb')
  byCriterion: { criterionId: string; points: string; weighted: string }[];

  @Column('text')
  reason: string;
}

/** Who put their names under the contract, as the buyer recorded it. */
@Entity('contractSignature')
export class ContractSignature {
  @PrimaryColumn('uuid')
  awardId: string;

  @Column('uuid')
  tenderId: string;

  @Column('text')
  buyerSigner: string;

  @Column('text')
  supplierSigner: string;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  @Column('uuid')
  recordedByPersonId: string;

  @At()
  signedAt: Date;
}
