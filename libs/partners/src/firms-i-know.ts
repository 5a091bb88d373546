import { type Acquaintance, type AcquaintanceKind, acquaintanceKinds } from './acquaintances.js';

/** A firm that is known, with every reason. */
export interface KnownFirm {
  firmId: string;
  /** In the order of `acquaintanceKinds`. */
  reasons: Acquaintance[];
}

/** What the list is ordered by, greatest first, and at last the firm's id, so that no two are alike. */
export type KnownKey = [jointWorks: number, alliances: number, lastOn: string, firmId: string];

/** Gathers reasons by firm: those with most joint work first, then most alliances, then the latest. */
export function knownFirms(acquaintances: readonly Acquaintance[]): KnownFirm[] {
  const byFirm = new Map<string, Acquaintance[]>();
  for (const known of acquaintances) byFirm.set(known.firmId, [...(byFirm.get(known.firmId) ?? []), known]);

  return [...byFirm]
    .map(([firmId, reasons]) => ({
      firmId,
      reasons: reasons.toSorted((a, b) => acquaintanceKinds.indexOf(a.kind) - acquaintanceKinds.indexOf(b.kind)),
    }))
    .sort((a, b) => byKey(keyOf(a), keyOf(b)));
}

export function keyOf({ firmId, reasons }: KnownFirm): KnownKey {
  const countOf = (kind: AcquaintanceKind): number =>
    reasons.filter((reason) => reason.kind === kind).reduce((sum, { count }) => sum + count, 0);
  const lastOn = reasons.map((reason) => reason.lastOn).reduce((last, day) => (day > last ? day : last), '');

  return [countOf('JOINT_WORK'), countOf('ALLIANCE'), lastOn, firmId];
}

/** Negative when the first comes before the second. */
export function byKey(a: KnownKey, b: KnownKey): number {
  if (a[0] !== b[0]) return b[0] - a[0];
  if (a[1] !== b[1]) return b[1] - a[1];
  if (a[2] !== b[2]) return a[2] > b[2] ? -1 : 1;
  if (a[3] === b[3]) return 0;

  return a[3] > b[3] ? -1 : 1;
}
