import { Injectable } from '@nestjs/common';
import { type Actor, Db } from '#libs/platform';
import { type BidAct, type OpeningFile, type Receipt, actOf, openingFormat } from '#libs/seal-format';
import { TenderReading } from '#libs/tenders';
import { bidSightSql } from './bid.policy.js';
import { LotClosing, Opening } from './opening.entity.js';
import { SealLog } from './seal-log.js';
import { Signing } from './signing.js';

/** A lot from its closing on, as whoever may see the tender sees it. */
export interface LotOpening {
  lotId: string;
  closing: LotClosing['closing'];
  openings: Opening[];
}

/** What anyone can recompute of a lot's closing and opening. */
@Injectable()
export class OpeningLog {
  constructor(
    private readonly db: Db,
    private readonly reading: TenderReading,
    private readonly log: SealLog,
    private readonly signing: Signing,
  ) {}

  /** Null before the closing, and for a lot of quotes. @throws NotFound */
  async of(actor: Actor, lotId: string): Promise<LotOpening | null> {
    await this.reading.visibleLot(actor, lotId);
    const closed = await this.db.of(LotClosing).findOneBy({ lotId });
    if (!closed) return null;
    const openings = await this.db.of(Opening).find({ where: { lotId }, order: { requestedAt: 'ASC' } });

    return { lotId, closing: closed.closing, openings };
  }

  /** The opening log as a file. It names the submissions that its reader may see whole; an outsider's has none. */
  async file(actor: Actor, { lotId, closing, openings }: LotOpening): Promise<OpeningFile> {
    const lines = await this.log.ofLot(lotId);
    const last = lines.at(-1)!;
    const finished = openings.flatMap((opening) => opening.outcomes ?? []);

    return {
      format: openingFormat,
      installation: this.signing.installation,
      closing,
      openings: finished,
      bids: await this.actsSeenBy(actor, lotId),
      lines,
      head: await this.signing.head(last.digest, last.at),
    };
  }

  private async actsSeenBy(actor: Actor, lotId: string): Promise<BidAct[]> {
    const rows = await this.db.sql<{ receipt: Receipt }>(
      `SELECT live."receipt" FROM "bid" bid JOIN "lot" lot ON lot."id" = bid."lotId" JOIN "tender" tender ON tender."id" = bid."tenderId"
       JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
       WHERE bid."lotId" = $3 AND live."receipt" IS NOT NULL
         AND ${bidSightSql({ bid: 'bid', lot: 'lot', tender: 'tender' }, '$1', '$2')} = 'WHOLE' ORDER BY live."logPosition"`,
      [actor.firmIds, actor.personId, lotId],
    );

    return rows.map(({ receipt }) => actOf(receipt));
  }
}
