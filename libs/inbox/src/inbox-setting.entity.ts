import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether a kind of notice also comes by mail. */
export type MailMode = 'AT_ONCE' | 'DAILY' | 'OFF';

/** A person's choice for one kind of notice; without one, the kind's own default counts. */
@Entity('noticePreference')
export class NoticePreference {
  @PrimaryColumn('uuid')
  personId: string;

  @PrimaryColumn('text')
  kind: string;

  @Column('text')
  mail: MailMode;
}

/** What counts for all mails about notices to one person. Made when it is first needed. */
@Entity('inboxSetting')
export class InboxSetting {
  @PrimaryColumn('uuid')
  personId: string;

  /** Signs the unsubscribe links of this person, and nothing else. */
  @Column('text')
  unsubscribeKey: string;

  /** Local time from which no mail is sent: `21:00`. */
  @Column('text', { nullable: true })
  quietFrom: string | null;

  /** Local time until which it waits: `06:30`. */
  @Column('text', { nullable: true })
  quietUntil: string | null;
}
