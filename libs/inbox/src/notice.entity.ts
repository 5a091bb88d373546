import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/**
 * Values a notice's sentence may mention: ids, numbers, days, names of firms and tenders. Never names or words of people; except of somebody
 * who is no person here, where the library takes the notice back in time (`Inbox.takeBack`).
 */
export type NoticeFacts = Record<string, string | number | boolean | null>;

/** One thing one person is told. Its sentences come from the catalogue, in the reader's language of the day it is read. */
@Entity('notice')
export class Notice {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  personId: string;

  /** The reason, unique per person: nobody is told twice for the same one. */
  @Column('text')
  key: string;

  /** What kind of thing happened: `TENDER_CHANGED`. */
  @Column('text')
  kind: string;

  @Column('jsonb')
  facts: NoticeFacts;

  /** Where on the site it leads, from the root: `/tenders/…`. */
  @Column('text')
  path: string;

  @At()
  createdAt: Date;

  @At({ nullable: true })
  readAt: Date | null;

  /** When its mail was written; null for what waits for the daily mail or is not mailed. */
  @At({ nullable: true })
  mailedAt: Date | null;
}
