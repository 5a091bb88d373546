import type { DemoTender } from '../tender-shapes.js';

/**
 * A tender as it stood after so many of its addenda: the file tells it as it reads today, and each addendum says what stood there before.
 *
 * @param addenda how many were published by then; 0 is the notice as first published
 */
export function noticeBefore(tender: DemoTender, addenda: number): DemoTender {
  const notice = structuredClone(tender);
  for (const { changes } of tender.addenda.slice(addenda).toReversed())
    for (const { path, from, to } of changes.toReversed()) rewrite(notice, path.split('/'), from, to);

  return notice;
}

/** A step of a path is a field, a place in a list, or the key of a thing in a list. */
function rewrite(within: object, [step, ...rest]: string[], from: string, to: string): void {
  const field = (Array.isArray(within) ? placeIn(within as { key?: string }[], step!) : step) as keyof typeof within;
  const value: unknown = within[field];
  if (rest.length > 0) rewrite(value as object, rest, from, to);
  else if (typeof value !== 'string' || !value.includes(to)) throw new Error(`"${to}" does not stand at ${step}`);
  else Object.assign(within, { [field]: value.replace(to, from) });
}

function placeIn(things: { key?: string }[], step: string): number {
  const byKey = things.findIndex((thing) => thing.key === step);

  return byKey === -1 ? Number(step) : byKey;
}
