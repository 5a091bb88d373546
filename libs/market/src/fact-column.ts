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

/** What a firm's number comes to at least: the total over the asked years, as it stands, and as far as verified papers carry it. */
export interface KnownNumber {
  readonly known: number;
  readonly proved: number;
}

/** A number as it is asked of a column: words as the column numbers them. */
interface AskedOfColumn {
  readonly asked: NumberAsked;
  readonly today: Day;
  readonly label: number;
  readonly currency: number;
  readonly unit: number;
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
  readonly #documentUntil: Uint16Array;
  readonly #provedUntil: Uint16Array;
  readonly #words = new Map<string, number>();

  constructor(
    private readonly key: FactKey,
    facts: readonly { readonly slot: number; readonly fact: FactEntry }[],
  ) {
    const whole = (read: (fact: FactEntry) => number): Int32Array => Int32Array.from(facts, ({ fact }) => read(fact));
    this.slots = Int32Array.from(facts, ({ slot }) => slot);
    this.#values = Float64Array.from(facts, ({ fact }) => fact.value);
    this.#currencies = whole(({ currency }) => this.#numberOf(currency));
    this.#units = whole(({ unit }) => this.#numberOf(unit));
    this.#labels = whole(({ label }) => this.#numberOf(label));
    this.#codes = whole(({ code }) => code ?? none);
    this.#from = whole(({ from }) => from ?? none);
    this.#until = whole(({ until }) => until ?? none);
    this.#documentUntil = Uint16Array.from(facts, ({ fact }) => fact.documentUntil);
    this.#provedUntil = Uint16Array.from(facts, ({ fact }) => fact.provedUntil);
  }

  get bytes(): number {
    return this.slots.length * (8 + 6 * 4 + 4 + 4);
  }

  /** Prepares a question for many firms. */
  asking(asked: NumberAsked, today: Day): AskedOfColumn {
    const word = (text: string | null): number => (text === null ? none : (this.#words.get(text) ?? none - 1));

    return { asked, today, label: word(asked.label), currency: word(asked.currency), unit: word(asked.unit) };
  }

  /** What the firm whose facts stand from `first` up to (not including) `end` has at least. */
  read(first: number, end: number, question: AskedOfColumn): KnownNumber {
    return this.key === 'ANNUAL_TURNOVER'
      ? this.#turnover(first, end, question)
      : this.#number(first, end, question, () => true);
  }

  #turnover(first: number, end: number, question: AskedOfColumn): KnownNumber {
    const { asked, today } = question;
    let newest = none;
    for (let at = first; at < end; at += 1)
      if (this.#isClosedYear(at, today) && this.#isAbout(at, question)) newest = Math.max(newest, this.#until[at]!);
    if (newest === none || newest < yearsBack(today, oldestNewestYear)) return { known: 0, proved: 0 };
    let known = 0;
    let proved = 0;
    for (let back = 0; back < Math.max(1, asked.years ?? 1); back += 1) {
      const endOfYear = yearsBack(newest, back);
      const ofYear = this.#number(
        first,
        end,
        question,
        (at) => this.#isClosedYear(at, today) && Math.abs(this.#until[at]! - endOfYear) <= slackDays,
      );
      known += ofYear.known;
      proved += ofYear.proved;
    }

    return { known, proved };
  }

  #isClosedYear(at: number, today: Day): boolean {
    const length = this.#until[at]! - this.#from[at]!;

    return (
      this.#from[at] !== none &&
      this.#until[at] !== none &&
      this.#until[at]! <= today &&
      length >= shortestYear &&
      length <= longestYear
    );
  }

  #number(first: number, end: number, question: AskedOfColumn, counts: (at: number) => boolean): KnownNumber {
    const isLargest = largestCounts.includes(this.key);
    let hasSame = false;
    let least = Infinity;
    for (let at = first; at < end; at += 1) {
      if (!counts(at) || !this.#isUsable(at, question) || this.#relation(at, question) !== 'SAME') continue;
      hasSame = true;
      least = Math.min(least, this.#values[at]!);
    }
    const wanted = hasSame ? 'SAME' : 'NARROWER';
    let known = 0;
    let proved = 0;
    for (let at = first; at < end; at += 1) {
      if (!counts(at) || !this.#isUsable(at, question) || this.#relation(at, question) !== wanted) continue;
      const value = this.#values[at]!;
      if (hasSame && !isLargest && value > least) continue;
      if (question.asked.documentWanted && this.#documentUntil[at]! < question.today) continue;
      known = Math.max(known, value);
      if (this.#provedUntil[at]! >= question.today) proved = Math.max(proved, value);
    }

    return { known, proved };
  }

  #isAbout(at: number, question: AskedOfColumn): boolean {
    return this.#relation(at, question) !== 'ELSEWHERE';
  }

  /** How what is stated lies to what is asked, by trade and by name. A broader statement sets no least. */
  #relation(at: number, { asked, label }: AskedOfColumn): 'SAME' | 'NARROWER' | 'BROADER' | 'ELSEWHERE' {
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
  #isUsable(at: number, { asked, today, currency, unit }: AskedOfColumn): boolean {
    if (this.#currencies[at] !== currency) return false;
    if (unit !== none && this.#units[at] !== none && this.#units[at] !== unit) return false;
    if (this.key === 'ANNUAL_TURNOVER') return true;
    const until = this.#until[at]!;
    if (this.key === 'LARGEST_CONTRACT')
      return asked.years === null || (until !== none && until <= today && until >= yearsBack(today, asked.years));

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
