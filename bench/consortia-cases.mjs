/** One member of a consortium is hidden, everybody known is ranked: where does the hidden one stand? */
import { knownOn } from './consortia-data.mjs';

/**
 * @typedef {import('./consortia-data.mjs').Snapshot} Snapshot
 * @typedef {import('../libs/finder/src/affinity.ts').AffinityGroup} AffinityGroup
 * @typedef {{ group: AffinityGroup, hidden: number }} Case `hidden`: the number of the organization in the history
 * @typedef {{ snapshot: Snapshot, size: number, warm: number, cases: Case[] }} Consortium `warm`: members known before; `cases` may be fewer
 * @typedef {{ at10: number, at50: number, reciprocal: number, head: number }} Standing `head`: 10 ÷ (9 + place)
 * @typedef {(snapshot: Snapshot) => (group: AffinityGroup) => Float64Array} Ranking scores of everybody known; more is better
 */

/**
 * Consortia of at least `smallest` members that start in [from, to). What is known ends with the first day of the month in which one
 * starts, or with `frozenOn`.
 * @param {NonNullable<ReturnType<typeof import('./consortia-data.mjs').readConsortia>>} consortia
 * @param {{ from: number, to: number, smallest: number, frozenOn?: number }} wanted
 * @returns {Consortium[]}
 */
export function consortiaBetween(consortia, { from, to, smallest, frozenOn }) {
  /** @type {Map<number, Snapshot>} */
  const snapshots = new Map();

  return consortia.projects
    .filter(({ day, firms }) => day >= from && day < to && firms.length >= smallest)
    .map(({ day, firms, needs }) => {
      const known = frozenOn ?? firstOfMonth(day);
      const snapshot = snapshots.get(known) ?? knownOn(consortia, known);
      snapshots.set(known, snapshot);
      const numbers = firms.map((firm) => snapshot.numberOf.get(firm) ?? null);
      const others = (/** @type {number} */ hidden) => (/** @type {unknown} */ _, /** @type {number} */ place) =>
        place !== hidden;
      const cases = numbers.flatMap((number, hidden) =>
        number === null
          ? []
          : [
              {
                hidden: number,
                group: {
                  members: numbers.filter(others(hidden)).filter((member) => member !== null),
                  places: firms.filter(others(hidden)).map(snapshot.placeNumberOf),
                  needs: needs.flatMap((need) => snapshot.needNumberOf.get(need) ?? []),
                },
              },
            ],
      );

      return { snapshot, size: firms.length, warm: cases.length, cases };
    });
}

/**
 * Of each consortium: the mean over its cases, as if its hidden member had been drawn by chance from the warm ones.
 * @param {Consortium[]} consortia @param {Ranking} ranking @returns {Standing[]}
 */
export function standings(consortia, ranking) {
  /** @type {Map<Snapshot, ReturnType<Ranking>>} */
  const prepared = new Map();

  return consortia.map(({ snapshot, cases }) => {
    const scores = prepared.get(snapshot) ?? ranking(snapshot);
    prepared.set(snapshot, scores);

    return meanOf(cases.map((one) => standing(scores(one.group), one)));
  });
}

/**
 * The hidden one among all who are not in the group. Who ties with it stands before or behind it by chance: the expected value.
 * @param {Float64Array} scores @param {Case} one @returns {Standing}
 */
export function standing(scores, { group, hidden }) {
  const own = scores[hidden];
  let before = 0;
  let level = 0;
  for (const score of scores) {
    if (score > own) before += 1;
    else if (score === own) level += 1;
  }
  for (const member of group.members) {
    if (scores[member] > own) before -= 1;
    else if (scores[member] === own) level -= 1;
  }
  const within = (/** @type {number} */ places) => Math.max(0, Math.min(1, (places - before) / level));
  let reciprocal = 0;
  let head = 0;
  for (let place = before + 1; place <= before + level; place += 1) {
    reciprocal += 1 / place / level;
    head += 10 / (9 + place) / level;
  }

  return { at10: within(10), at50: within(50), reciprocal, head };
}

/**
 * Means over consortia. `all`: a cold member is never found; `warm`: only those known before, and consortia that have one.
 * @param {Consortium[]} consortia @param {Standing[]} standings
 */
export function figuresOf(consortia, standings) {
  const all = standings.map((standing, place) => scaled(standing, consortia[place].warm / consortia[place].size));
  const warm = standings.filter((_, place) => consortia[place].warm > 0);

  return { all: meanOf(all), warm: meanOf(warm), each: all };
}

/** @param {Standing} standing @param {number} share @returns {Standing} */
function scaled({ at10, at50, reciprocal, head }, share) {
  return { at10: at10 * share, at50: at50 * share, reciprocal: reciprocal * share, head: head * share };
}

/** @param {Standing[]} standings @returns {Standing} */
function meanOf(standings) {
  const mean = (/** @type {keyof Standing} */ key) =>
    standings.reduce((sum, standing) => sum + standing[key], 0) / Math.max(1, standings.length);

  return { at10: mean('at10'), at50: mean('at50'), reciprocal: mean('reciprocal'), head: mean('head') };
}

/**
 * 95 % interval of a ratio of means: whole consortia are drawn again with replacement, the same for both sides.
 * @param {number[]} ours @param {number[]} theirs @param {() => number} random @param {number} times
 */
export function ratioInterval(ours, theirs, random, times) {
  const ratios = Array.from({ length: times }, () => {
    let [above, below] = [0, 0];
    for (let draw = 0; draw < ours.length; draw += 1) {
      const place = Math.floor(random() * ours.length);
      above += ours[place];
      below += theirs[place];
    }

    return above / below;
  }).sort((a, b) => a - b);

  return { low: ratios[Math.floor(times * 0.025)], high: ratios[Math.ceil(times * 0.975) - 1] };
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). @param {number} seed @returns {() => number} */
export function seeded(seed) {
  let state = seed >>> 0;

  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {number} day */
function firstOfMonth(day) {
  const date = new Date(day * 86_400_000);

  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 86_400_000;
}
