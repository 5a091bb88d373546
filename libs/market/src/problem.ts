import { type AllianceProblem, wordsFor } from '#libs/finder';
import type { Asked, Test } from './asked.js';
import { type CostParts, type Weights, costPartsOf, countBits, pointsOf } from './costs.js';
import { type Sweep, yearsOf } from './firm-table.js';

/** Sums are added in hundredths, so that cents and halves of a person stay exact. */
const hundredths = 100;

/** One numbered requirement of a problem, in the words of the lot. */
export interface Piece {
  readonly requirementIds: readonly string[];
  /** The part of a requirement that has several. */
  readonly part: string | null;
  readonly kind: 'COVER' | 'LEAD' | 'SUM';
}

/** A firm that may be in. */
export interface Candidate {
  readonly firmId: string;
  readonly kilometres: number;
  readonly canLead: boolean;
  readonly costs: CostParts;
}

/** A lot as numbers, and what the numbers mean. */
export interface Posed {
  readonly problem: Omit<AllianceProblem, 'pairCost'>;
  /** The firms of the problem, by their places. */
  readonly firmIds: readonly string[];
  /** What a place means; made when it is asked for, because few of many are. */
  candidate(place: number): Candidate;
  readonly pieces: readonly Piece[];
  /** Of firms that must be in: what each of them lacks that every member must have. */
  readonly unfit: readonly { readonly firmId: string; readonly requirementIds: readonly string[] }[];
}

export interface Limits {
  readonly maxMembers: number;
  readonly weights: Weights;
  readonly order: AllianceProblem['order'];
  /** Who must lead; null: whoever can. */
  readonly leadFirmId: string | null;
}

/** All tests of a lot in one list, in the order `problemOf` reads them. */
export function testsOf({ covers, each, lead }: Asked): Test[] {
  return [...covers, ...each, ...lead].map(({ test }) => test);
}

/** Puts a lot and the firms found for it into numbers. The firms that must be in are among those found. */
export function problemOf(asked: Asked, sweep: Sweep, fixedIds: readonly string[], limits: Limits): Posed {
  const { covers, each, lead, sums } = asked;
  const { firmIds: found } = sweep;
  const bit = (firm: number, test: number): boolean =>
    (sweep.passed[firm * sweep.words + (test >>> 5)]! & (1 << (test & 31))) !== 0;
  const lacks = (firm: number): string[] =>
    each.filter((_, at) => !bit(firm, covers.length + at)).map(({ requirementId }) => requirementId);
  const isFit = (firm: number): boolean => each.every((_, at) => bit(firm, covers.length + at));
  const canLead = (firm: number): boolean =>
    (limits.leadFirmId === null || found[firm] === limits.leadFirmId) &&
    lead.every((_, at) => bit(firm, covers.length + each.length + at));
  const fixed = new Set(fixedIds);
  const taken: number[] = [];
  for (let firm = 0; firm < found.length; firm += 1) if (isFit(firm) || fixed.has(found[firm]!)) taken.push(firm);
  const asksLead = lead.length > 0 || limits.leadFirmId !== null;
  const candidate = (place: number): Candidate => {
    const firm = taken[place]!;

    return {
      firmId: found[firm]!,
      kilometres: sweep.kilometres[firm]!,
      canLead: canLead(firm),
      costs: costsIn(sweep, firm, limits),
    };
  };
  const covered = covers.length + Number(asksLead);
  const places = [...taken.keys()].filter((place) => fixed.has(found[taken[place]!]!));

  return {
    firmIds: taken.map((firm) => found[firm]!),
    candidate,
    pieces: [
      ...covers.map(({ requirementId, part }): Piece => ({ requirementIds: [requirementId], part, kind: 'COVER' })),
      ...(asksLead ? [{ requirementIds: idsOf(lead), part: null, kind: 'LEAD' as const }] : []),
      ...sums.map(({ requirementId }): Piece => ({ requirementIds: [requirementId], part: null, kind: 'SUM' })),
    ],
    unfit: places
      .map((place) => ({ firmId: found[taken[place]!]!, requirementIds: lacks(taken[place]!) }))
      .filter(({ requirementIds }) => requirementIds.length > 0),
    problem: {
      firms: taken.length,
      covered,
      masks: masksIn(sweep, taken, covers.length, covered, asksLead ? canLead : null),
      sums: sums.map(({ needed, number }, at) => ({
        needed: Math.ceil(needed * yearsOf(number) * hundredths - 1e-6),
        values: Float64Array.from(taken, (firm) => Math.floor(sweep.numbers[at]![firm]! * hundredths + 1e-6)),
      })),
      costs: Int32Array.from(taken, (firm) => pointsOf(costsIn(sweep, firm, limits))),
      maxMembers: limits.maxMembers,
      fixed: places,
      conflicts: [],
      order: limits.order,
    },
  };
}

/** The pieces that one member brings are the first tests, so that their bits are the first bits of a sweep; who can lead comes after. */
function masksIn(
  { passed, words }: Sweep,
  taken: readonly number[],
  covers: number,
  covered: number,
  canLead: ((firm: number) => boolean) | null,
): Uint32Array {
  const width = wordsFor(covered);
  const masks = new Uint32Array(taken.length * width);
  for (const [place, firm] of taken.entries()) {
    for (let word = 0; word * 32 < covers; word += 1) {
      const wanted = covers - word * 32 >= 32 ? -1 : (1 << (covers - word * 32)) - 1;
      masks[place * width + word] = passed[firm * words + word]! & wanted;
    }
    if (canLead?.(firm)) masks[place * width + (covers >>> 5)]! |= 1 << (covers & 31);
  }

  return masks;
}

function costsIn(sweep: Sweep, firm: number, { weights }: Limits): CostParts {
  return costPartsOf(
    {
      kilometres: sweep.kilometres[firm]!,
      isVerified: sweep.isVerified[firm] === 1,
      projects: sweep.projects[firm]!,
      brings: countBits(sweep, sweep.passed, firm),
      proved: countBits(sweep, sweep.proved, firm),
    },
    weights,
  );
}

function idsOf(tests: readonly { readonly requirementId: string }[]): string[] {
  return [...new Set(tests.map(({ requirementId }) => requirementId))];
}
