import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';

export const agreementKinds = ['AGREEMENT', 'COMMITMENT'] as const;
/** What all sign: the agreement of a group, or the letter by which helper firms commit themselves to a sole tenderer. */
export type AgreementKind = (typeof agreementKinds)[number];

/** An agreement as its first firm signed it. Both language versions are signed together. */
@Entity('agreement')
export class Agreement {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  allianceId: string;

  /** Null for the agreement of a STANDING alliance apart from any tender. */
  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('integer')
  version: number;

  @Column('text')
  kind: AgreementKind;

  @Column('text')
  textEn: string;

  @Column('text')
  textId: string;

  /** `sha256:` over the canonical text; see `agreement-text.ts`. */
  @Column('text')
  digest: string;

  @At()
  createdAt: Date;

  /** When the record it was drawn from changed; what was signed stays readable. */
  @At({ nullable: true })
  supersededAt: Date | null;
}

/** A simple electronic signature: who, as what, when, over which digest. */
@Entity('agreementSignature')
export class AgreementSignature {
  @PrimaryColumn('uuid')
  agreementId: string;

  @PrimaryColumn('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  @Column('text')
  name: string;

  @Column('text')
  position: string;

  @Column('text')
  digest: string;

  @At()
  signedAt: Date;

  /** A paper signed by hand, where a law wants it. */
  @Column('uuid', { nullable: true })
  fileId: string | null;
}
