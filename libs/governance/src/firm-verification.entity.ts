import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** What an operator decided about a firm's identity. Append-only; the newest line of a firm holds. */
@Entity('firmVerification')
export class FirmVerification {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('text')
  decision: 'VERIFIED' | 'REVOKED';

  /** What name and numbers were compared with. Present when verified. */
  @Column('text', { nullable: true })
  source: string | null;

  /** Why it was taken back. Present when revoked. */
  @Column('text', { nullable: true })
  reason: string | null;

  @At()
  decidedAt: Date;

  @Column('uuid')
  decidedByPersonId: string;
}
