import type { Swept } from './firm-table.js';
import { Globe } from './grid.js';

/** Not met yet. */
const unmet = -1;
/** Met, and left out: too far away, or not wanted. */
const leftOut = -2;
const firstRoom = 512;

/**
 * A sweep while it is made: firms get places in the order in which they are met, their columns room as it is needed. Thousands of firms are met
 * in a millisecond, so nothing is made per firm.
 */
export class SweepMaking {
  /** The test that is being passed. */
  test = 0;
  count = 0;
  readonly words: number;
  kilometres = new Float64Array(firstRoom);
  passed: Uint32Array;
  proved: Uint32Array;
  readonly numbers: Float64Array[];
  #slots = new Int32Array(firstRoom);
  readonly #middle: Globe;
  readonly #radiusKm: number;
  readonly #without: ReadonlySet<string> | null;

  /** @param places of all firms of the table, each `−1`; put back by `end` */
  constructor(
    { tests, numbers, area, without }: Swept,
    private readonly firmIds: readonly string[],
    private readonly globe: Globe,
    private readonly places: Int32Array,
  ) {
    this.words = Math.max(1, Math.ceil(tests.length / 32));
    this.passed = new Uint32Array(firstRoom * this.words);
    this.proved = new Uint32Array(firstRoom * this.words);
    this.numbers = numbers.map(() => new Float64Array(firstRoom));
    this.#middle = new Globe([area]);
    this.#radiusKm = area.radiusKm;
    this.#without = without && without.size > 0 ? without : null;
  }

  /** Below 0 for a firm that is left out. */
  placeOf(slot: number): number {
    const known = this.places[slot]!;
    if (known !== unmet) return known;
    const kilometres = this.globe.kilometresTo(slot, this.#middle);
    if (kilometres > this.#radiusKm || this.#without?.has(this.firmIds[slot]!)) return (this.places[slot] = leftOut);
    const place = this.count;
    if (place === this.kilometres.length) this.#makeRoom();
    this.count += 1;
    this.kilometres[place] = kilometres;
    this.#slots[place] = slot;

    return (this.places[slot] = place);
  }

  pass(slot: number, isProved: boolean): void {
    const place = this.placeOf(slot);
    if (place < 0) return;
    const word = place * this.words + (this.test >>> 5);
    const bit = 1 << (this.test & 31);
    this.passed[word]! |= bit;
    if (isProved) this.proved[word]! |= bit;
  }

  bring(slot: number, number: number, value: number): void {
    const place = this.placeOf(slot);
    if (place >= 0) this.numbers[number]![place] = value;
  }

  /** @returns where each firm stands in the table; all were met within these rows */
  end(rows: Int32Array): Int32Array {
    for (let row = 0; row < rows.length; row += 2) this.places.fill(unmet, rows[row], rows[row + 1]);

    return this.#slots.subarray(0, this.count);
  }

  #makeRoom(): void {
    this.#slots = longer(this.#slots, Int32Array);
    this.kilometres = longer(this.kilometres, Float64Array);
    this.passed = longer(this.passed, Uint32Array);
    this.proved = longer(this.proved, Uint32Array);
    for (const [at, values] of this.numbers.entries()) this.numbers[at] = longer(values, Float64Array);
  }
}

function longer<Numbers extends Int32Array | Uint32Array | Float64Array>(
  numbers: Numbers,
  kind: new (length: number) => Numbers,
): Numbers {
  const more = new kind(numbers.length * 2);
  more.set(numbers);

  return more;
}
