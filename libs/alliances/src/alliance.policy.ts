import type { Actor } from '#libs/platform';
import type { Alliance, PartnerFirm } from './alliance.entity.js';

/**
 * Where a reader stands to an alliance, from least to most: was in it or was asked once; is asked; is in it (or proposed it). In
 * alphabetical order on purpose: the SQL twin takes the greatest.
 */
export const standings = ['FORMER', 'INVITED', 'PARTNER'] as const;
export type AllianceStanding = (typeof standings)[number];

type Row = Pick<PartnerFirm, 'firmId' | 'joinedAt' | 'declinedAt' | 'withdrawnAt' | 'leftAt'>;

/**
 * PARTNER sees all. INVITED sees what it needs to decide: the job, roles, who else, terms, its own share (others' as bands). FORMER keeps
 * its own files and all it signed, and learns nothing later. For everybody else, operators and the buyer included, there is no alliance.
 */
export function standingOf(
  actor: Actor,
  alliance: Pick<Alliance, 'proposerFirmId'>,
  partners: readonly Row[],
): AllianceStanding | null {
  const held = partners.filter((row) => actor.actsFor([row.firmId])).map((row) => standingOfRow(alliance, row));

  return standings.findLast((standing) => held.includes(standing)) ?? null;
}

function standingOfRow(alliance: Pick<Alliance, 'proposerFirmId'>, row: Row): AllianceStanding {
  if (row.leftAt ?? row.declinedAt ?? row.withdrawnAt) return 'FORMER';

  return row.joinedAt || row.firmId === alliance.proposerFirmId ? 'PARTNER' : 'INVITED';
}

/** The same rule as a text expression over "alliance"; null for outsiders. The value is `actor.firmIds`. */
export function standingSql(alliance: string, firmIds: `$${number}`): string {
  return `(SELECT max(CASE
      WHEN num_nonnulls(own."leftAt", own."declinedAt", own."withdrawnAt") > 0 THEN 'FORMER'
      WHEN own."joinedAt" IS NOT NULL OR own."firmId" = ${alliance}."proposerFirmId" THEN 'PARTNER' ELSE 'INVITED' END COLLATE "C")
    FROM "partnerFirm" own WHERE own."allianceId" = ${alliance}."id" AND own."firmId" = ANY (${firmIds}::uuid[]))`;
}

/** Exact shares: partners all of them, who is asked its own. */
export function canSeeShare(actor: Actor, standing: AllianceStanding | null, firmId: string): boolean {
  return standing === 'PARTNER' || (standing === 'INVITED' && actor.actsFor([firmId]));
}

/** Terms, line-ups and who is in it: partners and who is asked. */
export function canSeePlan(standing: AllianceStanding | null): boolean {
  return standing === 'PARTNER' || standing === 'INVITED';
}

/** A row of the list of firms: who is in it sees all, who was in it its own. */
export function canSeePartner(actor: Actor, standing: AllianceStanding | null, firmId: string): boolean {
  return canSeePlan(standing) || actor.actsFor([firmId]);
}

/** A signed agreement: partners, and whoever signed it. */
export function canSeeAgreement(
  actor: Actor,
  standing: AllianceStanding | null,
  signerFirmIds: readonly string[],
): boolean {
  return standing === 'PARTNER' || actor.actsFor(signerFirmIds);
}

/**
 * Who arranges the alliance: the proposer and every lead that has joined, as long as they are in it; when none of them is left, every
 * partner.
 */
export function coordinatorsOf(
  alliance: Pick<Alliance, 'proposerFirmId'>,
  partners: readonly Pick<PartnerFirm, 'firmId' | 'state'>[],
  leadFirmIds: readonly string[],
): string[] {
  const arranging = partners.filter(
    ({ firmId, state }) =>
      (state === 'PARTNER' && leadFirmIds.includes(firmId)) ||
      (firmId === alliance.proposerFirmId && (state === 'PARTNER' || state === 'INVITED')),
  );
  const chosen = arranging.length > 0 ? arranging : partners.filter(({ state }) => state === 'PARTNER');

  return chosen.map(({ firmId }) => firmId);
}
