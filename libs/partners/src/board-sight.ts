import { canSeePageSql } from '#libs/firms';
import { canSeeTenderSql } from '#libs/tenders';

/** An entry for a lot of a notice that names no closing stands this long. */
const withoutClosingDays = 90;

/**
 * Who may see an entry: who may see the page of its firm and, where it is for a tender, the tender. Both rules are asked as they are, so
 * that an entry never shows more than its firm and its tender show themselves. Over "boardEntry" joined to "firm" and, where there is one,
 * "tender"; the values are `actor.firmIds` and `actor.operator`.
 */
export function canSeeEntrySql(
  rows: { entry: string; firm: string; tender: string },
  firmIds: `$${number}`,
  operator: `$${number}`,
): string {
  return `(${canSeePageSql(rows.firm, firmIds, operator)}
    AND (${rows.entry}."tenderId" IS NULL OR ${canSeeTenderSql(rows.tender, firmIds)}))`;
}

/**
 * Whether an entry stands on the board at a moment: its firm has not withdrawn it, and its days are not over (in the zone of its firm), or
 * its lot takes bids. Facts and the clock only: nothing marks an entry as over, and a closing that moves takes its entries along.
 */
export function standsSql(
  rows: { entry: string; firm: string; tender: string; lot: string },
  now: `$${number}`,
): string {
  const { entry, firm, tender, lot } = rows;
  const closing = `CASE WHEN ${tender}."closesAt" > ${now} THEN ${tender}."closesAt" ELSE effective_closing(${tender}) END`;

  return `(${entry}."withdrawnAt" IS NULL AND CASE WHEN ${entry}."lotId" IS NULL
    THEN ${entry}."untilOn" >= (${now}::timestamptz AT TIME ZONE ${firm}."timeZone")::date
    ELSE ${tender}."publishedAt" IS NOT NULL AND ${tender}."cancelledAt" IS NULL AND num_nonnulls(${lot}."closedAt", ${lot}."openedAt",
        ${lot}."awardDecidedAt", ${lot}."signedAt", ${lot}."completedAt", ${lot}."unsuccessfulAt") = 0
      AND coalesce(${closing}, ${entry}."publishedAt" + interval '${withoutClosingDays} days') > ${now} END)`;
}
