/**
 * The Common Procurement Vocabulary (Regulation (EC) No 213/2008) is a tree written in digits: two name the division, the third the
 * group, the fourth the class, the fifth the category, the rest go finer; trailing zeros mean "everything below".
 */
const written = /^(\d{8})(-\d)?$/;

/** The eight digits without check digit; `null` for what is no CPV code. */
export function cpvDigits(code: string): string | null {
  return written.exec(code.trim())?.[1] ?? null;
}

/** The digits that say something: `45420000` → `4542`. A division keeps both digits: `30000000` → `30`. */
export function cpvStem(digits: string): string {
  return digits.slice(0, 2) + digits.slice(2).replace(/0+$/, '');
}

/**
 * Whether `claimed` is `code` itself or lies below it. A broader claim proves nothing narrower: who "does construction" has not said
 * that it installs lifts.
 */
export function cpvCovers(code: string, claimed: string): boolean {
  const asked = cpvDigits(code);
  const offered = cpvDigits(claimed);

  return asked !== null && offered !== null && offered.startsWith(cpvStem(asked));
}

/** Codes are compared for every cell of a matrix, and there are fewer than ten thousand: each pair is looked at once. */
const relations = new Map<string, Map<string, CpvRelation>>();
const mostKept = 20_000;

export type CpvRelation = 'SAME' | 'NARROWER' | 'BROADER' | 'ELSEWHERE';

/** How a claimed code stands to an asked one: the same, below it (counts), above it (a hint to ask), or elsewhere. */
export function cpvRelation(asked: string, claimed: string): CpvRelation {
  const ofAsked = relations.get(asked) ?? new Map<string, CpvRelation>();
  const known = ofAsked.get(claimed);
  if (known !== undefined) return known;
  const relation = relationBetween(asked, claimed);
  if (ofAsked.size >= mostKept) ofAsked.clear();
  if (relations.size >= mostKept) relations.clear();
  relations.set(asked, ofAsked.set(claimed, relation));

  return relation;
}

function relationBetween(asked: string, claimed: string): CpvRelation {
  if (cpvCovers(asked, claimed)) return cpvCovers(claimed, asked) ? 'SAME' : 'NARROWER';

  return cpvCovers(claimed, asked) ? 'BROADER' : 'ELSEWHERE';
}
