import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import { type Actor, Db, Money, type RequestContext, loading, loadingMany } from '#libs/platform';
import type { BidMemberFacts } from './bid.entity.js';
import { type AwardSight, awardSightSql, awardSights, isContractSideSql } from './award.policy.js';
import { Award, ContractSignature, type ScoreLine } from './award.entity.js';

/** A line as the tables have it, with how much of it the reader sees. */
interface SeenLine extends ScoreLine {
  sight: AwardSight;
  isAwarded: boolean;
  disqualifiedAt: Date | null;
  lineUp: BidMemberFacts[];
  /** What its unit prices come to. */
  priceMinor: string | null;
  priceCurrency: string | null;
}

/** Decisions as readers may see them. */
@Injectable()
export class AwardReading {
  constructor(private readonly db: Db) {}

  /** The lines of lots that the actor sees anything of, best first. */
  async lines(actor: Actor, lotIds: readonly string[]): Promise<ShownLine[]> {
    const rows = await this.db.sql<SeenLine>(
      `SELECT * FROM (SELECT line."lotId", line."bidId", line."rank", line."total"::text, line."byCriterion", line."reason",
           award."id" IS NOT NULL AS "isAwarded", bid."disqualifiedAt", live."lineUp", offer."priceMinor", offer."priceCurrency",
           ${awardSightSql({ bid: 'bid', lot: 'lot', tender: 'tender' }, '$1', '$2')} AS "sight"
         FROM "scoreLine" line JOIN "bid" bid ON bid."id" = line."bidId" JOIN "lot" lot ON lot."id" = line."lotId"
         JOIN "tender" tender ON tender."id" = lot."tenderId"
         JOIN "bidVersion" live ON live."bidId" = bid."id" AND live."version" = bid."liveVersion"
         LEFT JOIN "award" award ON award."bidId" = bid."id"
         LEFT JOIN LATERAL (SELECT sum(found."totalMinor")::text AS "priceMinor", min(found."currency") AS "priceCurrency"
           FROM "openedBid" found WHERE found."bidVersionId" = live."id") offer ON true
         WHERE line."lotId" = ANY ($3::uuid[])) seen
       WHERE seen."sight" <> 'NOTHING' ORDER BY seen."rank" NULLS LAST, seen."bidId"`,
      [actor.firmIds, actor.personId, lotIds],
    );

    return rows.map(shown);
  }

  linesOf(context: RequestContext): DataLoader<string, ShownLine[]> {
    return loadingMany(
      context,
      'scoreLinesOfLot',
      (ids) => this.lines(context.actor, ids),
      (line) => line.lotId,
    );
  }

  /** The award of each lot; that there is one is no secret once the lot says so. */
  awardOf(context: RequestContext): DataLoader<string, Award | null> {
    return loading(
      context,
      'awardOfLot',
      (ids) => this.db.of(Award).findBy({ lotId: In(ids) }),
      (award) => award.lotId,
    );
  }

  /** Who signed, for the two sides of the contract; null for all others. */
  signatureOf(context: RequestContext): DataLoader<string, ContractSignature | null> {
    return loading(
      context,
      'contractSignature',
      (ids) =>
        this.db.sql<ContractSignature>(
          `SELECT signed.* FROM "contractSignature" signed JOIN "award" award ON award."id" = signed."awardId"
           JOIN "bid" bid ON bid."id" = award."bidId" JOIN "tender" tender ON tender."id" = award."tenderId"
           WHERE signed."awardId" = ANY ($1::uuid[]) AND ${isContractSideSql({ bid: 'bid', tender: 'tender' }, '$2')}`,
          [ids, context.actor.firmIds],
        ),
      (signature) => signature.awardId,
    );
  }
}

/** What the decision says of one bid, as far as its reader may know. */
export interface ShownLine {
  lotId: string;
  /** Null where the reader may not know which bid it is. */
  bidId: string | null;
  isAwarded: boolean;
  isDisqualified: boolean;
  rank: number | null;
  /** Points of 100, exact decimal. */
  points: string | null;
  byCriterion: ScoreLine['byCriterion'];
  price: Money | null;
  reason: string | null;
  /** Empty where the reader may not know who. Shares are null where prices are not shown: the one tells the other. */
  tenderers: { firmId: string; roles: string[]; shareBasisPoints: number | null }[];
  sight: AwardSight;
}

/** Whether a sight is at least another. */
export function sees(sight: AwardSight, least: AwardSight): boolean {
  return awardSights.indexOf(sight) >= awardSights.indexOf(least);
}

/** Masks a line: one's own reason, and of the chosen bid what spoke for it; the rest by the sight. */
function shown(line: SeenLine): ShownLine {
  const { sight, lotId, isAwarded } = line;
  const isOwnOrChosen = sees(sight, 'WHOLE') || (isAwarded && sees(sight, 'ADVANTAGES'));

  return {
    sight,
    lotId,
    isAwarded,
    isDisqualified: line.disqualifiedAt !== null,
    bidId: sees(sight, 'NAME') ? line.bidId : null,
    rank: sees(sight, 'NAME') ? line.rank : null,
    points: sees(sight, 'TOTAL') ? line.total : null,
    byCriterion: sees(sight, 'WHOLE') ? line.byCriterion : [],
    price: sees(sight, 'TOTAL') ? Money.of(line.priceMinor, line.priceCurrency) : null,
    reason: isOwnOrChosen ? line.reason : null,
    tenderers: tenderersShown(line),
  };
}

/** Helpers and subcontractors of a bid are nobody else's business. */
function tenderersShown({ lineUp, sight }: SeenLine): ShownLine['tenderers'] {
  if (!sees(sight, 'NAME')) return [];
  const isMember = ({ roles }: BidMemberFacts): boolean => roles.includes('LEAD') || roles.includes('PARTNER');
  const places = sees(sight, 'WHOLE') ? lineUp : lineUp.filter(isMember);

  return places.map(({ firmId, roles, shareBasisPoints }) => ({
    firmId,
    roles,
    shareBasisPoints: sees(sight, 'TOTAL') ? shareBasisPoints : null,
  }));
}
