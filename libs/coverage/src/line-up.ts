/** Roles as the European Single Procurement Document names them; a firm has a set of them. */
export const LineUpRole = {
  LEAD: 'LEAD',
  PARTNER: 'PARTNER',
  RELIED_UPON: 'RELIED_UPON',
  SUBCONTRACTOR: 'SUBCONTRACTOR',
} as const;
export type LineUpRole = (typeof LineUpRole)[keyof typeof LineUpRole];

export interface LineUpEntry {
  readonly firmId: string;
  readonly roles: readonly LineUpRole[];
  /** The part of the contract value the firm performs; 10 000 basis points are the whole. */
  readonly shareBasisPoints?: number | null;
  /** The requirements this firm lends itself for; read for `RELIED_UPON` only. */
  readonly reliedUponFor?: readonly string[];
}

/** A piece of the work with one performer and the requirements it gives proof for. */
export interface WorkPackage {
  readonly id?: string;
  readonly name: string;
  /** `null`, or a firm that is not in the line-up: nobody does it yet. */
  readonly performerFirmId: string | null;
  readonly provesFor: readonly string[];
}

export interface LineUp {
  readonly entries: readonly LineUpEntry[];
  readonly workPackages?: readonly WorkPackage[];
  /** What is stated once for the group, by the words of the statement; absent: not stated either way. */
  readonly statements?: Readonly<Record<string, boolean | undefined>>;
}

export function isLead(entry: LineUpEntry): boolean {
  return entry.roles.includes('LEAD');
}

/** A member bids: it leads or is a partner. */
export function isMember(entry: LineUpEntry): boolean {
  return isLead(entry) || entry.roles.includes('PARTNER');
}

/** A helper lends itself without bidding. A member that is also relied upon is a member. */
export function isHelper(entry: LineUpEntry): boolean {
  return !isMember(entry) && entry.roles.includes('RELIED_UPON');
}

export function isHelperFor(entry: LineUpEntry, requirementId: string): boolean {
  return isHelper(entry) && (entry.reliedUponFor ?? []).includes(requirementId);
}

/** One lead with helpers and subcontractors at most: no group, so no group rules. */
export function isSoleTenderer(lineUp: LineUp): boolean {
  const members = lineUp.entries.filter(isMember);

  return members.length === 1 && members.every(isLead);
}
