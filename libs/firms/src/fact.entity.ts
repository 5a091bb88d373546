import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { FactKey } from '#libs/requirements';
import type { Visibility } from './profile.policy.js';

/** Facts that are amounts of money; the others are counted in a unit. */
export const moneyFacts: readonly FactKey[] = ['ANNUAL_TURNOVER', 'LARGEST_CONTRACT', 'INSURANCE_SUM'];

/** Something measured about a firm. */
@Entity('fact')
export class Fact {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('text')
  key: FactKey;

  /** A decimal text, as handed in. */
  @Column('numeric')
  value: string | null;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('text', { nullable: true })
  currency: string | null;

  /** Narrows what is measured: staff of a trade, say. */
  @Column('text', { nullable: true })
  cpv: string | null;

  /** Narrows what is measured where no code does: a kind of machine, the name of a grade. */
  @Column('text', { nullable: true })
  label: string | null;

  /** ISO days, both included. */
  @Column('date', { nullable: true })
  periodFrom: string | null;

  @Column('date', { nullable: true })
  periodUntil: string | null;

  @Column('text')
  visibility: Visibility;

  @At()
  createdAt: Date;

  @At()
  changedAt: Date;

  /** Set on what an outsider sees of a FINDABLE fact. */
  isWithheld?: true;

  /** What an outsider sees of a FINDABLE fact: that there is one. Neither the number nor anything it could be told from. */
  outline(): Fact {
    return Object.assign(new Fact(), this, { value: null, isWithheld: true });
  }
}

/** Which paper supports which fact. */
@Entity('factEvidence')
export class FactEvidence {
  @PrimaryColumn('uuid')
  factId: string;

  @PrimaryColumn('uuid')
  evidenceId: string;
}
