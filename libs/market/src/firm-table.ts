import type { FactKey } from '#libs/requirements';
import type { NumberAsked, Test } from './asked.js';
import { FactColumn } from './fact-column.js';
import type { Day, FirmEntry } from './firm-entry.js';
import { type Area, Globe, cellOf, rowsOf } from './grid.js';
import { PostingList, type Postings, postingsOf } from './postings.js';
import { firstAtLeast } from './sorted.js';
import { SweepMaking } from './sweep-making.js';

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
  readonly #globe: Globe;
  readonly #isVerified: Uint8Array;
  readonly #projects: Uint16Array;
  readonly #cells: Float64Array;
  readonly #trades: PostingList;
  readonly #papers: Postings;
  readonly #words: Postings;
  readonly #facts: ReadonlyMap<FactKey, FactColumn>;
  /** Where a firm stands in the answer being made: see `SweepMaking`, which leaves it as it was. */
  readonly #places: Int32Array;

  constructor(entries: readonly FirmEntry[]) {
    const firms = entries
      .map((entry) => ({ entry, cell: cellOf(entry.latitude, entry.longitude) }))
      .sort((a, b) => a.cell - b.cell || (a.entry.firmId < b.entry.firmId ? -1 : 1));
    this.firmIds = firms.map(({ entry }) => entry.firmId);
    this.#cells = Float64Array.from(firms, ({ cell }) => cell);
    this.#globe = new Globe(firms.map(({ entry }) => entry));
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
      this.firmIds.length * (8 + 1 + 2 + 4) +
      this.#globe.bytes +
      this.#trades.bytes +
      this.#papers.bytes +
      this.#words.bytes +
      facts
    );
  }

  /** Every firm in the area that passes a test or brings a number, but for those left out. */
  sweep(swept: Swept): Sweep {
    const { tests, numbers, today } = swept;
    const rows = rowsOf(swept.area, this.#cells);
    const making = new SweepMaking(swept, this.firmIds, this.#globe, this.#places);
    if (swept.takesAll)
      for (let row = 0; row < rows.length; row += 2)
        for (let slot = rows[row]!; slot < rows[row + 1]!; slot += 1) making.placeOf(slot);
    for (const [at, test] of tests.entries()) {
      making.test = at;
      this.#pass(test, rows, today, making);
    }
    for (const [at, number] of numbers.entries())
      this.#readNumbers(number, rows, today, (slot, { known }) => {
        if (known > 0) making.bring(slot, at, known);
      });
    const slots = making.end(rows);

    return {
      firmIds: idsAt(slots, this.firmIds),
      kilometres: making.kilometres.subarray(0, making.count),
      isVerified: numbersAt(slots, this.#isVerified, new Uint8Array(making.count)),
      projects: numbersAt(slots, this.#projects, new Uint16Array(making.count)),
      words: making.words,
      passed: making.passed.subarray(0, making.count * making.words),
      proved: making.proved.subarray(0, making.count * making.words),
      numbers: making.numbers.map((values) => values.subarray(0, making.count)),
    };
  }

  #pass(test: Test, rows: Int32Array, today: Day, making: SweepMaking): void {
    switch (test.kind) {
      case 'TRADE':
        for (const range of test.ranges)
          this.#trades.below(range, rows, test.documentWanted ? today : 0, today, making);
        break;
      case 'PAPER':
        this.#papers.named(test.name, rows, today, today, making);
        break;
      case 'WORD':
        this.#words.named(test.name, rows, test.documentWanted ? today : 0, today, making);
        break;
      case 'NUMBER': {
        const asked = test.atLeast * yearsOf(test.number);
        this.#readNumbers(test.number, rows, today, (slot, { known, proved }) => {
          if (known >= asked && known > 0) making.pass(slot, proved >= asked);
        });
        break;
      }
    }
  }

  #readNumbers(
    asked: NumberAsked,
    rows: Int32Array,
    today: Day,
    take: (slot: number, read: { readonly known: number; readonly proved: number }) => void,
  ): void {
    const column = this.#facts.get(asked.key);
    if (!column) return;
    const question = column.asking(asked, today);
    const { slots } = column;
    for (let row = 0; row < rows.length; row += 2) {
      const last = rows[row + 1]!;
      let first = firstAtLeast(slots, 0, slots.length, rows[row]!);
      while (first < slots.length && slots[first]! < last) {
        const slot = slots[first]!;
        let end = first + 1;
        while (end < slots.length && slots[end] === slot) end += 1;
        column.read(first, end, question);
        take(slot, question);
        first = end;
      }
    }
  }
}

/** Of how many years a turnover is the total; every other number speaks for itself. */
export function yearsOf({ key, years }: NumberAsked): number {
  return key === 'ANNUAL_TURNOVER' ? Math.max(1, years ?? 1) : 1;
}

function idsAt(slots: Int32Array, firmIds: readonly string[]): string[] {
  const ids: string[] = [];
  for (const slot of slots) ids.push(firmIds[slot]!);

  return ids;
}

function numbersAt<Column extends Uint8Array | Uint16Array>(slots: Int32Array, all: Column, into: Column): Column {
  for (let at = 0; at < slots.length; at += 1) into[at] = all[slots[at]!]!;

  return into;
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
