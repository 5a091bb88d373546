import type { LineUpFacts, NoticeFacts } from './facts.js';
import { isGroup } from './group.js';
import type { CitedRule, ReadPack } from './pack.js';
import { ruleKinds } from './rule-kinds.js';
import { type Judgement, PackOutcome, pass } from './verdict.js';

/** What one rule says, with the rule and the pack it stands in. */
export interface PackVerdict extends Judgement, CitedRule {}

/**
 * What a pack says of a line-up: one verdict per rule that applies, in the order of the rules. A firm that bids alone, with helper firms
 * or without, is no group: rules for groups are left out.
 */
export function judgeLineUp({ rules }: Pick<ReadPack, 'rules'>, facts: LineUpFacts): PackVerdict[] {
  const group = isGroup(facts);

  return rules.flatMap((cited) => {
    const kind = ruleKinds.get(cited.rule.kind)!;
    if (kind.about !== 'LINE_UP' || (kind.groupsOnly && !group)) return [];

    return [{ ...cited, ...kind.judge(cited.rule.parameters, facts) }];
  });
}

/** What a procedure pack says of a notice: a verdict for each place that breaks a rule or leaves it open, else one that it holds. */
export function judgeNotice({ rules }: Pick<ReadPack, 'rules'>, facts: NoticeFacts): PackVerdict[] {
  return rules.flatMap((cited) => {
    const kind = ruleKinds.get(cited.rule.kind)!;
    if (kind.about !== 'NOTICE') return [];
    const found = kind.judge(cited.rule.parameters, facts);

    return (found.length > 0 ? found : [pass()]).map((judgement) => ({ ...cited, ...judgement }));
  });
}

/** The one word for several verdicts: a breach outweighs a question, a question outweighs what fits. */
export function worstOf(verdicts: readonly Pick<PackVerdict, 'outcome'>[]): PackOutcome {
  const outcomes = new Set(verdicts.map(({ outcome }) => outcome));
  if (outcomes.has('BREACH')) return 'BREACH';

  return outcomes.has('UNKNOWN') ? 'UNKNOWN' : 'PASS';
}
