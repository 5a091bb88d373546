import type { ExternalLot } from '#libs/tenders';
import type { Award, Contract } from './external-notice.js';
import { isOneOf, momentOf } from './outside-words.js';

type Course = Pick<
  ExternalLot,
  'awardDecidedAt' | 'signedAt' | 'completedAt' | 'unsuccessfulAt' | 'unsuccessfulReason'
>;

/** What became of a lot, from its status in the publisher's word, its awards and its contracts. */
export function courseOf(
  status: string | null,
  awards: readonly Award[],
  contracts: readonly Contract[],
  told: Date,
): Course {
  const ended = (one: { status: string | null }): boolean => isOneOf(one.status, ['cancelled', 'unsuccessful']);
  const given = awards.filter((award) => !ended(award));
  const signed = contracts.filter((contract) => !ended(contract) && !isOneOf(contract.status, ['pending']));
  const failed =
    given.length === 0 && (isOneOf(status, ['unsuccessful']) || (awards.length > 0 && awards.every(ended)));
  const decided = given.length > 0 || signed.length > 0 || (!failed && isOneOf(status, ['complete']));
  const [award] = given;
  const [contract] = signed;
  const signedAt = contract ? (momentOf(contract.signedAt) ?? told) : null;

  return {
    awardDecidedAt: decided ? (momentOf(award?.date) ?? signedAt ?? told) : null,
    signedAt,
    completedAt: signed.length > 0 && signed.every((one) => isOneOf(one.status, ['terminated'])) ? told : null,
    unsuccessfulAt: failed ? told : null,
    unsuccessfulReason: failed ? (status ?? awards[0]?.status ?? '') : null,
  };
}
