import { Injectable } from '@nestjs/common';
import { Clock, Db, Jobs, OnJob } from '#libs/platform';
import { dayOf } from './day.js';
import { Evidence } from './evidence.entity.js';
import { Firm } from './firm.entity.js';
import { FirmPeople } from './firm-people.js';

/** How many days before the last day the firm is told. */
const daysBefore = [60, 30, 7];
const dayMs = 86_400_000;

/** Tells owners and editors what became of their papers, and which will run out. */
@Injectable()
export class EvidenceReminders {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly people: FirmPeople,
  ) {}

  /** Plans the next reminder of a paper that was handed in; replaces one that waits. */
  async schedule(evidence: Evidence, now: Date): Promise<void> {
    const next = daysBefore.find((days) => evidence.validUntil !== null && momentOf(evidence.validUntil, days) > now);
    if (next === undefined) return;
    await this.jobs.add(
      'evidence-runs-out',
      { evidenceId: evidence.id, days: next },
      { runAt: momentOf(evidence.validUntil!, next), key: keyOf(evidence.id) },
    );
  }

  async cancel(evidenceId: string): Promise<void> {
    await this.jobs.remove(keyOf(evidenceId));
  }

  /** Reads the truth again: a paper that is gone, rejected or has other days by now is left in peace. Safe to run twice. */
  @OnJob('evidence-runs-out')
  async runsOut({ evidenceId, days }: { evidenceId: string; days: number }): Promise<void> {
    await this.db.transaction(async () => {
      const evidence = await this.db.of(Evidence).findOneBy({ id: evidenceId });
      const now = await this.clock.now();
      if (!evidence?.validUntil || evidence.state === 'DRAFT' || evidence.state === 'REJECTED') return;
      if (momentOf(evidence.validUntil, days) > now || evidence.isExpired(now)) return;
      const left = Math.round((Date.parse(evidence.validUntil) - Date.parse(dayOf(now))) / dayMs);
      await this.tell(evidence, 'evidenceRunsOut', `${evidence.validUntil}-${days}`, { left });
      await this.schedule(evidence, now);
    });
  }

  /**
   * Mails the people who keep the profile.
   *
   * @param occasion with the sentence and the paper, the reason that is never told twice
   */
  async tell(
    evidence: Evidence,
    sentence: string,
    occasion: string,
    facts: Record<string, unknown> = {},
  ): Promise<void> {
    const firm = await this.db.get(Firm, evidence.firmId);
    await this.people.tell(firm.id, ['OWNER', 'EDITOR'], {
      key: `${sentence}:${evidence.id}:${occasion}`,
      sentence,
      facts: {
        firm: firm.name,
        publicId: firm.publicId,
        title: Object.values(evidence.title).join(' / '),
        until: evidence.validUntil === null ? null : new Date(evidence.validUntil),
        ...facts,
      },
    });
  }
}

function keyOf(evidenceId: string): string {
  return `evidence-runs-out:${evidenceId}`;
}

/** Midnight UTC, which is the morning of Indonesia's working day, so many days before the last one. */
function momentOf(lastDay: string, days: number): Date {
  return new Date(Date.parse(lastDay) - days * dayMs);
}
