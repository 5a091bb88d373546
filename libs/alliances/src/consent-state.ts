import { isLead } from '#libs/coverage';
import type { AllianceRecord, WholeLineUp } from './alliance-record.js';
import type { Alliance } from './alliance.entity.js';
import type { Consent } from './consent.entity.js';
import type { LineUpPosition } from './line-up.entity.js';
import { totalShares } from './plan.js';

/** Whether the firm's yes is to its place and the terms as they stand now. */
export function consentFor(
  { consents }: WholeLineUp,
  position: Pick<LineUpPosition, 'firmId' | 'version'>,
  alliance: Pick<Alliance, 'termsVersion'>,
): Consent | undefined {
  return consents.find(
    (consent) =>
      consent.isFresh &&
      consent.firmId === position.firmId &&
      consent.positionVersion === position.version &&
      consent.termsVersion === alliance.termsVersion,
  );
}

/** Firms of the line-up whose yes to what stands now is missing; nobody is ever in without it. */
export function firmsWithoutConsent(record: AllianceRecord, whole: WholeLineUp): string[] {
  return whole.positions
    .filter((position) => !record.isIn(position.firmId) || !consentFor(whole, position, record.alliance))
    .map(({ firmId }) => firmId);
}

/** Whether nothing is missing that a bid needs of its firms: one lead, whole shares, every yes. */
export function isComplete(record: AllianceRecord, whole: WholeLineUp): boolean {
  const { positions } = whole;

  return positions.some(isLead) && totalShares(positions) === 10_000 && firmsWithoutConsent(record, whole).length === 0;
}
