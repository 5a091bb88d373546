import { createHash } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LineUpRole } from '#libs/coverage';
import { At, type Language } from '#libs/platform';

export const outsideAnswers = ['INTERESTED', 'NOT', 'NEVER_AGAIN'] as const;
export type OutsideAnswer = (typeof outsideAnswers)[number];

export const outsideChannels = ['LINK', 'MAIL'] as const;
export type OutsideChannel = (typeof outsideChannels)[number];

export const outsideStandings = ['OPEN', 'ANSWERED', 'REVOKED', 'EXPIRED'] as const;
export type OutsideStanding = (typeof outsideStandings)[number];

/** How long a link lives that no closing ends: thirty days, in milliseconds. */
export const linkLasts = 30 * 86_400_000;

/** How long what somebody said about themselves is kept after the answer: ninety days, in milliseconds. */
export const answerKept = 90 * 86_400_000;

/** A firm's question to one that is not here: would you do this with us? */
@Entity('outsideInvitation')
export class OutsideInvitation {
  @PrimaryColumn('uuid')
  id: string;

  /** Who asks. */
  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  /** Who is asked, as the asking firm calls it. */
  @Column('text')
  firmName: string;

  @Column('uuid', { nullable: true })
  tenderId: string | null;

  @Column('uuid', { nullable: true })
  lotId: string | null;

  @Column('text')
  role: LineUpRole;

  @Column('integer', { nullable: true })
  shareBasisPoints: number | null;

  @Column('text', { nullable: true })
  part: string | null;

  /** The language the asked firm is written to in. */
  @Column('text')
  language: Language;

  @Column('text')
  channel: OutsideChannel;

  /** Compared without regard to case. Null for a link, and once it is needed no more. */
  @Column('citext', { nullable: true })
  address: string | null;

  /** SHA-256 of the token in the link, hexadecimal. Null while a mail waits to be written, and where its address wants none. */
  @Column('text', { nullable: true })
  tokenDigest: string | null;

  @At()
  createdAt: Date;

  /** When the link that counts was asked for. */
  @At()
  sentAt: Date;

  @At({ nullable: true })
  mailedAt: Date | null;

  @At({ nullable: true })
  revokedAt: Date | null;

  @Column('text', { nullable: true })
  answer: OutsideAnswer | null;

  @At({ nullable: true })
  answeredAt: Date | null;

  /** The firm that came of it. */
  @Column('uuid', { nullable: true })
  claimedFirmId: string | null;

  @Column('uuid', { nullable: true })
  claimedByPersonId: string | null;

  @At({ nullable: true })
  claimedAt: Date | null;

  /** The link, readable in the answer to the verb that made it and never again: no column holds it. */
  link: string | null = null;

  /** What the asking firm learns of the answer: that somebody wants no mail from anybody is nobody's business. */
  get answerTold(): OutsideAnswer | null {
    return this.answer === 'NEVER_AGAIN' ? 'NOT' : this.answer;
  }

  /** Until when it can be answered where no closing ends it before. */
  get lastsUntil(): Date {
    return new Date(this.sentAt.getTime() + linkLasts);
  }
}

/** A page that waits for its firm. No `Firm`, so that nothing finds, shows or invites it before somebody signed in says yes. */
@Entity('unclaimedPage')
export class UnclaimedPage {
  @PrimaryColumn('uuid')
  invitationId: string;

  @Column('text')
  firmName: string;

  @Column('text', { nullable: true })
  town: string | null;

  /** In the words of whoever answered. */
  @Column('text', { array: true })
  trades: string[];

  /** The codes those words lead to, eight digits each. */
  @Column('text', { array: true })
  cpvs: string[];

  /** Who to talk to; for the asking firm alone. */
  @Column('text')
  contactName: string;

  @Column('text')
  phone: string;

  @At()
  draftedAt: Date;

  /** CPV divisions, as a firm's page states them. */
  get sectors(): string[] {
    return [...new Set(this.cpvs.map((cpv) => cpv.slice(0, 2)))].sort();
  }
}

/** An address that wants no invitation from anybody. */
@Entity('outsideOptOut')
export class OutsideOptOut {
  @PrimaryColumn('text')
  addressDigest: string;

  @At()
  saidAt: Date;
}

/**
 * What is kept of a link's token: SHA-256, hexadecimal. The token is 256 random bits and means nothing but this row. A signature over the
 * invitation's id would prove no more, for a link that works once and can be taken back must be looked up anyway; it would add a key to
 * keep. Looking the digest up by an index compares no secret byte by byte: who tries learns nothing from how long it takes.
 */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What is kept of an address that wants no more: enough to know it again, not to write to it. */
export function digestOfAddress(address: string): string {
  return createHash('sha256').update(`outside-opt-out\n${address.trim().toLowerCase()}`).digest('hex');
}
