import { say } from '#libs/platform';
import type { Capability } from './capability.entity.js';
import type { Evidence } from './evidence.entity.js';
import type { Fact } from './fact.entity.js';
import type { Firm } from './firm.entity.js';
import type { Completeness } from './profile.graphql.js';

/** Everything a firm has told, as its delegates see it. */
export interface WholeProfile {
  firm: Firm;
  hasLegalId: boolean;
  capabilities: readonly Capability[];
  facts: readonly Fact[];
  evidence: readonly Evidence[];
}

interface Step {
  key: string;
  /** How much of the whole it is: what buyers ask for more often weighs more. */
  weight: number;
  isDone(profile: WholeProfile, now: Date): boolean;
}

const has = (profile: WholeProfile, key: Fact['key']): boolean => profile.facts.some((fact) => fact.key === key);
const holds = (paper: Evidence, now: Date): boolean =>
  (paper.state === 'SUBMITTED' || paper.state === 'VERIFIED') && !paper.isExpired(now);

const steps: readonly Step[] = [
  { key: 'CAPABILITY', weight: 20, isDone: ({ capabilities }) => capabilities.length > 0 },
  { key: 'EVIDENCE', weight: 15, isDone: ({ evidence }, now) => evidence.some((paper) => holds(paper, now)) },
  { key: 'TURNOVER', weight: 10, isDone: (profile) => has(profile, 'ANNUAL_TURNOVER') },
  { key: 'STAFF', weight: 10, isDone: (profile) => has(profile, 'STAFF') },
  { key: 'LEGAL_ID', weight: 10, isDone: ({ hasLegalId }) => hasLegalId },
  { key: 'STORY', weight: 10, isDone: ({ firm }) => isWritten(firm.tagline) && isWritten(firm.story) },
  { key: 'CONTACT', weight: 5, isDone: ({ firm }) => Boolean(firm.phone ?? firm.email ?? firm.website) },
  { key: 'YEARS', weight: 5, isDone: (profile) => has(profile, 'YEARS_IN_BUSINESS') },
  { key: 'REFERENCE', weight: 5, isDone: (profile) => has(profile, 'LARGEST_CONTRACT') },
  { key: 'VERIFIED', weight: 5, isDone: ({ firm }) => firm.verifiedAt !== null },
  {
    key: 'EVIDENCE_FRESH',
    weight: 5,
    isDone: ({ evidence }, now) => evidence.every((paper) => paper.state === 'DRAFT' || !paper.isExpired(now)),
  },
];

/** How complete a profile is, and what to do next: what is open comes first, the heaviest before the rest. */
export function completenessOf(profile: WholeProfile, now: Date): Completeness {
  const judged = steps.map((step) => ({ ...step, done: step.isDone(profile, now) }));
  const total = steps.reduce((sum, { weight }) => sum + weight, 0);
  const reached = judged.reduce((sum, { weight, done }) => sum + (done ? weight : 0), 0);

  return {
    percent: Math.floor((100 * reached) / total),
    steps: judged
      .toSorted((a, b) => Number(a.done) - Number(b.done) || b.weight - a.weight)
      .map(({ key, done }) => ({
        key,
        done,
        what: say(`profile:step.${key}.what`),
        why: say(`profile:step.${key}.why`),
      })),
  };
}

function isWritten(text: Firm['story']): boolean {
  return Boolean(text.en ?? text.id);
}
