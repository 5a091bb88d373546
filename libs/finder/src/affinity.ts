/**
 * Who fits as the missing partner of a group: a ranking from what was done before. Numbers in, numbers out; it proves nothing and
 * orders only. Firms, places (a country, a district, a cell of a grid) and needs (a trade, a code, a field) are numbered 0, 1, 2 …
 *
 * With G the group, f a firm that is not in it, p a past work, |p| its firms, n(m) the joint works of m:
 *
 *     score(f) = ln(J + known × N + anybody) + content × C + place × L
 *
 * - J, joint history: Σ over works p of f: w(p) × |p ∩ G|^(togetherPower − 1) × Σ over m ∈ p ∩ G: 1 ÷ n(m)^busyPower, with
 *   w(p) = 2^(−age ÷ halfLife) ÷ (|p| − 1)^sharedPower. Groups form again: a work with two of the group at once says more than two works
 *   with one each (togetherPower 1: no more; measured: 2, `bench/README.md`).
 *   A work shared by many says less about any two of them (Newman 2001, Phys. Rev. E 64, 016132: power 1); a member who works with
 *   everybody says less about whom it needs (Zhou, Lü, Zhang 2009, Eur. Phys. J. B 71, 623: power 1).
 * - N, a small prior: the works of f, each 2^(−age ÷ knownHalfLife). Who is busy lately is in the next one more often.
 * - C, content: does f do what is needed? Mean over needs k of ln((n(f,k) + μ q(k)) ÷ ((works of f + μ) q(k))), q(k) the share of all
 *   works that need k: the likelihood with a Dirichlet prior (Zhai, Lafferty 2004, ACM TOIS 22, 179). 0 is as likely as anybody.
 * - L, nearness as it was lived: mean over the members' places a of ln((s(a,b) + 1) ÷ (e(a,b) + 1)), b the place of f, s how often firms
 *   of both worked together, e how often they would have if places did not matter. No map: neighbours who never meet are not near.
 *
 * The form is that of Bayes: what is in the logarithm says how likely f is before asking what for (each part a reason that is enough
 * alone, so they add up), C and L by what factor needs and places change that. Sums of logarithms of each part, as naive Bayes would
 * have them, were worse among the first ten: many weak reasons then outweigh one strong one.
 */

/** A work of the past. One firm alone counts for content and for N. */
export interface PastWork {
  /** Each once. */
  readonly firms: readonly number[];
  /** Each once. Empty when they are not known: the work then counts for everything but content. */
  readonly needs: readonly number[];
  /** Days between its start and the question, ≥ 0. */
  readonly ageDays: number;
}

/** All that was known when the question is asked; nothing later may be in it. */
export interface AffinityHistory {
  readonly works: readonly PastWork[];
  /** The place of each firm; its length is the number of firms. */
  readonly placeOf: Int32Array;
  readonly places: number;
  readonly needs: number;
}

/** The group that lacks a partner. */
export interface AffinityGroup {
  /** Its members that are in the history. */
  readonly members: readonly number[];
  /** The place of every member, also of those without history. */
  readonly places: readonly number[];
  /** What the work to be done needs, each once. Empty when nothing is known: content then says nothing. */
  readonly needs: readonly number[];
}

/** How past works are counted. */
export interface AffinityCounting {
  readonly sharedPower: number;
  readonly busyPower: number;
  /** How much more a work with several of the group at once says than as many works with one each; 1: no more. */
  readonly togetherPower: number;
  /** Days after which a joint work counts half; Infinity when age does not matter. */
  readonly halfLifeDays: number;
  /** The same for the prior N. */
  readonly knownHalfLifeDays: number;
  /** μ: so many works of an average firm are mixed into each profile, > 0. */
  readonly contentPrior: number;
}

/** What each term weighs beside joint history, all ≥ 0. */
export interface AffinityWeights {
  readonly known: number;
  /** The share of somebody never heard of, > 0. */
  readonly anybody: number;
  readonly content: number;
  readonly place: number;
}

/** J, N, C and L of every firm, before weights: why a firm stands where it stands. */
export interface AffinityTerms {
  readonly joint: Float64Array;
  readonly known: Float64Array;
  readonly content: Float64Array;
  readonly place: Float64Array;
}

/** The history, counted once for many questions. Memory: places² numbers and what the works hold. */
export class Affinity {
  private readonly firms: number;
  private readonly joint: readonly { readonly firms: readonly number[]; readonly weight: number }[];
  private readonly jointWorks: Float64Array;
  private readonly known: Float64Array;
  /** Works whose needs are known. */
  private readonly describedWorks: Float64Array;
  /** By need: how many works of which firm had it. */
  private readonly doers: readonly Map<number, number>[];
  private shareOf: Float64Array;
  private readonly lift: Float64Array;

  constructor(
    private readonly history: AffinityHistory,
    private readonly counting: AffinityCounting = measuredCounting,
  ) {
    const { works, needs, placeOf } = history;
    this.firms = placeOf.length;
    this.jointWorks = new Float64Array(this.firms);
    this.known = new Float64Array(this.firms);
    this.describedWorks = new Float64Array(this.firms);
    this.shareOf = new Float64Array(needs);
    this.doers = Array.from({ length: needs }, () => new Map<number, number>());
    for (const work of works) this.count(work);
    const described = works.filter((work) => work.needs.length > 0).length;
    this.shareOf = this.shareOf.map((count) => count / described);
    this.joint = works
      .filter(({ firms }) => firms.length > 1)
      .map(({ firms, ageDays }) => ({
        firms,
        weight: 2 ** (-ageDays / counting.halfLifeDays) / (firms.length - 1) ** counting.sharedPower,
      }));
    this.lift = liftsOf(history);
  }

  /** Of every firm, the members included: who asks leaves them out. */
  terms(group: AffinityGroup): AffinityTerms {
    return {
      joint: this.jointWith(group.members),
      known: this.known,
      content: this.contentFor(group.needs),
      place: this.placeBeside(group.places),
    };
  }

  /** Of every firm; more is better, and only the order means something. */
  scores(group: AffinityGroup, weights: AffinityWeights = measuredWeights): Float64Array {
    return affinityOf(this.terms(group), weights);
  }

  private count({ firms, needs, ageDays }: PastWork): void {
    for (const need of needs) this.shareOf[need]! += 1;
    for (const firm of firms) {
      if (needs.length > 0) this.describedWorks[firm]! += 1;
      if (firms.length > 1) this.jointWorks[firm]! += 1;
      this.known[firm]! += 2 ** (-ageDays / this.counting.knownHalfLifeDays);
      for (const need of needs) this.doers[need]!.set(firm, (this.doers[need]!.get(firm) ?? 0) + 1);
    }
  }

  /** A member is no partner of its own: over a work it counts the others alone. */
  private jointWith(members: readonly number[]): Float64Array {
    const { busyPower, togetherPower } = this.counting;
    const received = new Float64Array(this.firms);
    const handed = new Float64Array(this.firms);
    for (const member of members) handed[member] = 1 / Math.max(1, this.jointWorks[member]!) ** busyPower;
    for (const { firms, weight } of this.joint) {
      const ours = firms.filter((firm) => handed[firm]! > 0);
      if (ours.length === 0) continue;
      const sum = ours.reduce((all, firm) => all + handed[firm]!, 0);
      for (const firm of firms) {
        const others = handed[firm]! > 0 ? ours.length - 1 : ours.length;
        if (others > 0) received[firm]! += weight * others ** (togetherPower - 1) * (sum - handed[firm]!);
      }
    }

    return received;
  }

  private contentFor(needs: readonly number[]): Float64Array {
    const { contentPrior } = this.counting;
    const known = needs.filter((need) => this.shareOf[need]! > 0);
    if (known.length === 0) return new Float64Array(this.firms);
    const content = this.describedWorks.map((works) => Math.log(contentPrior / (works + contentPrior)));
    for (const need of known)
      for (const [firm, works] of this.doers[need]!)
        content[firm]! += Math.log1p(works / (contentPrior * this.shareOf[need]!)) / known.length;

    return content;
  }

  private placeBeside(places: readonly number[]): Float64Array {
    const { places: count, placeOf } = this.history;
    const ofPlace = Float64Array.from({ length: count }, (_, place) =>
      places.reduce((sum, member) => sum + this.lift[member * count + place]! / places.length, 0),
    );

    return Float64Array.from(placeOf, (place) => ofPlace[place]!);
  }
}

/** The weighted sum, of every firm. */
export function affinityOf(terms: AffinityTerms, weights: AffinityWeights): Float64Array {
  const { joint, known, content, place } = terms;

  return joint.map(
    (value, firm) =>
      Math.log(value + weights.known * known[firm]! + weights.anybody) +
      weights.content * content[firm]! +
      weights.place * place[firm]!,
  );
}

/** How much more often two places worked together than their sizes alone would give. Of a work, each firm meets others for 1 in all. */
function liftsOf({ works, places, placeOf }: AffinityHistory): Float64Array {
  const met = new Float64Array(places * places);
  const meetings = new Float64Array(places);
  let all = 0;
  for (const { firms } of works) {
    if (firms.length < 2) continue;
    for (const one of firms) {
      const place = placeOf[one]!;
      for (const other of firms) if (other !== one) met[place * places + placeOf[other]!]! += 1 / (firms.length - 1);
      meetings[place]! += 1;
      all += 1;
    }
  }

  return met.map((times, pair) => {
    const expected = all === 0 ? 0 : (meetings[Math.floor(pair / places)]! * meetings[pair % places]!) / all;

    return Math.log((times + 1) / (expected + 1));
  });
}

/** Fixed on the validation split of `bench/consortia.bench.mjs`, never on its test split. */
export const measuredCounting: AffinityCounting = {
  sharedPower: 0.5,
  busyPower: 0.5,
  togetherPower: 2,
  halfLifeDays: Infinity,
  knownHalfLifeDays: 180,
  contentPrior: 5,
};

/** Fixed likewise. */
export const measuredWeights: AffinityWeights = {
  known: 0.01,
  anybody: 0.03,
  content: 0.2,
  place: 2,
};
