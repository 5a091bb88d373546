import type { Actor } from '#libs/platform';
import type { DocumentAccess, TenderDocument } from './tender-document.entity.js';
import type { Tender } from './tender.entity.js';

/** Of those who see the tender: the buyer always, everybody when PUBLIC, else delegates of firms that were granted access. */
export function canReadDocument(
  actor: Actor,
  document: Pick<TenderDocument, 'access'>,
  tender: Pick<Tender, 'buyerFirmId'>,
  accesses: readonly Pick<DocumentAccess, 'firmId' | 'grantedAt'>[],
): boolean {
  if (document.access === 'PUBLIC' || actor.actsFor([tender.buyerFirmId])) return true;

  return actor.actsFor(accesses.filter((access) => access.grantedAt !== null).map((access) => access.firmId));
}
