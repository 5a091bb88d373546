import { betterThan, negativeSums } from './bounds.js';
import type { Found } from './answer.js';
import type { Deadline } from './problem.js';
import { Difference } from './difference.js';
import { exchangeMembers, tryGreedily } from './first-answers.js';
import { ascend, reduceCosts, relaxationOf, type Prices } from './relaxation.js';
import { withLeast, withOnly, type Remainder } from './remainder.js';
import { Search } from './search.js';
import { Incumbent } from './team.js';

/** What is known of a remainder whatever the alliance has to differ from; found once, used for each. */
export interface Known {
  costs?: Prices;
  readonly members: Prices;
  /** So many further members at least are in every alliance: proved. */
  readonly least: number;
}

export interface Best {
  /** The best that was found; null when none was. */
  readonly found: Found | null;
  /** It is the best, or there is none. */
  readonly isProved: boolean;
  /** Nothing that differs as asked costs less. */
  readonly bound: number;
  readonly nodes: number;
}

const ascentSteps = 120;
/** Greedy attempts while prices are looked for: one after so many steps. */
const stepsPerAttempt = 16;
/** A search for any alliance at all, where greedy attempts found none, before costs are looked at. */
const nodesForAny = 3_000;
/** The first search for the best; each further one may take `growth` times as many. */
const firstNodes = 4_000;
const growth = 5;

/** What an alliance has to be, beside possible. */
export interface Goal {
  /** Alliances it must differ from, and by how many free members. */
  readonly earlier: readonly (readonly number[])[];
  readonly loses: number;
  readonly deadline: Deadline;
}

/** Any alliance, or the proof that there is none. */
export function anyAlliance(whole: Remainder, known: Known, goal: Goal, nodes = Infinity): Best {
  const incumbent = new Incumbent();
  const answer = (isProved: boolean, searched: number): Best => ({
    found: foundOf(incumbent),
    isProved,
    bound: incumbent.members === null && isProved ? Infinity : whole.baseCost,
    nodes: searched,
  });
  if (isMet(whole)) incumbent.offer(whole.baseCost, withoutFree(whole));
  if (incumbent.members !== null || isHopeless(whole, known)) return answer(true, 0);
  const search = searchFor(goal, known.members, incumbent)(whole, known.members, true);
  const { isComplete } = search.start({ nodes, anyWillDo: true });

  return answer(isComplete || incumbent.members !== null, search.nodes);
}

/** The cheapest alliance of at most `slots` further members. @param first one that is known already */
export function bestAlliance(all: Remainder, known: Known, goal: Goal, first: Found | null = null): Best {
  const whole = withLeast(all, known.least);
  const incumbent = new Incumbent();
  if (isMet(whole)) incumbent.offer(whole.baseCost, withoutFree(whole));
  if (incumbent.members !== null || isHopeless(whole, known))
    return { found: foundOf(incumbent), isProved: true, bound: incumbent.cost, nodes: 0 };
  if (first !== null) incumbent.offer(first.cost, first.members);
  const { earlier, loses, deadline } = goal;
  let prices = firstAttempts(whole, known, new Difference(whole, earlier, loses), incumbent);
  const root = whole.baseCost + prices.bound;
  let nodes = 0;
  if (incumbent.members === null) {
    const any = anyAlliance(whole, known, goal, nodesForAny);
    nodes += any.nodes;
    if (any.isProved && any.found === null) return { ...any, nodes };
    if (any.found !== null) incumbent.offer(any.found.cost, any.found.members);
  }
  const searchOf = searchFor(goal, known.members, incumbent);
  let search = searchOf(whole, prices);
  if (incumbent.members !== null) exchangeMembers(search, incumbent, deadline);
  for (let limit = firstNodes; ; limit *= growth) {
    const narrowed = incumbent.members === null ? null : narrow(search.remainder, prices, incumbent.cost);
    if (narrowed !== null) {
      nodes += search.nodes;
      prices = narrowed.prices;
      search = searchOf(narrowed.remainder, prices);
    }
    const before = incumbent.cost;
    const { isComplete, openBound } = search.start({ nodes: limit, sharpens: true });
    if (isComplete || deadline()) {
      nodes += search.nodes;
      const bound = isComplete ? incumbent.cost : Math.max(root, Math.min(openBound, incumbent.cost));

      return { found: foundOf(incumbent), isProved: isComplete, bound: Math.ceil(bound - 1e-6), nodes };
    }
    if (incumbent.cost < before) exchangeMembers(search, incumbent, deadline);
  }
}

/** No room, a requirement nobody meets, or proof by counting alone that more members are needed than there is room for. */
function isHopeless(whole: Remainder, known: Known): boolean {
  if (whole.slots <= 0 || whole.holders.some((list) => list.length === 0)) return true;

  return known.members.bound > whole.slots + 1e-7;
}

function searchFor({ earlier, loses, deadline }: Goal, members: Prices, incumbent: Incumbent) {
  return (remainder: Remainder, prices: Prices, helpfulFirst = false): Search =>
    new Search(
      remainder,
      prices,
      members,
      new Difference(remainder, earlier, loses),
      incumbent,
      deadline,
      helpfulFirst,
    );
}

function withoutFree({ problem }: Remainder): number[] {
  return [...problem.fixed].sort((a, b) => a - b);
}

function isMet(remainder: Remainder): boolean {
  return remainder.holders.length === 0 && remainder.needed.length === 0;
}

function foundOf({ cost, members }: Incumbent): Found | null {
  return members === null ? null : { members, cost };
}

/** Prices for the whole, and a first alliance on the way: greedy at true costs, then at reduced ones. */
function firstAttempts(whole: Remainder, known: Known, difference: Difference, incumbent: Incumbent): Prices {
  tryGreedily(whole, whole.costs, difference, incumbent);
  const attempt = (reduced: Float64Array): void => {
    const lowest = reduced.reduce((least, cost) => Math.min(least, cost), Infinity);
    tryGreedily(
      whole,
      reduced.map((cost) => cost - lowest + 1),
      difference,
      incumbent,
    );
  };
  const relaxation = relaxationOf(whole);
  const dearest = whole.costs.reduce((most, cost) => Math.max(most, cost), 0);
  known.costs ??= ascend(relaxation, {
    slots: whole.slots,
    iterations: ascentSteps,
    target: () => (incumbent.members === null ? dearest * whole.slots : incumbent.cost - whole.baseCost),
    watch: (step, reduced) => {
      if (step % stepsPerAttempt === stepsPerAttempt - 1) attempt(reduced);
    },
  });
  const reduced = new Float64Array(whole.size);
  reduceCosts(relaxation, known.costs, reduced);
  attempt(reduced);

  return known.costs;
}

interface Narrowed {
  readonly remainder: Remainder;
  readonly prices: Prices;
}

/** Looking for better prices pays where a good part of the candidates has gone. */
const worthwhile = 0.8;

/**
 * Leaves out candidates with whom no alliance is better than the incumbent (reduced-cost fixing), and looks for better
 * prices among the others, which may leave out more. Null when nobody goes.
 */
function narrow(remainder: Remainder, prices: Prices, cost: number): Narrowed | null {
  const isKept = worthKeeping(remainder, prices, cost);
  const kept = isKept.reduce((sum, one) => sum + one, 0);
  if (kept === remainder.size) return null;
  const rest = withOnly(remainder, isKept);
  if (kept <= 3 || kept > remainder.size * worthwhile || rest.holders.some((list) => list.length === 0))
    return { remainder: rest, prices };
  const better = ascend(relaxationOf(rest), {
    slots: rest.slots,
    iterations: 2 * ascentSteps,
    target: () => cost - rest.baseCost,
    start: prices,
  });

  return { remainder: withOnly(rest, worthKeeping(rest, better, cost)), prices: better };
}

/** 1 for each candidate with whom an alliance cheaper than this may exist. */
function worthKeeping(remainder: Remainder, prices: Prices, cost: number): Uint8Array {
  const reduced = new Float64Array(remainder.size);
  reduceCosts(relaxationOf(remainder), prices, reduced);
  let base = remainder.baseCost + negativeSums(reduced, remainder.slots)[remainder.slots - 1]!;
  for (const price of prices.ofBit) base += price;
  for (const price of prices.ofSum) base += price;
  const limit = betterThan(cost);

  return Uint8Array.from(reduced, (one) => (base + one > limit ? 0 : 1));
}
