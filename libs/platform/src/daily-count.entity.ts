import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something happened to a page on one day. */
@Entity('dailyCount')
export class DailyCount {
  @PrimaryColumn('uuid')
  subjectId: string;

  /** `PAGE_VISIT`, `SEARCH_APPEARANCE`, `INVITATION`, `ANSWER`. */
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('date')
  on: string;

  @Column('integer')
  count: number;
}
