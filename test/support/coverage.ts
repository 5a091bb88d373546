import type { FirmActing } from './firms.js';

/** What stories need to know of a coverage. */
export interface CoverageSeen {
  isSoleTenderer: boolean;
  verdicts: {
    outcome: string;
    sentence: string;
    rule: string[];
    source: string | null;
    carriedBy: { name: string }[];
    shortBy: { value: string; unit: string | null } | null;
    parts: { name: string; outcome: string; value: { value: string } | null }[];
    overrides: { reason: string; firm: { id: string } }[];
    firms: {
      firm: { name: string } | null;
      counts: boolean;
      outcome: string;
      sentence: string;
      value: { value: string } | null;
      details: string[];
      period: { from: string | null; until: string | null } | null;
    }[];
  }[];
}

const fields = `isSoleTenderer verdicts { outcome sentence rule source carriedBy { name } shortBy { value unit }
  parts { name outcome value { value } } overrides { reason firm { id } }
  firms { firm { name } counts outcome sentence value { value } details period { from until } } }`;

/** What the alliance can prove as the firm sees it; null where it is not there for it. */
export async function allianceCoverage(
  firm: Pick<FirmActing, 'ask'>,
  allianceId: string,
  lotId: string,
): Promise<CoverageSeen | null> {
  const { data } = await firm.ask<{ allianceCoverage: CoverageSeen } | null>(
    `query ($allianceId: ID!, $lotId: ID!) { allianceCoverage(allianceId: $allianceId, lotId: $lotId) { ${fields} } }`,
    { allianceId, lotId },
  );

  return data?.allianceCoverage ?? null;
}

/** What a line-up that is only tried out could prove. */
export async function coverageOf(
  firm: FirmActing,
  lotId: string,
  lineUp: Record<string, unknown>,
): Promise<CoverageSeen> {
  const { coverage } = await firm.get<{ coverage: CoverageSeen }>(
    `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { ${fields} } }`,
    { lotId, lineUp },
  );

  return coverage;
}

/** What the firm alone could prove. */
export async function myCoverage(firm: FirmActing, lotId: string): Promise<CoverageSeen> {
  const seen = await firm.get<{ myCoverage: CoverageSeen }>(
    `query ($firmId: ID!, $lotId: ID!) { myCoverage(firmId: $firmId, lotId: $lotId) { ${fields} } }`,
    { firmId: firm.firmId, lotId },
  );

  return seen.myCoverage;
}

/** Says what the firm has for work, as far as nothing else is said. */
export function stateCapacity(firm: FirmActing, facts: Record<string, unknown> = {}) {
  return firm.act<{ id: string }>('stateCapacity', { visibility: 'PUBLIC', ...facts }, '... on Capacity { id }');
}

/** The titles of what the person was told of a kind. */
export async function toldOf(firm: FirmActing, kind: string): Promise<{ title: string; body: string; path: string }[]> {
  const { inbox } = await firm.get<{ inbox: { nodes: { kind: string; title: string; body: string; path: string }[] } }>(
    '{ inbox { nodes { kind title body path } } }',
  );

  return inbox.nodes.filter((notice) => notice.kind === kind);
}
