import type { Actor } from '#libs/platform';
import type { Flags, Tender } from '#libs/tenders';
import { type BidReader, bidMembersSql } from './bid.policy.js';

/**
 * How much of a decided bid somebody sees: nothing; of the chosen one what spoke for it; also who made it and its place; also its price
 * and points; all of it. Unit prices and answers are in none of these.
 */
export const awardSights = ['NOTHING', 'ADVANTAGES', 'NAME', 'TOTAL', 'WHOLE'] as const;
export type AwardSight = (typeof awardSights)[number];

/** What the rule asks of a bid that was decided on. */
export interface BidDecided {
  /** Lead and partners. */
  memberFirmIds: readonly string[];
  isAwarded: boolean;
  /** When the buyer decided; null before. */
  decidedAt: Date | null;
  tender: Pick<Tender, 'buyerFirmId'> & { flags: Pick<Flags, 'awardShows' | 'awardShownTo'> };
}

/**
 * Who sees what of a decision. Nobody any of it before. Then buyer and evaluators: all; a bid's own firms: all of theirs. Others what the
 * notice said, to whom it said; who bid for the lot learns in any case what spoke for the chosen bid.
 */
export function awardSightOf(actor: Actor, bid: BidDecided, reader: BidReader): AwardSight {
  if (bid.decidedAt === null) return 'NOTHING';
  if (actor.actsFor(bid.memberFirmIds) || actor.actsFor([bid.tender.buyerFirmId]) || reader.isEvaluator) return 'WHOLE';
  const { awardShows, awardShownTo } = bid.tender.flags;
  const isShownTo = awardShownTo === 'EVERYONE' ? reader.seesTender : reader.isTenderer;
  if (isShownTo && awardShows === 'NAMES_AND_TOTALS') return 'TOTAL';
  if (isShownTo && awardShows === 'NAMES') return 'NAME';

  return bid.isAwarded && reader.isTenderer ? 'ADVANTAGES' : 'NOTHING';
}

/** The same rule for "bid" joined with "lot" and "tender". The values are `actor.firmIds` and `actor.personId`. */
export function awardSightSql(
  { bid, lot, tender }: { bid: string; lot: string; tender: string },
  firmIds: `$${number}`,
  personId: `$${number}`,
): string {
  const isMember = `EXISTS (SELECT 1 FROM ${bidMembersSql(bid)} own ("firmId") WHERE own."firmId" = ANY (${firmIds}::uuid[]))`;
  const isTenderer = `EXISTS (SELECT 1 FROM "bidMember" own WHERE own."lotId" = ${bid}."lotId" AND own."firmId" = ANY (${firmIds}::uuid[]))`;
  const isAwarded = `EXISTS (SELECT 1 FROM "award" decided WHERE decided."bidId" = ${bid}."id")`;
  const judges = `(${tender}."buyerFirmId" = ANY (${firmIds}::uuid[])
    OR EXISTS (SELECT 1 FROM "evaluator" judge WHERE judge."tenderId" = ${tender}."id" AND judge."personId" = ${personId}::uuid))`;
  const seesTender = `(${tender}."visibility" = 'PUBLIC' OR ${tender}."buyerFirmId" = ANY (${firmIds}::uuid[]) OR EXISTS (SELECT 1
    FROM "tenderInvitation" invited WHERE invited."tenderId" = ${tender}."id" AND invited."firmId" = ANY (${firmIds}::uuid[])))`;
  const isShownTo = `CASE WHEN ${tender}."flags" ->> 'awardShownTo' = 'EVERYONE' THEN ${seesTender} ELSE ${isTenderer} END`;

  return `CASE
    WHEN ${lot}."awardDecidedAt" IS NULL THEN 'NOTHING'
    WHEN ${isMember} OR ${judges} THEN 'WHOLE'
    WHEN ${tender}."flags" ->> 'awardShows' = 'NAMES_AND_TOTALS' AND ${isShownTo} THEN 'TOTAL'
    WHEN ${tender}."flags" ->> 'awardShows' = 'NAMES' AND ${isShownTo} THEN 'NAME'
    WHEN ${isAwarded} AND ${isTenderer} THEN 'ADVANTAGES'
    ELSE 'NOTHING' END`;
}

/** The two sides of a contract, who read its paper and who signed it: the buyer, and the firms of the bid that won. Its judges do not. */
export function isContractSideSql({ bid, tender }: { bid: string; tender: string }, firmIds: `$${number}`): string {
  return `(${tender}."buyerFirmId" = ANY (${firmIds}::uuid[])
    OR EXISTS (SELECT 1 FROM ${bidMembersSql(bid)} own ("firmId") WHERE own."firmId" = ANY (${firmIds}::uuid[])))`;
}
