import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, Db, Events } from '#libs/platform';
import { Evidence } from './evidence.entity.js';
import { EvidenceReminders } from './evidence-reminders.js';
import type { LocalText } from './local-text.js';

/** Finished work that others confirmed. What it was worth to the firm stays with whoever adds the reference. */
export interface NewReference {
  firmId: string;
  title: LocalText;
  /** The client as it may be named. */
  issuer: string | null;
  number: string;
  /** ISO day on which the work was finished. */
  validFrom: string;
  /** Who confirmed it, where that proves it; null leaves it to an operator. */
  source: string | null;
}

/** References that come out of work done on Kongsi: nobody types them, and they go when the work is withdrawn. */
@Injectable()
export class References {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly reminders: EvidenceReminders,
  ) {}

  /** Adds it to the profile, verified by its source or handed to the operators. @returns the id of the paper */
  async add(actor: Actor, { firmId, title, ...reference }: NewReference, now: Date): Promise<string> {
    const state = reference.source ? 'VERIFIED' : 'SUBMITTED';
    const evidence = Object.assign(Evidence.drafted(firmId, title, now), {
      ...reference,
      kind: 'REFERENCE',
      visibility: 'PUBLIC',
      state,
      submittedAt: now,
      decidedAt: reference.source ? now : null,
    });
    await this.db.of(Evidence).insert(evidence);
    await this.events.record('evidence', evidence.id, actor, { kind: 'ADDED', at: now, facts: { state } });

    return evidence.id;
  }

  /** Takes references out of their firms' profiles; those that the firms removed themselves are gone already. */
  async withdraw(actor: Actor, evidenceIds: readonly string[], now: Date): Promise<void> {
    const papers = await this.db.of(Evidence).findBy({ id: In([...evidenceIds]) });
    for (const { id } of papers) {
      await this.db.of(Evidence).delete({ id });
      await this.events.record('evidence', id, actor, { kind: 'REMOVED', at: now });
      await this.reminders.cancel(id);
    }
  }
}
