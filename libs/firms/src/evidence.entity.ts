import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, newId } from '#libs/platform';
import { dayOf } from './day.js';
import { EvidenceExpired, EvidenceIncomplete, EvidenceNotDraft, EvidenceNotSubmitted } from './evidence.refusals.js';
import { type LocalText, type LocalTextInput, keepLocalText } from './local-text.js';
import type { EvidenceState, Visibility } from './profile.policy.js';

export const evidenceKinds = [
  'CERTIFICATE',
  'LICENCE',
  'REGISTRATION',
  'INSURANCE',
  'REFERENCE',
  'DECLARATION',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** A paper or a reference behind capabilities and facts. */
@Entity('evidence')
export class Evidence {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('text')
  kind: EvidenceKind;

  /** Which certificate, licence or registration: `ISO 9001`, `SVLK`, `SBU`. */
  @Column('text', { nullable: true })
  scheme: string | null;

  @Column('jsonb')
  title: LocalText;

  @Column('text', { nullable: true })
  issuer: string | null;

  @Column('text', { nullable: true })
  number: string | null;

  /** ISO days, both included; null where it has no beginning or no end. */
  @Column('date', { nullable: true })
  validFrom: string | null;

  @Column('date', { nullable: true })
  validUntil: string | null;

  @Column('uuid', { nullable: true })
  fileId: string | null;

  @Column('text')
  visibility: Visibility;

  @Column('text')
  state: EvidenceState;

  @At()
  createdAt: Date;

  @At()
  changedAt: Date;

  @At({ nullable: true })
  submittedAt: Date | null;

  /** When an operator verified or rejected it. */
  @At({ nullable: true })
  decidedAt: Date | null;

  /** What the operator checked it against. */
  @Column('text', { nullable: true })
  source: string | null;

  /** Why the operator rejected it. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** Set on what an outsider sees of a FINDABLE paper. */
  isWithheld?: true;

  /** A new draft with nothing filled in but its name. */
  static drafted(firmId: string, title: LocalTextInput, now: Date): Evidence {
    const nothing = { scheme: null, issuer: null, number: null, validFrom: null, validUntil: null, fileId: null };
    const undecided = { submittedAt: null, decidedAt: null, source: null, reason: null };
    const draft = { id: newId(), firmId, state: 'DRAFT', title: keepLocalText(title), createdAt: now, changedAt: now };

    return Object.assign(new Evidence(), nothing, undecided, draft);
  }

  /** Whether its last day has passed, by the day in UTC. */
  isExpired(now: Date): boolean {
    return this.validUntil !== null && this.validUntil < dayOf(now);
  }

  /** @throws EvidenceNotDraft once an operator looks at it or has verified it */
  ensureChangeable(): void {
    if (this.state === 'SUBMITTED' || this.state === 'VERIFIED') throw new EvidenceNotDraft(this.state);
  }

  /** Hands it to the operators. @throws EvidenceNotDraft, EvidenceIncomplete, EvidenceExpired */
  submit(now: Date): void {
    if (this.state !== 'DRAFT') throw new EvidenceNotDraft(this.state);
    const missing = [this.issuer ? [] : ['issuer'], this.number || this.fileId ? [] : ['number', 'fileId']].flat();
    if (missing.length > 0) throw new EvidenceIncomplete(missing);
    this.ensureNotExpired(now);
    Object.assign(this, { state: 'SUBMITTED', submittedAt: now, changedAt: now });
  }

  /** @throws EvidenceNotSubmitted, EvidenceExpired */
  verify(source: string, now: Date): void {
    if (this.state !== 'SUBMITTED') throw new EvidenceNotSubmitted(this.state);
    this.ensureNotExpired(now);
    Object.assign(this, { state: 'VERIFIED', source, decidedAt: now, changedAt: now });
  }

  /** @throws EvidenceNotSubmitted */
  reject(reason: string, now: Date): void {
    if (this.state !== 'SUBMITTED') throw new EvidenceNotSubmitted(this.state);
    Object.assign(this, { state: 'REJECTED', reason, decidedAt: now, changedAt: now });
  }

  /** What an outsider sees of a FINDABLE paper: that there is one of its kind and scheme. */
  outline(): Evidence {
    const days = { validFrom: null, validUntil: null };
    const words = { title: {}, issuer: null, number: null, source: null, reason: null };

    return Object.assign(new Evidence(), this, { ...words, ...days, fileId: null, isWithheld: true });
  }

  private ensureNotExpired(now: Date): void {
    if (this.isExpired(now)) throw new EvidenceExpired(this.validUntil!);
  }
}
