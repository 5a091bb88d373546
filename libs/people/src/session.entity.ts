import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** One device on which a person is signed in. The browser holds the token, we hold its digest only. */
@Entity('session')
export class Session {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  /** SHA-256 of the token, hex. */
  @Column('text')
  tokenDigest: string;

  /** What the browser said it is, shortened. */
  @Column('text')
  device: string;

  @At()
  signedInAt: Date;

  /** To the hour: enough to recognise a device, too coarse to follow a person's day. */
  @At()
  lastUsedAt: Date;

  @At()
  expiresAt: Date;

  /** Ends after thirty days without use, and after half a year in any case. */
  static expiryOf(signedInAt: Date, now: Date): Date {
    return new Date(Math.min(now.getTime() + 30 * day, Session.lastExpiryOf(signedInAt).getTime()));
  }

  /** When it ends however often it is used. */
  static lastExpiryOf(signedInAt: Date): Date {
    return new Date(signedInAt.getTime() + 180 * day);
  }

  /** The hour in which `now` lies, but never before the sign-in. */
  static useAt(signedInAt: Date, now: Date): Date {
    return new Date(Math.max(signedInAt.getTime(), Math.floor(now.getTime() / hour) * hour));
  }

  /** How long a sign-in counts as fresh. */
  static readonly freshMinutes = 30;

  /** Whether the person proved who they are not long ago. */
  isFresh(now: Date): boolean {
    return now.getTime() - this.signedInAt.getTime() <= Session.freshMinutes * minute;
  }

  /** Whether so much time has passed that the use is worth writing down. */
  isUseOutdated(now: Date): boolean {
    return now.getTime() - this.lastUsedAt.getTime() >= hour;
  }
}
