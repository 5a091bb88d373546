import { amountOf, type Amount, type FactKey } from '#libs/requirements';
import type { CapabilityClaim, EvidenceClaim, FactClaim, FirmClaims } from './claims.js';
import { cpvDigits, cpvStem } from './cpv.js';
import { dayNumber } from './days.js';
import { knownCapacityOf, type KnownCapacity } from './free-capacity.js';
import { sameSpelling } from './question.js';
import type { Reading } from './reading.js';

const stemLengths = [2, 3, 4, 5, 6, 7, 8];

/** A firm's claims, read once and arranged so that each question finds its answer without reading them all again. */
export interface Knowledge {
  readonly claims: FirmClaims;
  /** Adds the capabilities claimed for a code or below it; into a list given, because it is asked for every cell of a matrix. */
  collectBelow(stem: string, into: KnownCapability[]): void;
  /** Whether a capability is claimed for something that contains this code. */
  claimsAbove(digits: string): boolean;
  papersNamed(name: string): readonly EvidenceClaim[];
  factsOf(key: FactKey): readonly KnownFact[];
  /** Many requirements of a notice ask for one number with different thresholds: it is read for the first of them. */
  readOnce(number: string, read: () => Reading): Reading;
  declared(name: string): boolean | undefined;
  /** `null`: the firm has stated none, or the asker may not use it. */
  readonly capacity: KnownCapacity | null;
}

export interface KnownCapability {
  readonly claim: CapabilityClaim;
  readonly digits: string;
  readonly papers: readonly EvidenceClaim[];
}

export interface KnownFact {
  readonly claim: FactClaim;
  /** `null` when the value cannot be read. */
  readonly amount: Amount | null;
  /** First and last day as day numbers, where stated. */
  readonly from: number | null;
  readonly until: number | null;
  readonly papers: readonly EvidenceClaim[];
}

export function knowledgeOf(claims: FirmClaims): Knowledge {
  const evidence = claims.evidence ?? [];
  const byId = new Map(evidence.map((paper) => [paper.id, paper]));
  const papersOf = (ids: readonly string[] | undefined) => (ids ?? []).flatMap((id) => byId.get(id) ?? []);
  const named = groupedBy(evidence, (paper) => sameSpelling(paper.scheme ?? ''));
  const facts = groupedBy(
    (claims.facts ?? []).map((claim) => knownFactOf(claim, papersOf(claim.evidenceIds))),
    ({ claim }) => claim.key,
  );
  const declarations = new Map(
    Object.entries(claims.declarations ?? {}).map(([key, stated]) => [sameSpelling(key), stated]),
  );

  const capabilities = (claims.capabilities ?? [])
    .flatMap((claim): KnownCapability[] => {
      const digits = cpvDigits(claim.cpv);

      return digits === null ? [] : [{ claim, digits, papers: papersOf(claim.evidenceIds) }];
    })
    .sort((a, b) => (a.digits < b.digits ? -1 : 1));
  const readings = new Map<string, Reading>();
  const stems = new Set(capabilities.map(({ digits }) => cpvStem(digits)));

  return {
    claims,
    collectBelow: (stem, into) => {
      let at = firstNotBefore(capabilities, stem);
      let next = capabilities[at];
      while (next !== undefined && next.digits.startsWith(stem)) {
        into.push(next);
        at += 1;
        next = capabilities[at];
      }
    },
    claimsAbove: (digits) => stemLengths.some((length) => stems.has(digits.slice(0, length))),
    papersNamed: (name) => named.get(name) ?? [],
    factsOf: (key) => facts.get(key) ?? [],
    readOnce: (number, read) => {
      const known = readings.get(number) ?? read();
      readings.set(number, known);

      return known;
    },
    declared: (name) => declarations.get(name),
    capacity: claims.capacity ? knownCapacityOf(claims.capacity) : null,
  };
}

/** Everything below a code is one stretch of the sorted codes; this is where it begins. */
function firstNotBefore(capabilities: readonly KnownCapability[], stem: string): number {
  let low = 0;
  let high = capabilities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (capabilities[middle]!.digits < stem) low = middle + 1;
    else high = middle;
  }

  return low;
}

function knownFactOf(claim: FactClaim, papers: readonly EvidenceClaim[]): KnownFact {
  return {
    claim,
    amount: amountOf(claim.value),
    from: claim.periodFrom ? dayNumber(claim.periodFrom) : null,
    until: claim.periodUntil ? dayNumber(claim.periodUntil) : null,
    papers,
  };
}

function groupedBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }

  return groups;
}
