import { z } from 'zod';
import {
  type Amount,
  FactKey,
  type Measure,
  type Requirement,
  type Threshold,
  amountOf,
  compare,
} from '#libs/requirements';
import type { NoticeFacts, NoticeLot } from './facts.js';
import { basisPoints, count, none, noticeRule } from './rule-kind.js';
import { type Judgement, type NoticePlace, breach, number, percent, unknown } from './verdict.js';

const factKeys = z.array(z.enum(FactKey)).min(1);
const whole = 10_000;

/** What a buyer may not ask of groups. */
export const rulesOfNotices = {
  /** Nobody must have signed an agreement before it is known who gets the work. */
  AGREEMENT_BEFORE_AWARD_FORBIDDEN: noticeRule(none, (_, { flags }) =>
    flags.agreementBeforeAward ? [breach([])] : [],
  ),
  /** No cap on subcontracting that is fixed beforehand for every case. */
  SUBCONTRACT_CAP_FORBIDDEN: noticeRule(none, (_, { flags }) =>
    flags.subcontractCapBasisPoints === null ? [] : [breach([], { cap: percent(flags.subcontractCapBasisPoints) })],
  ),
  /** The lead need not do, nor prove, more than this part of the whole. */
  LEAD_MAJORITY_FORBIDDEN: noticeRule(
    z.strictObject({ mostBasisPoints: basisPoints, factKeys }),
    ({ mostBasisPoints, factKeys: keys }, facts) => {
      const share = facts.flags.leadMinimumShareBasisPoints ?? 0;
      const byFlag = share > mostBasisPoints ? [breach([], { share: percent(share) })] : [];

      return [
        ...byFlag,
        ...places(facts).flatMap(({ requirement, at }) =>
          asksLead(requirement, mostBasisPoints, keys) ? [breach([], {}, at)] : [],
        ),
      ];
    },
  ),
  /** Groups may bid. */
  GROUPS_ADMITTED: noticeRule(none, (_, { tenderers }) => (tenderers === 'FIRMS' ? [breach([])] : [])),
  /** The yearly turnover asked for is at most so many times the value of the lot. */
  TURNOVER_AT_MOST_TIMES_VALUE: noticeRule(z.strictObject({ times: count }), ({ times }, facts) =>
    places(facts).flatMap(({ lot, requirement, at }) =>
      measured(requirement)
        .filter(({ measure }) => 'factKey' in measure && measure.factKey === 'ANNUAL_TURNOVER')
        .flatMap(({ threshold }) => turnoverOver(threshold, lot, times, at)),
    ),
  ),
  /** These are never added up over the firms of a group. */
  FACTS_NEVER_SUMMED: noticeRule(z.strictObject({ factKeys }), ({ factKeys: keys }, facts) =>
    places(facts).flatMap(({ requirement, at }) =>
      requirement.mode === 'SUM' && isAmong(requirement.measure, keys) ? [breach([], {}, at)] : [],
    ),
  ),
  /** What firms may bring together is not asked of one firm alone; where the buyer gives a reason, the reason must hold. */
  ONE_FIRM_ALONE_FORBIDDEN: noticeRule(z.strictObject({ factKeys }), ({ factKeys: keys }, facts) =>
    places(facts).flatMap(({ requirement, at }) => {
      if (requirement.mode !== 'ANY_ONE' || !isAmong(requirement.measure, keys)) return [];

      return requirement.modeReason?.trim() ? [unknown('reason', [], {}, at)] : [breach([], {}, at)];
    }),
  ),
};

interface Place {
  lot: NoticeLot;
  requirement: Requirement;
  at: NoticePlace;
}

function places({ lots }: NoticeFacts): Place[] {
  return lots.flatMap((lot) =>
    lot.requirements.map(({ number: requirementNumber, requirement }) => ({
      lot,
      requirement,
      at: { lotNumber: lot.number, requirementNumber },
    })),
  );
}

function isAmong(measure: Measure, keys: readonly FactKey[]): boolean {
  return 'factKey' in measure && keys.includes(measure.factKey);
}

/** The requirement's own measure and those of its parts. */
function measured({ measure, threshold, parts }: Requirement): { measure: Measure; threshold?: Threshold | null }[] {
  return [{ measure, threshold }, ...(parts ?? [])];
}

function asksLead(requirement: Requirement, mostBasisPoints: number, keys: readonly FactKey[]): boolean {
  if (!isAmong(requirement.measure, keys)) return false;
  if (requirement.mode === 'LEAD') return true;
  const [floor, asked] = [amountOf(requirement.floorLead ?? ''), amountOf(requirement.threshold?.value ?? '')];
  if (requirement.mode !== 'SUM' || floor === null || asked === null) return false;

  return compare(times(floor, whole), times(asked, mostBasisPoints)) > 0;
}

function turnoverOver(
  threshold: Threshold | null | undefined,
  { estimate }: NoticeLot,
  most: number,
  at: NoticePlace,
): Judgement[] {
  const [asked, value] = [amountOf(threshold?.value ?? ''), amountOf(estimate?.value ?? '')];
  if (asked === null) return [];
  if (value === null || !estimate || estimate.currency !== threshold?.currency)
    return [unknown('estimate', [], {}, at)];
  const limit = times(value, most);
  if (compare(asked, limit) <= 0) return [];
  const money = { value: threshold.value, currency: estimate.currency };

  return [breach([], { asked: { type: 'money', money }, times: number(most) }, at)];
}

function times(amount: Amount, factor: number): Amount {
  return { top: amount.top * BigInt(factor), bottom: amount.bottom };
}
