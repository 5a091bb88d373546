import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LineUpRole } from '#libs/coverage';
import { At } from '#libs/platform';

/** In the order they are named everywhere. */
export const lineUpRoles = Object.values(LineUpRole);

/** Which firms, in which roles, with which share, for one lot. */
@Entity('lineUp')
export class LineUp {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  allianceId: string;

  /** Null, as `lotId`, for what a STANDING alliance is made of apart from any tender. */
  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @At()
  createdAt: Date;
}

/** A piece of the work of a line-up, with one performer and the requirements it gives proof for. */
@Entity('workPackage')
export class WorkPackage {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  lineUpId: string;

  @Column('uuid')
  allianceId: string;

  /** Its place in the list, from 1. */
  @Column('integer')
  number: number;

  @Column('text')
  name: string;

  /** Null: nobody does it yet. A firm that is no longer in leaves it open, too. */
  @Column('uuid', { nullable: true })
  performerFirmId: string | null;

  @Column('uuid', { array: true })
  provesFor: string[];
}

/** One firm's place in a line-up: what it says yes to. */
@Entity('lineUpPosition')
export class LineUpPosition {
  @PrimaryColumn('uuid')
  lineUpId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @Column('uuid')
  allianceId: string;

  @Column('text', { array: true })
  roles: LineUpRole[];

  /** The part of the contract value the firm performs; 10 000 basis points are the whole. */
  @Column('integer')
  shareBasisPoints: number;

  /** Requirements of the lot that a RELIED_UPON firm lends itself for. */
  @Column('uuid', { array: true })
  reliedUponFor: string[];

  /** What the firm does, in words. */
  @Column('text', { nullable: true })
  part: string | null;

  /** The alliance's revision that changed it last; a consent is to one version. */
  @Column('integer')
  version: number;

  @At()
  changedAt: Date;
}
