import type { FirmActing } from './firms.js';
import { days } from './kongsi.js';
import type { Browser, Outcome } from './people.js';

/** What most stories need to know of an entry. */
export interface EntryKnown {
  id: string;
  side: string;
  kind: string;
  words: string;
  town: string;
  radiusKm: number;
  fromOn: string | null;
  untilOn: string | null;
  firm: { id: string };
  tender: { id: string } | null;
  lot: { id: string } | null;
  classification: { code: string } | null;
  answers: { id: string; words: string | null; firm: { id: string } }[];
}

const entryFields = `id side kind words town radiusKm fromOn untilOn firm { id } tender { id } lot { id } classification { code }
  answers { id words firm { id } }`;

/** A day from now on, ISO 8601. */
export async function dayFrom(firm: FirmActing, count: number): Promise<string> {
  return new Date((await firm.kongsi.clock.now()).getTime() + days(count)).toISOString().slice(0, 10);
}

/** Puts a mobile crane on the board for next week, unless told otherwise. */
export async function putOnBoard(
  firm: FirmActing,
  verb: 'offerOnBoard' | 'seekOnBoard',
  facts: Record<string, unknown> = {},
): Promise<EntryKnown & Outcome & Record<string, unknown>> {
  const forDays = 'lotId' in facts ? {} : { fromOn: await dayFrom(firm, 1), untilOn: await dayFrom(firm, 8) };

  return firm.act(
    verb,
    { kind: 'MACHINE', words: 'A mobile crane for 20 tonnes, with driver.', ...forDays, ...facts },
    `... on BoardEntry { ${entryFields} } ... on BoardFull { limit } ... on DaysOver { until } ... on TenderNotOpen { phase }`,
  );
}

/** All entries the reader finds, page by page. */
export async function boardSeenBy(
  reader: Pick<Browser, 'get'>,
  args: Record<string, unknown> = {},
): Promise<EntryKnown[]> {
  const found: EntryKnown[] = [];
  let after: string | null = null;
  do {
    const data: {
      partnerBoard: { nodes: EntryKnown[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    } = await reader.get(
      `query ($side: BoardSide, $kind: BoardKind, $lotId: ID, $byFirmId: ID, $cpv: String, $fromOn: Day, $untilOn: Day,
          $near: NearInput, $first: Int!, $after: String) {
        partnerBoard(side: $side, kind: $kind, lotId: $lotId, byFirmId: $byFirmId, cpv: $cpv, fromOn: $fromOn,
          untilOn: $untilOn, near: $near, first: $first, after: $after) {
          nodes { ${entryFields} } pageInfo { hasNextPage endCursor } } }`,
      { first: 100, ...args, after },
    );
    found.push(...data.partnerBoard.nodes);
    after = data.partnerBoard.pageInfo.hasNextPage ? data.partnerBoard.pageInfo.endCursor : null;
  } while (after);

  return found;
}

export function answerEntry(
  firm: FirmActing,
  entryId: string,
  words = 'We would take it for three days.',
): Promise<Outcome & { id: string; words: string; answerId?: string }> {
  return firm.act(
    'answerBoardEntry',
    { entryId, words },
    '... on BoardAnswer { id words } ... on BoardEntryAnswered { answerId }',
  );
}
