/** Measuring side by side: who goes first changes from round to round, and the middle round counts. */

/** @typedef {{ perSecond: number, p50: number, p95: number, p99: number }} Round answers per second; latencies in milliseconds */
/** @typedef {Round & { rounds: number[], spread: number }} Figures the middle round, all of them, and (fastest − slowest) ÷ middle */

/**
 * Measures each of several, forwards and backwards in turn (A B B A A B …), so that what changes on the machine meanwhile meets all alike.
 * @param {Record<string, () => Promise<Round>>} sides
 * @param {number} rounds
 * @returns {Promise<Record<string, Figures>>}
 */
export async function inTurns(sides, rounds) {
  const names = Object.keys(sides);
  /** @type {Record<string, Round[]>} */
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed()) measured[name].push(await sides[name]());

  return Object.fromEntries(names.map((name) => [name, figures(measured[name])]));
}

/** @param {Round[]} rounds @returns {Figures} */
function figures(rounds) {
  const middle = (/** @type {keyof Round} */ key) =>
    quantile(
      rounds.map((round) => round[key]),
      0.5,
    );
  const perSecond = rounds.map((round) => round.perSecond);

  return {
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p95: middle('p95'),
    p99: middle('p99'),
    rounds: perSecond.map((value) => Math.round(value * 10) / 10),
    spread: (Math.max(...perSecond) - Math.min(...perSecond)) / middle('perSecond'),
  };
}

/** One round from its latencies. @param {number[]} milliseconds of every answer @param {number} seconds the round took @returns {Round} */
export function roundOf(milliseconds, seconds) {
  return {
    perSecond: milliseconds.length / seconds,
    p50: quantile(milliseconds, 0.5),
    p95: quantile(milliseconds, 0.95),
    p99: quantile(milliseconds, 0.99),
  };
}

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;

  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place % 1);
}

/**
 * A row of the table: ours against the limit, with what both took and how much the rounds differed.
 * @param {string} work @param {Figures} ours @param {Figures} limit @param {string} unit @param {object} [more]
 */
export function rowOf(work, ours, limit, unit, more = {}) {
  const took = ({ p50, p95, p99 }) => [p50, p95, p99].map((value) => value.toFixed(1)).join('/');

  return {
    work,
    ours: ours.perSecond,
    limit: limit.perSecond,
    unit,
    ratio: ours.perSecond / limit.perSecond,
    note: `ms p50/95/99 ${took(ours)} | ${took(limit)}, spread ${percent(ours.spread)} | ${percent(limit.spread)}`,
    oursInFull: ours,
    limitInFull: limit,
    ...more,
  };
}

const percent = (/** @type {number} */ share) => `${Math.round(share * 100)} %`;
