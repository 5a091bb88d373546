import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { GroupStatement } from '#libs/rule-packs';

export const allianceKinds = ['PROJECT', 'STANDING'] as const;
export type AllianceKind = (typeof allianceKinds)[number];

export const liabilities = ['JOINT_AND_SEVERAL', 'SEVERAL'] as const;
export type Liability = (typeof liabilities)[number];

/** What holds for all partners alike. */
export interface Terms {
  /** Whether each member answers for the whole, or for its own part. */
  liability: Liability;
  /** Who speaks for the alliance. */
  representativeFirmId: string;
  /** What else they agree on, in their words; may be empty. */
  words: string;
  /** What the group says of itself, in order; terms of before have none. */
  statements?: GroupStatement[];
}

/** Firms that act as one. */
@Entity('alliance')
export class Alliance {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: AllianceKind;

  @Column('text')
  name: string;

  /** Of a PROJECT alliance; null for a STANDING one. */
  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('text')
  formPack: string;

  @Column('text')
  formPackVersion: string;

  @Column('uuid')
  proposerFirmId: string;

  @Column('jsonb')
  terms: Terms;

  @Column('integer')
  termsVersion: number;

  /** Counts every change of roles, shares, lots or terms. */
  @Column('integer')
  revision: number;

  @At()
  createdAt: Date;

  /** When roles, shares, lots or terms last changed. */
  @At()
  changedAt: Date;

  @At({ nullable: true })
  dissolvedAt: Date | null;

  @Column('text', { nullable: true })
  dissolveReason: string | null;
}

export const partnerStates = ['INVITED', 'PARTNER', 'DECLINED', 'WITHDRAWN', 'LEFT'] as const;
export type PartnerState = (typeof partnerStates)[number];

/** A firm in an alliance, or asked into it, or once in it. */
@Entity('partnerFirm')
export class PartnerFirm {
  @PrimaryColumn('uuid')
  allianceId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @Column('uuid')
  invitedByFirmId: string;

  @Column('text', { nullable: true })
  message: string | null;

  @At()
  invitedAt: Date;

  /** Its first yes. */
  @At({ nullable: true })
  joinedAt: Date | null;

  @At({ nullable: true })
  declinedAt: Date | null;

  /** When the invitation was taken back before it was answered. */
  @At({ nullable: true })
  withdrawnAt: Date | null;

  @At({ nullable: true })
  leftAt: Date | null;

  /** Why it declined, left or was replaced. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { nullable: true })
  replacedByFirmId: string | null;

  /** A firm that is asked, for the first time or again: nobody is in without its own yes. */
  static asked(
    allianceId: string,
    asked: { firmId: string; invitedByFirmId: string; message: string | null },
    now: Date,
  ): PartnerFirm {
    return Object.assign(new PartnerFirm(), {
      ...asked,
      allianceId,
      invitedAt: now,
      joinedAt: null,
      declinedAt: null,
      withdrawnAt: null,
      leftAt: null,
      reason: null,
      replacedByFirmId: null,
    });
  }

  get state(): PartnerState {
    if (this.leftAt) return 'LEFT';
    if (this.declinedAt) return 'DECLINED';
    if (this.withdrawnAt) return 'WITHDRAWN';

    return this.joinedAt ? 'PARTNER' : 'INVITED';
  }

  /** Asked or joined, and nothing has ended that. */
  get isIn(): boolean {
    return this.state === 'INVITED' || this.state === 'PARTNER';
  }
}
