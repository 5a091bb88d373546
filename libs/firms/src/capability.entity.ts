import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { LocalText } from './local-text.js';
import type { Visibility } from './profile.policy.js';

export const capabilityLevels = ['BASIC', 'SKILLED', 'SPECIALIST'] as const;
export type CapabilityLevel = (typeof capabilityLevels)[number];

/** A claim that a firm can do what a CPV code names. */
@Entity('capability')
export class Capability {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  /** Eight digits. */
  @Column('text')
  cpv: string;

  @Column('text')
  level: CapabilityLevel | null;

  @Column('jsonb')
  note: LocalText;

  /** How far from its seat the firm does this; null where it names regions instead. */
  @Column('integer', { nullable: true })
  radiusKm: number | null;

  /** Names of towns and regions; empty where there is a radius. */
  @Column('text', { array: true })
  regions: string[];

  @Column('text')
  visibility: Visibility;

  @At()
  createdAt: Date;

  @At()
  changedAt: Date;

  /** Set on what an outsider sees of a FINDABLE capability. */
  isWithheld?: true;

  /** What an outsider sees of a FINDABLE capability: that it is there. */
  outline(): Capability {
    return Object.assign(new Capability(), this, {
      level: null,
      note: {},
      radiusKm: null,
      regions: [],
      isWithheld: true,
    });
  }
}

/** Which paper supports which capability. */
@Entity('capabilityEvidence')
export class CapabilityEvidence {
  @PrimaryColumn('uuid')
  capabilityId: string;

  @PrimaryColumn('uuid')
  evidenceId: string;
}
