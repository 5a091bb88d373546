import { isObject, type Json, type JsonObject } from './exact-json.js';

/** Fields that belong to one release, not to the process: the latest release's are taken whole, never mixed. */
const WHOLE_LISTS = new Set(['tag', 'roles', 'submissionMethod', 'additionalProcurementCategories', 'coveredBy']);

/**
 * The latest state of a process told in several releases, after the idea of the OCDS merge: releases in the order of their
 * dates (equal or missing dates keep the order given), a later value replaces an earlier one, objects are merged field by
 * field, list entries with an `id` are merged by it, other lists are replaced whole, and null takes a field away.
 * Simpler than the standard's merge: it reads no schema, so extension lists merge by id as well, and entries without an
 * id are never mixed. Nothing given is changed.
 */
export function latestState(releases: readonly JsonObject[]): JsonObject {
  const ordered = releases
    .map((release, place) => ({ release, place, time: timeOf(release['date']) }))
    .sort((a, b) => a.time - b.time || a.place - b.place);
  const merged = ordered.reduce<JsonObject>((state, { release }) => mergedObject(state, release), {});
  const tags = new Set(ordered.flatMap(({ release }) => release['tag']).filter((tag) => typeof tag === 'string'));

  return { ...merged, ...(tags.size > 0 && { tag: [...tags] }) };
}

function timeOf(date: Json | undefined): number {
  const time = Date.parse(typeof date === 'string' ? date : '');
  return Number.isNaN(time) ? 0 : time;
}

function mergedObject(earlier: JsonObject, later: JsonObject): JsonObject {
  const result: JsonObject = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    if (value === null) delete result[key];
    else result[key] = mergedValue(result[key], value, key);
  }

  return result;
}

function mergedValue(earlier: Json | undefined, later: Json, key: string): Json {
  if (isObject(earlier) && isObject(later)) return mergedObject(earlier, later);
  if (Array.isArray(earlier) && Array.isArray(later) && !WHOLE_LISTS.has(key)) return mergedList(earlier, later);
  // a first object is merged too, so that its nulls go away like those of a later one
  return isObject(later) ? mergedObject({}, later) : later;
}

function mergedList(earlier: Json[], later: Json[]): Json[] {
  const idOf = (entry: Json): string | null => {
    const id = isObject(entry) ? entry['id'] : null;
    return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
  };
  if (![...earlier, ...later].every((entry) => idOf(entry) !== null)) return later;
  const unique = (list: Json[]): boolean => new Set(list.map(idOf)).size === list.length;
  if (!unique(earlier) || !unique(later)) return later;
  const result = new Map(earlier.map((entry) => [idOf(entry), entry]));
  for (const entry of later) {
    const id = idOf(entry);
    result.set(id, mergedValue(result.get(id), entry, ''));
  }

  return [...result.values()];
}

/**
 * A versioned release (every field a list of `{releaseID, releaseDate, releaseTag, value}`) as the release it amounts to:
 * the last value of each field. Anything else is returned unchanged.
 */
export function latestOfVersions(release: JsonObject): JsonObject {
  const read = (value: Json): Json => {
    if (Array.isArray(value)) {
      const last = value.at(-1);
      if (isObject(last) && value.every(isVersion)) return last['value'] ?? null;
      return value.map(read);
    }
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)]))
      : value;
  };
  const hasVersions = (value: Json): boolean =>
    Array.isArray(value)
      ? value.some((entry) => isVersion(entry) || hasVersions(entry))
      : isObject(value) && Object.values(value).some(hasVersions);

  return hasVersions(release) ? (read(release) as JsonObject) : release;
}

function isVersion(value: Json): boolean {
  return isObject(value) && 'releaseID' in value && 'value' in value;
}
