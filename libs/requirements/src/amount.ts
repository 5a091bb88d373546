/** An exact, non-negative number: `top / bottom`. Never a float, so that an average of three years compares to the cent. */
export interface Amount {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const nothing: Amount = { top: 0n, bottom: 1n };

const tens = Array.from({ length: 13 }, (_, places) => 10n ** BigInt(places));
const decimal = /^\d{1,30}(\.\d{1,12})?$/;

/** Reads a decimal string such as `"250000.50"`. Anything else, a negative number included, is `null`: not a measured value. */
export function amountOf(text: string): Amount | null {
  const trimmed = text.trim();
  if (!decimal.test(trimmed)) return null;
  const [whole = '', fraction = ''] = trimmed.split('.');

  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

/** Below zero when `a` is smaller, zero when equal, above zero when larger. */
export function compare(a: Amount, b: Amount): number {
  const isAlike = a.bottom === b.bottom;
  const left = isAlike ? a.top : a.top * b.bottom;
  const right = isAlike ? b.top : b.top * a.bottom;
  if (left === right) return 0;

  return left < right ? -1 : 1;
}

export function plus(a: Amount, b: Amount): Amount {
  if (a.bottom === b.bottom) return { top: a.top + b.top, bottom: a.bottom };
  if (a.top === 0n) return b;
  if (b.top === 0n) return a;

  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
}

/** What `a` has more than `b`; nothing when it has not. */
export function minus(a: Amount, b: Amount): Amount {
  if (compare(a, b) <= 0) return nothing;

  return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function times(a: Amount, count: number): Amount {
  return { top: a.top * BigInt(count), bottom: a.bottom };
}

export function dividedBy(a: Amount, parts: number): Amount {
  return { top: a.top, bottom: a.bottom * BigInt(parts) };
}

/** Less than `a`, by less than any amount that is ever written here: for "not quite that much". */
export function justBelow(a: Amount): Amount {
  const fine = 10n ** 15n;

  return { top: a.top * fine - 1n, bottom: a.bottom * fine };
}

export function larger(a: Amount, b: Amount): Amount {
  return compare(a, b) >= 0 ? a : b;
}

export function smaller(a: Amount, b: Amount): Amount {
  return compare(a, b) <= 0 ? a : b;
}

export function sumOf(amounts: readonly Amount[]): Amount {
  return amounts.reduce(plus, nothing);
}

/**
 * The number as a decimal string. What cannot be written exactly (a third) is cut to two places: a value rounds `down`, what is
 * short rounds `up`, so that the text never promises more than is there.
 */
export function decimalOf(amount: Amount, rounding: 'down' | 'up'): string {
  const places = exactPlaces(amount) ?? 2;
  const scaled = amount.top * tens[places]!;
  const cut = scaled / amount.bottom;
  const rounded = rounding === 'up' && cut * amount.bottom !== scaled ? cut + 1n : cut;
  const digits = rounded.toString().padStart(places + 1, '0');
  if (places === 0) return digits;

  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

function exactPlaces({ top, bottom }: Amount): number | null {
  const places = tens.findIndex((ten) => (top * ten) % bottom === 0n);

  return places < 0 ? null : places;
}
