import type { FirmActing } from './firms.js';
import type { Browser, Outcome } from './people.js';

/** What most stories need to know of a project. */
export interface ProjectKnown {
  id: string;
  version: number;
  isPublic: boolean;
  isToldFreely: boolean;
  myStanding: string | null;
  title: { en: string | null };
  town: string;
  coordinates: { latitude: number; longitude: number } | null;
  value: { amount: string; currency: string } | null;
  client: { id: string; name: string } | null;
  clientIsNamed: boolean;
  clientUnnamed: { en: string | null } | null;
  clientWord: string | null;
  clientAnswer: string | null;
  missingConfirmations: number | null;
  tender: { id: string } | null;
  partners: {
    firm: { id: string };
    roles: string[];
    shareBasisPoints: number;
    part: { en: string | null };
    hasConfirmed: boolean | null;
  }[];
  people: { person: { id: string; name: string }; did: { en: string | null }; confirmedAt: string | null }[];
  pictures: { id: string; url: string; alt: { en: string | null } }[];
}

export const projectFields = `id version isPublic isToldFreely myStanding title { en } town coordinates { latitude longitude }
  value { amount currency } client { id name } clientIsNamed clientUnnamed { en } clientWord clientAnswer missingConfirmations
  tender { id } partners { firm { id } roles shareBasisPoints part { en } hasConfirmed }
  people { person { id name } did { en } confirmedAt } pictures { id url alt { en } }`;

const selection = `... on Project { ${projectFields} }`;

/** The input of `draftProject` with defaults: a market roof, finished last spring, 60 and 40 per cent, a client in words. */
export function aTelling(
  drafter: Pick<FirmActing, 'firmId'>,
  partner: Pick<FirmActing, 'firmId'>,
  facts: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    title: { en: 'A roof for the fish market', id: 'Atap untuk pasar ikan' },
    story: { en: 'The steel came by boat, and the riggers lifted it at low tide.' },
    outcome: { en: 'Forty stalls are dry.' },
    place: { town: 'Muara Senja', country: 'ID', latitude: -6.8437, longitude: 123.3512 },
    startedOn: '2025-01-06',
    finishedOn: '2025-04-30',
    value: { amount: '1234567890', currency: 'IDR' },
    partners: [
      { firmId: drafter.firmId, roles: ['LEAD'], shareBasisPoints: 6_000, part: { en: 'Steel and schedule' } },
      { firmId: partner.firmId, roles: ['PARTNER'], shareBasisPoints: 4_000, part: { en: 'Roof panels' } },
    ],
    clientUnnamed: { en: 'A town on the river' },
    ...facts,
  };
}

/** Carries out a verb of the showcase for a firm. */
export function showcase(
  firm: FirmActing,
  verb: string,
  input: Record<string, unknown>,
): Promise<ProjectKnown & Outcome & Record<string, unknown>> {
  const missing =
    verb === 'publishProject'
      ? `... on PartnersNotConfirmed { firms { id name } } ... on ClientStillThinking { until firm { id } }
         ... on ClientNotAsked { firm { id } } ... on ClientRecognisable { fields }`
      : '';

  return firm.act(verb, input, `${selection} ${missing}`);
}

export async function aProject(
  drafter: FirmActing,
  partner: FirmActing,
  facts: Record<string, unknown> = {},
): Promise<ProjectKnown> {
  return kept(await showcase(drafter, 'draftProject', aTelling(drafter, partner, facts)));
}

/** Reads the project and says yes to it as it stands. */
export async function confirmProject(firm: FirmActing, projectId: string): Promise<ProjectKnown & Outcome> {
  const { version } = (await projectSeenBy(firm, projectId))!;

  return showcase(firm, 'confirmProject', { projectId, version });
}

/** A project that everybody confirmed and that is public: its client described in words, or asked and willing. */
export async function aPublicProject(
  drafter: FirmActing,
  partner: FirmActing,
  facts: Record<string, unknown> = {},
  client?: FirmActing,
): Promise<ProjectKnown> {
  const { id } = await aProject(drafter, partner, client ? { clientFirmId: client.firmId, ...facts } : facts);
  for (const firm of [drafter, partner]) kept(await confirmProject(firm, id));
  if (client) {
    kept(await showcase(drafter, 'askClient', { projectId: id }));
    kept(await confirmAsClient(client, id, 'Dry feet at last.'));
  }

  return kept(await showcase(drafter, 'publishProject', { projectId: id }));
}

export async function confirmAsClient(
  client: FirmActing,
  projectId: string,
  word?: string,
): Promise<ProjectKnown & Outcome> {
  const { version } = (await projectSeenBy(client, projectId))!;

  return showcase(client, 'confirmAsClient', { projectId, version, word });
}

/** The project as somebody sees it, or null. */
export async function projectSeenBy<Data = ProjectKnown>(
  reader: Pick<Browser, 'ask'>,
  id: string,
  fields = projectFields,
): Promise<Data | null> {
  const { data } = await reader.ask<{ project: Data } | null>(`query ($id: ID!) { project(id: $id) { ${fields} } }`, {
    id,
  });

  return data?.project ?? null;
}

/** Ids of the public projects found, page by page. */
export async function projectsFound(
  reader: Pick<Browser, 'get'>,
  args: Record<string, unknown> = {},
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const data: { projects: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await reader.get(
        `query ($text: String, $town: String, $firmId: ID, $near: NearInput, $sort: ProjectSort, $first: Int!, $after: String) {
          projects(text: $text, town: $town, firmId: $firmId, near: $near, sort: $sort, first: $first, after: $after) {
            nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { first: 100, ...args, after },
      );
    ids.push(...data.projects.nodes.map(({ id }) => id));
    after = data.projects.pageInfo.hasNextPage ? data.projects.pageInfo.endCursor : null;
  } while (after);

  return ids;
}

export function kept<Result>(result: Result & Outcome): Result {
  if (result.code) throw new Error(`Refused: ${result.code}: ${result.message}`);

  return result;
}
