import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

/** A person the buyer appointed to judge the bids of one tender. */
@Entity('evaluator')
export class Evaluator {
  @PrimaryColumn('uuid')
  tenderId: string;

  @PrimaryColumn('uuid')
  personId: string;

  @At()
  appointedAt: Date;

  /** What ties the person has to tenderers, in own words; says so where there are none. */
  @Column('text', { nullable: true })
  interests: string | null;

  @At({ nullable: true })
  declaredAt: Date | null;
}
