import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

export const addendumKinds = ['MATERIAL', 'CLERICAL'] as const;
export type AddendumKind = (typeof addendumKinds)[number];

/** One readable difference. */
export interface Change {
  /** Where, in the notice's structure: `lots.1.items.2.quantity`. */
  path: string;
  /** As it was and as it is now, for people; null where there was or is nothing. */
  before: string | null;
  after: string | null;
}

/** A numbered change to a published tender. */
@Entity('addendum')
export class Addendum {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('integer')
  number: number;

  @Column('text')
  kind: AddendumKind;

  @Column('text')
  note: string;

  @Column('jsonb')
  changes: Change[];

  /** Lots it touches; empty when it touches all. */
  @Column('uuid', { array: true })
  lotIds: string[];

  @At()
  publishedAt: Date;
}

/** A question with a public answer. Nobody but the asker and the answering buyer's log knows who asked. */
@Entity('question')
export class Question {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @Column('uuid')
  askerFirmId: string;

  @Column('text')
  text: string;

  @At()
  askedAt: Date;

  @Column('text', { nullable: true })
  answer: string | null;

  @At({ nullable: true })
  answeredAt: Date | null;
}

/** A firm that may see a tender which is not public. */
@Entity('tenderInvitation')
export class TenderInvitation {
  @PrimaryColumn('uuid')
  tenderId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  /** The buyer, or an invited firm that wants it in its line-up. */
  @Column('uuid')
  byFirmId: string;

  @At()
  invitedAt: Date;
}
