import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** What a tenderer can be asked for after the opening. Neither answer changes the bid's price. */
export const clarificationSubjects = ['PAPER', 'PRICE'] as const;
export type ClarificationSubject = (typeof clarificationSubjects)[number];

/** The buyer asks a tenderer for a missing paper, or to explain a price, in a stated time. */
@Entity('clarification')
export class Clarification {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('uuid')
  bidId: string;

  @Column('text')
  about: ClarificationSubject;

  @Column('text')
  question: string;

  @At()
  askedAt: Date;

  @Column('uuid')
  askedByPersonId: string;

  @At()
  until: Date;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  @At({ nullable: true })
  answeredAt: Date | null;

  @Column('uuid', { nullable: true })
  answeredByPersonId: string | null;

  /** Nothing more is to be waited for. */
  isOver(now: Date): boolean {
    return this.answeredAt !== null || now >= this.until;
  }
}
