import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Firm } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db, Events, NotFound, newId } from '#libs/platform';
import { TenderLots } from './lots.service.js';
import { type Notice, Notices } from './notices.js';
import { writeNotice } from './notice-writing.js';
import { codesOf, ensurePublishable } from './publishing-rules.js';
import { ProcedurePacks, PublishHooks } from './registries.js';
import { TenderReading } from './tender-reading.service.js';
import type { OnTenderInput, CancelTenderInput, DraftTenderInput, ReviseTenderInput } from './tender-verbs.graphql.js';
import { Tender } from './tender.entity.js';
import { TenderInvitation } from './tender-talk.entity.js';
import { TenderNews } from './tender-news.js';
import { AlreadyPublished, CpvUnknown, TenderNotOpen } from './tender.refusals.js';

/** What a buyer does with a tender as a whole. */
@Injectable()
export class TendersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly notices: Notices,
    private readonly lots: TenderLots,
    private readonly reading: TenderReading,
    private readonly packs: ProcedurePacks,
    private readonly publishing: PublishHooks,
    private readonly news: TenderNews,
  ) {}

  /** Begins a tender that only the firm sees. @throws MeasureUnclear, QuestionsEndTooLate, BadUserInput */
  async draft(actor: Actor, { notice }: DraftTenderInput): Promise<Tender> {
    const now = await this.clock.now();
    const begun = Object.assign(new Tender(), { ...begunBy(actor.firm), id: newId(), createdAt: now, changedAt: now });
    await this.packs.choose(begun, notice.pack);
    const tender = await this.notices.store(writeNotice(begun, notice, []), []);
    await this.invite(tender, actor, notice.invitedFirmIds, now);
    await this.events.record('tender', tender.id, actor, { kind: 'DRAFTED', at: now });

    return tender;
  }

  /** Writes a draft anew. @throws AlreadyPublished, MeasureUnclear, QuestionsEndTooLate, BadUserInput, NotFound */
  async revise(actor: Actor, { tenderId, notice }: ReviseTenderInput): Promise<Tender> {
    const { tender, now } = await this.ownDraft(actor, tenderId);
    const before = await this.notices.lotsOf(tenderId);
    tender.changedAt = now;
    await this.packs.choose(tender, notice.pack);
    await this.notices.store(writeNotice(tender, notice, before), before);
    await this.db.of(TenderInvitation).delete({ tenderId });
    await this.invite(tender, actor, notice.invitedFirmIds, now);
    await this.events.record('tender', tender.id, actor, { kind: 'REVISED', at: now });

    return tender;
  }

  /** Throws a draft away. Its history stays. @throws AlreadyPublished, NotFound */
  async discard(actor: Actor, { tenderId }: OnTenderInput): Promise<Tender> {
    const { tender, now } = await this.ownDraft(actor, tenderId);
    await this.events.record('tender', tenderId, actor, { kind: 'DISCARDED', at: now });
    await this.db.of(Tender).delete({ id: tenderId });

    return tender;
  }

  /** Publishes a draft. @throws the refusals of `ensurePublishable` and of the publish hooks, PackForbids, AlreadyPublished, NotFound */
  async publish(actor: Actor, { tenderId }: OnTenderInput): Promise<Tender> {
    const { tender, now } = await this.ownDraft(actor, tenderId);
    const buyer = await this.db.get(Firm, actor.firm);
    const lots = await this.notices.lotsOf(tenderId);
    // The newest version: a draft may be older than what is known of the law by now.
    await this.packs.choose(tender, tender.pack);
    ensurePublishable({ tender, lots }, buyer, now);
    await this.packs.ensureAllowed({ tender, lots });
    await this.ensureCodesKnown({ tender, lots });
    Object.assign(tender, { publishedAt: now, changedAt: now });
    await this.db.of(Tender).save(tender);
    await this.publishing.run(
      tender,
      lots.map(({ lot }) => lot),
      now,
    );
    await this.notices.noteWords(tender);
    await this.events.record('tender', tenderId, actor, { kind: 'PUBLISHED', at: now });
    await this.news.published(actor, tender);

    return tender;
  }

  /** Calls a published tender off, with a reason for everybody. @throws TenderNotOpen once a lot is awarded or all is over, NotFound */
  async cancel(actor: Actor, { tenderId, reason }: CancelTenderInput): Promise<Tender> {
    const { tender, now } = await this.own(actor, tenderId);
    const phase = await this.reading.phase(tender, now);
    if (!['OPEN', 'CLOSED', 'EVALUATION'].includes(phase)) throw new TenderNotOpen(phase);
    Object.assign(tender, { cancelledAt: now, cancelReason: reason.trim(), changedAt: now });
    await this.events.record('tender', tenderId, actor, { kind: 'CANCELLED', at: now });
    await this.news.tell(actor, tender, 'TENDER_CANCELLED', tender.id);

    return this.db.of(Tender).save(tender);
  }

  /** The tender under its locks, for a verb of its buyer. @throws NotFound for everybody else */
  async own(actor: Actor, tenderId: string): Promise<{ tender: Tender; now: Date }> {
    const locked = await this.lots.lockTender(tenderId);
    if (locked.tender.buyerFirmId !== actor.firm) throw new NotFound();

    return locked;
  }

  /** Lets firms see the tender. @throws BadUserInput for an id that is no firm's */
  async invite(
    tender: Tender,
    actor: Actor,
    firmIds: readonly string[],
    now: Date,
    path = 'input.notice.invitedFirmIds',
  ): Promise<void> {
    const wanted = [...new Set(firmIds)].filter((firmId) => firmId !== tender.buyerFirmId);
    const known = await this.db.of(Firm).countBy({ id: In(wanted) });
    if (known !== wanted.length) throw new BadUserInput([{ path, message: 'Name firms that are here, by their ids.' }]);
    for (const firmId of wanted) {
      await this.db.sql(
        `INSERT INTO "tenderInvitation" ("tenderId", "firmId", "byFirmId", "invitedAt") VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [tender.id, firmId, actor.firm, now],
      );
    }
  }

  /** @throws CpvUnknown */
  async ensureCodesKnown(notice: Notice): Promise<void> {
    const unknown = await this.notices.unknownCodes(codesOf(notice));
    if (unknown.length > 0) throw new CpvUnknown(unknown);
  }

  private async ownDraft(actor: Actor, tenderId: string): Promise<{ tender: Tender; now: Date }> {
    const own = await this.own(actor, tenderId);
    if (own.tender.publishedAt) throw new AlreadyPublished(own.tender.publishedAt);

    return own;
  }
}

/** What every tender begins with here. */
function begunBy(firmId: string): Partial<Tender> {
  return {
    buyerFirmId: firmId,
    origin: null,
    publishedAt: null,
    cancelledAt: null,
    cancelReason: null,
  };
}
