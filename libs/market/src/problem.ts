import { type AllianceProblem, wordsFor } from '#libs/finder';
import type { Asked, Test } from './asked.js';
import { type CostParts, type Weights, costsIn, pointsIn } from './costs.js';
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
  const { firmIds: found, words } = sweep;
  const eachBits = bitsOf(covers.length, each.length, words);
  const leadBits = bitsOf(covers.length + each.length, lead.length, words);
  const leader = limits.leadFirmId === null ? -1 : found.indexOf(limits.leadFirmId);
  const canLead = (firm: number): boolean =>
    (limits.leadFirmId === null || firm === leader) && passesAll(sweep, firm, leadBits);
  const fixed = new Set(fixedIds.map((firmId) => found.indexOf(firmId)));
  const taken = Int32Array.from(found.keys()).filter((firm) => passesAll(sweep, firm, eachBits) || fixed.has(firm));
  const asksLead = lead.length > 0 || limits.leadFirmId !== null;
  const covered = covers.length + Number(asksLead);
  const places = [...fixed]
    .filter((firm) => firm >= 0)
    .map((firm) => taken.indexOf(firm))
    .sort((a, b) => a - b);
  const lacks = (firm: number): string[] =>
    each
      .filter((_, at) => !passesAll(sweep, firm, bitsOf(covers.length + at, 1, words)))
      .map(({ requirementId }) => requirementId);

  return {
    firmIds: Array.from(taken, (firm) => found[firm]!),
    candidate: (place) => {
      const firm = taken[place]!;

      return {
        firmId: found[firm]!,
        kilometres: sweep.kilometres[firm]!,
        canLead: canLead(firm),
        costs: costsIn(sweep, firm, limits.weights),
      };
    },
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
        values: wholeHundredths(sweep.numbers[at]!, taken),
      })),
      costs: pointsIn(sweep, taken, limits.weights),
      maxMembers: limits.maxMembers,
      fixed: places,
      conflicts: [],
      order: limits.order,
    },
  };
}

/** Words of a sweep with so many bits set, from one on. */
function bitsOf(first: number, count: number, words: number): Uint32Array {
  const bits = new Uint32Array(words);
  for (let bit = first; bit < first + count; bit += 1) bits[bit >>> 5]! |= 1 << (bit & 31);

  return bits;
}

function passesAll({ passed, words }: Sweep, firm: number, bits: Uint32Array): boolean {
  for (let word = 0; word < words; word += 1) if ((bits[word]! & ~passed[firm * words + word]!) !== 0) return false;

  return true;
}

function wholeHundredths(numbers: Float64Array, firms: Int32Array): Float64Array {
  const values = new Float64Array(firms.length);
  for (let place = 0; place < firms.length; place += 1)
    values[place] = Math.floor(numbers[firms[place]!]! * hundredths + 1e-6);

  return values;
}

/** The pieces that one member brings are the first tests, so that their bits are the first bits of a sweep; who can lead comes after. */
function masksIn(
  { passed, words }: Sweep,
  taken: Int32Array,
  covers: number,
  covered: number,
  canLead: ((firm: number) => boolean) | null,
): Uint32Array {
  const width = wordsFor(covered);
  const masks = new Uint32Array(taken.length * width);
  const wanted = bitsOf(0, covers, width);
  for (let place = 0; place < taken.length; place += 1) {
    const firm = taken[place]!;
    for (let word = 0; word * 32 < covers; word += 1)
      masks[place * width + word] = passed[firm * words + word]! & wanted[word]!;
    if (canLead?.(firm)) masks[place * width + (covers >>> 5)]! |= 1 << (covers & 31);
  }

  return masks;
}

function idsOf(tests: readonly { readonly requirementId: string }[]): string[] {
  return [...new Set(tests.map(({ requirementId }) => requirementId))];
}
