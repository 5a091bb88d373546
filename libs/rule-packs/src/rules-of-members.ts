import { z } from 'zod';
import { RequirementKind, amountOf, compare } from '#libs/requirements';
import { FirmForm, type FirmFacts, HelperStatement, type SizeClass, sizeClasses } from './facts.js';
import { each, helpersOf, idsOf, membersOf } from './group.js';
import { lineUpRule, none } from './rule-kind.js';
import { breach, number, pass, unknown } from './verdict.js';

const size = z.enum(sizeClasses);
const money = z.strictObject({
  value: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** Who may stand in a group at all. */
export const rulesOfMembers = {
  /** Each member is of this size class or a smaller one. */
  MEMBER_SIZE_AT_MOST: lineUpRule(true, z.strictObject({ size }), ({ size: largest }, facts) =>
    each(
      membersOf(facts),
      (firm) => (firm.size === null ? null : sizeClasses.indexOf(firm.size) <= sizeClasses.indexOf(largest)),
      'size',
      { size: { type: 'size', size: largest } },
    ),
  ),
  /** Every two members are of classes that may stand together; the order of a pair says nothing. */
  SIZE_PAIRING: lineUpRule(
    true,
    z.strictObject({ allowed: z.array(z.tuple([size, size])).min(1) }),
    ({ allowed }, facts) => {
      const members = membersOf(facts);
      const may = (one: SizeClass, other: SizeClass): boolean =>
        allowed.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
      const pairs = members.flatMap((one, at) => members.slice(at + 1).map((other) => ({ one, other })));
      const judged = pairs.map(({ one, other }) => {
        const answers = possible(one).flatMap((a) => possible(other).map((b) => may(a, b)));

        return { firms: [one, other], isFine: answers.every(Boolean), cannotBe: !answers.some(Boolean) };
      });
      const wrong = judged.filter(({ cannotBe }) => cannotBe).flatMap(({ firms }) => firms);
      const open = judged.filter(({ isFine, cannotBe }) => !isFine && !cannotBe).flatMap(({ firms }) => firms);
      if (wrong.length > 0) return breach(idsOf(wrong));

      return open.length > 0 ? unknown('size', idsOf(open)) : pass();
    },
  ),
  MEMBER_FORMS: lineUpRule(true, z.strictObject({ allowed: z.array(z.enum(FirmForm)).min(1) }), ({ allowed }, facts) =>
    each(membersOf(facts), ({ form }) => (form === null ? null : allowed.includes(form)), 'form'),
  ),
  /** Each member stands in one of these registers with its own number; with an empty list, in any. */
  OWN_REGISTRATION: lineUpRule(
    true,
    z.strictObject({ registers: z.array(z.string().regex(/^[A-Z0-9_-]{2,20}$/)) }),
    ({ registers: wanted }, facts) =>
      each(
        membersOf(facts),
        ({ registers }) =>
          registers === null ? null : registers.some((register) => wanted.length === 0 || wanted.includes(register)),
        'registers',
      ),
  ),
  /** No member stands in another bid for the same part. */
  MEMBERS_IN_NO_OTHER_BID: lineUpRule(true, none, (_, facts) =>
    each(membersOf(facts), ({ otherBids }) => (otherBids === null ? null : otherBids === 0), 'otherBids'),
  ),
  /** At most so many members could do it alone; with `valueAtMost`, on works up to that value only. */
  ABLE_ALONE_AT_MOST: lineUpRule(
    true,
    z.strictObject({ most: z.number().int().min(0).max(100), valueAtMost: money.optional() }),
    ({ most, valueAtMost }, facts) => {
      const members = membersOf(facts);
      const able = members.filter(({ ableAlone }) => ableAlone === true);
      const open = members.filter(({ ableAlone }) => ableAlone === null);
      const said = { count: number(able.length) };
      const isSmall = isUpTo(facts.value, valueAtMost);
      if (isSmall === false || able.length + open.length <= most) return pass(said);
      if (able.length > most && isSmall) return breach(idsOf(able), said);

      return isSmall === null
        ? unknown('value', idsOf([...able, ...open]))
        : unknown('ableAlone', idsOf([...able, ...open]));
    },
  ),
  /** A helper firm that lends itself for one of these kinds of requirement does a part of the work itself. */
  HELPER_PERFORMS: lineUpRule(
    false,
    z.strictObject({ requirementKinds: z.array(z.enum(RequirementKind)).min(1) }),
    ({ requirementKinds }, facts) =>
      each(
        helpersOf(facts),
        ({ shareBasisPoints, lendsFor }) => {
          if (shareBasisPoints !== null && shareBasisPoints > 0) return true;
          if (lendsFor === null) return null;
          if (!lendsFor.some((kind) => requirementKinds.includes(kind))) return true;

          return shareBasisPoints === null ? null : false;
        },
        'lendsFor',
      ),
  ),
  /** Each helper firm says this for itself. */
  HELPER_STATES: lineUpRule(false, z.strictObject({ statement: z.enum(HelperStatement) }), ({ statement }, facts) =>
    each(helpersOf(facts), ({ statements }) => statements[statement] ?? null, 'statement', {
      statement: { type: 'statement', statement },
    }),
  ),
};

function possible({ size: known }: FirmFacts): readonly SizeClass[] {
  return known === null ? sizeClasses : [known];
}

/** Whether the value is at most the limit; `null` where the two cannot be compared. */
function isUpTo(
  value: { value: string; currency: string } | null,
  limit: { value: string; currency: string } | undefined,
): boolean | null {
  if (!limit) return true;
  const [own, most] = [amountOf(value?.value ?? ''), amountOf(limit.value)];
  if (own === null || most === null || value?.currency !== limit.currency) return null;

  return compare(own, most) <= 0;
}
