import type { Prices } from './relaxation.js';

/** Prices of 32 + 32 bits as eight tables of 256: the price of any set of bits is eight look-ups. */
function fill(table: Float64Array, ofBit: Float64Array): void {
  for (let part = 0; part < 8; part += 1)
    for (let bits = 1; bits < 256; bits += 1) {
      const lowest = part * 8 + 31 - Math.clz32(bits & -bits);
      table[part * 256 + bits] = table[part * 256 + (bits & (bits - 1))]! + (ofBit[lowest] ?? 0);
    }
}

/** The price of everything that is still open. */
export class OpenPrice {
  private readonly table = new Float64Array(8 * 256);
  private readonly perUnit: Float64Array;

  constructor(sums: number) {
    this.perUnit = new Float64Array(sums);
  }

  /** @param needed of each sum, as whole numbers: deficits are in the same unit */
  use({ ofBit, ofSum }: Pick<Prices, 'ofBit' | 'ofSum'>, needed: Float64Array): void {
    fill(this.table, ofBit);
    for (let sum = 0; sum < needed.length; sum += 1) this.perUnit[sum] = ofSum[sum]! / needed[sum]!;
  }

  /** Of the open bits, and of the deficits from place `at` on. */
  of(low: number, high: number, deficits: Float64Array, at: number): number {
    const { table, perUnit } = this;
    let price = 0;
    if (low !== 0)
      price +=
        table[low & 255]! +
        table[256 + ((low >>> 8) & 255)]! +
        table[512 + ((low >>> 16) & 255)]! +
        table[768 + (low >>> 24)]!;
    if (high !== 0)
      price +=
        table[1024 + (high & 255)]! +
        table[1280 + ((high >>> 8) & 255)]! +
        table[1536 + ((high >>> 16) & 255)]! +
        table[1792 + (high >>> 24)]!;
    for (let sum = 0; sum < perUnit.length; sum += 1) price += perUnit[sum]! * deficits[at + sum]!;

    return price;
  }
}

/** What the best `count` of some negative reduced costs take away from a bound: place 0 … slots. */
export function negativeSums(reduced: Iterable<number>, slots: number): Float64Array {
  const lowest = Float64Array.from(reduced)
    .filter((cost) => cost < 0)
    .sort();
  const sums = new Float64Array(slots + 1);
  for (let count = 1; count <= slots; count += 1) sums[count] = sums[count - 1]! + (lowest[count - 1] ?? 0);

  return sums;
}

/**
 * Costs are whole numbers, so an alliance is better only if it is better by 1. What a bound must exceed to prove that
 * nothing better than `cost` is behind it; the margin is for what floating-point sums may lose.
 */
export function betterThan(cost: number): number {
  return cost - 1 + 1e-6 + cost * 1e-11;
}
