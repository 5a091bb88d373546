import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** A firm's whole profile as it stood at one moment. Never changed, never removed; a bid points to it. */
@Entity('profileSnapshot')
export class ProfileSnapshot {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  /** SHA-256 of `content`, as `sha256:…`. */
  @Column('text')
  digest: string;

  /** Canonical JSON (RFC 8785). Holds PRIVATE entries too: whoever shows it to others leaves those out. */
  @Column('text')
  content: string;

  @At()
  takenAt: Date;
}
