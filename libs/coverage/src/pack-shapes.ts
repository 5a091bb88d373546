import { LocalTextType } from '#libs/firms';
import { say } from '#libs/platform';
import {
  type LineUpVerdict,
  type PackVerdict,
  type ReadPack,
  isReviewed,
  ruleText,
  verdictText,
} from '#libs/rule-packs';
import type { CoverageOverride } from './override.entity.js';
import { type PackAudience, packReader } from './pack-words.js';
import type { PackRuleType, PackVerdictType, RulePackType } from './rule-packs.graphql.js';

/** A pack as the schema shows it to whoever reads the running request. */
export function packShown({ pack, rules }: ReadPack): RulePackType {
  const { id, version, kind, jurisdiction, title, about, source, doubts, status } = pack;
  const reviewed = status === 'unreviewed' ? null : status;

  return {
    id,
    version,
    kind,
    jurisdiction,
    source,
    title: LocalTextType.of(title),
    about: LocalTextType.of(about),
    doubts: doubts.map((doubt) => LocalTextType.of(doubt)),
    isReviewed: isReviewed(pack),
    standing: reviewed ? say('packs:reviewed', reviewed) : say('packs:unreviewed'),
    reviewedOn: reviewed?.on ?? null,
    extends: pack.extends?.id ?? null,
    rules: rules.map(ruleShown),
  };
}

/** A rule as the schema shows it, of a pack or of the tender itself. */
export function ruleShown({ rule, from, onlyWarns }: Pick<LineUpVerdict, 'rule' | 'from' | 'onlyWarns'>): PackRuleType {
  const { id, kind, source, doubts, severity } = rule;

  return {
    id,
    kind,
    source,
    severity,
    onlyWarns,
    text: LocalTextType.of({ en: ruleText(rule, 'en'), id: ruleText(rule, 'id') }),
    doubts: doubts.map((doubt) => LocalTextType.of(doubt)),
    packId: from?.id ?? null,
  };
}

/**
 * Verdicts with their sentences; firms that the reader cannot name are left out of the list, and "a firm" in the sentence.
 *
 * @param overrides reasons on record for going on in spite of them, as far as the reader may see them
 */
export function verdictsShown(
  verdicts: readonly (PackVerdict | LineUpVerdict)[],
  firms: readonly { id: string; name: string }[],
  overrides: readonly CoverageOverride[] = [],
  audience: PackAudience = 'TENDERER',
): PackVerdictType[] {
  const reader = packReader(new Map(firms.map(({ id, name }) => [id, name])), audience);

  return verdicts.map((verdict) => ({
    rule: ruleShown(verdict),
    packVersion: verdict.from?.version ?? null,
    outcome: verdict.outcome,
    sentence: verdictText(verdict, reader).found,
    firms: firms.filter(({ id }) => verdict.who.includes(id)) as never[],
    lotNumber: verdict.at.lotNumber ?? null,
    requirementNumber: verdict.at.requirementNumber ?? null,
    doubtedBy: 'doubtedBy' in verdict ? verdict.doubtedBy.map(ruleShown) : [],
    overrides: overrides.filter(({ packRule }) => packRule === verdict.rule.id),
  }));
}
