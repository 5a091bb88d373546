import type { Explanation } from './explanation.js';
import { firmVerdictOf } from './firm-verdict.js';
import { judgeFirm, type Finding } from './judge-firm.js';
import { isHelper, isHelperFor, type LineUp } from './line-up.js';
import { leadsOf, membersOf, type Party } from './party.js';
import { questionOf, type Question } from './question.js';
import { isExclusionRule, type Requirement } from '#libs/requirements';
import type { FirmVerdict, Outcome, Standing, Verdict } from './verdict.js';

/** What a judge has before it: one requirement, the firms, and who of them it weighs. */
export interface Case {
  readonly requirement: Requirement;
  readonly question: Question;
  readonly lineUp: LineUp;
  readonly parties: readonly Party[];
  readonly members: readonly Party[];
  readonly leads: readonly Party[];
  /** Helper firms named for this requirement. */
  readonly helpers: readonly Party[];
  /** Helper firms named for anything: exclusion rules weigh them all. */
  readonly allHelpers: readonly Party[];
}

/** The firms of a line-up by what they are in it; the same for every requirement. */
export type Company = Pick<Case, 'lineUp' | 'parties' | 'members' | 'leads' | 'allHelpers'>;

/** What a judge decides; the rest of the verdict is the same for every mode. */
export interface Ruling extends Standing {
  readonly explanation: Explanation;
  /** The firms it weighed, each with its standing in this mode; the others are shown as not counting. */
  readonly weighed: readonly FirmVerdict[];
  readonly carriedBy?: readonly string[];
  readonly heldBackBy?: readonly string[];
  readonly total?: Verdict['total'];
  readonly shortBy?: Verdict['shortBy'];
  readonly parts?: Verdict['parts'];
}

/** One mode: how a group meets a requirement. */
export type Judge = (facing: Case) => Ruling;

export interface Weighed extends Standing {
  readonly party: Party;
  readonly finding: Finding;
}

export function companyOf(lineUp: LineUp, parties: readonly Party[]): Company {
  return {
    lineUp,
    parties,
    members: membersOf(parties),
    leads: leadsOf(parties),
    allHelpers: parties.filter(({ entry }) => isHelper(entry)),
  };
}

export function caseOf(requirement: Requirement, company: Company, today: string): Case {
  return {
    ...company,
    requirement,
    question: questionOf(requirement, today),
    helpers: company.allHelpers.filter(({ entry }) => isHelperFor(entry, requirement.id)),
  };
}

/** The firms an `EACH` rule speaks to: the members, and for an exclusion rule the helper firms too. */
export function boundBy({ requirement, members, allHelpers }: Case): readonly Party[] {
  if (!isExclusionRule(requirement)) return members;

  // Each exclusion rule is judged by itself; what a helper firm may lend is another matter.
  return [...members, ...allHelpers.map((helper) => ({ ...helper, exclusion: null }))];
}

export function weigh(parties: readonly Party[], question: Question): readonly Weighed[] {
  return parties.map((party) => {
    const finding = judgeFirm(party, question);

    return { party, finding, outcome: finding.outcome, strength: finding.strength };
  });
}

export function shown(weighed: readonly Weighed[], question: Question): readonly FirmVerdict[] {
  return weighed.map(({ party, finding }) => firmVerdictOf(party, question, finding));
}

export function thoseWith(
  outcome: Outcome,
  firms: readonly { readonly outcome: Outcome; readonly party: Party }[],
): string[] {
  return firms.filter((one) => one.outcome === outcome).map(({ party }) => party.firmId);
}
