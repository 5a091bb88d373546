import { Injectable } from '@nestjs/common';
import { Clock, Db, Events, OnJob, languages, newId, say } from '#libs/platform';
import type { ClosingShift } from './closing.js';
import { Closings } from './closings.service.js';
import { TenderLots } from './lots.service.js';
import { spokenTime } from './spoken-time.js';
import { Addendum } from './tender-talk.entity.js';
import { TenderNews, closingSoonMs } from './tender-news.js';
import { Tender } from './tender.entity.js';

/** Announces what time does to a tender's closing; decides nothing. */
@Injectable()
export class ClosingWatch {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly closings: Closings,
    private readonly news: TenderNews,
  ) {}

  /** Safe to run at any time and twice: each thing is announced once, and it comes back when the next one is due. */
  @OnJob('watch-tender-closing')
  async watch({ tenderId }: { tenderId: string }): Promise<void> {
    await this.db.transaction(async () => {
      const tender = await this.db.of(Tender).findOneBy({ id: tenderId });
      if (!tender?.publishedAt || tender.cancelledAt || !tender.closesAt) return;
      await this.lots.lockHistory(tenderId);
      const now = await this.clock.now();
      const closing = (await this.closings.of(tender))!;
      for (const shift of closing.shifts) await this.announceMove(tender, shift, now);
      const soon = new Date(closing.at.getTime() - closingSoonMs);
      const about = { closes: spokenTime(closing.at, tender.timeZone) };
      const occasion = `${tenderId}:${closing.at.toISOString()}`;
      if (now >= closing.at) {
        await this.news.tellFirm(null, tender, tender.buyerFirmId, 'TENDER_CLOSED', occasion, about);
        await this.news.tell(null, tender, 'TENDER_CLOSED', occasion, about);

        return;
      }
      if (now >= soon) await this.news.tell(null, tender, 'TENDER_CLOSING_SOON', occasion, about);
      await this.news.watchClosing(tender, now >= soon ? closing.at : new Date(soon.getTime() + 1_000));
    });
  }

  /** A numbered addendum that says why the deadline moved. It changes no date itself: everybody computes the same one. */
  private async announceMove(tender: Tender, shift: ClosingShift, now: Date): Promise<void> {
    const [told] = await this.db.sql(
      `SELECT 1 FROM "tenderEvent" WHERE "tenderId" = $1 AND "kind" = 'DEADLINE_MOVED' AND "facts" @> $2::jsonb`,
      [tender.id, JSON.stringify({ until: shift.until.toISOString() })],
    );
    if (told) return;
    const language = languages.find((known) => tender.language.startsWith(known)) ?? 'en';
    const before = spokenTime(shift.from, tender.timeZone);
    const after = spokenTime(shift.until, tender.timeZone);
    const addendum = Object.assign(new Addendum(), {
      id: newId(),
      tenderId: tender.id,
      number: (await this.db.of(Addendum).countBy({ tenderId: tender.id })) + 1,
      kind: 'CLERICAL',
      note: say(`tenders:moved.${shift.cause}`, { until: after }, language),
      changes: [{ path: 'closing', before, after }],
      lotIds: [],
      publishedAt: now,
    });
    await this.db.of(Addendum).insert(addendum);
    const facts = { until: shift.until.toISOString(), cause: shift.cause, addendumId: addendum.id };
    await this.events.record('tender', tender.id, null, { kind: 'DEADLINE_MOVED', at: now, facts });
    await this.news.tell(null, tender, 'TENDER_DEADLINE_MOVED', addendum.id, {
      number: addendum.number,
      closes: after,
    });
    await this.news.tellFirm(null, tender, tender.buyerFirmId, 'TENDER_DEADLINE_MOVED', addendum.id, {
      number: addendum.number,
      closes: after,
    });
  }
}
