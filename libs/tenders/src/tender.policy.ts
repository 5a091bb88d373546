import type { Actor } from '#libs/platform';
import type { Tender } from './tender.entity.js';

type Seen = Pick<Tender, 'buyerFirmId' | 'publishedAt' | 'visibility'>;

/** A draft: its buyer's delegates. Published: everybody when PUBLIC; when INVITED the buyer, the invited firms and those they showed it to. */
export function canSeeTender(actor: Actor, tender: Seen, invitedFirmIds: readonly string[]): boolean {
  if (actor.actsFor([tender.buyerFirmId])) return true;
  if (tender.publishedAt === null) return false;

  return tender.visibility === 'PUBLIC' || actor.actsFor(invitedFirmIds);
}

/** The same rule as a filter over "tender". The value is `actor.firmIds`. */
export function canSeeTenderSql(tender: string, firmIds: `$${number}`): string {
  return `(${tender}."buyerFirmId" = ANY (${firmIds}::uuid[]) OR (${tender}."publishedAt" IS NOT NULL AND (${tender}."visibility" = 'PUBLIC'
    OR EXISTS (SELECT 1 FROM "tenderInvitation" invited WHERE invited."tenderId" = ${tender}."id" AND invited."firmId" = ANY (${firmIds}::uuid[])))))`;
}
