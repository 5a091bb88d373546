import type { Actor } from '#libs/platform';
import type { Flags, Tender } from '#libs/tenders';

/** How much of a bid somebody sees: nothing, not even that it is there; who made it; also its total; all of it. */
export const bidSights = ['NOTHING', 'NAME', 'TOTAL', 'WHOLE'] as const;
export type BidSight = (typeof bidSights)[number];

/** What the rule asks of a bid, its lot and its tender. */
export interface BidSeen {
  /** Lead and partners of its last version. */
  memberFirmIds: readonly string[];
  isLive: boolean;
  /** When the lot's bids became readable; null before. */
  openedAt: Date | null;
  tender: Pick<Tender, 'buyerFirmId' | 'isSealed'> & { flags: Pick<Flags, 'openingShows' | 'openingShownTo'> };
}

/** What the reader is in this tender, beside the firms they act for. */
export interface BidReader {
  isEvaluator: boolean;
  /** Acts for a firm that is a member of some bid that counts for the same lot. */
  isTenderer: boolean;
  /** May see the tender at all. */
  seesTender: boolean;
}

/**
 * Who sees what of a bid. Its own firms: all, always. The buyer and the evaluators: all, once the lot is opened; a quote, which nothing
 * seals, on arrival. Others: after the opening, what the notice said, to whom it said; never unit prices or answers.
 */
export function sightOf(actor: Actor, bid: BidSeen, reader: BidReader): BidSight {
  if (actor.actsFor(bid.memberFirmIds)) return 'WHOLE';
  if (!bid.isLive) return 'NOTHING';
  const judges = actor.actsFor([bid.tender.buyerFirmId]) || reader.isEvaluator;
  if (judges && (bid.openedAt !== null || !bid.tender.isSealed)) return 'WHOLE';
  const { openingShows, openingShownTo } = bid.tender.flags;
  const isShownTo = openingShownTo === 'EVERYONE' ? reader.seesTender : reader.isTenderer;
  if (bid.openedAt === null || !isShownTo) return 'NOTHING';
  if (openingShows === 'NAMES_AND_TOTALS') return 'TOTAL';

  return openingShows === 'NAMES' ? 'NAME' : 'NOTHING';
}

/** Lead and partners of the last version of a bid, as a subquery of ids. */
export const bidMembersSql = (bid: string): string =>
  `(SELECT (member ->> 'firmId')::uuid FROM jsonb_array_elements((SELECT last."lineUp" FROM "bidVersion" last
    WHERE last."bidId" = ${bid}."id" ORDER BY last."version" DESC LIMIT 1)) member WHERE (member -> 'roles') ?| ARRAY['LEAD', 'PARTNER'])`;

/** The same rule as `sightOf`, for "bid" joined with "lot" and "tender". The values are `actor.firmIds` and `actor.personId`. */
export function bidSightSql(
  { bid, lot, tender }: { bid: string; lot: string; tender: string },
  firmIds: `$${number}`,
  personId: `$${number}`,
): string {
  const acts = (ids: string): string =>
    `EXISTS (SELECT 1 FROM ${ids} ids ("firmId") WHERE ids."firmId" = ANY (${firmIds}::uuid[]))`;
  const isTenderer = `EXISTS (SELECT 1 FROM "bidMember" own WHERE own."lotId" = ${bid}."lotId" AND own."firmId" = ANY (${firmIds}::uuid[]))`;
  const judges = `(${tender}."buyerFirmId" = ANY (${firmIds}::uuid[])
    OR EXISTS (SELECT 1 FROM "evaluator" judge WHERE judge."tenderId" = ${tender}."id" AND judge."personId" = ${personId}::uuid))`;
  const seesTender = `(${tender}."visibility" = 'PUBLIC' OR ${tender}."buyerFirmId" = ANY (${firmIds}::uuid[]) OR EXISTS (SELECT 1
    FROM "tenderInvitation" invited WHERE invited."tenderId" = ${tender}."id" AND invited."firmId" = ANY (${firmIds}::uuid[])))`;

  return `CASE
    WHEN ${acts(bidMembersSql(bid))} THEN 'WHOLE'
    WHEN ${bid}."liveVersion" IS NULL THEN 'NOTHING'
    WHEN ${judges} AND (${lot}."openedAt" IS NOT NULL OR jsonb_array_length(${tender}."flags" -> 'envelopes') = 0) THEN 'WHOLE'
    WHEN ${lot}."openedAt" IS NULL THEN 'NOTHING'
    WHEN NOT (CASE WHEN ${tender}."flags" ->> 'openingShownTo' = 'EVERYONE' THEN ${seesTender} ELSE ${isTenderer} END) THEN 'NOTHING'
    WHEN ${tender}."flags" ->> 'openingShows' = 'NAMES_AND_TOTALS' THEN 'TOTAL'
    WHEN ${tender}."flags" ->> 'openingShows' = 'NAMES' THEN 'NAME'
    ELSE 'NOTHING' END`;
}
