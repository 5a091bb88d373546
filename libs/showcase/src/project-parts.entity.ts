import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LineUpRole } from '#libs/coverage';
import type { LocalText } from '#libs/firms';
import { At } from '#libs/platform';

/** A firm that did a part of the work. */
@Entity('projectPartner')
export class ProjectPartner {
  @PrimaryColumn('uuid')
  projectId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @Column('text', { array: true })
  roles: LineUpRole[];

  /** The part of the contract value it performed; 10 000 are the whole. */
  @Column('integer')
  shareBasisPoints: number;

  /** What it did. */
  @Column('jsonb')
  part: LocalText;

  /** Order on the page, from 1. */
  @Column('integer')
  place: number;

  @Column('integer', { nullable: true })
  confirmedVersion: number | null;

  @At({ nullable: true })
  confirmedAt: Date | null;

  /** The reference in its profile while the project is public. */
  @Column('uuid', { nullable: true })
  evidenceId: string | null;

  /** A firm that is in it now and has still to say yes. */
  static asked(projectId: string, firmId: string): ProjectPartner {
    const open = { confirmedVersion: null, confirmedAt: null, evidenceId: null };

    return Object.assign(new ProjectPartner(), { projectId, firmId }, open);
  }

  hasConfirmed(version: number): boolean {
    return this.confirmedVersion === version;
  }

  /** What the firm itself earned by the work, in minor units, rounded down: its share, never the whole. */
  ownValueMinor(whole: bigint | null): bigint | null {
    return whole === null ? null : (whole * BigInt(this.shareBasisPoints)) / 10_000n;
  }
}

/** Somebody who did the work. Shown to nobody outside without an own yes. */
@Entity('projectPerson')
export class ProjectPerson {
  @PrimaryColumn('uuid')
  projectId: string;

  @PrimaryColumn('uuid')
  personId: string;

  /** For which partner firm. */
  @Column('uuid')
  firmId: string;

  @Column('jsonb')
  did: LocalText;

  @At()
  namedAt: Date;

  @At({ nullable: true })
  confirmedAt: Date | null;
}

@Entity('projectPicture')
export class ProjectPicture {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  projectId: string;

  /** Order on the page, from 1. */
  @Column('integer')
  place: number;

  @Column('uuid')
  fileId: string;

  /** What is to be seen, for those who do not see it. */
  @Column('jsonb')
  alt: LocalText;
}
