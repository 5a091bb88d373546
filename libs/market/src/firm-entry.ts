import { type EvidenceClaim, type FirmClaims, sameSpelling } from '#libs/coverage';
import type { FactKey } from '#libs/requirements';

/** A day as a whole number, counted from 1970-01-01; `never` is before all, `always` after all. */
export type Day = number;
export const never: Day = 0;
export const always: Day = 65_535;

/** How long a claim stands on a paper that was handed in, and on one that was verified; `never` without such a paper. */
export interface Backing {
  readonly documentUntil: Day;
  readonly provedUntil: Day;
}

export interface TradeEntry extends Backing {
  /** The CPV code as a number: 45421000. */
  readonly code: number;
}

export interface NamedEntry extends Backing {
  /** A scheme or a statement, as `sameSpelling` spells it. */
  readonly name: string;
}

export interface FactEntry extends Backing {
  readonly key: FactKey;
  readonly value: number;
  readonly currency: string | null;
  readonly unit: string | null;
  readonly code: number | null;
  readonly label: string | null;
  readonly from: Day | null;
  readonly until: Day | null;
}

/** What is known of a firm when alliances are looked for: all of it may be used, none of it is shown from here. */
export interface FirmEntry {
  readonly firmId: string;
  readonly latitude: number;
  readonly longitude: number;
  /** An operator checked that the firm is who it says. */
  readonly isVerified: boolean;
  /** Joint projects that all who took part confirmed. */
  readonly projects: number;
  readonly trades: readonly TradeEntry[];
  readonly papers: readonly NamedEntry[];
  /** Statements the firm has made. */
  readonly words: readonly NamedEntry[];
  readonly facts: readonly FactEntry[];
}

export type Whereabouts = Pick<FirmEntry, 'firmId' | 'latitude' | 'longitude' | 'isVerified' | 'projects'>;

/** Arranges what an asker may use of a profile for searching, as it stands on a day. */
export function entryOf(firm: Whereabouts, claims: FirmClaims, today: Day): FirmEntry {
  const papers = new Map((claims.evidence ?? []).map((paper) => [paper.id, paper]));
  const behind = (ids: readonly string[] | undefined): Backing =>
    backingOf(
      (ids ?? []).flatMap((id) => papers.get(id) ?? []),
      today,
    );
  const named = groupedByName([...papers.values()]);

  return {
    ...firm,
    trades: (claims.capabilities ?? []).flatMap(({ cpv, evidenceIds }) =>
      /^\d{8}/.test(cpv) ? [{ code: Number(cpv.slice(0, 8)), ...behind(evidenceIds) }] : [],
    ),
    papers: [...named]
      .map(([name, same]) => ({ name, ...backingOf(same, today) }))
      .filter(({ documentUntil }) => documentUntil >= today),
    words: Object.entries(claims.declarations ?? {}).flatMap(([declaration, isMade]) => {
      const name = sameSpelling(declaration);

      return isMade ? [{ name, ...backingOf(named.get(name) ?? [], today) }] : [];
    }),
    facts: (claims.facts ?? []).flatMap((fact): FactEntry[] => {
      const value = Number(fact.value);
      if (!Number.isFinite(value) || value < 0) return [];

      return [
        {
          key: fact.key,
          value,
          currency: fact.currency?.toUpperCase() ?? null,
          unit: fact.unit ? sameSpelling(fact.unit) : null,
          code: fact.cpv ? Number(fact.cpv.slice(0, 8)) : null,
          label: fact.label ? sameSpelling(fact.label) : null,
          from: fact.periodFrom ? dayOf(fact.periodFrom) : null,
          until: fact.periodUntil ? dayOf(fact.periodUntil) : null,
          ...behind(fact.evidenceIds),
        },
      ];
    }),
  };
}

/** Days from 1970 to an ISO date. */
export function dayOf(isoDate: string): Day {
  return Math.floor(Date.parse(`${isoDate.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}

/** Papers that hold today: a document lies there from the day it was handed in, and proves something once it was verified. */
function backingOf(papers: readonly EvidenceClaim[], today: Day): Backing {
  let documentUntil = never;
  let provedUntil = never;
  for (const { state, validFrom, validUntil } of papers) {
    if (state !== 'SUBMITTED' && state !== 'VERIFIED') continue;
    if (validFrom && dayOf(validFrom) > today) continue;
    const until = validUntil ? dayOf(validUntil) : always;
    if (until < today) continue;
    documentUntil = Math.max(documentUntil, until);
    if (state === 'VERIFIED') provedUntil = Math.max(provedUntil, until);
  }

  return { documentUntil, provedUntil };
}

function groupedByName(papers: readonly EvidenceClaim[]): Map<string, EvidenceClaim[]> {
  const groups = new Map<string, EvidenceClaim[]>();
  for (const paper of papers) {
    if (!paper.scheme) continue;
    const name = sameSpelling(paper.scheme);
    groups.set(name, [...(groups.get(name) ?? []), paper]);
  }

  return groups;
}
