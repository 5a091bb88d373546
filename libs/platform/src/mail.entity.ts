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

  /** Null once it is gone: links in mails are keys. */
  @Column('text', { nullable: true })
  body: string | null;

  @At()
  createdAt: Date;

  /** When it began to leave. With no `sentAt` it is on its way, or nobody knows whether it arrived. */
  @At({ nullable: true })
  handedOverAt: Date | null;

  @At({ nullable: true })
  sentAt: Date | null;
}
