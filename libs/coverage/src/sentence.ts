import type { ClassFact, Explanation, ExplanationFact, PaperFact } from './explanation.js';

/** What turns an explanation into a sentence for one reader; ids and codes become names here and nowhere else. */
export interface Reader {
  /** A BCP 47 language, for numbers, money and dates. */
  readonly language: string;
  /** A sentence of the coverage catalogue with `{{name}}` places filled. */
  translate(key: string, values: Readonly<Record<string, string>>): string;
  firmName(firmId: string): string;
  cpvName(code: string): string;
  unitName(unit: string): string;
}

export function sentenceFor(explanation: Explanation, reader: Reader): string {
  const entries = Object.entries(explanation.facts).map(([name, fact]) => [name, wordsFor(fact, reader)]);

  return reader.translate(explanation.key, Object.fromEntries(entries) as Record<string, string>);
}

function wordsFor(fact: ExplanationFact, reader: Reader): string {
  switch (fact.type) {
    case 'firms':
      return listOf(
        fact.firmIds.map((id) => reader.firmName(id)),
        reader,
      );
    case 'amount':
      return amountFor(fact, reader);
    case 'day':
      return new Intl.DateTimeFormat(reader.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
        Date.parse(fact.on),
      );
    case 'number':
      return new Intl.NumberFormat(reader.language).format(fact.value);
    case 'text':
      return fact.text;
    case 'codes':
      return alternativesOf(
        fact.codes.map((code) => reader.cpvName(code)),
        reader,
      );
    case 'parts':
      return listOf(
        fact.names.map((name) => partName(name, reader)),
        reader,
      );
    case 'measured':
      return measuredFor(fact, reader);
    case 'capacity':
      return reader.translate(`capacity.${fact.capacity}`, {});
    case 'classes':
      return listOf(
        fact.classes.map((one) => classFor(one, reader)),
        reader,
      );
    case 'papers':
      return listOf(
        fact.papers.map((paper) => paperFor(paper, reader)),
        reader,
      );
  }
}

function listOf(names: readonly string[], { language }: Reader): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

function alternativesOf(names: readonly string[], { language }: Reader): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

/** Intl takes the decimal string itself, so that no digit passes through a float. */
function amountFor({ value, unit, currency }: Extract<ExplanationFact, { type: 'amount' }>, reader: Reader): string {
  const decimal = value as `${number}`;
  if (currency) {
    const isWhole = !value.includes('.');
    const places = isWhole ? { maximumFractionDigits: 0 } : {};

    return new Intl.NumberFormat(reader.language, { style: 'currency', currency, ...places }).format(decimal);
  }
  const written = new Intl.NumberFormat(reader.language, { maximumFractionDigits: 12 }).format(decimal);

  return unit ? `${written} ${reader.unitName(unit)}` : written;
}

function measuredFor(fact: Extract<ExplanationFact, { type: 'measured' }>, reader: Reader): string {
  const name = reader.translate(`fact.${fact.factKey}`, {});
  const detail = [fact.label, fact.cpv === null ? null : reader.cpvName(fact.cpv)].filter((part) => part !== null);

  return detail.length > 0 ? `${name} (${detail.join(', ')})` : name;
}

function partName(name: string, reader: Reader): string {
  return /^\d{8}(-\d)?$/.test(name) ? reader.cpvName(name) : name;
}

/** "roofing: Budi (5)"; the number is left out where one of the class may not be shown. */
function classFor({ name, firmIds, value }: ClassFact, reader: Reader): string {
  const firms = listOf(
    firmIds.map((id) => reader.firmName(id)),
    reader,
  );
  const number = value === null ? '' : ` (${amountFor(value, reader)})`;

  return `${partName(name, reader)}${firms === '' ? '' : `: ${firms}`}${number}`;
}

function paperFor({ title, number }: PaperFact, { language }: Reader): string {
  const words = title[language] ?? Object.values(title).find((text) => Boolean(text)) ?? '';

  return [words, number].filter(Boolean).join(', ');
}
