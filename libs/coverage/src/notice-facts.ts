import type { NoticeFacts, NoticeFlags } from '#libs/rule-packs';
import { type Notice, type Tender, requirementOf } from '#libs/tenders';

/**
 * A notice as rules of packs see it. A lot without an estimate of its own takes that of the whole where it is the only one.
 *
 * @param showsEstimate false for who may not see the estimate: what a rule says of it would tell it
 */
export function noticeFacts({ tender, lots }: Notice, showsEstimate = true): NoticeFacts {
  return {
    flags: noticeFlags(tender),
    tenderers: tender.tenderers,
    lots: lots.map(({ lot, requirements }) => {
      const known = lot.estimate ?? (lots.length === 1 ? tender.estimate : null);
      const estimate = showsEstimate ? known : null;

      return {
        number: lot.number,
        estimate: estimate && { value: estimate.amount, currency: estimate.currency },
        requirements: requirements.map((row) => ({ number: row.number, requirement: requirementOf(row) })),
      };
    }),
  };
}

/** What the notice itself says of groups. */
export function noticeFlags({ flags }: Pick<Tender, 'flags'>): NoticeFlags {
  const { agreementBeforeAward, subcontractCapBasisPoints, leadMinimumShareBasisPoints } = flags;

  return { agreementBeforeAward, subcontractCapBasisPoints, leadMinimumShareBasisPoints };
}
