import { canSay, currentLanguage, say } from '#libs/platform';
import { type PackReader, type PackVerdict, verdictText } from '#libs/rule-packs';
import type { PackObjection } from '#libs/tenders';

/** Who reads: those who stand together, or those who judge them and are not shown all they agreed on. */
export type PackAudience = 'TENDERER' | 'BUYER';

/** Puts verdicts of packs into words for whoever reads the running request. */
export function packReader(names: ReadonlyMap<string, string>, audience: PackAudience = 'TENDERER'): PackReader {
  return {
    language: currentLanguage(),
    translate: (key, values) =>
      audience === 'BUYER' && canSay(`packs:buyer.${key}`)
        ? say(`packs:buyer.${key}`, values)
        : say(`packs:${key}`, values),
    firmName: (firmId) => names.get(firmId) ?? say('packs:someFirm'),
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
