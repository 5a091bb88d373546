import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Actor, Db, Money } from '#libs/platform';
import { Lot, Tender } from '#libs/tenders';
import { AwardReading, type ShownLine } from './award-reading.service.js';
import { Award } from './award.entity.js';
import { Bid, type BidMemberFacts, BidVersion } from './bid.entity.js';

/** What a showcase project is drafted from: the award as its own firms know it. */
export interface AwardSource {
  awardId: string;
  tenderId: string;
  lotId: string;
  /** Null when a firm with its helpers won alone. */
  allianceId: string | null;
  tenderTitle: string;
  /** Null for the one lot of a tender that is not divided. */
  lotTitle: string | null;
  description: string;
  /** BCP 47 tag of the language the texts are in. */
  language: string;
  clientFirmId: string | null;
  /** Net, of the whole contract. */
  value: Money | null;
  place: Pick<Tender, 'town' | 'region' | 'country' | 'latitude' | 'longitude'>;
  /** The whole line-up as it was submitted: roles, and shares in basis points that total 10 000. */
  suppliers: BidMemberFacts[];
  decidedAt: Date;
  signedAt: Date | null;
  completedAt: Date | null;
}

/** An award as far as a reader may know. */
export interface PublishedAward {
  id: string;
  lotId: string;
  decidedAt: Date;
  standstillUntil: Date;
  signedAt: Date | null;
  completedAt: Date | null;
  /** Of the chosen bid; null where the reader may know none of it. */
  chosen: ShownLine | null;
  /** All bids the reader may know of, the chosen one included. */
  lines: ShownLine[];
}

/** Awards for the libraries to the right. */
@Injectable()
export class Awards {
  constructor(
    private readonly db: Db,
    private readonly reading: AwardReading,
  ) {}

  /** The awards of a tender, by the time they were decided. No rule of visibility is asked. */
  of(tenderId: string): Promise<Award[]> {
    return this.db.of(Award).find({ where: { tenderId }, order: { decidedAt: 'ASC', id: 'ASC' } });
  }

  /** What a project is drafted from; null when there is no such award. The caller asks whether its reader is one of the suppliers. */
  async sourceFor(awardId: string): Promise<AwardSource | null> {
    const award = await this.db.of(Award).findOneBy({ id: awardId });
    if (!award) return null;
    const tender = await this.db.get(Tender, award.tenderId);
    const lot = await this.db.get(Lot, award.lotId);
    const bid = await this.db.get(Bid, award.bidId);
    const live = await this.db.of(BidVersion).findOneByOrFail({ bidId: bid.id, version: bid.liveVersion! });
    const { town, region, country, latitude, longitude } = tender;

    return {
      awardId,
      tenderId: tender.id,
      lotId: lot.id,
      allianceId: bid.allianceId,
      tenderTitle: tender.title,
      lotTitle: lot.title,
      description: lot.description ?? tender.description,
      language: tender.language,
      clientFirmId: tender.buyerFirmId,
      value: Money.of(award.totalMinor, award.currency),
      place: { town, region, country, latitude, longitude },
      suppliers: live.lineUp,
      decidedAt: award.decidedAt,
      signedAt: lot.signedAt,
      completedAt: lot.completedAt,
    };
  }

  /** The awards of a tender as the notice lets the reader know them; by default as anybody may. Ask only for tenders the reader may see. */
  async published(tenderId: string, reader: Actor = Actor.nobody): Promise<PublishedAward[]> {
    const awards = await this.of(tenderId);
    const lotIds = awards.map((award) => award.lotId);
    const lots = new Map((await this.db.of(Lot).findBy({ id: In(lotIds) })).map((lot) => [lot.id, lot]));
    const lines = await this.reading.lines(reader, lotIds);

    return awards.map(({ id, lotId, decidedAt, standstillUntil }) => {
      const { signedAt, completedAt } = lots.get(lotId)!;
      const shown = lines.filter((line) => line.lotId === lotId);
      const chosen = shown.find((line) => line.isAwarded) ?? null;

      return { id, lotId, decidedAt, standstillUntil, signedAt, completedAt, chosen, lines: shown };
    });
  }
}
