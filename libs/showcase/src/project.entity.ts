import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalText } from '#libs/firms';
import { At, asBigint, newId } from '#libs/platform';
import { ClientRefused, ProjectChanged, ProjectIsPublic, ProjectWithdrawn } from './project.refusals.js';

/** How long a client may think. Silent for so long, it stays unnamed and holds nobody up. */
export const clientThinksMs = 30 * 86_400_000;

/** What the client has said to the project as it stands now. */
export const clientAnswers = ['NO_FIRM', 'NOT_ASKED', 'ASKED', 'SILENT', 'CONFIRMED', 'REFUSED'] as const;
export type ClientAnswer = (typeof clientAnswers)[number];

/** Joint work that was finished, told by those who did it. */
@Entity('project')
export class Project {
  @PrimaryColumn('uuid')
  id: string;

  @Column('jsonb')
  title: LocalText;

  @Column('jsonb')
  story: LocalText;

  @Column('jsonb')
  outcome: LocalText;

  @Column('text')
  town: string;

  @Column('text', { nullable: true })
  region: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country: string;

  /** Degrees north (WGS 84). */
  @Column('double precision', { nullable: true })
  latitude: number | null;

  /** Degrees east (WGS 84). */
  @Column('double precision', { nullable: true })
  longitude: number | null;

  /** ISO days. */
  @Column('date')
  startedOn: string;

  @Column('date')
  finishedOn: string;

  /** The whole contract, net, in whole minor units. */
  @Column('bigint', { nullable: true, transformer: asBigint })
  valueMinor: bigint | null;

  @Column('text', { nullable: true })
  valueCurrency: string | null;

  /** Null when it is told freely. */
  @Column('uuid', { nullable: true })
  awardId: string | null;

  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @Column('uuid', { nullable: true })
  allianceId: string | null;

  @Column('uuid')
  drafterFirmId: string;

  @Column('uuid', { nullable: true })
  clientFirmId: string | null;

  /** What stands there instead of its name: `A water board of rice farmers`. */
  @Column('jsonb', { nullable: true })
  clientUnnamed: LocalText | null;

  /** When it was asked last; asked anew when what it said yes to has changed. */
  @At({ nullable: true })
  clientAskedAt: Date | null;

  @Column('integer', { nullable: true })
  clientConfirmedVersion: number | null;

  @At({ nullable: true })
  clientConfirmedAt: Date | null;

  @At({ nullable: true })
  clientRefusedAt: Date | null;

  @Column('text', { nullable: true })
  clientWord: string | null;

  /** Counts what others say yes to. */
  @Column('integer')
  version: number;

  @At()
  createdAt: Date;

  @At()
  changedAt: Date;

  @At({ nullable: true })
  publishedAt: Date | null;

  @At({ nullable: true })
  withdrawnAt: Date | null;

  @Column('uuid', { nullable: true })
  withdrawnByFirmId: string | null;

  /** What outsiders find it by; kept by the database, never loaded. */
  @Column({ type: 'tsvector', nullable: true, select: false, insert: false, update: false })
  search: string | null;

  /** Its place as outsiders may search it; kept by the database, never loaded. */
  @Column({ type: 'cube', nullable: true, select: false, insert: false, update: false })
  spot: string | null;

  /** A project that says nothing yet, and to which nobody has said yes. */
  static drafted(drafterFirmId: string, now: Date): Project {
    const words = { title: {}, story: {}, outcome: {} };
    const place = { town: '', region: null, country: '', latitude: null, longitude: null };
    const work = { startedOn: '', finishedOn: '', valueMinor: null, valueCurrency: null };
    const source = { awardId: null, tenderId: null, lotId: null, allianceId: null };
    const client = {
      clientFirmId: null,
      clientUnnamed: null,
      clientAskedAt: null,
      clientRefusedAt: null,
      clientWord: null,
    };
    const open = { clientConfirmedVersion: null, clientConfirmedAt: null, publishedAt: null, withdrawnAt: null };
    const times = { version: 1, createdAt: now, changedAt: now, withdrawnByFirmId: null };
    const draft = { id: newId(), drafterFirmId };

    return Object.assign(new Project(), words, place, work, source, client, open, times, draft);
  }

  get isPublic(): boolean {
    return this.publishedAt !== null && this.withdrawnAt === null;
  }

  get isToldFreely(): boolean {
    return this.awardId === null;
  }

  /** Whether the client's name may stand on the page: it said yes to what stands there now. */
  get clientIsNamed(): boolean {
    return this.clientFirmId !== null && this.clientConfirmedVersion === this.version;
  }

  /** From when on a silent client holds nobody up; null where none is asked. */
  get clientSilentFrom(): Date | null {
    return this.clientAskedAt && new Date(this.clientAskedAt.getTime() + clientThinksMs);
  }

  clientAnswer(now: Date): ClientAnswer {
    if (this.clientFirmId === null) return 'NO_FIRM';
    if (this.clientIsNamed) return 'CONFIRMED';
    if (this.clientRefusedAt !== null) return 'REFUSED';
    if (this.clientSilentFrom === null) return 'NOT_ASKED';

    return now < this.clientSilentFrom ? 'ASKED' : 'SILENT';
  }

  /** @throws ProjectWithdrawn */
  ensureLives(): void {
    if (this.withdrawnAt !== null) throw new ProjectWithdrawn(this.withdrawnAt);
  }

  /** What is public stands as all confirmed it. @throws ProjectWithdrawn, ProjectIsPublic */
  ensureChangeable(): void {
    this.ensureLives();
    if (this.publishedAt !== null) throw new ProjectIsPublic(this.publishedAt);
  }

  /** A yes is to what was read. @throws ProjectWithdrawn, ProjectChanged */
  ensureReadAs(version: number): void {
    this.ensureLives();
    if (version !== this.version) throw new ProjectChanged(this.version);
  }

  /** @throws ClientRefused once the client said no */
  ensureClientMayBeAsked(): void {
    if (this.clientRefusedAt !== null) throw new ClientRefused(this.clientRefusedAt);
  }

  /** Something changed that others say yes to: nobody's yes holds any longer, and a client that had said yes thinks again. */
  changed(now: Date): void {
    this.version += 1;
    this.changedAt = now;
    if (this.clientConfirmedAt !== null) this.clientAskedAt = now;
  }

  /** Puts another client there, or none: who has answered, answered for itself. */
  setClient(firmId: string | null): void {
    if (firmId === this.clientFirmId) return;
    Object.assign(this, { clientFirmId: firmId, clientAskedAt: null, clientWord: null, clientRefusedAt: null });
    Object.assign(this, { clientConfirmedVersion: null, clientConfirmedAt: null });
  }
}
