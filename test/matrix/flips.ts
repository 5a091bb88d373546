import type { Answers, Wrong } from './flippable-policies.js';
import type { Part } from './matrix.js';
import type { MatrixName } from './world.js';

/** A rule, what it answers when it is wrong, and the few cells that must turn red then. */
export interface Flip extends Answers {
  /** Where its cells are. */
  matrix: MatrixName;
  /** Where a rule that lets everybody shows, and one that lets nobody. */
  seen: Record<Wrong, Part>;
  /** The product asks its twin: that the two disagree is all that tells. Every other rule must show in what somebody is answered. */
  isTwin?: true;
}

const at = (column: string, ...readers: string[]): Part => ({ columns: [column], readers, ways: ['FREE'] });
const entries = (_actor: unknown, _firm: unknown, all: unknown): unknown => all;

/** Every rule of every policy, by hand: which cell would tell. */
export const flips: Record<string, Flip> = {
  'tenders/tender.policy:canSeeTender': {
    matrix: 'tenders',
    isTwin: true,
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('D', 'NOBODY'), SHUT: at('O', 'NOBODY') },
  },
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
  'bids/bid.policy:sightOf': {
    matrix: 'tenders',
    isTwin: true,
    OPEN: 'WHOLE',
    SHUT: 'NOTHING',
    seen: { OPEN: at('C', 'OWNER'), SHUT: at('E', 'OWNER') },
  },
  'bids/bid.policy:bidMembersSql': {
    matrix: 'tenders',
    isRows: true,
    OPEN: 'SELECT "id" FROM "firm"',
    SHUT: 'SELECT NULL::uuid WHERE FALSE',
    seen: { OPEN: at('C', 'RIVAL'), SHUT: at('C', 'LEAD') },
  },
  'bids/bid.policy:bidSightSql': {
    matrix: 'tenders',
    OPEN: `'WHOLE'`,
    SHUT: `'NOTHING'`,
    seen: { OPEN: at('C', 'OWNER'), SHUT: at('E', 'OWNER') },
  },
  'bids/award.policy:awardSightOf': {
    matrix: 'tenders',
    isTwin: true,
    OPEN: 'WHOLE',
    SHUT: 'NOTHING',
    seen: { OPEN: at('A', 'RIVAL'), SHUT: at('A', 'LEAD') },
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
  'alliances/alliance.policy:coordinatorsOf': {
    matrix: 'alliances',
    OPEN: (_alliance: unknown, partners: { firmId: string }[]) => partners.map(({ firmId }) => firmId),
    SHUT: () => [],
    seen: { OPEN: at('p', 'PARTNER'), SHUT: at('p', 'LEAD') },
  },
  'firms/firm.policy:canSeePage': {
    matrix: 'firms',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('H', 'NOBODY'), SHUT: at('P', 'NOBODY') },
  },
  'firms/firm.policy:canSeePageSql': {
    matrix: 'firms',
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    seen: { OPEN: at('H', 'STRANGER'), SHUT: at('P', 'STRANGER') },
  },
  'firms/firm.policy:canSeeLegalIdSql': {
    matrix: 'firms',
    isTwin: true,
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'OWNER') },
  },
  'firms/firm.policy:canSeeLegalId': {
    matrix: 'firms',
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('P', 'NOBODY'), SHUT: at('P', 'NOBODY') },
  },
  'firms/profile.policy:sightOf': {
    matrix: 'firms',
    OPEN: 'ALL',
    SHUT: 'NOTHING',
    seen: { OPEN: at('P', 'STRANGER'), SHUT: at('P', 'OWNER') },
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
    seen: { OPEN: at('u', 'STRANGER'), SHUT: at('d', 'DRAFTER') },
  },
  'showcase/project.policy:canSeeProject': {
    matrix: 'projects',
    isTwin: true,
    OPEN: true,
    SHUT: false,
    seen: { OPEN: at('d', 'NOBODY'), SHUT: at('n', 'NOBODY') },
  },
  'showcase/project.policy:canSeeProjectSql': {
    matrix: 'projects',
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    seen: { OPEN: at('d', 'NOBODY'), SHUT: at('d', 'DRAFTER') },
  },
  'showcase/project.policy:standingSql': {
    matrix: 'projects',
    isTwin: true,
    OPEN: `'PARTNER'`,
    SHUT: 'NULL',
    seen: { OPEN: at('d', 'STRANGER'), SHUT: at('d', 'DRAFTER') },
  },
  'showcase/project.policy:isPublicSql': {
    matrix: 'projects',
    OPEN: 'TRUE',
    SHUT: 'FALSE',
    seen: { OPEN: at('d', 'NOBODY'), SHUT: at('n', 'NOBODY') },
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
