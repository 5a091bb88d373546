import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, type Language } from '#libs/platform';

/** What a mailed secret is for. */
export type ProofPurpose = 'REGISTER' | 'SIGN_IN' | 'RESET_PASSWORD' | 'CHANGE_EMAIL';

/** What a person who registers said of themselves; becomes the profile when the address is proved. */
export interface NewProfile {
  name: string;
  language: Language;
  timeZone: string;
}

/** A secret sent to an address: who shows it reads that mailbox. */
@Entity('addressProof')
export class AddressProof {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  purpose: ProofPurpose;

  @Column('citext')
  email: string;

  /** Whose account it opens; null where there is none (yet), and such a secret was never mailed unless for registering. */
  @Column('uuid', { nullable: true })
  personId: string | null;

  /** SHA-256 of the secret, hex. */
  @Column('text')
  secretDigest: string;

  @Column('jsonb', { nullable: true })
  profile: NewProfile | null;

  @At()
  createdAt: Date;

  @At()
  expiresAt: Date;
}
