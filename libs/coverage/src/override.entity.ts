import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** Somebody went on in spite of a warning, and said why. Append-only: it outlives what it speaks of. */
@Entity('coverageOverride')
export class CoverageOverride {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  /** What was overruled: a requirement … */
  @Column('uuid', { nullable: true })
  requirementId: string | null;

  /** … or a rule of a pack or of the tender, by its id; it is the same rule in every version. */
  @Column('text', { nullable: true })
  packRule: string | null;

  /** For an alliance's line-up; null: for the firm alone. */
  @Column('uuid', { nullable: true })
  allianceId: string | null;

  /** The firm acted for. */
  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  @Column('text')
  reason: string;

  @At()
  at: Date;
}
