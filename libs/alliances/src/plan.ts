import { LineUpRole, isMember } from '#libs/coverage';
import type { Terms } from './alliance.entity.js';

/** What one firm does in one line-up: exactly what its consent speaks of, beside the terms. */
export interface Place {
  firmId: string;
  roles: LineUpRole[];
  shareBasisPoints: number;
  reliedUponFor: string[];
  part: string | null;
  /** The pieces of the work it does, and the requirements each gives proof for. */
  packages: PackageOfFirm[];
}

export interface PackageOfFirm {
  name: string;
  provesFor: string[];
}

/** All that firms consent to: the terms, and the places of each line-up by its id. */
export interface Plan {
  terms: Terms;
  lineUps: ReadonlyMap<string, readonly Place[]>;
}

/** A firm in a line-up. */
export interface Seat {
  lineUpId: string;
  firmId: string;
}

/** A place as somebody wrote it: without words for its part, or without packages, where it has none. */
type WrittenPlace = Omit<Place, 'part' | 'packages'> & { part?: string | null; packages?: readonly PackageOfFirm[] };

/** A place in its one form: roles once and in order, requirements once and in order, no empty words. */
export function placeOf(written: WrittenPlace): Place {
  const { firmId, roles, shareBasisPoints, reliedUponFor, part, packages = [] } = written;

  return {
    firmId,
    roles: Object.values(LineUpRole).filter((role) => roles.includes(role)),
    shareBasisPoints,
    reliedUponFor: [...new Set(reliedUponFor)].sort(),
    part: part?.trim() || null,
    packages: packages.map(({ name, provesFor }) => ({ name: name.trim(), provesFor: [...new Set(provesFor)].sort() })),
  };
}

/**
 * Whose consent a change makes stale; a firm whose place is new or gone is among them.
 *
 * Other terms touch everybody. Another role, share, part, package of work, or list of requirements lent for touches the firm itself. Under joint and
 * several liability, other members touch all members of the line-up: each answers for the whole together with them.
 */
export function touchedBy(before: Plan, after: Plan): Seat[] {
  const lineUpIds = new Set([...before.lineUps.keys(), ...after.lineUps.keys()]);
  const termsChanged = !sameTerms(before.terms, after.terms);

  return [...lineUpIds].flatMap((lineUpId) => {
    const old = before.lineUps.get(lineUpId) ?? [];
    const now = after.lineUps.get(lineUpId) ?? [];
    const answersForOthers = after.terms.liability === 'JOINT_AND_SEVERAL' && !sameFirms(old, now);
    const firmIds = new Set([...old, ...now].map((place) => place.firmId));

    return [...firmIds].flatMap((firmId) => {
      const was = old.find((place) => place.firmId === firmId);
      const is = now.find((place) => place.firmId === firmId);
      const member = [was, is].some((place) => place !== undefined && isMember(place));
      const touched = termsChanged || !samePlace(was, is) || (answersForOthers && member);

      return touched ? [{ lineUpId, firmId }] : [];
    });
  });
}

/** Basis points of all firms together; 10 000 when the line-up is whole. */
export function totalShares(places: readonly Pick<Place, 'shareBasisPoints'>[]): number {
  return places.reduce((total, place) => total + place.shareBasisPoints, 0);
}

export function sameTerms(a: Terms, b: Terms): boolean {
  const statements = ({ statements: said = [] }: Terms): string => said.join();

  return (
    a.liability === b.liability &&
    a.representativeFirmId === b.representativeFirmId &&
    a.words === b.words &&
    statements(a) === statements(b)
  );
}

function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(placeOf(a)) === JSON.stringify(placeOf(b));
}

/** Whether the same firms are lead or partner. */
function sameFirms(a: readonly Place[], b: readonly Place[]): boolean {
  const members = (places: readonly Place[]): string =>
    JSON.stringify(
      places
        .filter(isMember)
        .map((it) => it.firmId)
        .sort(),
    );

  return members(a) === members(b);
}
