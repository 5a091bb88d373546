import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, type Page, type PageArgs, pageOf, readCursor } from '#libs/platform';
import { Evidence } from './evidence.entity.js';
import type { RejectEvidenceInput, VerifyEvidenceInput } from './evidence.graphql.js';
import { OwnEvidence } from './evidence.refusals.js';
import { EvidenceReminders } from './evidence-reminders.js';
import { Firm } from './firm.entity.js';

/** Papers that were handed in, as operators decide on them. */
@Injectable()
export class EvidenceVerification {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly reminders: EvidenceReminders,
  ) {}

  /** What waits for an operator, longest first. */
  async waiting({ first, after }: PageArgs): Promise<Page<Evidence>> {
    const [at, id] = readCursor(after ?? undefined, 2) ?? [null, null];
    const query = this.db.of(Evidence).createQueryBuilder('it').where(`it.state = 'SUBMITTED'`);
    if (at !== null) query.andWhere('(it.submittedAt, it.id) > (:at, :id)', { at, id });
    const rows = await query
      .orderBy('it.submittedAt')
      .addOrderBy('it.id')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (row) => [row.submittedAt!.toISOString(), row.id]);
  }

  /** @throws NotFound, EvidenceNotSubmitted, EvidenceExpired, OwnEvidence */
  async verify(actor: Actor, input: VerifyEvidenceInput): Promise<Evidence> {
    return this.decide(actor, input.evidenceId, 'VERIFIED', (evidence, now) =>
      evidence.verify(input.source.trim(), now),
    );
  }

  /** @throws NotFound, EvidenceNotSubmitted, OwnEvidence */
  async reject(actor: Actor, input: RejectEvidenceInput): Promise<Evidence> {
    return this.decide(actor, input.evidenceId, 'REJECTED', (evidence, now) =>
      evidence.reject(input.reason.trim(), now),
    );
  }

  /** Locks firm, then paper, as every change of a profile does, so that the two never wait for each other. */
  private async decide(
    actor: Actor,
    evidenceId: string,
    kind: 'VERIFIED' | 'REJECTED',
    decision: (evidence: Evidence, now: Date) => void,
  ): Promise<Evidence> {
    const { firmId } = await this.db.get(Evidence, evidenceId);
    await this.db.get(Firm, firmId, 'FOR UPDATE');
    const evidence = await this.db.get(Evidence, evidenceId, 'FOR UPDATE');
    const now = await this.clock.now();
    if (actor.actsFor([firmId])) throw new OwnEvidence();
    decision(evidence, now);
    await this.db.of(Evidence).save(evidence);
    await this.events.record('evidence', evidence.id, actor, { kind, at: now });
    const sentence = kind === 'VERIFIED' ? 'evidenceVerified' : 'evidenceRejected';
    await this.reminders.tell(evidence, sentence, now.toISOString(), {
      reason: evidence.reason,
      source: evidence.source,
    });

    return evidence;
  }
}
