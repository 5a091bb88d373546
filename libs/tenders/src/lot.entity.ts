import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, Money, asBigint } from '#libs/platform';

/** A part of a tender awarded on its own. A tender always has one, unnamed when alone. */
@Entity('lot')
export class Lot {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  /** From 1, in the notice's order. */
  @Column('integer')
  number: number;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { nullable: true })
  cpv: string | null;

  @Column('bigint', { nullable: true, transformer: asBigint })
  estimateMinor: bigint | null;

  @Column('text', { nullable: true })
  estimateCurrency: string | null;

  /** When `close` took its lock: from then on no bid is taken, even if a clock steps back. Written by SQL, in microseconds. */
  @At({ nullable: true, precision: 6, update: false, insert: false })
  closedAt: Date | null;

  @At({ nullable: true, precision: 6, update: false, insert: false })
  openedAt: Date | null;

  @At({ nullable: true })
  awardDecidedAt: Date | null;

  /** No contract may be signed before; null until the award. */
  @At({ nullable: true })
  standstillUntil: Date | null;

  @At({ nullable: true })
  signedAt: Date | null;

  @At({ nullable: true })
  completedAt: Date | null;

  @At({ nullable: true })
  unsuccessfulAt: Date | null;

  @Column('text', { nullable: true })
  unsuccessfulReason: string | null;

  /** Its id in an external notice. */
  @Column('text', { nullable: true })
  originId: string | null;

  /** Its status there, in the publisher's word. */
  @Column('text', { nullable: true })
  originStatus: string | null;

  get estimate(): Money | null {
    return Money.of(this.estimateMinor, this.estimateCurrency);
  }
}
