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

/** What most stories need to know of an own invitation. */
export interface OutsideKnown {
  id: string;
  firmName: string;
  standing: string;
  answer: string | null;
  expiresAt: string;
  link: string | null;
  whatsAppLink: string | null;
  tender: { id: string } | null;
  contact: { firmName: string; contactName: string; phone: string; town: string | null; trades: string[] } | null;
  firm: { id: string } | null;
}

const outsideFields = `id firmName standing answer expiresAt link whatsAppLink tender { id } firm { id }
  contact { firmName contactName phone town trades }`;
const outsideSelection = `... on OutsideInvitation { ${outsideFields} }`;

/** Asks a painter by a link in Indonesian, unless told otherwise. */
export function inviteOutside(
  firm: FirmActing,
  facts: Record<string, unknown> = {},
): Promise<OutsideKnown & Outcome & { limit?: number; nextAt?: string }> {
  return firm.act(
    'inviteOutsideFirm',
    {
      firmName: 'Cat Pak Made',
      role: 'PARTNER',
      shareBasisPoints: 1_500,
      part: 'All painting',
      language: 'ID',
      channel: 'LINK',
      ...facts,
    },
    `${outsideSelection} ... on OutsideInvitationsUsedUp { limit nextAt }`,
  );
}

export function onInvitation(
  firm: FirmActing,
  verb: 'resendOutsideInvitation' | 'revokeOutsideInvitation',
  invitationId: string,
): Promise<OutsideKnown & Outcome> {
  return firm.act(verb, { invitationId }, outsideSelection);
}

/** The firm's invitations, the newest first. */
export async function outsideInvitationsOf(firm: FirmActing): Promise<OutsideKnown[]> {
  const { outsideInvitations } = await firm.get<{ outsideInvitations: { nodes: OutsideKnown[] } }>(
    `query ($firmId: ID!) { outsideInvitations(firmId: $firmId, first: 100) { nodes { ${outsideFields} } } }`,
    { firmId: firm.firmId },
  );

  return outsideInvitations.nodes;
}

export function tokenOf({ link }: { link: string | null }): string {
  return link!.slice(link!.lastIndexOf('/') + 1);
}

/** What whoever holds the link sees. */
export interface SeenByLink {
  standing: string;
  firmName: string;
  expiresAt: string;
  askedBy: { id: string; name: string };
  work: { tenderId: string | null; title: string; town: string | null; closesAt: string | null } | null;
  role: string | null;
  shareBasisPoints: number | null;
  part: string | null;
  answer: string | null;
  draft: { firmName: string; town: string | null; trades: string[]; sectors: string[] } | null;
}

const seenFields = `standing firmName expiresAt askedBy { id name } work { tenderId title town closesAt } role shareBasisPoints part answer
  draft { firmName town trades sectors }`;

/** Null for a link that leads nowhere. */
export async function seenByLink(reader: Pick<Browser, 'ask'>, token: string): Promise<SeenByLink | null> {
  const { data } = await reader.ask<{ outsideInvitation: SeenByLink } | null>(
    `query ($token: String!) { outsideInvitation(token: $token) { ${seenFields} } }`,
    { token },
  );

  return data?.outsideInvitation ?? null;
}

/** Answers as a painter from the next village, unless told otherwise. */
export function answerByLink(
  browser: Browser,
  token: string,
  facts: Record<string, unknown> = {},
): Promise<SeenByLink & Outcome> {
  return browser.carryOut(
    'answerOutsideInvitation',
    {
      token,
      answer: 'INTERESTED',
      contactName: 'Made Suarta',
      phone: '+62 812 5550 1234',
      trades: ['kusen pintu'],
      town: 'Muara Senja',
      ...facts,
    },
    `... on InvitationByLink { ${seenFields} } ... on InvitationExpired { expiredAt }`,
  );
}
