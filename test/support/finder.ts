import type { FirmActing } from './firms.js';
import { addCapability, recordFact } from './profiles.js';
import type { TenderKnown } from './tenders.js';

interface Titled {
  title: string;
}
interface Piece {
  requirements: Titled[];
  part: string | null;
}

/** What the finder answers, as stories look at it. */
export interface FinderSeen {
  proof: 'OPTIMAL' | 'BOUND';
  proved: number;
  fewerExist: boolean;
  fewestPossible: number | null;
  askLater: Titled[];
  alliances: {
    points: number;
    members: {
      firm: { id: string; name: string };
      isLead: boolean;
      shareBasisPoints: number | null;
      distanceKm: number;
      carries: Titled[];
      failsWithout: Titled[];
      costs: { reason: string; points: number; sentence: string }[];
    }[];
    pairs: { firmIds: string[]; projects: number; cost: { points: number; sentence: string } }[];
    coverage: {
      met: number;
      unknown: number;
      essentialGaps: Titled[];
      verdicts: { outcome: string; requirement: Titled & { mode: string } }[];
    };
  }[];
  obstacles: {
    unfit: { firm: { name: string }; requirements: Titled[] }[];
    heldByNobody: Piece[];
    closest: { firms: { name: string }[]; missing: Piece[]; isProved: boolean } | null;
    conflict: { requirements: Piece[]; isSmallest: boolean } | null;
    relaxations: { kind: string; value: number | null; members: number; requirement: Piece | null; sentence: string }[];
  } | null;
}

const piece = '{ requirements { title } part }';
const answerFields = `proof proved fewerExist fewestPossible askLater { title }
  alliances { points members { firm { id name } isLead shareBasisPoints distanceKm carries { title } failsWithout { title } costs { reason points sentence } }
    pairs { firmIds projects cost { points sentence } } coverage { met unknown essentialGaps { title } verdicts { outcome requirement { title mode } } } }
  obstacles { unfit { firm { name } requirements { title } } heldByNobody ${piece} closest { firms { name } missing ${piece} isProved }
    conflict { requirements ${piece} isSmallest } relaxations { kind value members requirement ${piece} sentence } }`;

/** Looks for alliances for the first lot of a tender. */
export async function findAlliances(
  firm: Pick<FirmActing, 'firmId' | 'get'>,
  tender: { lots: readonly { id: string }[] },
  { with: others = [], limits = {} }: { with?: FirmActing[]; limits?: Record<string, unknown> } = {},
): Promise<FinderSeen> {
  const { findAlliances: answer } = await firm.get<{ findAlliances: FinderSeen }>(
    `query ($firmId: ID!, $lotId: ID!, $with: [ID!]!, $limits: FinderLimitsInput!) {
      findAlliances(firmId: $firmId, lotId: $lotId, with: $with, limits: $limits) { ${answerFields} } }`,
    { firmId: firm.firmId, lotId: tender.lots[0]!.id, with: others.map(({ firmId }) => firmId), limits },
  );

  return answer;
}

export interface GapSeen {
  coverage: { essentialGaps: Titled[] };
  closers: {
    firm: { name: string };
    closes: Titled[];
    helpsWith: Titled[];
    opens: Titled[];
    projectsTogether: number;
    points: number;
  }[];
  indispensable: { firm: { name: string }; failsWithout: Titled[]; sentence: string | null }[];
}

/** Asks which single firms close what the firms lack together; the first of them asks, and leads. */
export async function closeGap(
  firms: readonly [FirmActing, ...FirmActing[]],
  tender: TenderKnown,
  limits: Record<string, unknown> = {},
): Promise<GapSeen> {
  const entries = firms.map(({ firmId }, at) => ({ firmId, roles: [at === 0 ? 'LEAD' : 'PARTNER'] }));
  const { closeGap: answer } = await firms[0].get<{ closeGap: GapSeen }>(
    `query ($firmId: ID!, $lotId: ID!, $lineUp: LineUpInput!, $limits: FinderLimitsInput!) {
      closeGap(firmId: $firmId, lotId: $lotId, lineUp: $lineUp, limits: $limits) { coverage { essentialGaps { title } }
        closers { firm { name } closes { title } helpsWith { title } opens { title } projectsTogether points }
        indispensable { firm { name } failsWithout { title } sentence } } }`,
    { firmId: firms[0].firmId, lotId: tender.lots[0]!.id, lineUp: { entries }, limits },
  );

  return answer;
}

/** Names of the firms of each alliance, in alphabetical order. */
export function namesOf({ alliances }: Pick<FinderSeen, 'alliances'>): string[][] {
  return alliances.map(({ members }) => members.map(({ firm }) => firm.name).sort());
}

export function titlesOf(some: readonly Titled[]): string[] {
  return some.map(({ title }) => title);
}

/** A firm with trades, and so many people. */
export async function skilled(firm: FirmActing, trades: readonly string[], people?: string): Promise<FirmActing> {
  for (const cpv of trades) await addCapability(firm, { cpv });
  if (people) await recordFact(firm, { value: people });

  return firm;
}
