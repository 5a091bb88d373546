import type { FirmEntry } from './firm-entry.js';
import { FirmTable, type Sweep, type Swept } from './firm-table.js';

/** With so many changed firms beside it, the big table is worth making anew. */
const mostBeside = 2_000;

/** All firms that may be found, kept up to date: a big table, and beside it the few firms that changed since it was made. */
export class FirmIndex {
  readonly #table: FirmTable;
  #beside = new FirmTable([]);
  /** Changed since the table was made; null: no longer to be found. */
  readonly #changed = new Map<string, FirmEntry | null>();

  constructor(entries: readonly FirmEntry[]) {
    this.#table = new FirmTable(entries);
  }

  /** Bytes of the columns and lists. */
  get bytes(): number {
    return this.#table.bytes + this.#beside.bytes;
  }

  get firms(): number {
    const known = new Set(this.#table.firmIds);

    return (
      known.size +
      [...this.#changed].reduce((more, [id, now]) => more + Number(now !== null) - Number(known.has(id)), 0)
    );
  }

  /** Takes firms as they are now; null for one that is no longer to be found. */
  put(changes: ReadonlyMap<string, FirmEntry | null>): void {
    for (const [firmId, entry] of changes) this.#changed.set(firmId, entry);
    this.#beside = new FirmTable([...this.#changed.values()].filter((entry) => entry !== null));
  }

  get isWornOut(): boolean {
    return this.#changed.size > mostBeside;
  }

  /** Every firm in the area that passes a test or brings a number. */
  sweep(swept: Swept): Sweep {
    if (this.#changed.size === 0) return this.#table.sweep(swept);
    const without = new Set([...(swept.without ?? []), ...this.#changed.keys()]);

    return joined(this.#table.sweep({ ...swept, without }), this.#beside.sweep(swept));
  }
}

/** Two sweeps of the same tests over different firms. */
export function joined(one: Sweep, other: Sweep): Sweep {
  if (other.firmIds.length === 0) return one;

  return {
    firmIds: [...one.firmIds, ...other.firmIds],
    kilometres: after(one.kilometres, other.kilometres, Float64Array),
    isVerified: after(one.isVerified, other.isVerified, Uint8Array),
    projects: after(one.projects, other.projects, Uint16Array),
    words: one.words,
    passed: after(one.passed, other.passed, Uint32Array),
    proved: after(one.proved, other.proved, Uint32Array),
    numbers: one.numbers.map((numbers, at) => after(numbers, other.numbers[at]!, Float64Array)),
  };
}

type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

function after<Array extends Numbers>(one: Array, other: Array, kind: new (length: number) => Array): Array {
  const both = new kind(one.length + other.length);
  both.set(one);
  both.set(other, one.length);

  return both;
}
