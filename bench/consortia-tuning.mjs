/** How the settings of each ranking are found: by the validation consortia alone, for the same aim. */
import { Affinity } from '#libs/finder';
import { figuresOf, standings } from './consortia-cases.mjs';

/** @typedef {import('./consortia-cases.mjs').Consortium} Consortium */

/**
 * What all are tuned for: the mean of 10 ÷ (9 + place). It looks at the first places most, as recall@10 and MRR do, but has no step
 * after the tenth: with steps the search follows chance.
 * @param {Consortium[]} validation @param {import('./consortia-cases.mjs').Ranking} ranking
 */
function aim(validation, ranking) {
  return figuresOf(validation, standings(validation, ranking)).all.head;
}

/** The best of all settings that are tried. @param {Consortium[]} validation @param {import('./consortia-rankings.mjs').Baseline} baseline */
export function bestOf(validation, { name, tried }) {
  let best = { ...tried[0], name, reached: -1 };
  for (const one of tried) {
    const reached = tried.length === 1 ? 0 : aim(validation, one.ranking);
    if (reached > best.reached) best = { ...one, name, reached };
  }

  return best;
}

/** The ranking of ours. @returns {import('./consortia-cases.mjs').Ranking} */
export const ours =
  ({ counting, weights }) =>
  (snapshot) => {
    const affinity = new Affinity(snapshot.history, counting);

    return (group) => affinity.scores(group, weights);
  };

const start = {
  counting: {
    sharedPower: 0.25,
    busyPower: 0.75,
    togetherPower: 1,
    halfLifeDays: Infinity,
    knownHalfLifeDays: 365,
    contentPrior: 5,
  },
  weights: { known: 0.005, anybody: 0.01, content: 0.2, place: 2 },
};
const countings = {
  togetherPower: [1, 1.5, 2, 3],
  sharedPower: [0.25, 0.5, 1],
  busyPower: [0, 0.5, 0.75],
  knownHalfLifeDays: [Infinity, 730, 365, 180],
  contentPrior: [2, 5, 20],
};
const factors = [0, 0.3, 0.6, 1.6, 3];
const passes = 2;

/**
 * The settings of ours: one after the other, each at a few values, twice through.
 * @param {Consortium[]} validation
 */
export function tuneOurs(validation) {
  let best = start;
  let reached = aim(validation, ours(best));
  const keepTheBest = (/** @type {(typeof best)[]} */ tried) => {
    for (const one of tried) {
      const now = aim(validation, ours(one));
      if (now > reached) [best, reached] = [one, now];
    }
  };
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [key, values] of Object.entries(countings))
      keepTheBest(values.map((value) => ({ ...best, counting: { ...best.counting, [key]: value } })));
    for (const key of Object.keys(start.weights))
      keepTheBest(
        factors
          .filter((factor) => factor > 0 || key !== 'anybody')
          .map((factor) => Number((best.weights[key] * factor).toPrecision(2)))
          .map((value) => ({ ...best, weights: { ...best.weights, [key]: value } })),
      );
  }

  return best;
}
