import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, type Language } from '#libs/platform';

/** Someone who signs in. The profile is the person's own; what a firm shows is the firm's page. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid')
  id: string;

  /** Compared without regard to case. Null once erased. */
  @Column('citext', { nullable: true })
  email: string | null;

  /** What colleagues read. Null once erased. */
  @Column('text', { nullable: true })
  name: string | null;

  @Column('text')
  language: Language;

  /** IANA name: `Asia/Makassar`. */
  @Column('text')
  timeZone: string;

  /** argon2id; null for who signs in by mailed codes only. */
  @Column('text', { nullable: true })
  passwordHash: string | null;

  /** Runs this Kongsi. Given on the command line only. */
  @Column('boolean')
  operator: boolean;

  /** When the address was proved and the person came to be. */
  @At()
  confirmedAt: Date;

  @At({ nullable: true })
  erasedAt: Date | null;
}
