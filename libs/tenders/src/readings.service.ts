import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, NotFound, newId } from '#libs/platform';
import { LotRequirement } from './lot-parts.entity.js';
import { TenderLots } from './lots.service.js';
import { type LotContent, Notices } from './notices.js';
import { writeRequirement } from './notice-writing.js';
import { ensureRequirementFits } from './publishing-rules.js';
import { ProcedurePacks } from './registries.js';
import type { DraftFromInput, ForgetRequirementInput, ReadRequirementInput } from './reading.graphql.js';
import { NoticeSaysItself } from './talk.refusals.js';
import { TenderReading } from './tender-reading.service.js';
import { Tender } from './tender.entity.js';
import { CpvUnknown } from './tender.refusals.js';
import { cpvOf } from './measure.js';

/** What firms make of notices they read: requirements of external ones as they read them, and drafts of their own. */
@Injectable()
export class Readings {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly reading: TenderReading,
    private readonly notices: Notices,
    private readonly packs: ProcedurePacks,
  ) {}

  /**
   * Enters a requirement of an external notice as the firm read it: unofficial.
   *
   * @throws NotFound, NoticeSaysItself, MeasureUnclear, RequirementMisfit, CpvUnknown
   */
  async read(actor: Actor, { lotId, requirement, page, share }: ReadRequirementInput): Promise<LotRequirement> {
    const { tender, lot } = await this.reading.visibleLot(actor, lotId);
    if (!tender.origin) throw new NoticeSaysItself();
    await this.lots.lockHistory(tender.id);
    const number = (await this.db.of(LotRequirement).countBy({ lotId })) + 1;
    const at = { lotNumber: lot.number, number };
    const row = writeRequirement({ tenderId: tender.id, lotId }, requirement, at, newId());
    ensureRequirementFits(lot.number, row);
    const codes = [row.measure, ...(row.parts ?? []).map((part) => part.measure)].flatMap(cpvOf);
    const unknown = await this.notices.unknownCodes(codes);
    if (unknown.length > 0) throw new CpvUnknown(unknown);
    Object.assign(row, { readByFirmId: actor.firm, readOnPage: page?.trim() || null, readIsShared: share });
    await this.db.of(LotRequirement).insert(row);
    const facts = { requirementId: row.id, share };
    await this.events.record('tender', tender.id, actor, {
      kind: 'REQUIREMENT_READ',
      at: await this.clock.now(),
      facts,
    });

    return row;
  }

  /** Takes the firm's own reading out again. @throws NotFound */
  async forget(actor: Actor, { requirementId }: ForgetRequirementInput): Promise<LotRequirement> {
    const row = await this.db.of(LotRequirement).findOneBy({ id: requirementId });
    if (!row || row.readByFirmId !== actor.firm) throw new NotFound();
    await this.lots.lockHistory(row.tenderId);
    await this.db.of(LotRequirement).delete({ id: requirementId });
    const [at, facts] = [await this.clock.now(), { requirementId }];
    await this.events.record('tender', row.tenderId, actor, { kind: 'REQUIREMENT_FORGOTTEN', at, facts });

    return row;
  }

  /** Begins the firm's own draft from a notice it can see: words, lots, items, requirements, criteria; no dates. @throws NotFound */
  async draftFrom(actor: Actor, { tenderId, title }: DraftFromInput): Promise<Tender> {
    const original = await this.reading.visible(actor, tenderId);
    const now = await this.clock.now();
    const draft = Object.assign(new Tender(), original, {
      id: newId(),
      buyerFirmId: actor.firm,
      title: title?.trim() || original.title,
      legalGround: null,
      questionsUntil: null,
      closesAt: null,
      createdAt: now,
      changedAt: now,
      publishedAt: null,
      cancelledAt: null,
      cancelReason: null,
      origin: null,
    });
    await this.packs.choose(draft, original.isExternal ? 'private' : original.pack);
    if (original.buyerFirmId !== actor.firm) forgetHidden(draft);
    const lots = (await this.notices.lotsOf(tenderId)).map((content) => this.copyOf(content, draft));
    await this.notices.store({ tender: draft, lots }, []);
    const facts = { from: tenderId };
    await this.events.record('tender', draft.id, actor, { kind: 'DRAFTED', at: now, facts });

    return draft;
  }

  private copyOf({ lot, items, requirements, criteria }: LotContent, draft: Tender): LotContent {
    const own = { tenderId: draft.id, lotId: newId(), originId: null };
    const part = <Part extends object>(row: Part): Part =>
      Object.assign(Object.create(Object.getPrototypeOf(row) as object) as Part, row, own, { id: newId() });
    const estimate = draft.estimateMinor === null ? { estimateMinor: null, estimateCurrency: null } : {};

    return {
      lot: Object.assign(Object.create(Object.getPrototypeOf(lot) as object) as typeof lot, lot, estimate, {
        id: own.lotId,
        tenderId: draft.id,
        closedAt: null,
        openedAt: null,
        awardDecidedAt: null,
        standstillUntil: null,
        signedAt: null,
        completedAt: null,
        unsuccessfulAt: null,
        unsuccessfulReason: null,
        originId: null,
        originStatus: null,
      }),
      items: items.map(part),
      requirements: requirements.map(part),
      criteria: criteria.map(part),
    };
  }
}

/** What another buyer does not show goes into nobody else's draft. */
function forgetHidden(draft: Tender): void {
  if (draft.estimateShown === 'EXACT') return;
  Object.assign(draft, { estimateMinor: null, estimateCurrency: null, shownFromMinor: null, shownToMinor: null });
}
