import type { PackLanguage, PackRule } from './pack.js';
import { percentText, ruleText } from './rule-text.js';
import type { Judgement, PackFact } from './verdict.js';

/** What puts a verdict into words for one reader; ids become names here and nowhere else. */
export interface PackReader {
  readonly language: PackLanguage;
  /** A sentence of `locales/*\/packs.json` with its `{{blanks}}` filled. */
  translate(key: string, values: Readonly<Record<string, string>>): string;
  firmName(firmId: string): string;
}

/** A judgement with the rule it is by. */
export type ToSay = Judgement & { readonly rule: PackRule };

/** What the rule asks, with its numbers, and what is so here: "At most 3 firms. Here are 4." */
export function verdictText(verdict: ToSay, reader: PackReader): { rule: string; found: string } {
  return { rule: ruleText(verdict.rule, reader.language), found: foundText(verdict, reader) };
}

function foundText({ outcome, rule, who, missing, facts }: ToSay, reader: PackReader): string {
  const firms = new Intl.ListFormat(reader.language, { type: 'conjunction' }).format(
    who.map((id) => reader.firmName(id)),
  );
  const entries = Object.entries(facts).map(([name, fact]) => [name, wordsFor(fact, reader)] as const);
  const values = { ...Object.fromEntries(entries), firms };
  if (outcome === 'PASS') return reader.translate('pass', values);

  return reader.translate(outcome === 'UNKNOWN' ? `missing.${missing!}` : `breach.${rule.kind}`, values);
}

function wordsFor(fact: PackFact, reader: PackReader): string {
  const { language } = reader;
  switch (fact.type) {
    case 'number':
      return new Intl.NumberFormat(language).format(fact.value);
    case 'percent':
      return percentText(fact.basisPoints, language);
    case 'money': {
      const { value, currency } = fact.money;

      return new Intl.NumberFormat(language, {
        style: 'currency',
        currency,
        ...(value.includes('.') ? {} : { maximumFractionDigits: 0 }),
      }).format(value as `${number}`);
    }
    case 'day':
      return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(fact.on));
    case 'size':
      return reader.translate(`size.${fact.size}`, {});
    case 'liability':
      return reader.translate(`liability.${fact.liability}`, {});
    case 'statement':
      return reader.translate(`statement.${fact.statement}`, {});
  }
}
