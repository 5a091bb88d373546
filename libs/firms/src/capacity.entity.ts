import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, asBigint } from '#libs/platform';
import type { Visibility } from './profile.policy.js';

/** What a firm has for work on the days stated: people per week, or a limit of the work it has in hand. Several add up for people. */
@Entity('capacity')
export class Capacity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  /** ISO days, both included. */
  @Column('date')
  from: string;

  @Column('date')
  until: string;

  /** A decimal text: half a person counts. */
  @Column('numeric', { precision: 12, scale: 2, nullable: true })
  peoplePerWeek: string | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  limitMinor: bigint | null;

  @Column('text', { nullable: true })
  limitCurrency: string | null;

  /** FINDABLE: partner firms of an alliance learn whether it suffices, never how much is free. */
  @Column('text')
  visibility: Visibility;

  @At()
  createdAt: Date;
}

export const commitmentKinds = ['CONTRACT', 'BOOKING', 'OUTSIDE'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

/** What of a firm's capacity is taken: by a contract or booking here, or by work elsewhere. */
@Entity('commitment')
export class Commitment {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('text')
  kind: CommitmentKind;

  /** What took it, of the library that wrote it; null for work elsewhere. */
  @Column('uuid', { nullable: true })
  sourceId: string | null;

  /** The firm's own note: for whom, where. */
  @Column('text', { nullable: true })
  words: string | null;

  @Column('date')
  from: string;

  @Column('date')
  until: string;

  @Column('numeric', { precision: 12, scale: 2, nullable: true })
  peoplePerWeek: string | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  amountMinor: bigint | null;

  @Column('text', { nullable: true })
  amountCurrency: string | null;

  @At()
  createdAt: Date;
}
