import type { LineUpRuleKind, NoticeRuleKind, RuleKindOf } from './rule-kind.js';
import { rulesOfMembers } from './rules-of-members.js';
import { rulesOfNotices } from './rules-of-notices.js';
import { rulesOfShares } from './rules-of-shares.js';
import { rulesOfTerms } from './rules-of-terms.js';

const table = { ...rulesOfShares, ...rulesOfMembers, ...rulesOfTerms, ...rulesOfNotices };

/** All that packs can say. A further kind is an entry in one of the four files, its sentence, and a line in a test. */
export type RuleKind = keyof typeof table;
export const ruleKinds: ReadonlyMap<RuleKind, RuleKindOf> = new Map(
  Object.entries(table) as [RuleKind, LineUpRuleKind | NoticeRuleKind][],
);
