import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { Outcome } from './verdict.js';

/** What a firm was last shown of a line-up it is in: only what differs from it is news. */
@Entity('coverageSeen')
export class CoverageSeen {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  /** Null: the firm alone. */
  @Column('uuid', { nullable: true })
  allianceId: string | null;

  /** Whose eyes: each firm sees its own papers and of the others what they show. */
  @Column('uuid')
  firmId: string;

  @Column('jsonb')
  outcomes: Record<string, Outcome>;

  /** Digest of requirements and line-up: when these differ, there is nothing to compare. */
  @Column('text')
  about: string;

  @At()
  seenAt: Date;
}
