import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inbox, NoticeKinds, type Tidings, Watches } from '#libs/inbox';
import { type Actor, Db, Jobs } from '#libs/platform';
import { Concerned } from './registries.js';
import { spokenTime } from './spoken-time.js';
import { TenderReading } from './tender-reading.service.js';
import type { Tender } from './tender.entity.js';

/** Who a firm's news about tenders go to. */
const roles = ['BIDDER', 'SIGNATORY'] as const;
/** How long before the closing a reminder goes out. */
export const closingSoonMs = 24 * 3_600_000;

/** Tells people about tenders. It announces what happened; it decides nothing. */
@Injectable()
export class TenderNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly jobs: Jobs,
    private readonly inbox: Inbox,
    private readonly watches: Watches,
    private readonly kinds: NoticeKinds,
    private readonly concerned: Concerned,
    private readonly reading: TenderReading,
  ) {}

  onModuleInit(): void {
    this.kinds.register(
      { kind: 'TENDER_INVITED' },
      { kind: 'TENDER_CHANGED', formal: true },
      { kind: 'TENDER_DEADLINE_MOVED', formal: true },
      { kind: 'TENDER_CANCELLED', formal: true },
      { kind: 'TENDER_CLOSING_SOON' },
      { kind: 'TENDER_CLOSED', mail: 'DAILY' },
      { kind: 'TENDER_QUESTION_ASKED' },
      { kind: 'TENDER_QUESTION_ANSWERED' },
      { kind: 'DOCUMENT_REQUESTED' },
      { kind: 'DOCUMENT_GRANTED' },
      { kind: 'DOCUMENT_REFUSED' },
    );
    this.watches.register('TENDER', (actor, ids) => this.reading.visibleIds(actor, ids));
  }

  async published(actor: Actor, tender: Tender): Promise<void> {
    await this.invited(actor, tender, await this.invitedTo(tender.id));
    await this.watchClosing(tender);
  }

  async invited(actor: Actor, tender: Tender, firmIds: readonly string[]): Promise<void> {
    await this.inbox.tell({
      ...this.tidings(tender, 'TENDER_INVITED', tender.id),
      firms: { firmIds, roles },
      except: actor.personId,
    });
  }

  /**
   * Tells followers, invited firms and whoever else is concerned (tenderers, partners of alliances).
   *
   * @param occasion makes the news this one and no other: the same occasion is told nobody twice
   */
  async tell(
    actor: Actor | null,
    tender: Tender,
    kind: string,
    occasion: string,
    facts: Record<string, string | number> = {},
  ): Promise<void> {
    const tidings = this.tidings(tender, kind, occasion, facts);
    const firmIds = [...(await this.invitedTo(tender.id)), ...(await this.concerned.firmsOf(tender.id))];
    await this.inbox.tell({ ...tidings, firms: { firmIds, roles }, except: actor?.personId });
    await this.watches.tellWatchers({ subjectKind: 'TENDER', subjectId: tender.id }, tidings, {
      except: actor?.personId,
    });
  }

  /** Tells the delegates of one firm. */
  async tellFirm(
    actor: Actor | null,
    tender: Tender,
    firmId: string | null,
    kind: string,
    occasion: string,
    facts: Record<string, string | number> = {},
  ): Promise<void> {
    const firms = { firmIds: firmId ? [firmId] : [], roles };
    await this.inbox.tell({ ...this.tidings(tender, kind, occasion, facts), firms, except: actor?.personId });
  }

  /** Wakes the watch over the closing when it next matters; at first a day before. One waits per tender. */
  async watchClosing(tender: Pick<Tender, 'id' | 'closesAt'>, runAt?: Date): Promise<void> {
    if (!tender.closesAt) return;
    await this.jobs.add(
      'watch-tender-closing',
      { tenderId: tender.id },
      {
        runAt: runAt ?? new Date(tender.closesAt.getTime() - closingSoonMs + 1_000),
        key: `watch-tender-closing:${tender.id}`,
      },
    );
  }

  private async invitedTo(tenderId: string): Promise<string[]> {
    const rows = await this.db.sql<{ firmId: string }>(
      'SELECT "firmId" FROM "tenderInvitation" WHERE "tenderId" = $1',
      [tenderId],
    );

    return rows.map((row) => row.firmId);
  }

  private tidings(
    tender: Tender,
    kind: string,
    occasion: string,
    facts: Record<string, string | number> = {},
  ): Tidings {
    const closes = tender.closesAt ? spokenTime(tender.closesAt, tender.timeZone) : '';

    return {
      kind,
      key: `${kind}:${occasion}`,
      path: `/tenders/${tender.id}`,
      facts: { title: tender.title, closes, ...facts },
    };
  }
}
