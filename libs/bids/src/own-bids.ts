import { Injectable } from '@nestjs/common';
import { Db, NotFound } from '#libs/platform';
import { Bid, type BidVersion } from './bid.entity.js';
import { bidMembersSql } from './bid.policy.js';

/** Bids as their own firms reach them. */
@Injectable()
export class OwnBids {
  constructor(private readonly db: Db) {}

  /** A bid the firm is lead or partner of. @throws NotFound, the same for what is not there and what is another's */
  async bid(firmId: string, bidId: string): Promise<Bid> {
    const rows = await this.db.sql(
      `SELECT 1 FROM "bid" bid WHERE bid."id" = $1 AND $2::uuid IN ${bidMembersSql('bid')}`,
      [bidId, firmId],
    );
    if (rows.length === 0) throw new NotFound();

    return this.db.get(Bid, bidId);
  }
}

/** Who led when the version was sent. */
export function leadOf({ lineUp }: Pick<BidVersion, 'lineUp'>): string | null {
  return lineUp.find((place) => place.roles.includes('LEAD'))?.firmId ?? null;
}

/** Lead and partners when the version was sent. */
export function membersOf({ lineUp }: Pick<BidVersion, 'lineUp'>): string[] {
  const isMember = (role: string): boolean => role === 'LEAD' || role === 'PARTNER';

  return lineUp.filter((place) => place.roles.some(isMember)).map((place) => place.firmId);
}
