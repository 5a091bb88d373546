import { languages, say } from '#libs/platform';
import {
  type LineUpFacts,
  type LineUpVerdict,
  type PackTexts,
  type ReadPack,
  type TenderRule,
  judgeByTender,
  tenderRules,
} from '#libs/rule-packs';
import type { Tender } from '#libs/tenders';
import { noticeFlags } from './notice-facts.js';

/** What the tender itself asks of a line-up, with the tender as its source and what its pack has against asking it. */
export function tenderVerdicts(tender: Tender, pack: ReadPack | null, facts: LineUpFacts): LineUpVerdict[] {
  return judgeByTender(tenderRules(noticeFlags(tender), pack), facts).map(({ rule, judgement }) => ({
    ...judgement,
    ...tenderRuleCited(rule, tender),
  }));
}

/** A rule of the tender as verdicts cite it. It only warns: the buyer judges. */
export function tenderRuleCited(
  { id, kind, parameters, doubtedBy }: TenderRule,
  { id: tenderId, title }: Pick<Tender, 'id' | 'title'>,
): Pick<LineUpVerdict, 'rule' | 'from' | 'onlyWarns' | 'doubtedBy'> {
  return {
    rule: {
      id,
      kind,
      parameters,
      text: inEach(`packs:tender.${kind}`),
      source: { name: title, article: say('packs:tenderRules'), link: `/tenders/${tenderId}` },
      doubts: [],
      severity: 'WARNS',
    },
    from: null,
    onlyWarns: true,
    doubtedBy,
  };
}

/** The sentence in each language, its numbers still to be filled in: they are parameters of the rule. */
function inEach(key: string): PackTexts {
  return Object.fromEntries(
    languages.map((language) => [language, say(key, { skipInterpolation: true }, language)]),
  ) as PackTexts;
}
