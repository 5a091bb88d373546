/**
 * The Common Procurement Vocabulary (Regulation (EC) No 213/2008) is a tree written in eight digits: two name the division, the third
 * the group, the fourth the class, the fifth the category, the rest go finer; trailing zeros mean "everything below". Codes in their
 * natural order are the tree in pre-order, so that "this code or below" is a range of codes, and of their numbers.
 */
const written = /^(\d{8})(-\d)?$/;

/** The eight digits without check digit; `null` for what is no CPV code. */
export function readCpv(code: string): string | null {
  return written.exec(code.trim())?.[1] ?? null;
}

/** The digits that say something: `45420000` → `4542`. A division keeps both digits: `30000000` → `30`. */
export function stemOf(code: string): string {
  return code.slice(0, 2) + code.slice(2).replace(/0+$/, '');
}

/** The first and the last code that "this code or below" can have: for text comparison, whether such codes exist or not. */
export function rangeOf(code: string): [first: string, last: string] {
  return [code, stemOf(code).padEnd(8, '9')];
}

/** 1 for a division, 2 group, 3 class, 4 category, 5 to 7 finer. */
export function levelOf(code: string): number {
  return stemOf(code).length - 1;
}

/** The codes a code may lie below, nearest first. Not all of them exist. */
export function possibleParents(code: string): string[] {
  const stem = stemOf(code);

  return Array.from({ length: stem.length - 2 }, (_, dropped) =>
    stem.slice(0, stem.length - 1 - dropped).padEnd(8, '0'),
  );
}

const weights = [3, 7, 1, 3, 7, 1, 3, 7];
/**
 * Codes that kept the check digit of an older number when the 2008 edition moved them: how far it is off, by the digits they begin with.
 * Measured on the whole list of the Regulation, which gives check digits but no formula.
 */
const moved = new Map<string, number>(
  (
    '03300000:8 0331:8 0332:8 034:9 09:6 09000000:0 31711154:3 31711155:3 33141113:9 34211100:9 34211200:8 34211300:7 34421000:3 ' +
    '34422000:6 35113110:7 35125300:3 35331300:7 35642000:1 37442100:9 37442200:8 37442300:7 37442400:6 37442500:5 37442600:4 ' +
    '37442700:3 37442800:2 37442900:1 38941000:4 38942000:7 38944000:3 38945000:6 38946000:9 38947000:2 421:3 45233139:1 ' +
    '48628000:3 51000000:7 65122000:6 65123000:2 71351920:4 71351921:7 71351923:3 71351924:6 72212:5 72212000:0 72267100:5 ' +
    '72267200:5 72330000:5 724:5 726:5 727:5 728:5 729:5 79342410:4 85210000:9 92225100:2'
  )
    .split(' ')
    .map((entry) => entry.split(':'))
    .map(([digits, off]) => [digits!, Number(off)]),
);

/** The ninth digit, after the hyphen: `45421000` → 4. */
export function checkDigitOf(code: string): number {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(code[place]), 0);
  const longest = [8, 7, 6, 5, 4, 3, 2].map((length) => moved.get(code.slice(0, length)));

  return (sum + (longest.find((off) => off !== undefined) ?? 0)) % 10;
}

/** Where a code stands in the tree. */
export interface CpvPlace {
  code: string;
  parent: string | null;
  /** Its place in pre-order, from 0. */
  number: number;
  /** The place of the last code below it; its own where there is none. */
  lastNumber: number;
}

/** Numbers the codes in pre-order (nested sets). */
export function numbered(codes: readonly string[]): CpvPlace[] {
  const sorted = [...codes].sort();
  const known = new Set(sorted);
  const places = sorted.map((code, number): CpvPlace => {
    const parent = possibleParents(code).find((candidate) => known.has(candidate)) ?? null;

    return { code, parent, number, lastNumber: number };
  });
  const byCode = new Map(places.map((place) => [place.code, place]));
  for (const place of places.toReversed()) {
    const parent = place.parent === null ? undefined : byCode.get(place.parent);
    if (parent) parent.lastNumber = Math.max(parent.lastNumber, place.lastNumber);
  }

  return places;
}
