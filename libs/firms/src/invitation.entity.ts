import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, type FirmRoleName } from '#libs/platform';

/** How somebody answered, or that nobody waits for an answer any more. */
export type InvitationAnswer = 'ACCEPTED' | 'DECLINED' | 'TAKEN_BACK';

/** Fourteen days, in milliseconds. */
export const invitationLasts = 14 * 86_400_000;

/** An owner's wish that whoever reads a mailbox acts for the firm. */
@Entity('delegateInvitation')
export class DelegateInvitation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  /** Compared without regard to case. Null once its person erased their account. */
  @Column('citext', { nullable: true })
  email: string | null;

  @Column('text', { array: true })
  roles: FirmRoleName[];

  /** SHA-256 of the token in the mailed link, hexadecimal. */
  @Column('text')
  tokenDigest: string;

  @Column('uuid')
  invitedByPersonId: string;

  @At()
  createdAt: Date;

  @At()
  expiresAt: Date;

  @At({ nullable: true })
  acceptedAt: Date | null;

  @Column('uuid', { nullable: true })
  acceptedByPersonId: string | null;

  @At({ nullable: true })
  declinedAt: Date | null;

  @At({ nullable: true })
  takenBackAt: Date | null;

  get answer(): InvitationAnswer | null {
    if (this.acceptedAt) return 'ACCEPTED';
    if (this.declinedAt) return 'DECLINED';

    return this.takenBackAt ? 'TAKEN_BACK' : null;
  }

  isOpen(now: Date): boolean {
    return this.answer === null && now < this.expiresAt;
  }
}
