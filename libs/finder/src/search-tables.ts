import { lowestBit } from './bits.js';
import type { Remainder } from './remainder.js';

/** Of each bit, those who meet it, in this order. */
export function holdersInOrder({ holders, low, high }: Remainder, order: Int32Array): Int32Array[] {
  const lists = holders.map((list) => new Int32Array(list.length));
  const counts = new Int32Array(holders.length);
  const add = (bit: number, candidate: number): void => {
    lists[bit]![counts[bit]!] = candidate;
    counts[bit]! += 1;
  };
  for (const candidate of order) {
    for (let rest = low[candidate]!; rest !== 0; rest &= rest - 1) add(lowestBit(rest), candidate);
    for (let rest = high[candidate]!; rest !== 0; rest &= rest - 1) add(32 + lowestBit(rest), candidate);
  }

  return lists;
}

/** The largest total of each sum that so many candidates can bring (sum × count, from 0 to slots). */
export function reachOf({ size, slots, needed, values }: Remainder): Float64Array {
  const sums = needed.length;
  const reach = new Float64Array(sums * (slots + 1));
  const largest = new Float64Array(slots);
  for (let sum = 0; sum < sums; sum += 1) {
    largest.fill(0);
    for (let candidate = 0; candidate < size; candidate += 1) {
      const value = values[candidate * sums + sum]!;
      let place = slots - 1;
      if (value <= largest[place]!) continue;
      for (; place > 0 && largest[place - 1]! < value; place -= 1) largest[place] = largest[place - 1]!;
      largest[place] = value;
    }
    for (let count = 1; count <= slots; count += 1)
      reach[sum * (slots + 1) + count] = reach[sum * (slots + 1) + count - 1]! + largest[count - 1]!;
  }

  return reach;
}
