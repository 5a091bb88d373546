import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from './columns.js';

/** One mail to one reader. The key names the reason, so that the same reason never mails twice. */
@Entity('mail')
export class Mail {
  @PrimaryColumn('uuid')
  id: string;

  /** Why this mail exists: `confirm-address:<id>`. Unique. */
  @Column('text')
  key: string;

  @Column('text')
  recipient: string;

  @Column('text')
  language: string;

  @Column('text')
  subject: string;

  /** Null once an SMTP server took it: links in mails are keys. */
  @Column('text', { nullable: true })
  body: string | null;

  @At()
  createdAt: Date;

  @At({ nullable: true })
  sentAt: Date | null;
}
