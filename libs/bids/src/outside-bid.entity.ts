import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

export const outsideResults = ['WON', 'LOST', 'CANCELLED'] as const;
export type OutsideResult = (typeof outsideResults)[number];

/** What a firm recorded of a bid it sent elsewhere, for a notice that only stands here to be read. */
@Entity('outsideBid')
export class OutsideBid {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid', { nullable: true })
  allianceId: string | null;

  /** The number on the portal's own receipt. */
  @Column('text', { nullable: true })
  receiptNumber: string | null;

  @Column('uuid', { nullable: true })
  receiptFileId: string | null;

  @At()
  sentAt: Date;

  @Column('text', { nullable: true })
  result: OutsideResult | null;

  @At({ nullable: true })
  resultAt: Date | null;
}
