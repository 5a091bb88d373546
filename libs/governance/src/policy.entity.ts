import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, type Language } from '#libs/platform';

/** One version of a policy. Never changed: who accepted it must find again what was accepted. */
@Entity('policy')
export class Policy {
  @PrimaryColumn('uuid')
  id: string;

  /** What it governs. There is one kind so far. */
  @Column('text')
  kind: 'HOUSE';

  @Column('text')
  version: string;

  /** Markdown in both languages. */
  @Column('jsonb')
  text: Record<Language, string>;

  @At()
  inForceSince: Date;
}

/** That a firm accepted a version, and which person said so. Append-only. */
@Entity('policyAcceptance')
export class PolicyAcceptance {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  policyId: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  @At()
  acceptedAt: Date;
}
