/**
 * Real firms to find alliances among: winners of public contracts in Europe (TED), with the codes and the number of awards they won, their regions,
 * and with whom they won. Each tender asks for what those have together who really won together.
 *
 * What an award asked of them is not in the data. So this is made of it: the CPV groups, classes or categories they won in, somebody of each of
 * their regions, a small firm where one was among them, awards behind them that add up, and no more firms than there were.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { masksOf } from '#libs/finder';
import { randomFrom } from './finder-world.mjs';

/** @typedef {{ country: string, region: string, isSmall: boolean, codes: string[], awards: number, partners: Map<number, number> }} Firm */
/** @typedef {{ firms: Firm[], teams: number[][] }} RealFirms */
/** @typedef {{ team: number[], holds: ((firm: Firm) => boolean)[], awards: number, site: string, maxMembers: number }} RealTender */

const largestTeam = 6;

/**
 * Null when the data is not there.
 * @param {string} root of the repository @param {(line: string) => void} say @returns {RealFirms | null}
 */
export function realFirms(root, say) {
  const file = join(
    process.env['KONGSI_REAL_DATA'] ?? join(root, '../shared/data'),
    'firms/ted-winning-firms.jsonl.gz',
  );
  if (!existsSync(file)) {
    say(`Skipped: real firms and what they won together (no ${file}; KONGSI_REAL_DATA names the folder).`);

    return null;
  }
  const rows = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const numberOf = new Map(rows.map(({ name }, place) => [name, place]));
  const firms = rows.map((row) => ({
    country: row.country,
    region: longest(row.nuts ?? []) || row.country,
    isSmall: row.sme === true,
    codes: Object.keys(row.cpv),
    awards: row.wins.length,
    partners: new Map(
      Object.entries(row.partners ?? {}).flatMap(([name, times]) =>
        numberOf.has(name) ? [[numberOf.get(name), times]] : [],
      ),
    ),
  }));

  return { firms, teams: teamsOf(rows) };
}

/** Who won the same award together, each group once, in the order of the data. @returns {number[][]} */
function teamsOf(rows) {
  /** @type {Map<string, Set<number>>} */
  const awards = new Map();
  for (const [firm, { wins }] of rows.entries())
    for (const { notice, title } of wins.filter(({ joint }) => joint)) {
      const award = `${notice} ${title}`;
      awards.set(award, (awards.get(award) ?? new Set()).add(firm));
    }
  const teams = [...awards.values()].filter(({ size }) => size > 1).map((team) => [...team].sort((a, b) => a - b));

  return [...new Map(teams.map((team) => [team.join(), team])).values()];
}

/**
 * As many tenders as are wanted: what one award needed, and, as every second, what two of the same country needed together. Those with fewer than
 * three requirements say nothing about the search and are passed over.
 * @param {RealFirms} world @param {number} wanted @returns {RealTender[]}
 */
export function realTenders(world, wanted) {
  const random = randomFrom(2_447);
  const tenders = [];
  for (let attempt = 0; tenders.length < wanted && attempt < wanted * 50; attempt += 1) {
    const first = pick(world.teams, random);
    const near = world.teams.filter((team) => world.firms[team[0]].country === world.firms[first[0]].country);
    const team = new Set(first.slice(0, attempt % 2 === 0 ? largestTeam : 3));
    if (attempt % 2 === 1) for (const firm of pick(near, random).slice(0, largestTeam - team.size)) team.add(firm);
    const tender = tenderFor(world, [...team], random);
    if (tender.holds.length >= 3) tenders.push(tender);
  }

  return tenders;
}

/** @param {RealFirms} world @param {number[]} team @param {() => number} random @returns {RealTender} */
function tenderFor({ firms }, team, random) {
  const members = team.map((firm) => firms[firm]);
  // A group of the CPV has three digits, a class four, a category five; a region of NUTS 3 five characters, of NUTS 2 four.
  const codes = new Set(
    members.flatMap(({ codes: won }) => won.map((code) => code.slice(0, 3 + Math.floor(3 * random())))),
  );
  const regions = new Set(members.map(({ region }) => region.slice(0, random() < 0.5 ? 5 : 4)));
  const awards = members.reduce((sum, firm) => sum + firm.awards, 0);
  /** @type {RealTender['holds']} */
  const holds = [
    ...[...codes].map((code) => (firm) => firm.codes.some((one) => one.startsWith(code))),
    ...[...regions].map((region) => (firm) => firm.region.startsWith(region)),
  ];
  if (members.some(({ isSmall }) => isSmall)) holds.push((firm) => firm.isSmall);

  return {
    team,
    holds,
    awards: Math.round(awards * (0.5 + 0.4 * random())),
    site: members[0].region,
    maxMembers: team.length,
  };
}

/** Firms of the countries of those who won, that meet something. @param {RealFirms} world @param {RealTender} tender @returns {Int32Array} */
export function realCandidates({ firms }, { team, holds }) {
  const countries = new Set(team.map((firm) => firms[firm].country));

  return Int32Array.from(
    [...firms.keys()].filter(
      (firm) => countries.has(firms[firm].country) && holds.some((holdsIt) => holdsIt(firms[firm])),
    ),
  );
}

/**
 * The tender as a problem among these firms. A firm costs by its distance to the site, and less the more it has won.
 * @param {RealFirms} world @param {RealTender} tender @param {Int32Array} candidates
 * @returns {import('#libs/finder').AllianceProblem}
 */
export function realProblem({ firms }, { holds, awards, site, maxMembers }, candidates) {
  const own = [...candidates].map((firm) => firms[firm]);
  const places = [...own.keys()];

  return {
    firms: own.length,
    covered: holds.length,
    masks: masksOf(
      own.length,
      holds.map((holdsIt) => places.filter((place) => holdsIt(own[place]))),
    ),
    sums: [{ needed: awards, values: Int32Array.from(own, (firm) => firm.awards) }],
    costs: Int32Array.from(own, (firm) => 20 + apart(firm.region, site) + Math.round(60 / Math.sqrt(firm.awards))),
    pairCost: null,
    maxMembers,
    fixed: [],
    conflicts: [],
    order: 'CHEAPEST',
  };
}

/**
 * The same among so many firms, those that meet most, with costs between them: strangers cost, distance between them too, and each award won
 * together makes it less.
 * @param {RealFirms} world @param {RealTender} tender @param {Int32Array} candidates @param {number} count
 */
export function realWithPairs(world, tender, candidates, count) {
  const { firms } = world;
  const meets = (/** @type {number} */ firm) => tender.holds.filter((holdsIt) => holdsIt(firms[firm])).length;
  const others = [...candidates]
    .filter((firm) => !tender.team.includes(firm))
    .map((firm) => ({ firm, meets: meets(firm) }))
    .sort((a, b) => b.meets - a.meets || a.firm - b.firm);
  const chosen = Int32Array.from([...tender.team, ...others.map(({ firm }) => firm)].slice(0, count)).sort();
  const table = new Int32Array(chosen.length ** 2);
  for (const [at, one] of chosen.entries())
    for (const [beside, other] of chosen.entries())
      if (one !== other) {
        // Names are spelled in several ways, so that one may be counted as the partner of the other less often than the other way round.
        const together = Math.max(firms[one].partners.get(other) ?? 0, firms[other].partners.get(one) ?? 0);
        const between = 30 + apart(firms[one].region, firms[other].region) / 2;
        table[at * chosen.length + beside] = Math.max(0, Math.round(between - 15 * Math.min(together, 3)));
      }

  return {
    ...realProblem(world, tender, chosen),
    pairCost: (/** @type {number} */ one, /** @type {number} */ other) => table[one * chosen.length + other],
  };
}

/** How far apart two NUTS regions are, in points: by the levels they share. @param {string} one @param {string} other */
function apart(one, other) {
  const shared = [5, 4, 3, 2].find((length) => one.length >= length && one.slice(0, length) === other.slice(0, length));

  return { 5: 0, 4: 15, 3: 30, 2: 60 }[shared ?? 0] ?? 120;
}

/** @param {string[]} regions */
const longest = (regions) => regions.toSorted((a, b) => b.length - a.length)[0];

/** @template T @param {T[]} list @param {() => number} random */
const pick = (list, random) => list[Math.floor(random() * list.length)];
