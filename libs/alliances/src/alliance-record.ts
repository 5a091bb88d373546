import { isLead, isSoleTenderer } from '#libs/coverage';
import type { Alliance, PartnerFirm } from './alliance.entity.js';
import { coordinatorsOf } from './alliance.policy.js';
import { AllianceDissolved, NotYoursToArrange } from './alliance.refusals.js';
import type { Consent } from './consent.entity.js';
import type { LineUp, LineUpPosition, WorkPackage } from './line-up.entity.js';
import { type PackageOfFirm, type Place, type Plan, placeOf } from './plan.js';

/** A line-up with its places and the consents that are in force for it. */
export interface WholeLineUp {
  lineUp: LineUp;
  positions: LineUpPosition[];
  packages: WorkPackage[];
  consents: Consent[];
}

/** An alliance with all that stands in it, as read under its lock. The services change it; `AllianceRecords.keep` writes it. */
export class AllianceRecord {
  constructor(
    readonly alliance: Alliance,
    readonly partners: PartnerFirm[],
    readonly lineUps: WholeLineUp[],
  ) {}

  partner(firmId: string): PartnerFirm | undefined {
    return this.partners.find((partner) => partner.firmId === firmId);
  }

  isIn(firmId: string): boolean {
    return this.partner(firmId)?.isIn ?? false;
  }

  lineUpFor(lotId: string | null): WholeLineUp | undefined {
    return this.lineUps.find(({ lineUp }) => lineUp.lotId === lotId);
  }

  /** Those of one tender; for null those apart from any tender. */
  lineUpsOf(tenderId: string | null): WholeLineUp[] {
    return this.lineUps.filter(({ lineUp }) => lineUp.tenderId === tenderId);
  }

  get coordinators(): string[] {
    const leads = this.lineUps.flatMap(({ positions }) => positions.filter(isLead).map(({ firmId }) => firmId));

    return coordinatorsOf(this.alliance, this.partners, leads);
  }

  /** @throws NotYoursToArrange */
  ensureArrangedBy(firmId: string): void {
    if (!this.coordinators.includes(firmId)) throw new NotYoursToArrange();
  }

  /** @throws AllianceDissolved */
  ensureAlive(): void {
    if (this.alliance.dissolvedAt) throw new AllianceDissolved(this.alliance.dissolvedAt);
  }

  /** What firms consent to, as it stands. */
  get plan(): Plan & { lineUps: Map<string, Place[]> } {
    const lineUps = this.lineUps.map((whole) => {
      return [whole.lineUp.id, whole.positions.map((position) => wholePlace(whole, position))] as const;
    });

    return { terms: { ...this.alliance.terms }, lineUps: new Map(lineUps) };
  }
}

/** The packages a firm does in a line-up. */
export function packagesOf({ packages }: WholeLineUp, firmId: string): PackageOfFirm[] {
  return packages.filter(({ performerFirmId }) => performerFirmId === firmId);
}

/** A firm's place with its packages: all that its yes speaks of. */
export function wholePlace(whole: WholeLineUp, position: LineUpPosition): Place {
  const { firmId, roles, shareBasisPoints, reliedUponFor, part } = position;

  return placeOf({ firmId, roles, shareBasisPoints, reliedUponFor, part, packages: packagesOf(whole, firmId) });
}

/** A lead with helper firms and subcontractors at most: no group rules, no agreement, commitment letters instead. */
export function isSole(positions: readonly LineUpPosition[]): boolean {
  return isSoleTenderer({ entries: positions });
}
