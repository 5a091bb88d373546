/** What the ranking of ours is held against, each with the settings that are tried for it. */

/**
 * @typedef {import('./consortia-cases.mjs').Ranking} Ranking
 * @typedef {{ name: string, tried: { label: string, ranking: Ranking }[] }} Baseline
 */

/** Everybody alike: all tie. @type {Ranking} */
const random = ({ history }) => {
  const nobody = new Float64Array(history.placeOf.length);

  return () => nobody;
};

/** So many works before, lately or ever, with others or at all. @returns {Ranking} */
const popularity =
  ({ jointOnly, halfLifeDays }) =>
  ({ history }) => {
    const counts = new Float64Array(history.placeOf.length);
    for (const { firms, ageDays } of history.works)
      if (!jointOnly || firms.length > 1) for (const firm of firms) counts[firm] += 2 ** (-ageDays / halfLifeDays);

    return () => counts;
  };

/**
 * Codes of the project against codes of earlier projects: term frequency × inverse document frequency, the length of the profile
 * divided out as far as `lengthPower` says (1 is the cosine, 0 lets those lead who did much).
 * @returns {Ranking}
 */
const content =
  ({ damped, lengthPower }) =>
  ({ history }) => {
    const firms = history.placeOf.length;
    /** @type {Map<number, number>[]} */
    const doers = Array.from({ length: history.needs }, () => new Map());
    const documents = new Float64Array(history.needs);
    for (const work of history.works)
      for (const need of work.needs) {
        documents[need] += 1;
        for (const firm of work.firms) doers[need].set(firm, (doers[need].get(firm) ?? 0) + 1);
      }
    const described = history.works.filter(({ needs }) => needs.length > 0).length;
    const rarity = documents.map((count) => Math.log(described / count));
    const length = new Float64Array(firms);
    const termOf = (/** @type {number} */ count, /** @type {number} */ need) =>
      (damped ? Math.log1p(count) : count) * rarity[need];
    for (const [need, counts] of doers.entries())
      for (const [firm, count] of counts) length[firm] += termOf(count, need) ** 2;

    return ({ needs }) => {
      const scores = new Float64Array(firms);
      for (const need of needs)
        for (const [firm, count] of doers[need])
          scores[firm] += (rarity[need] * termOf(count, need)) / (length[firm] || 1) ** (lengthPower / 2);

      return scores;
    };
  };

/** Works shared with the members of the group. @returns {Ranking} */
const coParticipation =
  ({ sharedPower, busyPower, halfLifeDays }) =>
  ({ history }) => {
    const firms = history.placeOf.length;
    /** @type {{ firms: readonly number[], weight: number }[][]} */
    const worksOf = Array.from({ length: firms }, () => []);
    for (const work of history.works.filter((one) => one.firms.length > 1)) {
      const weight = 2 ** (-work.ageDays / halfLifeDays) / (work.firms.length - 1) ** sharedPower;
      for (const firm of work.firms) worksOf[firm].push({ firms: work.firms, weight });
    }

    return ({ members }) => {
      const scores = new Float64Array(firms);
      for (const member of members)
        for (const work of worksOf[member])
          for (const firm of work.firms) scores[firm] += work.weight / worksOf[member].length ** busyPower;

      return scores;
    };
  };

/** All combinations of the listed values. @template T @param {{ [Key in keyof T]: T[Key][] }} values @returns {T[]} */
function combinations(values) {
  return Object.entries(values).reduce(
    (made, [key, choices]) => made.flatMap((one) => choices.map((choice) => ({ ...one, [key]: choice }))),
    [{}],
  );
}

const settings = (/** @type {(one: object) => Ranking} */ make, /** @type {object} */ values) =>
  combinations(values).map((one) => ({
    label: Object.entries(one)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
    settings: one,
    ranking: make(one),
  }));

const halfLives = [Infinity, 730, 365, 180];

/** As it is usually done: every work counts one. */
export const plainPopularity = popularity({ jointOnly: false, halfLifeDays: Infinity });

/** As it is usually done: every joint work counts one. */
export const plainCoParticipation = coParticipation({ sharedPower: 0, busyPower: 0, halfLifeDays: Infinity });

/** @type {Baseline[]} */
export const baselines = [
  { name: 'random', tried: [{ label: '', ranking: random }] },
  { name: 'popularity', tried: settings(popularity, { jointOnly: [true, false], halfLifeDays: halfLives }) },
  { name: 'content only', tried: settings(content, { damped: [false, true], lengthPower: [0, 0.25, 0.5, 1] }) },
  {
    name: 'co-participation',
    tried: settings(coParticipation, {
      sharedPower: [0, 0.25, 0.5, 1],
      busyPower: [0, 0.5, 0.75, 1],
      halfLifeDays: [Infinity, 365],
    }),
  },
];
