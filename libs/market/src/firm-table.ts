import type { FactKey } from '#libs/requirements';
import type { NumberAsked, Test } from './asked.js';
import { FactColumn } from './fact-column.js';
import type { Day, FirmEntry } from './firm-entry.js';
import { type Area, cellOf, kilometresBetween, rowsOf } from './grid.js';
import { PostingList, type Postings, postingsOf } from './postings.js';
import { firstAtLeast } from './sorted.js';

/** What a sweep found, firm by firm in no order that means anything. */
export interface Sweep {
  readonly firmIds: readonly string[];
  readonly kilometres: Float64Array;
  readonly isVerified: Uint8Array;
  readonly projects: Uint16Array;
  /** `words` numbers of 32 bits per firm: bit t is set where the firm passes test t. */
  readonly words: number;
  readonly passed: Uint32Array;
  /** As `passed`, on verified papers. */
  readonly proved: Uint32Array;
  /** Per asked number, what each firm has at least (the total of the asked years). */
  readonly numbers: readonly Float64Array[];
}

export interface Swept {
  readonly tests: readonly Test[];
  readonly numbers: readonly NumberAsked[];
  readonly area: Area;
  readonly today: Day;
  /** Firms left out, whatever they have. */
  readonly without?: ReadonlySet<string>;
  /** Also firms that pass nothing: for firms that are in whatever they have. */
  readonly takesAll?: boolean;
}

/**
 * Many firms in columns, numbered by where they are: a radius is a few stretches of numbers, and a trade with all below it a stretch of
 * lists. Never changed once made.
 */
export class FirmTable {
  readonly firmIds: readonly string[];
  readonly #latitudes: Float64Array;
  readonly #longitudes: Float64Array;
  readonly #isVerified: Uint8Array;
  readonly #projects: Uint16Array;
  readonly #cells: Float64Array;
  readonly #trades: PostingList;
  readonly #papers: Postings;
  readonly #words: Postings;
  readonly #facts: ReadonlyMap<FactKey, FactColumn>;
  /** Where a firm stands in the answer being made; −1: not met yet, −2: too far away. Put back after each sweep. */
  readonly #places: Int32Array;

  constructor(entries: readonly FirmEntry[]) {
    const firms = entries
      .map((entry) => ({ entry, cell: cellOf(entry.latitude, entry.longitude) }))
      .sort((a, b) => a.cell - b.cell || (a.entry.firmId < b.entry.firmId ? -1 : 1));
    this.firmIds = firms.map(({ entry }) => entry.firmId);
    this.#cells = Float64Array.from(firms, ({ cell }) => cell);
    this.#latitudes = Float64Array.from(firms, ({ entry }) => entry.latitude);
    this.#longitudes = Float64Array.from(firms, ({ entry }) => entry.longitude);
    this.#isVerified = Uint8Array.from(firms, ({ entry }) => Number(entry.isVerified));
    this.#projects = Uint16Array.from(firms, ({ entry }) => Math.min(65_535, entry.projects));
    this.#places = new Int32Array(firms.length).fill(-1);
    const sorted = firms.map(({ entry }) => entry);
    this.#trades = new PostingList(sorted);
    this.#papers = postingsOf(sorted, ({ papers }) => papers);
    this.#words = postingsOf(sorted, ({ words }) => words);
    this.#facts = factColumns(sorted);
  }

  get bytes(): number {
    const facts = [...this.#facts.values()].reduce((sum, column) => sum + column.bytes, 0);

    return (
      this.firmIds.length * (8 * 3 + 1 + 2 + 4) + this.#trades.bytes + this.#papers.bytes + this.#words.bytes + facts
    );
  }

  /** Every firm in the area that passes a test or brings a number, but for those left out. */
  sweep({ tests, numbers, area, today, without, takesAll = false }: Swept): Sweep {
    const words = Math.max(1, Math.ceil(tests.length / 32));
    const met: number[] = [];
    const kilometres: number[] = [];
    const passed: number[] = [];
    const proved: number[] = [];
    const sums = numbers.map(() => [] as number[]);
    const rows = rowsOf(area, this.#cells);
    const place = (slot: number): number => {
      const known = this.#places[slot]!;
      if (known !== -1) return known;
      const distance = kilometresBetween(area, {
        latitude: this.#latitudes[slot]!,
        longitude: this.#longitudes[slot]!,
      });
      if (distance > area.radiusKm || without?.has(this.firmIds[slot]!)) {
        met.push(~slot);

        return (this.#places[slot] = -2);
      }
      const at = kilometres.length;
      met.push(slot);
      kilometres.push(distance);
      for (let word = 0; word < words; word += 1) {
        passed.push(0);
        proved.push(0);
      }
      for (const sum of sums) sum.push(0);

      return (this.#places[slot] = at);
    };
    const mark = (slot: number, test: number, isProved: boolean): void => {
      const at = place(slot);
      if (at < 0) return;
      const word = at * words + (test >>> 5);
      passed[word] = (passed[word]! | (1 << (test & 31))) >>> 0;
      if (isProved) proved[word] = (proved[word]! | (1 << (test & 31))) >>> 0;
    };
    if (takesAll) for (let slot = 0; slot < this.firmIds.length; slot += 1) place(slot);
    for (const [at, test] of tests.entries())
      this.#pass(test, rows, today, (slot, isProved) => mark(slot, at, isProved));
    for (const [at, number] of numbers.entries())
      this.#readNumbers(number, rows, today, (slot, known) => {
        if (known === 0) return;
        const firm = place(slot);
        if (firm >= 0) sums[at]![firm] = known;
      });
    const slots: number[] = [];
    for (const slot of met) {
      if (slot >= 0) slots.push(slot);
      this.#places[slot >= 0 ? slot : ~slot] = -1;
    }

    return {
      firmIds: slots.map((slot) => this.firmIds[slot]!),
      kilometres: Float64Array.from(kilometres),
      isVerified: Uint8Array.from(slots, (slot) => this.#isVerified[slot]!),
      projects: Uint16Array.from(slots, (slot) => this.#projects[slot]!),
      words,
      passed: Uint32Array.from(passed),
      proved: Uint32Array.from(proved),
      numbers: sums.map((sum) => Float64Array.from(sum)),
    };
  }

  #pass(test: Test, rows: Int32Array, today: Day, pass: (slot: number, isProved: boolean) => void): void {
    switch (test.kind) {
      case 'TRADE':
        for (const range of test.ranges) this.#trades.below(range, rows, test.documentWanted ? today : 0, today, pass);
        break;
      case 'PAPER':
        this.#papers.named(test.name, rows, today, today, pass);
        break;
      case 'WORD':
        this.#words.named(test.name, rows, test.documentWanted ? today : 0, today, pass);
        break;
      case 'NUMBER': {
        const asked = test.atLeast * yearsOf(test.number);
        this.#readNumbers(test.number, rows, today, (slot, known, proved) => {
          if (known >= asked && known > 0) pass(slot, proved >= asked);
        });
        break;
      }
    }
  }

  #readNumbers(
    asked: NumberAsked,
    rows: Int32Array,
    today: Day,
    take: (slot: number, known: number, proved: number) => void,
  ): void {
    const column = this.#facts.get(asked.key);
    if (!column) return;
    const question = column.asking(asked, today);
    const { slots } = column;
    for (let row = 0; row < rows.length; row += 2) {
      let first = firstAtLeast(slots, 0, slots.length, rows[row]!);
      while (first < slots.length && slots[first]! < rows[row + 1]!) {
        const slot = slots[first]!;
        let end = first + 1;
        while (end < slots.length && slots[end] === slot) end += 1;
        const { known, proved } = column.read(first, end, question);
        take(slot, known, proved);
        first = end;
      }
    }
  }
}

/** Of how many years a turnover is the total; every other number speaks for itself. */
export function yearsOf({ key, years }: NumberAsked): number {
  return key === 'ANNUAL_TURNOVER' ? Math.max(1, years ?? 1) : 1;
}

function factColumns(firms: readonly FirmEntry[]): Map<FactKey, FactColumn> {
  const byKey = new Map<FactKey, { slot: number; fact: FirmEntry['facts'][number] }[]>();
  for (const [slot, { facts }] of firms.entries())
    for (const fact of facts) {
      const list = byKey.get(fact.key);
      if (list) list.push({ slot, fact });
      else byKey.set(fact.key, [{ slot, fact }]);
    }

  return new Map([...byKey].map(([key, facts]) => [key, new FactColumn(key, facts)]));
}
