import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** Points for a bid on one criterion: one evaluator's, or, without a person, what all agreed on. */
@Entity('score')
export class Score {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  tenderId: string;

  @Column('uuid')
  lotId: string;

  @Column('uuid')
  bidId: string;

  @Column('uuid')
  criterionId: string;

  @Column('uuid', { nullable: true })
  personId: string | null;

  /** Exact decimal, 0.00 to 100.00. */
  @Column('numeric', { precision: 5, scale: 2 })
  points: string;

  @Column('text')
  reason: string;

  @At()
  scoredAt: Date;
}

/** Exact hundredths of a point: `12.5` → 1250. */
export function hundredthsOf(points: string): number {
  const [whole = '0', fraction = ''] = points.split('.');

  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}
