import type { PackLanguage, PackRule } from './pack.js';

const blank = /\{\{(\w+)\}\}/g;

/** The blanks of a text, each by its name. */
export function blanksOf(text: string): string[] {
  return [...text.matchAll(blank)].map((match) => match[1]!);
}

/** What a rule's text may mention: its parameters; those in basis points as per cent (`mostBasisPoints` is `{{mostPercent}}`). */
export function parameterNames({ parameters }: Pick<PackRule, 'parameters'>): string[] {
  return Object.keys(spoken(parameters, 'en'));
}

/** The rule's sentence with its own numbers filled in. */
export function ruleText({ text, parameters }: Pick<PackRule, 'text' | 'parameters'>, language: PackLanguage): string {
  const facts = spoken(parameters, language);

  return text[language].replaceAll(blank, (whole, name: string) => facts[name] ?? whole);
}

function spoken(parameters: Readonly<Record<string, unknown>>, language: PackLanguage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => {
      if (typeof value !== 'number') return [];
      if (!name.endsWith('BasisPoints')) return [[name, new Intl.NumberFormat(language).format(value)]];

      return [[name.replace(/BasisPoints$/, 'Percent'), percentText(value, language)]];
    }),
  );
}

/** Basis points as people say them: `12.5 %`. */
export function percentText(basisPoints: number, language: string): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(basisPoints / 100)} %`;
}
