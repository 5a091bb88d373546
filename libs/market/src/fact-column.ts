import type { FactKey } from '#libs/requirements';
import type { NumberAsked } from './asked.js';
import type { Day, FactEntry } from './firm-entry.js';

const none = -1;
/** The largest stated number says it all; of the others, where two contradict each other, only the smaller is sure. */
const largestCounts: readonly FactKey[] = ['LARGEST_CONTRACT', 'INSURANCE_SUM', 'YEARS_IN_BUSINESS', 'GRADE'];
const oldestNewestYear = 2;
const slackDays = 45;
const shortestYear = 350;
const longestYear = 380;

/** A number as it is asked of a column (words as the column numbers them), and what the firm read last has. */
class FactQuestion {
  /** The least the firm has for sure: the total over the asked years. */
  known = 0;
  /** As far as verified papers carry it. */
  proved = 0;
  /** The newest year of a turnover must not end before this. */
  readonly oldestNewest: Day;
  /** A contract must not end before this; null without a limit. */
  readonly earliest: Day | null;
  readonly #back = new Map<number, Day>();

  constructor(
    readonly asked: NumberAsked,
    readonly today: Day,
    readonly label: number,
    readonly currency: number,
    readonly unit: number,
  ) {
    this.oldestNewest = yearsBack(today, oldestNewestYear);
    this.earliest = asked.years === null ? null : yearsBack(today, asked.years);
  }

  /** The same day some years earlier: few days are asked for, each for thousands of firms. */
  yearsBack(day: Day, years: number): Day {
    if (years === 0) return day;
    const key = years * 1_000_000 + day;
    const known = this.#back.get(key) ?? yearsBack(day, years);
    this.#back.set(key, known);

    return known;
  }
}

/**
 * The facts of one key of many firms, firm after firm. It reads the least a firm has for sure by the rules of `coverage`
 * (`reading.ts`, `turnover.ts`); that both answer alike is a property test.
 */
export class FactColumn {
  readonly slots: Int32Array;
  readonly #values: Float64Array;
  readonly #currencies: Int32Array;
  readonly #units: Int32Array;
  readonly #codes: Int32Array;
  readonly #labels: Int32Array;
  readonly #from: Int32Array;
  readonly #until: Int32Array;
  /** 1 where the period is about as long as a year. */
  readonly #isYear: Uint8Array;
  readonly #documentUntil: Uint16Array;
  readonly #provedUntil: Uint16Array;
  readonly #words = new Map<string, number>();
  readonly #isLargest: boolean;

  constructor(
    private readonly key: FactKey,
    facts: readonly { readonly slot: number; readonly fact: FactEntry }[],
  ) {
    const whole = (read: (fact: FactEntry) => number): Int32Array => Int32Array.from(facts, ({ fact }) => read(fact));
    this.#isLargest = largestCounts.includes(key);
    this.slots = Int32Array.from(facts, ({ slot }) => slot);
    this.#values = Float64Array.from(facts, ({ fact }) => fact.value);
    this.#currencies = whole(({ currency }) => this.#numberOf(currency));
    this.#units = whole(({ unit }) => this.#numberOf(unit));
    this.#labels = whole(({ label }) => this.#numberOf(label));
    this.#codes = whole(({ code }) => code ?? none);
    this.#from = whole(({ from }) => from ?? none);
    this.#until = whole(({ until }) => until ?? none);
    this.#isYear = Uint8Array.from(facts, ({ fact }) => Number(isYear(fact)));
    this.#documentUntil = Uint16Array.from(facts, ({ fact }) => fact.documentUntil);
    this.#provedUntil = Uint16Array.from(facts, ({ fact }) => fact.provedUntil);
  }

  get bytes(): number {
    return this.slots.length * (8 + 7 * 4 + 2 * 2 + 1);
  }

  /** Prepares a question for many firms. */
  asking(asked: NumberAsked, today: Day): FactQuestion {
    const word = (text: string | null): number => (text === null ? none : (this.#words.get(text) ?? none - 1));

    return new FactQuestion(asked, today, word(asked.label), word(asked.currency), word(asked.unit));
  }

  /** What the firm whose facts stand from `first` up to (not including) `end` has at least; it stands in the question. */
  read(first: number, end: number, question: FactQuestion): void {
    question.known = 0;
    question.proved = 0;
    if (this.key === 'ANNUAL_TURNOVER') this.#addTurnover(first, end, question);
    else this.#add(first, end, question, none);
  }

  #addTurnover(first: number, end: number, question: FactQuestion): void {
    let newest = none;
    for (let at = first; at < end; at += 1)
      if (this.#until[at]! > newest && this.#isClosedYear(at, question) && this.#isAbout(at, question))
        newest = this.#until[at]!;
    if (newest === none || newest < question.oldestNewest) return;
    const years = Math.max(1, question.asked.years ?? 1);
    for (let back = 0; back < years; back += 1) this.#add(first, end, question, question.yearsBack(newest, back));
  }

  #isClosedYear(at: number, { today }: FactQuestion): boolean {
    return this.#isYear[at] === 1 && this.#until[at]! <= today;
  }

  /** @param endOfYear takes only the year that ends about then; `none` for all */
  #add(first: number, end: number, question: FactQuestion, endOfYear: number): void {
    let hasSame = false;
    let least = Infinity;
    for (let at = first; at < end; at += 1) {
      if (!this.#counts(at, question, endOfYear) || this.#relation(at, question) !== 'SAME') continue;
      hasSame = true;
      if (this.#values[at]! < least) least = this.#values[at]!;
    }
    const wanted = hasSame ? 'SAME' : 'NARROWER';
    const { documentWanted } = question.asked;
    let known = 0;
    let proved = 0;
    for (let at = first; at < end; at += 1) {
      if (!this.#counts(at, question, endOfYear) || this.#relation(at, question) !== wanted) continue;
      const value = this.#values[at]!;
      if (hasSame && !this.#isLargest && value > least) continue;
      if (documentWanted && this.#documentUntil[at]! < question.today) continue;
      if (value > known) known = value;
      if (value > proved && this.#provedUntil[at]! >= question.today) proved = value;
    }
    question.known += known;
    question.proved += proved;
  }

  #counts(at: number, question: FactQuestion, endOfYear: number): boolean {
    if (endOfYear !== none)
      if (!this.#isClosedYear(at, question) || Math.abs(this.#until[at]! - endOfYear) > slackDays) return false;

    return this.#isUsable(at, question);
  }

  #isAbout(at: number, question: FactQuestion): boolean {
    return this.#relation(at, question) !== 'ELSEWHERE';
  }

  /** How what is stated lies to what is asked, by trade and by name. A broader statement sets no least. */
  #relation(at: number, { asked, label }: FactQuestion): 'SAME' | 'NARROWER' | 'BROADER' | 'ELSEWHERE' {
    const byCode = this.#relationOfCode(at, asked);
    const stated = this.#labels[at]!;
    const byLabel = relationOf(stated === none, label === none, stated === label);
    if (byCode === 'SAME') return byLabel;

    return byLabel === 'SAME' || byLabel === byCode ? byCode : 'ELSEWHERE';
  }

  #relationOfCode(at: number, { range }: NumberAsked): 'SAME' | 'NARROWER' | 'BROADER' | 'ELSEWHERE' {
    const code = this.#codes[at]!;
    if (code === none || range === null) return relationOf(code === none, range === null, false);
    if (code >= range.first && code <= range.last) return code === range.first ? 'SAME' : 'NARROWER';

    return isAbove(code, range.first) ? 'BROADER' : 'ELSEWHERE';
  }

  /** Another currency, another unit, a time that is over or not yet here: of no use, and never added silently. */
  #isUsable(at: number, { today, currency, unit, earliest }: FactQuestion): boolean {
    if (this.#currencies[at] !== currency) return false;
    if (unit !== none && this.#units[at] !== none && this.#units[at] !== unit) return false;
    if (this.key === 'ANNUAL_TURNOVER') return true;
    const until = this.#until[at]!;
    if (this.key === 'LARGEST_CONTRACT')
      return earliest === null || (until !== none && until <= today && until >= earliest);

    return (this.#from[at] === none || this.#from[at]! <= today) && (until === none || until >= today);
  }

  #numberOf(text: string | null): number {
    if (text === null) return none;
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    this.#words.set(text, this.#words.size);

    return this.#words.size - 1;
  }
}

function relationOf(
  statesAll: boolean,
  asksAll: boolean,
  isSame: boolean,
): 'SAME' | 'NARROWER' | 'BROADER' | 'ELSEWHERE' {
  if (asksAll) return statesAll ? 'SAME' : 'NARROWER';
  if (statesAll) return 'BROADER';

  return isSame ? 'SAME' : 'ELSEWHERE';
}

function isYear({ from, until }: FactEntry): boolean {
  return from !== null && until !== null && until - from >= shortestYear && until - from <= longestYear;
}

/** Whether the first code contains the second: 45000000 contains 45421000. */
function isAbove(code: number, below: number): boolean {
  let step = 1;
  while (step < 1_000_000 && code % (step * 10) === 0) step *= 10;

  return below > code && below < code + step;
}

/** The same day some years earlier. */
function yearsBack(day: Day, years: number): Day {
  const date = new Date(day * 86_400_000);

  return Math.floor(Date.UTC(date.getUTCFullYear() - years, date.getUTCMonth(), date.getUTCDate()) / 86_400_000);
}
