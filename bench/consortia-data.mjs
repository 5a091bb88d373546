/** Real research consortia (CORDIS: Horizon 2020, and FP7 before it) as works of a past: who, when, from which countries, for which codes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Plain } from '../tools/processes.mjs';

/**
 * @typedef {{ day: number, began: number, firms: string[], needs: string[] }} Project known since `day`, in days since 1970; each organization
 *   and code once
 * @typedef {import('../libs/finder/src/affinity.ts').AffinityHistory} AffinityHistory
 * @typedef {{ history: AffinityHistory, numberOf: Map<string, number>, needNumberOf: Map<string, number>, placeNumberOf: (firm: string) => number }} Snapshot
 */

/** FP7 gave no money to projects after that day. */
const endOfEarlier = '2013-12-31';

/**
 * The projects of Horizon 2020 that have a start date; `earlier`, those of FP7. Null when the data is not there.
 *
 * Read of an organization: its id, its country and, to find it again in FP7, its name. Its other columns were counted later than the
 * projects start and are left alone. Of a project: start, programme, topic, kind of funding. Coordinator and number of partners would
 * give the hidden one away. An FP7 project is known from the day its article was published, though it began years before: strict,
 * because the data has no start of it; as old as the end of FP7 at least. Its topics are of another catalogue and are not read.
 * @param {string} folder of the real data
 * @returns {{ projects: Project[], earlier: Project[], undated: number, countryOf: Map<string, string> } | null}
 */
export function readConsortia(folder) {
  const [place, earlierPlace] = ['cordis-h2020', 'cordis-fp7'].map((name) => join(folder, 'consortia', name));
  if (!existsSync(place) || !existsSync(earlierPlace)) return null;
  const organizations = table(unzipped(place, 'organizations.csv'));
  const all = table(unzipped(place, 'projects.csv'));
  const dated = all.filter(({ start_date: start }) => start !== '');
  /** @type {Map<string, Set<string>>} */
  const members = new Map();
  for (const { project_rcn: project, org_id: firm } of table(unzipped(place, 'participation.csv')))
    members.set(project, (members.get(project) ?? new Set()).add(firm));
  const earlierOrganizations = table(unzipped(earlierPlace, 'organizations.csv'));
  const same = sameFirms(organizations, earlierOrganizations);
  const articles = unzipped(earlierPlace, 'briefs-with-partners.jsonl')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

  return {
    projects: dated.map((project) => ({
      day: dayOf(project.start_date),
      began: dayOf(project.start_date),
      firms: [...(members.get(project.rcn) ?? [])],
      needs: needsOf(project),
    })),
    earlier: [...new Map(articles.map((article) => [article.project_rcn, article])).values()]
      .filter(({ date }) => date !== 'NULL')
      .map(({ date, partners }) => ({
        day: dayOf(date),
        began: Math.min(dayOf(date), dayOf(endOfEarlier)),
        firms: [...new Set(partners.map((/** @type {string} */ firm) => same.get(firm) ?? firm))],
        needs: [],
      })),
    undated: all.length - dated.length,
    countryOf: new Map([...earlierOrganizations, ...organizations].map(({ org_id: firm, country }) => [firm, country])),
  };
}

/** Ids of the later list by ids of the earlier one: equal ids, or else equal names (letters and digits) in the same country. */
function sameFirms(later, earlier) {
  const nameOf = ({ name, country }) =>
    `${name
      .normalize('NFKD')
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/gu, '')} ${country}`;
  const ids = new Set(later.map(({ org_id: firm }) => firm));
  const byName = new Map(later.map((firm) => [nameOf(firm), firm.org_id]));

  return new Map(earlier.map((firm) => [firm.org_id, ids.has(firm.org_id) ? firm.org_id : byName.get(nameOf(firm))]));
}

const unzipped = (/** @type {string} */ folder, /** @type {string} */ name) =>
  gunzipSync(readFileSync(join(folder, `${name}.gz`))).toString('utf8');
const dayOf = (/** @type {string} */ date) => Date.parse(date) / 86_400_000;

/**
 * What was known on a day: projects that had started before it, and their organizations; nobody else exists.
 * @param {Consortia} consortia @param {number} day @returns {Snapshot}
 */
export function knownOn({ projects, earlier, countryOf }, day) {
  const past = [...earlier, ...projects].filter((project) => project.day < day);
  const numberOf = numbered(past.flatMap(({ firms }) => firms));
  const needNumberOf = numbered(past.flatMap(({ needs }) => needs));
  const places = numbered([...new Set(countryOf.values())].sort((one, other) => (one < other ? -1 : 1)));
  const placeNumberOf = (/** @type {string} */ firm) => places.get(countryOf.get(firm) ?? '') ?? 0;

  return {
    history: {
      works: past.map((project) => ({
        firms: project.firms.map((firm) => numberOf.get(firm) ?? 0),
        needs: project.needs.map((need) => needNumberOf.get(need) ?? 0),
        ageDays: day - project.began,
      })),
      placeOf: Int32Array.from(numberOf.keys(), placeNumberOf),
      places: places.size,
      needs: needNumberOf.size,
    },
    numberOf,
    needNumberOf,
    placeNumberOf,
  };
}

/** Programme with all above it, topic with its area and without its year, kind of funding. */
function needsOf({ programme, topics, funding_scheme: scheme }) {
  const needs = new Set([`kind ${scheme}`, `topic ${topics}`, `area ${topics.split('-')[0]}`]);
  needs.add(`any year ${topics.replace(/-?20\d\d.*$/u, '')}`);
  for (const one of programme.split(';')) {
    const steps = one.replace(/\.$/u, '').split('.');
    for (let length = 2; length <= steps.length; length += 1)
      needs.add(`programme ${steps.slice(0, length).join('.')}`);
  }

  return [...needs];
}

/** @param {string[]} words @returns {Map<string, number>} */
function numbered(words) {
  return new Map([...new Set(words)].map((word, number) => [word, number]));
}

/** Rows of a CSV text by the names of its first line; quoted cells may hold commas, quotes and line ends. @param {string} text */
function table(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [whole, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gu)) {
    if (whole === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  const [names = [], ...lines] = rows.filter((cells) => cells.length > 0);
  const broken = lines.findIndex((cells) => cells.length !== names.length);
  if (broken !== -1) throw new Plain(`Row ${broken + 2} of a CSV file has not as many cells as its first line.`);

  return lines.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])));
}
