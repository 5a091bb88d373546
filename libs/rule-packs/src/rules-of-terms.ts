import { z } from 'zod';
import { GroupStatement, Liability, Moment } from './facts.js';
import { idsOf, leadsOf, membersOf } from './group.js';
import { basisPoints, count, lineUpRule, none } from './rule-kind.js';
import { breach, number, pass, percent, unknown } from './verdict.js';

const moments = Object.values(Moment);
const statement = z.enum(GroupStatement);

/** What the group agreed on, signed and says of itself. */
export const rulesOfTerms = {
  /** Signed by all: with the bid, or before the award. */
  WRITTEN_AGREEMENT: lineUpRule(true, z.strictObject({ by: z.enum(['BID', 'AWARD']) }), ({ by }, facts) => {
    if (facts.agreementSigned === null) return unknown('agreement', []);
    if (facts.agreementSigned) return pass();

    return moments.indexOf(facts.moment) >= moments.indexOf(by) ? breach([]) : unknown('agreementLater', []);
  }),
  LIABILITY: lineUpRule(
    true,
    z.strictObject({ allowed: z.array(z.enum(Liability)).min(1) }),
    ({ allowed }, { liability }) => {
      if (liability === null) return unknown('liability', []);
      const said = { liability: { type: 'liability', liability } } as const;

      return allowed.includes(liability) ? pass(said) : breach([], said);
    },
  ),
  /** One member speaks for all; with `isLead`, the one that leads. */
  REPRESENTATIVE_NAMED: lineUpRule(true, z.strictObject({ isLead: z.boolean() }), ({ isLead }, facts) => {
    const { representativeFirmId } = facts;
    if (representativeFirmId === null) return unknown('representative', []);
    const allowed = isLead ? leadsOf(facts) : membersOf(facts);

    return idsOf(allowed).includes(representativeFirmId) ? pass() : breach([representativeFirmId]);
  }),
  /** The group says this of itself; with `onlyWhen`, only where that holds too. */
  STATEMENT_MADE: lineUpRule(
    true,
    z.strictObject({ statement, onlyWhen: statement.optional() }),
    ({ statement: wanted, onlyWhen }, { statements }) => {
      const said = { statement: { type: 'statement', statement: wanted } } as const;
      const condition = onlyWhen ? statements[onlyWhen] : true;
      const made = statements[wanted];
      if (condition === false || made === true) return pass(said);
      if (condition === true && made === false) return breach([], said);

      return unknown('statement', [], {
        statement: { type: 'statement', statement: condition === undefined ? onlyWhen! : wanted },
      });
    },
  ),
  /** The group itself stands in no other bid for the same part. */
  ONE_OFFER: lineUpRule(true, none, (_, { otherOffers }) => {
    if (otherOffers === null) return unknown('otherBids', []);

    return otherOffers === 0 ? pass() : breach([], { count: number(otherOffers) });
  }),
  /** No new bid once so many years have gone since the group's first award. The day itself still counts. */
  YEARS_FROM_FIRST_AWARD_AT_MOST: lineUpRule(
    true,
    z.strictObject({ years: count }),
    ({ years }, { firstAwardOn, today }) => {
      if (firstAwardOn === null) return unknown('firstAward', []);
      if (firstAwardOn === 'NEVER') return pass();
      const on = `${Number(firstAwardOn.slice(0, 4)) + years}${firstAwardOn.slice(4)}`;

      return today <= on ? pass({ until: { type: 'day', on } }) : breach([], { until: { type: 'day', on } });
    },
  ),
  /** A member is replaced while the contract runs only with the buyer's yes, after a part was done, and if original members stay. */
  REPLACEMENT_IN_CONTRACT: lineUpRule(
    true,
    z.strictObject({ performedAtLeastBasisPoints: basisPoints, originalsAtLeast: count }),
    ({ performedAtLeastBasisPoints, originalsAtLeast }, { replacement }) => {
      if (replacement === null) return pass();
      const { buyerAgreed, performedBasisPoints, originalMembers } = replacement;
      const isShort =
        (performedBasisPoints !== null && performedBasisPoints < performedAtLeastBasisPoints) ||
        (originalMembers !== null && originalMembers < originalsAtLeast);
      const said = {
        ...(performedBasisPoints === null ? {} : { performed: percent(performedBasisPoints) }),
        ...(originalMembers === null ? {} : { originals: number(originalMembers) }),
      };
      if (buyerAgreed === false || isShort) return breach([], said);

      return [buyerAgreed, performedBasisPoints, originalMembers].includes(null)
        ? unknown('replacement', [])
        : pass(said);
    },
  ),
};
