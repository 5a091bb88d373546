import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from './columns.js';

/** A key a person used, with what was done under it. Kept for 30 days, written in the effect's own transaction. */
@Entity('idempotencyKey')
export class IdempotencyKey {
  @PrimaryColumn('uuid')
  personId: string;

  @PrimaryColumn('text')
  key: string;

  @Column('text')
  operation: string;

  @Column('text')
  inputDigest: string;

  /** Entity name of the result, when it is an entity; a replay reads it again. */
  @Column('text', { nullable: true })
  resultKind: string | null;

  @Column('uuid', { nullable: true })
  resultId: string | null;

  /** A result that is no entity, as JSON. */
  @Column('jsonb', { nullable: true })
  result: unknown;

  @At()
  usedAt: Date;
}
