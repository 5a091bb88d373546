import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { PackOutcome } from '#libs/rule-packs';

/** What a new version of a pack says differently of one line-up, rule by rule. */
@Entity('packDifference')
export class PackDifference {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  packId: string;

  @Column('text')
  fromVersion: string;

  @Column('text')
  toVersion: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  /** Set for a line-up that is waiting; a bid that was handed in has `bidId` instead. */
  @Column('uuid', { nullable: true })
  allianceId: string | null;

  @Column('uuid', { nullable: true })
  bidId: string | null;

  /** The firms concerned: lead and partners. */
  @Column('uuid', { array: true })
  firmIds: string[];

  @Column('text')
  rule: string;

  /** Null where the old version had no such rule. */
  @Column('text', { nullable: true })
  before: PackOutcome | null;

  /** Null where the new version has no such rule. */
  @Column('text', { nullable: true })
  after: PackOutcome | null;

  @At()
  foundAt: Date;
}
