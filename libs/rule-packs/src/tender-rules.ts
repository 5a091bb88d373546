import type { LineUpFacts, NoticeFlags } from './facts.js';
import { isGroup } from './group.js';
import { judgeNotice } from './judging.js';
import type { CitedRule, PackName, PackRule, ReadPack } from './pack.js';
import { type RuleKind, ruleKinds } from './rule-kinds.js';
import type { Judgement } from './verdict.js';

/** What a tender itself can ask of a line-up. No rule of a pack has such an id: theirs have no slash. */
export const tenderRuleIds = ['tender/lead-minimum-share', 'tender/subcontract-cap', 'tender/agreement'] as const;
export type TenderRuleId = (typeof tenderRuleIds)[number];

/** Something the tender itself asks, said with a kind that packs use too. */
export interface TenderRule {
  readonly id: TenderRuleId;
  readonly kind: RuleKind;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Rules of the tender's pack that speak against asking it. */
  readonly doubtedBy: readonly CitedRule[];
}

/** What one rule, of a pack or of the tender itself, says of a line-up. */
export interface LineUpVerdict extends Judgement {
  readonly rule: PackRule;
  /** Null: the tender itself asks it. */
  readonly from: PackName | null;
  readonly onlyWarns: boolean;
  /** Rules of the tender's pack that speak against what the tender asks here. */
  readonly doubtedBy: readonly CitedRule[];
}

/** What the flags of a tender ask of line-ups, and what its procedure pack has against asking it. No pack: no doubt is known. */
export function tenderRules(flags: NoticeFlags, pack: Pick<ReadPack, 'rules'> | null): TenderRule[] {
  const { leadMinimumShareBasisPoints: least, subcontractCapBasisPoints: most, agreementBeforeAward } = flags;
  const objections = pack
    ? judgeNotice(pack, { flags, tenderers: 'BOTH', lots: [] }).filter(({ outcome }) => outcome !== 'PASS')
    : [];
  const rule = (id: TenderRuleId, kind: RuleKind, parameters: TenderRule['parameters'], forbids: RuleKind) => {
    const against = objections.filter((it) => it.rule.kind === forbids);
    const doubtedBy = against.map(({ rule: cited, from, onlyWarns }) => ({ rule: cited, from, onlyWarns }));

    return { id, kind, parameters, doubtedBy };
  };

  return [
    ...(least === null
      ? []
      : [
          rule(
            'tender/lead-minimum-share',
            'LEAD_SHARE_AT_LEAST',
            { leastBasisPoints: least },
            'LEAD_MAJORITY_FORBIDDEN',
          ),
        ]),
    ...(most === null
      ? []
      : [
          rule(
            'tender/subcontract-cap',
            'SUBCONTRACT_SHARE_AT_MOST',
            { mostBasisPoints: most },
            'SUBCONTRACT_CAP_FORBIDDEN',
          ),
        ]),
    ...(agreementBeforeAward
      ? [rule('tender/agreement', 'WRITTEN_AGREEMENT', { by: 'BID' }, 'AGREEMENT_BEFORE_AWARD_FORBIDDEN')]
      : []),
  ];
}

/** What the tender's own rules say of a line-up, in their order. As with packs, what is for groups says nothing of one firm alone. */
export function judgeByTender(
  rules: readonly TenderRule[],
  facts: LineUpFacts,
): { rule: TenderRule; judgement: Judgement }[] {
  const group = isGroup(facts);

  return rules.flatMap((rule) => {
    const kind = ruleKinds.get(rule.kind)!;
    if (kind.about !== 'LINE_UP' || (kind.groupsOnly && !group)) return [];

    return [{ rule, judgement: kind.judge(rule.parameters, facts) }];
  });
}
