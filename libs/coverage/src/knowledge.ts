import type { CapabilityClaim, EvidenceClaim, FactClaim, FirmClaims } from './claims.js';
import { cpvDigits, cpvStem } from './cpv.js';
import { sameSpelling } from './question.js';
import type { FactKey } from './requirement.js';

/** A firm's claims, arranged so that each question finds its answer without reading them all. */
export interface Knowledge {
  readonly claims: FirmClaims;
  readonly capabilities: readonly { readonly claim: CapabilityClaim; readonly digits: string; readonly stem: string }[];
  papersOf(ids: readonly string[] | undefined): readonly EvidenceClaim[];
  papersNamed(name: string): readonly EvidenceClaim[];
  factsOf(key: FactKey): readonly FactClaim[];
  declared(name: string): boolean | undefined;
}

export function knowledgeOf(claims: FirmClaims): Knowledge {
  const papers = new Map((claims.evidence ?? []).map((paper) => [paper.id, paper]));
  const named = groupedBy(claims.evidence ?? [], (paper) => sameSpelling(paper.scheme ?? ''));
  const facts = groupedBy(claims.facts ?? [], (fact) => fact.key);
  const declarations = new Map(
    Object.entries(claims.declarations ?? {}).map(([key, stated]) => [sameSpelling(key), stated]),
  );

  return {
    claims,
    capabilities: (claims.capabilities ?? []).flatMap((claim) => {
      const digits = cpvDigits(claim.cpv);

      return digits === null ? [] : [{ claim, digits, stem: cpvStem(digits) }];
    }),
    papersOf: (ids) => (ids ?? []).flatMap((id) => papers.get(id) ?? []),
    papersNamed: (name) => named.get(name) ?? [],
    factsOf: (key) => facts.get(key) ?? [],
    declared: (name) => declarations.get(name),
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
