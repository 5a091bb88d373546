/** The first place in a sorted stretch whose number is not below the given one. */
export function firstAtLeast(sorted: Int32Array | Float64Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }

  return low;
}
