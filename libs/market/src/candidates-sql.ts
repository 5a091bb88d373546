import type { FactKey } from '#libs/requirements';
import type { CodeRange, NumberAsked, Test } from './asked.js';
import type { Area } from './grid.js';

/** So many firms at most are held against the requirements without the index, the nearest first. */
export const mostWithoutIndex = 2_000;

/**
 * The firms that could pass a test or bring a number, as one statement over what everybody may use: the twin of the index. It takes who
 * claims something of the kind; whether it is enough is judged the same way as in the index.
 */
export function candidatesSql(
  tests: readonly Test[],
  numbers: readonly NumberAsked[],
  area: Area,
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const wanted = conditionsOf(tests, numbers, put);
  const point = `ll_to_earth(${put(area.latitude)}, ${put(area.longitude)})`;
  const metres = Number.isFinite(area.radiusKm) ? put(area.radiusKm * 1000) : null;
  const within = metres
    ? `it."place" <@ earth_box(${point}, ${metres}) AND earth_distance(${point}, it."place") <= ${metres}`
    : 'true';

  return {
    text: `SELECT it."firmId" FROM "firmSearch" it WHERE it."kind" <> 'PUBLIC_BODY' AND ${within}
      AND (${wanted.length > 0 ? wanted.join(' OR ') : 'false'}) ORDER BY it."place" <-> ${point}, it."firmId" LIMIT ${mostWithoutIndex}`,
    values,
  };
}

function conditionsOf(
  tests: readonly Test[],
  numbers: readonly NumberAsked[],
  put: (value: unknown) => string,
): string[] {
  const ranges: CodeRange[] = [];
  const names = new Set<string>();
  const keys = new Set<FactKey>(numbers.map(({ key }) => key));
  for (const test of tests) {
    if (test.kind === 'TRADE') ranges.push(...test.ranges);
    else if (test.kind === 'NUMBER') keys.add(test.number.key);
    else names.add(test.name);
  }
  const conditions: string[] = [];
  const has = (table: string, what: string): string =>
    `EXISTS (SELECT 1 FROM "${table}" its WHERE its."firmId" = it."firmId" AND its."visibility" <> 'PRIVATE' AND ${what})`;
  if (ranges.length > 0) {
    const code = (of: (range: CodeRange) => number): string[] => ranges.map((one) => String(of(one)).padStart(8, '0'));
    const [first, last] = [put(code((range) => range.first)), put(code((range) => range.last))];
    conditions.push(
      has(
        'capability',
        `EXISTS (SELECT 1 FROM unnest(${first}::text[], ${last}::text[]) AS range ("first", "last") WHERE its."cpv" BETWEEN range."first" AND range."last")`,
      ),
    );
  }
  if (names.size > 0) conditions.push(has('evidence', `scheme_key(its."scheme") = ANY (${put([...names])}::text[])`));
  if (keys.size > 0) conditions.push(has('fact', `its."key" = ANY (${put([...keys])}::text[])`));

  return conditions;
}
