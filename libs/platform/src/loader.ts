import DataLoader from 'dataloader';
import type { RequestContext } from './request.js';

/**
 * One batch loader per name and request: `loading(context, 'firm', (ids) => …)`. The batch gets distinct ids and answers rows in any
 * order; an id without a row loads as null.
 */
export function loading<Row>(
  context: RequestContext,
  name: string,
  batch: (ids: string[]) => Promise<Row[]>,
  idOf: (row: Row) => string = (row) => (row as { id: string }).id,
): DataLoader<string, Row | null> {
  const known = context.loaders.get(name) as DataLoader<string, Row | null> | undefined;
  if (known) return known;
  const made = new DataLoader<string, Row | null>(async (ids) => {
    const rows = new Map((await batch([...ids])).map((row) => [idOf(row), row]));

    return ids.map((id) => rows.get(id) ?? null);
  });
  context.loaders.set(name, made);

  return made;
}

/** As `loading`, for many rows per id. */
export function loadingMany<Row>(
  context: RequestContext,
  name: string,
  batch: (ids: string[]) => Promise<Row[]>,
  ownerOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  const known = context.loaders.get(name) as DataLoader<string, Row[]> | undefined;
  if (known) return known;
  const made = new DataLoader<string, Row[]>(async (ids) => {
    const byOwner = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of await batch([...ids])) byOwner.get(ownerOf(row))?.push(row);

    return ids.map((id) => byOwner.get(id)!);
  });
  context.loaders.set(name, made);

  return made;
}
