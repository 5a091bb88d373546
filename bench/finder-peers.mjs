/** What the finder is measured against: HiGHS with the same problem as a 0/1 model, and the rule of thumb of the textbooks. */
import { highs, LotModel, ZeroOneModel, wordsFor } from '#libs/finder';

const solver = await highs();

/** HiGHS as it comes, and with what helped on these problems: no symmetry detection, little effort in heuristics, which find early what is not yet proved. */
export const settings = {
  default: {},
  tuned: { mip_detect_symmetry: false, mip_heuristic_effort: 0.01, mip_pscost_minreliable: 2 },
};

/**
 * Solves by HiGHS; the model is made before the watch starts.
 * @param {import('#libs/finder').AllianceProblem} problem
 * @param {keyof typeof settings} setting @param {number} seconds
 */
export function byHighs(problem, setting, seconds) {
  const model = new ZeroOneModel();
  const lot = new LotModel(model, problem, null);
  const watch = started();
  const solved = model.minimise(solver, lot.costs, seconds, settings[setting]);
  const took = watch();

  return { ...took, state: solved.state, members: solved.values && lot.membersIn(solved.values), model: lot };
}

/** Milliseconds since: of the clock, and of this process's CPU. */
export function started() {
  const cpu = process.cpuUsage();
  const wall = performance.now();

  return () => {
    const { user, system } = process.cpuUsage(cpu);

    return { ms: performance.now() - wall, cpuMs: (user + system) / 1000 };
  };
}

/**
 * Set cover as in textbooks: next comes who costs least for each requirement newly met; of a sum, the part newly met counts. Ends where
 * nobody adds anything or the places are taken.
 * @param {import('#libs/finder').AllianceProblem} problem
 * @returns {number[] | null}
 */
export function greedily({ firms, covered, masks, sums, costs, maxMembers }) {
  const words = wordsFor(covered);
  const open = new Set(Array.from({ length: covered }, (_, requirement) => requirement));
  const lacking = sums.map(({ needed }) => needed);
  /** @type {number[]} */
  const members = [];
  const meets = (/** @type {number} */ firm, /** @type {number} */ requirement) =>
    (masks[firm * words + (requirement >>> 5)] >>> (requirement & 31)) & 1;
  while (members.length < maxMembers) {
    let best = -1;
    let least = Infinity;
    for (let firm = 0; firm < firms; firm += 1) {
      if (members.includes(firm)) continue;
      let adds = 0;
      for (const requirement of open) adds += meets(firm, requirement);
      for (const [place, { needed, values }] of sums.entries())
        if (lacking[place] > 0) adds += Math.min(values[firm], lacking[place]) / needed;
      if (adds > 0 && costs[firm] / adds < least) {
        least = costs[firm] / adds;
        best = firm;
      }
    }
    if (best < 0) return null;
    members.push(best);
    for (const requirement of open) if (meets(best, requirement)) open.delete(requirement);
    for (const [place, { values }] of sums.entries()) lacking[place] = Math.max(0, lacking[place] - values[best]);
    if (open.size === 0 && lacking.every((rest) => rest === 0)) return members;
  }

  return null;
}

/**
 * A smaller problem with the same best alliance, so that HiGHS need not read what is plainly useless: of firms that meet the same, one that as many
 * as there are places match in every respect is left out.
 * @param {import('#libs/finder').AllianceProblem} problem
 * @returns {import('#libs/finder').AllianceProblem}
 */
export function slimmed(problem) {
  const { firms, covered, masks, sums, costs, maxMembers } = problem;
  const words = wordsFor(covered);
  /** @type {Map<string, number[]>} */
  const alike = new Map();
  const kept = [...Array(firms).keys()]
    .sort((a, b) => costs[a] - costs[b] || a - b)
    .filter((firm) => {
      const key = masks.subarray(firm * words, (firm + 1) * words).join();
      const others = alike.get(key) ?? [];
      const isMatched = (/** @type {number} */ other) =>
        sums.every(({ needed, values }) => Math.min(values[other], needed) >= Math.min(values[firm], needed));
      if (others.filter(isMatched).length >= maxMembers) return false;
      alike.set(key, [...others, firm]);

      return true;
    })
    .sort((a, b) => a - b);

  return {
    ...problem,
    firms: kept.length,
    masks: Uint32Array.from(kept.flatMap((firm) => [...masks.subarray(firm * words, (firm + 1) * words)])),
    sums: sums.map(({ needed, values }) => ({ needed, values: Float64Array.from(kept, (firm) => values[firm]) })),
    costs: Int32Array.from(kept, (firm) => costs[firm]),
  };
}
