import { type Language, currentLanguage, say } from '#libs/platform';
import { type PackReader, type PackVerdict, verdictText } from '#libs/rule-packs';
import type { PackObjection } from '#libs/tenders';

/** Puts verdicts of packs into words for whoever reads the running request. */
export function packReader(names: ReadonlyMap<string, string>, language: Language = currentLanguage()): PackReader {
  return {
    language,
    translate: (key, values) => say(`packs:${key}`, values, language),
    firmName: (firmId) => names.get(firmId) ?? say('packs:someFirm', {}, language),
  };
}

/** What a rule has against a notice, as `tenders` tells it to the buyer. */
export function objectionOf(verdict: PackVerdict): PackObjection {
  const { rule, found } = verdictText(verdict, packReader(new Map()));
  const { name: judgment, article, link } = verdict.rule.source;

  return {
    pack: verdict.from.id,
    explanation: `${rule} ${found}`,
    judgment,
    article,
    link,
    lotNumber: verdict.at.lotNumber ?? null,
    requirementNumber: verdict.at.requirementNumber ?? null,
  };
}
