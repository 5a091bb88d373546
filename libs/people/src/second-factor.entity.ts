import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** An authenticator app that a person linked: time-based codes (RFC 6238: SHA-1, six digits, thirty seconds). */
@Entity('secondFactor')
export class SecondFactor {
  @PrimaryColumn('uuid')
  personId: string;

  /** Base32. Both sides compute from it, so it cannot be kept as a digest. */
  @Column('text')
  secret: string;

  /** When a first code proved that the app is linked; until then it asks nothing of anybody. */
  @At({ nullable: true })
  confirmedAt: Date | null;

  /** The last thirty-second step whose code was used: the same code is not taken twice. */
  @Column('integer', { nullable: true })
  lastStep: number | null;
}

/** One of the codes kept on paper for the day the phone is gone. Used once: the row goes. */
@Entity('recoveryCode')
export class RecoveryCode {
  @PrimaryColumn('uuid')
  personId: string;

  /** SHA-256 of the code, hex. */
  @PrimaryColumn('text')
  digest: string;
}
