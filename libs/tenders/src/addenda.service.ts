import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Firm } from '#libs/firms';
import { type Actor, Db, Events, newId } from '#libs/platform';
import { Closings } from './closings.service.js';
import type { Lot } from './lot.entity.js';
import { type Words, differenceOf, lotsTouched, materialAmong, wordsOf } from './notice-difference.js';
import { writeNotice } from './notice-writing.js';
import { type LotContent, Notices } from './notices.js';
import { ensurePublishable } from './publishing-rules.js';
import { AmendHooks, ProcedurePacks, PublishHooks } from './registries.js';
import { ClosingOnlyLater, MaterialChange, NothingChanged, NoticeFixed } from './talk.refusals.js';
import { TenderNews } from './tender-news.js';
import { TenderReading } from './tender-reading.service.js';
import { Addendum, type AddendumKind, type Change } from './tender-talk.entity.js';
import type { AmendTenderInput } from './tender-verbs.graphql.js';
import { Tender } from './tender.entity.js';
import type { TenderDocument } from './tender-document.entity.js';
import type { AddTenderDocumentInput } from './tender-document.graphql.js';
import { TenderNotOpen } from './tender.refusals.js';
import { TendersService } from './tenders.service.js';

/** A material change leaves at least this long until the closing. */
export const lateChangeMs = 3 * 24 * 3_600_000;

/** Numbered changes to published tenders. */
@Injectable()
export class Addenda {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly tenders: TendersService,
    private readonly reading: TenderReading,
    private readonly notices: Notices,
    private readonly closings: Closings,
    private readonly packs: ProcedurePacks,
    private readonly publishing: PublishHooks,
    private readonly hooks: AmendHooks,
    private readonly news: TenderNews,
  ) {}

  /**
   * Changes an open tender visibly; a late material change moves the closing.
   *
   * @throws TenderNotOpen, NothingChanged, NoticeFixed, MaterialChange, ClosingOnlyLater, the refusals of writing and publishing, NotFound
   */
  async amend(actor: Actor, input: AmendTenderInput): Promise<Addendum> {
    const { tender, now } = await this.tenders.own(actor, input.tenderId);
    const phase = await this.reading.phase(tender, now);
    if (phase !== 'OPEN') throw new TenderNotOpen(phase);
    const before = await this.notices.lotsOf(tender.id);
    const words = wordsOf({ tender, lots: before });
    const fixed = fixedOf(tender);
    const closing = (await this.closings.of(tender))!.at;
    const notice = writeNotice(tender, input.notice, before);
    ensureFixedStays(fixed, { ...fixedOf(tender), pack: input.notice.pack ?? tender.pack }, before, notice.lots);
    await this.keepTimeToReact(tender, input.kind, closing, now);
    const changes = ensureFits(differenceOf(words, wordsOf(notice)), input.kind);
    const buyer = await this.db.get(Firm, actor.firm);
    // Who could publish it may change it, also when the verification ended meanwhile.
    ensurePublishable(notice, { kind: buyer.kind, isVerified: true }, now);
    await this.packs.ensureAllowed(notice);
    await this.tenders.ensureCodesKnown(notice);
    tender.changedAt = now;
    await this.notices.store(notice, before);
    await this.notices.noteWords(tender);

    await this.tenders.invite(tender, actor, input.notice.invitedFirmIds, now);
    const lots = notice.lots.map(({ lot }) => lot);
    await this.publishing.run(tender, newLots(lots, before), now);
    const touched = lotsTouched(changes);
    const lotIds = lots.filter((lot) => touched.includes(lot.number)).map((lot) => lot.id);

    return this.publish(actor, tender, lots, { kind: input.kind, note: input.note, changes, lotIds }, now);
  }

  /** The addenda of tenders, in their order. */
  async of(tenderIds: readonly string[]): Promise<Addendum[]> {
    return this.db.of(Addendum).find({ where: { tenderId: In([...tenderIds]) }, order: { number: 'ASC' } });
  }

  /**
   * The addendum that a document of a published tender came by.
   *
   * @returns its id
   * @throws ClosingOnlyLater
   */
  async forDocument(
    actor: Actor,
    tender: Tender,
    { addendum }: Pick<AddTenderDocumentInput, 'addendum'>,
    document: Pick<TenderDocument, 'title' | 'version' | 'lotId'>,
    now: Date,
  ): Promise<string> {
    const { kind, note } = addendum!;
    const words = wordsOf({ tender, lots: [] });
    await this.keepTimeToReact(tender, kind, (await this.closings.of(tender))!.at, now);
    const version = (number: number): string | null => (number === 0 ? null : `${document.title}, ${number}`);
    const changes = [
      { path: 'documents', before: version(document.version - 1), after: version(document.version) },
      ...differenceOf(words, wordsOf({ tender, lots: [] })),
    ];
    tender.changedAt = now;
    await this.db.of(Tender).save(tender);
    const lots = (await this.notices.lotsOf(tender.id)).map(({ lot }) => lot);
    const lotIds = document.lotId ? [document.lotId] : [];

    return (await this.publish(actor, tender, lots, { kind, note, changes, lotIds }, now)).id;
  }

  private async publish(
    actor: Actor,
    tender: Tender,
    lots: readonly Lot[],
    { kind, note, changes, lotIds }: Pick<Addendum, 'kind' | 'note' | 'changes' | 'lotIds'>,
    now: Date,
  ): Promise<Addendum> {
    const addendum = Object.assign(new Addendum(), {
      id: newId(),
      tenderId: tender.id,
      number: (await this.db.of(Addendum).countBy({ tenderId: tender.id })) + 1,
      kind,
      note: note.trim(),
      changes,
      lotIds,
      publishedAt: now,
    });
    await this.db.of(Addendum).insert(addendum);
    await this.hooks.run(tender, addendum, lots, now);
    const facts = { addendumId: addendum.id, number: addendum.number };
    await this.events.record('tender', tender.id, actor, { kind: 'AMENDED', at: now, facts: { ...facts, kind } });
    await this.news.tell(actor, tender, 'TENDER_CHANGED', addendum.id, { number: addendum.number });
    await this.news.watchClosing(tender);

    return addendum;
  }

  /** Moves the closing of a late material change. @throws ClosingOnlyLater when bids would be taken less long than before */
  private async keepTimeToReact(tender: Tender, kind: AddendumKind, before: Date, now: Date): Promise<void> {
    const after = (await this.closings.of(tender))?.at;
    if (kind === 'MATERIAL' && after && after.getTime() - now.getTime() < lateChangeMs) {
      const minute = 60_000;
      tender.closesAt = new Date(Math.ceil((now.getTime() + lateChangeMs) / minute) * minute);
    }
    const closing = (await this.closings.of(tender))?.at;
    if (closing && closing < before) throw new ClosingOnlyLater(before);
  }
}

/** @throws NothingChanged, MaterialChange */
function ensureFits(changes: Change[], kind: AddendumKind): Change[] {
  if (changes.length === 0) throw new NothingChanged();
  const material = materialAmong(changes);
  if (kind === 'CLERICAL' && material.length > 0) throw new MaterialChange(material.map((change) => change.path));

  return changes;
}

function fixedOf(tender: Tender): Words {
  const { procedure, pack, visibility, priceTerms, tenderers } = tender;

  return { procedure, pack, visibility, tenderers, priceTerms: { currency: priceTerms.currency } };
}

/** @throws NoticeFixed */
function ensureFixedStays(
  fixed: Words,
  asked: Words,
  before: readonly LotContent[],
  after: readonly LotContent[],
): void {
  const changed = differenceOf(fixed, asked).map((change) => change.path);
  const gone = before.slice(after.length).map(({ lot }) => `lots.${lot.number}`);
  if (changed.length + gone.length > 0) throw new NoticeFixed([...changed, ...gone]);
}

function newLots(lots: readonly Lot[], before: readonly LotContent[]): Lot[] {
  const known = new Set(before.map(({ lot }) => lot.id));

  return lots.filter((lot) => !known.has(lot.id));
}
