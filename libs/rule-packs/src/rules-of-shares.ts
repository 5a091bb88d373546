import { z } from 'zod';
import { amountOf, compare } from '#libs/requirements';
import { GroupStatement, type LineUpFacts } from './facts.js';
import { byLead, each, idsOf, isMember, leadsOf, membersOf } from './group.js';
import { basisPoints, count, lineUpRule, none } from './rule-kind.js';
import { type Judgement, breach, number, pass, percent, unknown } from './verdict.js';

const whole = 10_000;

/** How many, who leads, and how the work is shared. */
export const rulesOfShares = {
  /** At most so many members; more where the work is complex, if the rule says so. */
  FIRM_COUNT_AT_MOST: lineUpRule(
    true,
    z.strictObject({ most: count, mostWhenComplex: count.optional() }),
    ({ most, mostWhenComplex = most }, facts) => {
      const members = membersOf(facts);
      const complex = facts.statements[GroupStatement.WORK_IS_COMPLEX];
      const limit = complex === true ? mostWhenComplex : most;
      const said = { count: number(members.length), over: number(members.length - limit) };
      if (members.length <= limit) return pass(said);
      if (complex === undefined && members.length <= mostWhenComplex) return unknown('complexity', idsOf(members));

      return breach(idsOf(members), said);
    },
  ),
  LEAD_COUNT: lineUpRule(false, z.strictObject({ exactly: count }), ({ exactly }, facts) => {
    const leads = leadsOf(facts);
    const said = { count: number(leads.length) };
    if (leads.length === exactly) return pass(said);

    return breach(idsOf(leads.length > 0 ? leads : facts.firms), said);
  }),
  /** The shares of all firms, helpers and subcontractors too, make the whole. */
  TOTAL_SHARES: lineUpRule(false, none, (_, { firms }) => {
    const total = firms.reduce((sum, { shareBasisPoints }) => sum + (shareBasisPoints ?? 0), 0);
    const open = firms.filter(({ shareBasisPoints }) => shareBasisPoints === null);
    const said = { total: percent(total), difference: percent(Math.abs(whole - total)) };
    if (open.length > 0 && total <= whole) return unknown('share', idsOf(open));

    return total === whole ? pass(said) : breach(idsOf(firms), said);
  }),
  /** Nobody performs more than the lead. `ties` says what an equal share is: fine, a breach, or a question. */
  LEAD_SHARE_LARGEST: lineUpRule(
    true,
    z.strictObject({ ties: z.enum(['PASS', 'BREACH', 'UNKNOWN']) }),
    ({ ties }, facts) =>
      byLead(facts, (lead, others) => {
        const own = lead.shareBasisPoints;
        if (own === null) return unknown('share', [lead.firmId]);
        const said = { share: percent(own) };
        const larger = others.filter(({ shareBasisPoints }) => (shareBasisPoints ?? 0) > own);
        const equal = others.filter(({ shareBasisPoints }) => shareBasisPoints === own);
        const open = others.filter(({ shareBasisPoints }) => shareBasisPoints === null);
        if (larger.length > 0) return breach(idsOf(larger), said);
        if (equal.length > 0 && ties === 'BREACH') return breach(idsOf(equal), said);
        if (open.length > 0) return unknown('share', idsOf([...open, ...(ties === 'UNKNOWN' ? equal : [])]), said);

        return equal.length > 0 && ties === 'UNKNOWN' ? unknown('equalShares', idsOf(equal), said) : pass(said);
      }),
  ),
  LEAD_SHARE_AT_MOST: lineUpRule(true, z.strictObject({ mostBasisPoints: basisPoints }), ({ mostBasisPoints }, facts) =>
    byLead(facts, ({ firmId, shareBasisPoints: own }) => {
      if (own === null) return unknown('share', [firmId]);
      const said = { share: percent(own), over: percent(own - mostBasisPoints) };

      return own <= mostBasisPoints ? pass(said) : breach([firmId], said);
    }),
  ),
  LEAD_SHARE_AT_LEAST: lineUpRule(
    true,
    z.strictObject({ leastBasisPoints: basisPoints }),
    ({ leastBasisPoints }, facts) =>
      byLead(facts, ({ firmId, shareBasisPoints: own }) => {
        if (own === null) return unknown('share', [firmId]);
        const said = { share: percent(own), short: percent(leastBasisPoints - own) };

        return own >= leastBasisPoints ? pass(said) : breach([firmId], said);
      }),
  ),
  /** Of what the members do themselves, without helpers and subcontractors. */
  LEAD_SHARE_OF_MEMBERS_AT_LEAST: lineUpRule(
    true,
    z.strictObject({ leastBasisPoints: basisPoints }),
    ({ leastBasisPoints }, facts) =>
      byLead(facts, (lead, others) =>
        leadAmongMembers(leastBasisPoints, lead.shareBasisPoints, facts, idsOf([lead, ...others])),
      ),
  ),
  SUBCONTRACT_SHARE_AT_MOST: lineUpRule(
    false,
    z.strictObject({ mostBasisPoints: basisPoints }),
    ({ mostBasisPoints }, { firms }) => {
      const others = firms.filter((firm) => !isMember(firm) && firm.roles.includes('SUBCONTRACTOR'));
      const total = others.reduce((sum, { shareBasisPoints }) => sum + (shareBasisPoints ?? 0), 0);
      const open = others.filter(({ shareBasisPoints }) => shareBasisPoints === null);
      const said = { share: percent(total), over: percent(total - mostBasisPoints) };
      if (total > mostBasisPoints) return breach(idsOf(others), said);

      return open.length > 0 ? unknown('share', idsOf(open)) : pass(said);
    },
  ),
  /** Nobody has a higher grade than the lead. */
  LEAD_GRADE_HIGHEST: lineUpRule(true, none, (_, facts) =>
    byLead(facts, (lead, others) => {
      const own = amountOf(lead.grade ?? '');
      if (own === null) return unknown('grade', [lead.firmId]);

      return each(
        others,
        ({ grade }) => {
          const other = amountOf(grade ?? '');

          return other === null ? null : compare(other, own) <= 0;
        },
        'grade',
      );
    }),
  ),
};

function leadAmongMembers(least: number, own: number | null, facts: LineUpFacts, who: readonly string[]): Judgement {
  const members = membersOf(facts);
  const open = members.filter(({ shareBasisPoints }) => shareBasisPoints === null);
  const together = members.reduce((sum, { shareBasisPoints }) => sum + (shareBasisPoints ?? 0), 0);
  const enough = own !== null && own > 0 && own * whole >= least * together;
  // Shares still to come only make the lead's part of the whole smaller.
  if (own !== null && !enough)
    return breach(who, { share: percent(part(own, together)), short: percent(least - part(own, together)) });
  if (open.length > 0) return unknown('share', idsOf(open));

  return pass({ share: percent(part(own!, together)) });
}

/** In basis points, rounded down: what is written never promises more than is there. */
function part(own: number, together: number): number {
  return together === 0 ? 0 : Math.floor((own * whole) / together);
}
