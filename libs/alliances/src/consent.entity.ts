import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { Terms } from './alliance.entity.js';
import type { Place } from './plan.js';

/** A firm's yes to one version of its roles, share and terms. Never changed but to say that it ended. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  allianceId: string;

  @Column('uuid')
  lineUpId: string;

  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  @Column('integer')
  positionVersion: number;

  @Column('integer')
  termsVersion: number;

  /** What was consented to, word for word. */
  @Column('jsonb')
  position: Place;

  @Column('jsonb')
  terms: Terms;

  /** The firm is lead or partner of no other alliance for this lot while it stands. */
  @Column('boolean')
  exclusive: boolean;

  @At()
  consentedAt: Date;

  /** When what was consented to changed. */
  @At({ nullable: true })
  staleAt: Date | null;

  /** When the firm left, was replaced, or the alliance ended. */
  @At({ nullable: true })
  withdrawnAt: Date | null;

  get isFresh(): boolean {
    return this.staleAt === null && this.withdrawnAt === null;
  }
}
