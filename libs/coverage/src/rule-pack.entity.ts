import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { RulePack } from '#libs/rule-packs';

/** One version of a rule pack, as its file says it. Never changed. */
@Entity('rulePack')
export class RulePackRow {
  @PrimaryColumn('text')
  id: string;

  @PrimaryColumn('text')
  version: string;

  @Column('jsonb')
  data: RulePack;

  /** SHA-256 of the file: `sha256:` and 64 hexadecimal digits. */
  @Column('text')
  digest: string;

  /** Null for packs that came with this Kongsi. */
  @Column('uuid', { nullable: true })
  addedByPersonId: string | null;

  @At()
  addedAt: Date;
}
