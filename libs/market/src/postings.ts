import type { CodeRange } from './asked.js';
import type { Day, FirmEntry, NamedEntry } from './firm-entry.js';
import { firstAtLeast } from './sorted.js';

/** Who is told of each firm found. */
interface Passing {
  pass(slot: number, isProved: boolean): void;
}

interface Posting {
  slot: number;
  documentUntil: Day;
  provedUntil: Day;
}

/** Lists of firms, list after list, each in order of the firms' numbers. */
class Lists {
  readonly starts: Int32Array;
  readonly #slots: Int32Array;
  readonly #documentUntil: Uint16Array;
  readonly #provedUntil: Uint16Array;

  constructor(lists: readonly (readonly Posting[])[]) {
    const all = lists.flat();
    this.starts = new Int32Array(lists.length + 1);
    for (const [at, list] of lists.entries()) this.starts[at + 1] = this.starts[at]! + list.length;
    this.#slots = Int32Array.from(all, ({ slot }) => slot);
    this.#documentUntil = Uint16Array.from(all, ({ documentUntil }) => documentUntil);
    this.#provedUntil = Uint16Array.from(all, ({ provedUntil }) => provedUntil);
  }

  get bytes(): number {
    return this.#slots.length * 8 + this.starts.length * 4;
  }

  /** Those of one list within the rows that have a document until the wanted day; what needs none asks for day 0. */
  each(list: number, rows: Int32Array, documentOn: Day, today: Day, to: Passing): void {
    const end = this.starts[list + 1]!;
    const slots = this.#slots;
    let at = this.starts[list]!;
    for (let row = 0; row < rows.length && at < end; row += 2) {
      at = firstAtLeast(slots, at, end, rows[row]!);
      for (; at < end && slots[at]! < rows[row + 1]!; at += 1)
        if (this.#documentUntil[at]! >= documentOn) to.pass(slots[at]!, this.#provedUntil[at]! >= today);
    }
  }
}

/** Who claims which trade: one list per CPV code, in the order of the codes, so that a code with all below it is a stretch of lists. */
export class PostingList {
  readonly #codes: Float64Array;
  readonly #lists: Lists;

  constructor(firms: readonly FirmEntry[]) {
    const byCode = new Map<number, Posting[]>();
    for (const [slot, { trades }] of firms.entries())
      for (const { code, documentUntil, provedUntil } of trades)
        (byCode.get(code) ?? byCode.set(code, []).get(code)!).push({ slot, documentUntil, provedUntil });
    const codes = [...byCode.keys()].sort((a, b) => a - b);
    this.#codes = Float64Array.from(codes);
    this.#lists = new Lists(codes.map((code) => byCode.get(code)!));
  }

  get bytes(): number {
    return this.#lists.bytes + this.#codes.byteLength;
  }

  below({ first, last }: CodeRange, rows: Int32Array, documentOn: Day, today: Day, to: Passing): void {
    const from = firstAtLeast(this.#codes, 0, this.#codes.length, first);
    for (let list = from; list < this.#codes.length && this.#codes[list]! <= last; list += 1)
      this.#lists.each(list, rows, documentOn, today, to);
  }
}

/** Who has which paper, or has made which statement. */
export class Postings {
  readonly #lists: Lists;

  constructor(
    private readonly names: ReadonlyMap<string, number>,
    lists: readonly (readonly Posting[])[],
  ) {
    this.#lists = new Lists(lists);
  }

  get bytes(): number {
    return this.#lists.bytes;
  }

  named(name: string, rows: Int32Array, documentOn: Day, today: Day, to: Passing): void {
    const list = this.names.get(name);
    if (list !== undefined) this.#lists.each(list, rows, documentOn, today, to);
  }
}

export function postingsOf(
  firms: readonly FirmEntry[],
  entriesOf: (firm: FirmEntry) => readonly NamedEntry[],
): Postings {
  const names = new Map<string, number>();
  const lists: Posting[][] = [];
  for (const [slot, firm] of firms.entries())
    for (const { name, documentUntil, provedUntil } of entriesOf(firm)) {
      const list = names.get(name) ?? names.set(name, lists.push([]) - 1).get(name)!;
      lists[list]!.push({ slot, documentUntil, provedUntil });
    }

  return new Postings(names, lists);
}
