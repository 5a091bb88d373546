import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { InvitationAnswer } from './invitation.entity.js';

/** A person asks to act for a firm. */
@Entity('joinRequest')
export class JoinRequest {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  /** Null where none was written, or its person erased their account. */
  @Column('text', { nullable: true })
  message: string | null;

  @At()
  createdAt: Date;

  @At({ nullable: true })
  acceptedAt: Date | null;

  @At({ nullable: true })
  declinedAt: Date | null;

  @Column('uuid', { nullable: true })
  decidedByPersonId: string | null;

  @At({ nullable: true })
  takenBackAt: Date | null;

  get answer(): InvitationAnswer | null {
    if (this.acceptedAt) return 'ACCEPTED';
    if (this.declinedAt) return 'DECLINED';

    return this.takenBackAt ? 'TAKEN_BACK' : null;
  }
}
