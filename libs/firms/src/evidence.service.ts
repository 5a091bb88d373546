import { Injectable, type OnModuleInit } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { type EntityTarget, In } from 'typeorm';
import {
  type Actor,
  BadUserInput,
  Clock,
  Db,
  Events,
  Files,
  type RequestContext,
  StoredFile,
  loading,
  loadingMany,
  say,
} from '#libs/platform';
import { Capability, CapabilityEvidence } from './capability.entity.js';
import { dayOf } from './day.js';
import { Evidence } from './evidence.entity.js';
import type {
  AddEvidenceInput,
  ChangeEvidenceInput,
  RemoveEvidenceInput,
  SubmitEvidenceInput,
} from './evidence.graphql.js';
import { EvidenceReminders } from './evidence-reminders.js';
import { Fact, FactEvidence } from './fact.entity.js';
import { Firm } from './firm.entity.js';
import { keepLocalText } from './local-text.js';
import { ProfileChanges, ensureShort, given } from './profile-changes.js';
import { seenBy, sightOf, sightSql } from './profile.policy.js';

const longestTitle = 200;
const purpose = 'EVIDENCE';
const largestScan = 20_000_000;

/** Papers behind profiles, as firms keep them. */
@Injectable()
export class EvidenceService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly files: Files,
    private readonly changes: ProfileChanges,
    private readonly reminders: EvidenceReminders,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: purpose,
      maxBytes: largestScan,
      mediaTypes: ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'],
      mayRead: (actor, file) => this.mayReadScan(actor, file.id),
    });
  }

  /** @throws ProfileFull, BadUserInput */
  async add(actor: Actor, input: AddEvidenceInput): Promise<Evidence> {
    ensureFits(input);

    return this.changes.carryOut(actor, 'EVIDENCE_ADDED', async (now) => {
      await this.changes.ensureRoom(actor, Evidence);
      const evidence = Evidence.drafted(actor.firm, input.title, now);

      return this.kept(actor, evidence, input, 'ADDED', now);
    });
  }

  /** A rejected paper becomes a draft again. @throws NotFound, EvidenceNotDraft, BadUserInput */
  async change(actor: Actor, input: ChangeEvidenceInput): Promise<Evidence> {
    return this.changes.carryOut(actor, 'EVIDENCE_CHANGED', async (now) => {
      const evidence = await this.changes.own(actor, Evidence, input.evidenceId);
      evidence.ensureChangeable();
      const { title, validFrom, validUntil } = evidence;
      ensureFits({ title, validFrom, validUntil, ...given(input) });
      Object.assign(evidence, { state: 'DRAFT', reason: null, decidedAt: null, submittedAt: null });
      if (input.title) evidence.title = keepLocalText(input.title);

      return this.kept(actor, evidence, input, 'CHANGED', now);
    });
  }

  /** Hands a draft to the operators. @throws NotFound, EvidenceNotDraft, EvidenceIncomplete, EvidenceExpired */
  async submit(actor: Actor, { evidenceId }: SubmitEvidenceInput): Promise<Evidence> {
    return this.changes.carryOut(actor, 'EVIDENCE_SUBMITTED', async (now) => {
      const evidence = await this.changes.own(actor, Evidence, evidenceId);
      evidence.submit(now);
      await this.db.of(Evidence).save(evidence);
      await this.events.record('evidence', evidence.id, actor, { kind: 'SUBMITTED', at: now });
      await this.reminders.schedule(evidence, now);

      return evidence;
    });
  }

  /** @throws NotFound */
  async remove(actor: Actor, { evidenceId }: RemoveEvidenceInput): Promise<Firm> {
    await this.changes.carryOut(actor, 'EVIDENCE_REMOVED', async (now) => {
      const evidence = await this.changes.own(actor, Evidence, evidenceId);
      await this.db.of(Evidence).delete({ id: evidenceId });
      await this.events.record('evidence', evidenceId, actor, { kind: 'REMOVED', at: now });
      await this.reminders.cancel(evidenceId);

      return evidence;
    });

    return this.db.get(Firm, actor.firm);
  }

  /** All papers per firm, whoever asks: filter them by `seenBy`. */
  loader(context: RequestContext): DataLoader<string, Evidence[]> {
    return loadingMany(
      context,
      'evidence',
      (firmIds) => this.of(firmIds),
      (evidence) => evidence.firmId,
    );
  }

  /** The same outside of a request. */
  async of(firmIds: readonly string[]): Promise<Evidence[]> {
    return this.db.of(Evidence).find({ where: { firmId: In([...firmIds]) }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Scans by id, for papers that the asker sees whole. */
  scans(context: RequestContext): DataLoader<string, StoredFile | null> {
    return loading(context, 'evidence-scan', (ids) => this.db.of(StoredFile).findBy({ id: In(ids) }));
  }

  /** The time by which one answer judges what has run out: read once per request. */
  now(context: RequestContext): Promise<Date> {
    return this.clock.nowIn(context);
  }

  /** How many papers that hold today the actor may know of, per firm. */
  countLoader(context: RequestContext): DataLoader<string, { id: string; count: number } | null> {
    const { actor } = context;
    const sight = sightSql('firm', 'paper', true, '$2', '$3');

    return loading(context, 'evidence-count', async (firmIds) =>
      this.db.sql<{ id: string; count: number }>(
        `SELECT firm."id", count(*)::integer AS count FROM "firm" firm JOIN "evidence" paper ON paper."firmId" = firm."id"
         WHERE firm."id" = ANY ($1) AND paper."state" IN ('SUBMITTED', 'VERIFIED') AND ${sight} <> 'NOTHING'
           AND (paper."validUntil" IS NULL OR paper."validUntil" >= $4)
         GROUP BY firm."id"`,
        [firmIds, actor.firmIds, actor.operator, dayOf(await this.now(context))],
      ),
    );
  }

  /** The papers behind a capability or a fact, as the actor may see them; none behind what is withheld. */
  async supporting(
    context: RequestContext,
    kind: 'capability' | 'fact',
    entry: Capability | Fact,
  ): Promise<Evidence[]> {
    if (entry.isWithheld) return [];
    const [links, papers, firm] = await Promise.all([
      this.linkLoader(context, kind).load(entry.id),
      this.loader(context).load(entry.firmId),
      this.firmOf(context).load(entry.firmId),
    ]);
    const linked = papers.filter((paper) => links.some((link) => link.evidenceId === paper.id));

    return seenBy(context.actor, firm!, linked);
  }

  private linkLoader(context: RequestContext, kind: 'capability' | 'fact'): DataLoader<string, Link[]> {
    return loadingMany(
      context,
      `evidence-of-${kind}`,
      (ids) =>
        this.db.sql<Link>(
          `SELECT "${kind}Id" AS "supportsId", "evidenceId" FROM "${kind}Evidence" WHERE "${kind}Id" = ANY ($1)`,
          [ids],
        ),
      (link) => link.supportsId,
    );
  }

  private firmOf(context: RequestContext): DataLoader<string, Firm | null> {
    return loading(context, 'firm-of-entry', (ids) => this.db.of(Firm).findBy({ id: In(ids) }));
  }

  private async kept(
    actor: Actor,
    evidence: Evidence,
    input: AddEvidenceInput | ChangeEvidenceInput,
    kind: string,
    now: Date,
  ): Promise<Evidence> {
    const { scheme, issuer, number, validFrom, validUntil, fileId, visibility } = input;
    const texts = given({ scheme, issuer, number });
    const trimmed = Object.entries(texts).map(([field, text]) => [field, text?.trim() || null]);
    Object.assign(
      evidence,
      Object.fromEntries(trimmed),
      given({ validFrom, validUntil, visibility, kind: input.kind }),
    );
    evidence.changedAt = now;
    if (fileId) await this.files.attach(fileId, purpose, actor, now);
    if (fileId !== undefined) evidence.fileId = fileId;
    await this.db.of(Evidence).save(evidence);
    if (input.capabilityIds !== undefined)
      await this.link(evidence, Capability, CapabilityEvidence, 'capabilityId', input.capabilityIds ?? []);
    if (input.factIds !== undefined) await this.link(evidence, Fact, FactEvidence, 'factId', input.factIds ?? []);
    await this.events.record('evidence', evidence.id, actor, { kind, at: now });

    return evidence;
  }

  /** @throws BadUserInput where an id is not one of the firm's */
  private async link(
    evidence: Evidence,
    supported: EntityTarget<Capability | Fact>,
    links: EntityTarget<CapabilityEvidence | FactEvidence>,
    column: 'capabilityId' | 'factId',
    ids: string[],
  ): Promise<void> {
    const wanted = [...new Set(ids)];
    const found = await this.db.of(supported).countBy({ id: In(wanted), firmId: evidence.firmId });
    if (found < wanted.length)
      throw new BadUserInput([{ path: `input.${column}s`, message: say('profile:supportsOwn') }]);
    await this.db.of(links).delete({ evidenceId: evidence.id });
    if (wanted.length > 0)
      await this.db.of(links).insert(wanted.map((id) => ({ [column]: id, evidenceId: evidence.id })));
  }

  private async mayReadScan(actor: Actor, fileId: string): Promise<boolean> {
    const papers = await this.db.of(Evidence).findBy({ fileId });
    const firms = await this.db.of(Firm).findBy({ id: In(papers.map((paper) => paper.firmId)) });

    return papers.some(
      (paper) =>
        sightOf(
          actor,
          firms.find((firm) => firm.id === paper.firmId)!,
          paper,
        ) === 'ALL',
    );
  }
}

interface Link {
  supportsId: string;
  evidenceId: string;
}

/** @throws BadUserInput */
function ensureFits(input: Pick<AddEvidenceInput, 'title' | 'validFrom' | 'validUntil'>): void {
  ensureShort(input.title, 'input.title', longestTitle);
  if (Object.keys(keepLocalText(input.title)).length === 0)
    throw new BadUserInput([{ path: 'input.title', message: say('profile:titleWanted') }]);
  if (input.validFrom && input.validUntil && input.validFrom > input.validUntil)
    throw new BadUserInput([{ path: 'input.validUntil', message: say('profile:daysReversed') }]);
}
