import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Measure,
  Part,
  Proof,
  ProofMoment,
  RequirementKind,
  RequirementMode,
  Threshold,
} from '#libs/requirements';

/** A line of a lot with quantity and unit. */
@Entity('item')
export class Item {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('integer')
  number: number;

  @Column('text')
  description: string;

  /** Exact decimal; null where an external notice gives none. */
  @Column('numeric', { precision: 18, scale: 4, nullable: true })
  quantity: string | null;

  /** UN/CEFACT Recommendation 20 code. */
  @Column('text', { nullable: true })
  unitCode: string | null;

  /** The unit in an external notice's own word. */
  @Column('text', { nullable: true })
  unitName: string | null;

  @Column('text', { nullable: true })
  cpv: string | null;

  /** Another classification an external notice uses. */
  @Column('jsonb', { nullable: true })
  classification: { scheme: string; id: string; description: string | null } | null;

  @Column('text', { nullable: true })
  originId: string | null;
}

/** What a tenderer must have, with its mode. */
@Entity('requirement')
export class LotRequirement {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('integer')
  number: number;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text')
  kind: RequirementKind;

  @Column('text')
  mode: RequirementMode;

  @Column('text', { nullable: true })
  modeReason: string | null;

  @Column('jsonb')
  measure: Measure;

  @Column('jsonb', { nullable: true })
  parts: Part[] | null;

  @Column('jsonb', { nullable: true })
  threshold: Threshold | null;

  @Column('numeric', { precision: 30, scale: 6, nullable: true })
  floorPerMember: string | null;

  @Column('numeric', { precision: 30, scale: 6, nullable: true })
  floorLead: string | null;

  @Column('boolean')
  essential: boolean;

  @Column('text')
  proof: Proof;

  @Column('text')
  proofWhen: ProofMoment;

  /** CAPACITY: the first day of the work. */
  @Column('date', { nullable: true })
  neededFrom: string | null;

  @Column('date', { nullable: true })
  neededUntil: string | null;

  @Column('text', { nullable: true })
  source: string | null;

  /** The firm whose unofficial reading of an external notice this is. */
  @Column('uuid', { nullable: true })
  readByFirmId: string | null;

  @Column('text', { nullable: true })
  readOnPage: string | null;

  @Column('boolean')
  readIsShared: boolean;

  @Column('text', { nullable: true })
  originId: string | null;
}

export const criterionKinds = [
  'PRICE',
  'QUALITY',
  'DELIVERY_TIME',
  'EXPERIENCE',
  'ENVIRONMENT',
  'SOCIAL',
  'OTHER',
] as const;
export type CriterionKind = (typeof criterionKinds)[number];

/** What a bid is scored on, with its weight. */
@Entity('criterion')
export class Criterion {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('integer')
  number: number;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text')
  kind: CriterionKind;

  /** Basis points; a lot's criteria total 10 000. */
  @Column('integer')
  weight: number;
}
