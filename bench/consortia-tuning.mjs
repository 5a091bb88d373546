/** How the settings of each ranking are found: by the validation consortia alone, for the same aim. */
import { Affinity } from '#libs/finder';
import { figuresOf, meanOf, standing, standings } from './consortia-cases.mjs';

/** @typedef {import('./consortia-cases.mjs').Consortium} Consortium */

/** Both figures of the target count. @param {Consortium[]} consortia @param {import('./consortia-cases.mjs').Standing[]} found */
export function aim(consortia, found) {
  const { all } = figuresOf(consortia, found);

  return all.at10 + all.reciprocal;
}

/** The best of all settings that are tried. @param {Consortium[]} validation @param {import('./consortia-rankings.mjs').Baseline} baseline */
export function bestOf(validation, { name, tried }) {
  let best = { ...tried[0], name, reached: -1 };
  for (const one of tried) {
    const reached = aim(validation, standings(validation, one.ranking));
    if (reached > best.reached) best = { ...one, name, reached };
  }

  return best;
}

const start = { joint: 0.5, jointScale: 3, twoStep: 1, twoStepScale: 10, content: 0.5, place: 2, known: 1 };
const startCounting = { betweenPower: 1, contentPrior: 5 };
const countings = [
  { betweenPower: 0.5, contentPrior: 5 },
  { betweenPower: 1, contentPrior: 2 },
  { betweenPower: 1, contentPrior: 10 },
  { betweenPower: 1, contentPrior: 20 },
];
const factors = [0, 0.5, 0.7, 0.85, 1.2, 1.4, 2];
const passes = 2;

/** The ranking of ours. @returns {import('./consortia-cases.mjs').Ranking} */
export const ours = (counting, weights) => (snapshot) => {
  const affinity = new Affinity(snapshot.history, counting);

  return (group) => affinity.scores(group, weights);
};

/**
 * The weights of ours: one after the other, a few factors each, twice through; then other countings, and the weights once more.
 * How joint works are counted is taken over from the co-participation that was tuned.
 * @param {Consortium[]} validation @param {{ sharedPower: number, busyPower: number, halfLifeDays: number }} jointCounting
 */
export function tuneOurs(validation, jointCounting) {
  let counting = { ...jointCounting, ...startCounting };
  let { weights, reached } = climb(new KeptTerms(validation, counting), start, passes);
  for (const other of countings) {
    const changed = { ...jointCounting, ...other };
    const now = aim(validation, standings(validation, ours(changed, weights)));
    if (now > reached) [counting, reached] = [changed, now];
  }
  ({ weights } = climb(new KeptTerms(validation, counting), weights, 1));

  return { counting, weights };
}

/** @param {KeptTerms} terms @param {Record<string, number>} from @param {number} times */
function climb(terms, from, times) {
  let weights = from;
  let reached = terms.reachedWith(weights);
  for (let pass = 0; pass < times; pass += 1)
    for (const key of Object.keys(from)) {
      const before = weights;
      for (const factor of factors) {
        if (key.endsWith('Scale') && factor === 0) continue;
        const changed = { ...before, [key]: Number((before[key] * factor).toPrecision(2)) };
        const now = terms.reachedWith(changed);
        if (now > reached) [weights, reached] = [changed, now];
      }
    }

  return { weights, reached };
}

/** The terms of every case with their logarithms, kept because mostly weights change; sums them up as `affinityOf` does. */
class KeptTerms {
  /** @param {Consortium[]} consortia @param {object} counting */
  constructor(consortia, counting) {
    const affinities = new Map();
    this.consortia = consortia;
    this.logged = { jointScale: 0, twoStepScale: 0 };
    this.kept = consortia.map(({ snapshot, cases }) => {
      const affinity = affinities.get(snapshot) ?? new Affinity(snapshot.history, counting);
      affinities.set(snapshot, affinity);

      return cases.map(({ group }) => keptOf(affinity.terms(group)));
    });
  }

  /** @param {Record<string, number>} weights */
  reachedWith(weights) {
    this.log(weights);
    const found = this.consortia.map(({ cases }, place) =>
      meanOf(cases.map((one, at) => standing(summed(this.kept[place][at], weights), one))),
    );

    return aim(this.consortia, found);
  }

  log({ jointScale, twoStepScale }) {
    for (const one of this.kept.flat()) {
      if (jointScale !== this.logged.jointScale)
        one.joint.forEach((value, firm) => (one.jointLog[firm] = Math.log1p(jointScale * value)));
      if (twoStepScale !== this.logged.twoStepScale)
        one.twoStep.forEach((value, firm) => (one.twoStepLog[firm] = Math.log1p(twoStepScale * value)));
    }
    this.logged = { jointScale, twoStepScale };
  }
}

/** Half the memory is enough to choose between settings. @param {import('../libs/finder/src/affinity.ts').AffinityTerms} terms */
function keptOf({ joint, twoStep, content, place, known }) {
  return {
    joint: Float32Array.from(joint),
    jointLog: new Float32Array(joint.length),
    twoStep: Float32Array.from(twoStep),
    twoStepLog: new Float32Array(joint.length),
    content: Float32Array.from(content),
    place: Float32Array.from(place),
    known: known.map(Math.log1p),
  };
}

/** @param {ReturnType<typeof keptOf>} terms @param {Record<string, number>} weights */
function summed({ jointLog, twoStepLog, content, place, known }, weights) {
  const sums = new Float64Array(known.length);
  for (let firm = 0; firm < sums.length; firm += 1)
    sums[firm] =
      weights.joint * jointLog[firm] +
      weights.twoStep * twoStepLog[firm] +
      weights.content * content[firm] +
      weights.place * place[firm] +
      weights.known * known[firm];

  return sums;
}
