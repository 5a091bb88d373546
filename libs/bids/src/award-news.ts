import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Db, Money } from '#libs/platform';
import type { Lot, Tender } from '#libs/tenders';
import type { Award, ScoreLine } from './award.entity.js';
import type { Bid } from './bid.entity.js';
import type { Clarification } from './evaluation-clarification.entity.js';
import type { Evaluation } from './evaluation.js';

const everybodyWhoBids = ['OWNER', 'SIGNATORY', 'BIDDER'] as const;

/** Who is told what of evaluation and award. Each tenderer learns its own result and what spoke for the chosen bid, no more than the notice said. */
@Injectable()
export class AwardNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(
      { kind: 'EVALUATOR_APPOINTED' },
      { kind: 'CLARIFICATION_ASKED', formal: true },
      { kind: 'CLARIFICATION_ANSWERED' },
      { kind: 'BID_DISQUALIFIED', formal: true },
      { kind: 'AWARD_WON', formal: true },
      { kind: 'AWARD_LOST', formal: true },
      { kind: 'LOT_UNSUCCESSFUL', formal: true },
      { kind: 'CONTRACT_SIGNED', formal: true },
      { kind: 'WORK_COMPLETED' },
    );
  }

  async appointed(tender: Tender, personId: string, at: Date): Promise<void> {
    await this.inbox.tell({
      kind: 'EVALUATOR_APPOINTED',
      key: `evaluator-appointed:${tender.id}:${at.toISOString()}`,
      path: `/tenders/${tender.id}/evaluation`,
      facts: { tender: tender.title },
      personIds: [personId],
    });
  }

  async asked(tender: Tender, bid: Bid, { id, about, until, question }: Clarification): Promise<void> {
    await this.inbox.tell({
      kind: 'CLARIFICATION_ASKED',
      key: `clarification-asked:${id}`,
      path: `/tenders/${tender.id}/bids/${bid.id}`,
      facts: { tender: tender.title, question, until: spoken(until, tender.timeZone), context: about.toLowerCase() },
      firms: { firmIds: await this.membersOf(bid.id), roles: everybodyWhoBids },
    });
  }

  async answered(bid: Bid, { id }: Clarification): Promise<void> {
    const tender = await this.tenderOf(bid.tenderId);
    await this.inbox.tell({
      kind: 'CLARIFICATION_ANSWERED',
      key: `clarification-answered:${id}`,
      path: `/tenders/${tender.id}/evaluation`,
      facts: { tender: tender.title },
      firms: { firmIds: [tender.buyerFirmId], roles: ['SIGNATORY', 'BIDDER'] },
    });
  }

  async disqualified(tender: Tender, bid: Bid): Promise<void> {
    await this.inbox.tell({
      kind: 'BID_DISQUALIFIED',
      key: `bid-disqualified:${bid.id}`,
      path: `/tenders/${tender.id}/bids/${bid.id}`,
      facts: { tender: tender.title, reason: bid.disqualifyReason },
      firms: { firmIds: await this.membersOf(bid.id), roles: everybodyWhoBids },
    });
  }

  /** To each tenderer of the lot: won or lost, why, with its own figures. */
  async awarded(
    tender: Tender,
    lot: Lot,
    award: Award,
    evaluation: Evaluation,
    lines: readonly ScoreLine[],
  ): Promise<void> {
    const won = lines.find((line) => line.bidId === award.bidId)!;
    const supplier = evaluation.bids.find((bid) => bid.bidId === award.bidId)!.bidder;
    const common = {
      tender: tender.title,
      lot: lot.number,
      bids: lines.length,
      until: spoken(award.standstillUntil, tender.timeZone),
      advantages: won.reason,
    };
    const price = Money.of(award.totalMinor, award.currency)!;
    const shown = { supplier, wonWith: spokenPoints(won.total), wonFor: `${price.currency} ${price.amount}` };
    for (const line of lines) {
      const isWon = line.bidId === award.bidId;
      await this.inbox.tell({
        kind: isWon ? 'AWARD_WON' : 'AWARD_LOST',
        key: `award:${award.id}:${line.bidId}`,
        path: `/tenders/${tender.id}/award`,
        facts: {
          ...common,
          reason: line.reason,
          rank: line.rank,
          score: spokenPoints(line.total),
          ...(tender.flags.awardShows === 'NAMES_AND_TOTALS' ? shown : {}),
          context: isWon ? (tender.flags.standstillDays > 0 ? 'waiting' : 'now') : lostHow(line, tender),
        },
        firms: { firmIds: await this.membersOf(line.bidId), roles: everybodyWhoBids },
      });
    }
  }

  /** To all tenderers of the lot: nobody won. */
  async unsuccessful(tender: Tender, lot: Lot, reason: string): Promise<void> {
    const rows = await this.db.sql<{ firmId: string }>(`SELECT "firmId" FROM "bidMember" WHERE "lotId" = $1`, [lot.id]);
    await this.inbox.tell({
      kind: 'LOT_UNSUCCESSFUL',
      key: `lot-unsuccessful:${lot.id}`,
      path: `/tenders/${tender.id}`,
      facts: { tender: tender.title, lot: lot.number, reason },
      firms: { firmIds: rows.map((row) => row.firmId), roles: everybodyWhoBids },
    });
  }

  async contract(kind: 'CONTRACT_SIGNED' | 'WORK_COMPLETED', tender: Tender, { id, bidId }: Award): Promise<void> {
    await this.inbox.tell({
      kind,
      key: `${kind}:${id}`,
      path: `/tenders/${tender.id}/award`,
      facts: { tender: tender.title },
      firms: { firmIds: await this.membersOf(bidId), roles: everybodyWhoBids },
    });
  }

  private async membersOf(bidId: string): Promise<string[]> {
    const rows = await this.db.sql<{ firmId: string }>(`SELECT "firmId" FROM "bidMember" WHERE "bidId" = $1`, [bidId]);

    return rows.map((row) => row.firmId);
  }

  private async tenderOf(id: string): Promise<{ id: string; title: string; buyerFirmId: string }> {
    const rows = await this.db.sql<{ id: string; title: string; buyerFirmId: string }>(
      'SELECT "id", "title", "buyerFirmId" FROM "tender" WHERE "id" = $1',
      [id],
    );

    return rows[0]!;
  }
}

/** Which of its bodies the notice of a lost bid takes. */
function lostHow({ rank, total }: ScoreLine, tender: Tender): string {
  if (rank === null) return 'excluded';
  const how = total === null ? 'price' : 'points';

  return tender.flags.awardShows === 'NAMES_AND_TOTALS' ? `${how}_totals` : how;
}

/** Four places are for recomputing; people read two where the others are nought. */
function spokenPoints(total: string | null): string | null {
  return total?.replace(/00$/, '') ?? null;
}

/** A moment as people of the tender's zone say it, the same in every language. */
function spoken(at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);

  return `${text} (${timeZone})`;
}
