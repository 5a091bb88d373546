import type { Answers, Wrong } from './flippable-policies.js';
import type { Part } from './matrix.js';

/** A rule, what it answers when it is wrong, and the few cells that must turn red then. */
export interface Flip extends Answers {
  /** Where its cells are. */
  matrix: 'tenders' | 'alliances' | 'firms' | 'projects';
  /** Where a rule that lets everybody shows, and one that lets nobody. */
  seen: Record<Wrong, Part>;
}

const at = (column: string, ...readers: string[]): Part => ({ columns: [column], readers, ways: ['FREE'] });
const entries = (_actor: unknown, _firm: unknown, all: unknown): unknown => all;

/** Every rule of every policy, by hand: which cell would tell. */
export const flips: Record<string, Flip> = {
  'tenders/tender.policy:canSeeTenderSql': {
    matrix: 'tenders',
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    seen: { OPEN: at('D', 'NOBODY'), SHUT: at('O', 'NOBODY') },
  },
  'tenders/tender-document.policy:canReadDocument': {
    matrix: 'tenders',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('O', 'NOBODY'), SHUT: at('O', 'NOBODY') },
  },
  'bids/bid.policy:bidSightSql': {
    matrix: 'tenders',
    OPEN: `'WHOLE'`,
    SHUT: `'NOTHING'`,
    seen: { OPEN: at('C', 'OWNER'), SHUT: at('E', 'OWNER') },
  },
  'bids/award.policy:awardSightSql': {
    matrix: 'tenders',
    OPEN: `'WHOLE'`,
    SHUT: `'NOTHING'`,
    seen: { OPEN: at('A', 'RIVAL'), SHUT: at('A', 'LEAD') },
  },
  'bids/award.policy:isContractSideSql': {
    matrix: 'tenders',
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    seen: { OPEN: at('S', 'EVALUATOR'), SHUT: at('S', 'LEAD') },
  },
  'alliances/alliance.policy:standingOf': {
    matrix: 'alliances',
    OPEN: 'PARTNER',
    SHUT: null,
    seen: { OPEN: at('p', 'ASKED'), SHUT: at('p', 'LEAD') },
  },
  'alliances/alliance.policy:standingSql': {
    matrix: 'alliances',
    OPEN: `'PARTNER'`,
    SHUT: 'NULL',
    seen: { OPEN: at('p', 'RIVAL'), SHUT: at('p', 'LEAD') },
  },
  'alliances/alliance.policy:canSeeShare': {
    matrix: 'alliances',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('p', 'ASKED'), SHUT: at('p', 'LEAD') },
  },
  'alliances/alliance.policy:canSeePlan': {
    matrix: 'alliances',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('p', 'FORMER'), SHUT: at('p', 'LEAD') },
  },
  'alliances/alliance.policy:canSeePartner': {
    matrix: 'alliances',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('p', 'FORMER'), SHUT: at('p', 'LEAD') },
  },
  'alliances/alliance.policy:canSeeAgreement': {
    matrix: 'alliances',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('p', 'ASKED'), SHUT: at('p', 'FORMER') },
  },
  'firms/firm.policy:canSeePage': {
    matrix: 'firms',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('H', 'NOBODY'), SHUT: at('P', 'NOBODY') },
  },
  'firms/firm.policy:canSeeLegalId': {
    matrix: 'firms',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'NOBODY') },
  },
  'firms/profile.policy:seenBy': {
    matrix: 'firms',
    OPEN: entries,
    SHUT: () => [],
    seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'OWNER') },
  },
  'firms/profile.policy:sightSql': {
    matrix: 'firms',
    OPEN: `'ALL'`,
    SHUT: `'NOTHING'`,
    seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'OWNER') },
  },
  'showcase/project.policy:standingOf': {
    matrix: 'projects',
    OPEN: 'PARTNER',
    SHUT: null,
    seen: { OPEN: at('d', 'STRANGER'), SHUT: at('d', 'DRAFTER') },
  },
  'showcase/project.policy:canSeeProject': {
    matrix: 'projects',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('d', 'NOBODY'), SHUT: at('n', 'NOBODY') },
  },
  'showcase/project.policy:canSeeProjectSql': {
    matrix: 'projects',
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    // Open, it shows nothing that the rule before it does not keep back as well.
    seen: { OPEN: {}, SHUT: at('d', 'DRAFTER') },
  },
  'showcase/project.policy:canSeeClient': {
    matrix: 'projects',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('u', 'NOBODY'), SHUT: at('u', 'DRAFTER') },
  },
  'showcase/project.policy:canSeeNamed': {
    matrix: 'projects',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('u', 'NOBODY'), SHUT: at('u', 'NOBODY') },
  },
};

/** Functions of policies that no cell of these matrices can tell, and who does. */
export const toldByOthers: Record<string, string> = {
  // The twin of a rule in SQL: that both answer alike is asked case by case.
  'tenders/tender.policy:canSeeTender': 'who-sees-a-tender',
  'bids/bid.policy:sightOf': 'bids-are-seen-as-the-notice-said',
  'bids/award.policy:awardSightOf': 'the-notice-says-who-learns-what-of-an-award',
  'firms/firm.policy:canSeeLegalIdSql': 'who-sees-a-firms-page',
  'showcase/project.policy:standingSql': 'who-sees-a-project',
  // What lists and searches leave out.
  'firms/firm.policy:canSeePageSql': 'who-sees-a-firms-page',
  'showcase/project.policy:isPublicSql': 'joint-work-is-shown-when-all-said-yes',
  'firms/profile.policy:sightOf': 'what-a-firm-keeps-private-stays-private',
  // Who arranges an alliance: verbs, not sight.
  'alliances/alliance.policy:coordinatorsOf': 'an-alliance-keeps-the-rules-of-its-tender',
  // Who the members of a bid are, as the rules above ask.
  'bids/bid.policy:bidMembersSql': 'bids-are-seen-as-the-notice-said',
  // No rule: the day of a moment.
  'firms/profile.policy:dayOf': 'papers-are-checked-before-they-prove-anything',
};
