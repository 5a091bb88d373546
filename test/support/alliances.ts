import type { FirmActing } from './firms.js';
import type { Outcome } from './people.js';
import type { TenderKnown } from './tenders.js';

export type Role = 'LEAD' | 'PARTNER' | 'RELIED_UPON' | 'SUBCONTRACTOR';

/** What a story says of a firm's place in a line-up. */
export interface PlaceFacts {
  lotId?: string | null;
  roles: Role[];
  shareBasisPoints: number;
  reliedUponFor?: string[];
  part?: string | null;
}

/** What most stories need to know of an alliance. */
export interface AllianceKnown {
  id: string;
  myStanding: string | null;
  terms: { version: number; liability: string; words: string } | null;
  partners: { firm: { id: string }; state: string }[];
  lineUps: LineUpKnown[];
}

export interface LineUpKnown {
  id: string;
  lot: { id: string } | null;
  isSoleTenderer: boolean;
  isComplete: boolean | null;
  sharesTotal: number | null;
  awaiting: { id: string }[] | null;
  positions: {
    firm: { id: string };
    roles: Role[];
    shareBasisPoints: number | null;
    shareBand: string;
    part: string | null;
    version: number;
    consent: { isFresh: boolean; exclusive: boolean } | null;
  }[];
}

export const allianceFields = `id myStanding terms { version liability words } partners { firm { id } state }
  lineUps { id lot { id } isSoleTenderer isComplete sharesTotal awaiting { id }
    positions { firm { id } roles shareBasisPoints shareBand part version consent { isFresh exclusive } } }`;

const selection = `... on Alliance { ${allianceFields} }`;

/** The input of `proposeAlliance` with defaults: a project for the tender's first lot, which the firm leads with the whole of it. */
export function aProposal(tender: TenderKnown, facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: 'PROJECT',
    name: 'Kongsi Jendela',
    tenderId: tender.id,
    terms: { liability: 'SEVERAL', words: '' },
    places: [{ lotId: tender.lots[0]!.id, roles: ['LEAD'], shareBasisPoints: 10_000 }],
    ...facts,
  };
}

export function propose(
  firm: FirmActing,
  tender: TenderKnown,
  facts: Record<string, unknown> = {},
): Promise<AllianceKnown & Outcome> {
  return firm.act<AllianceKnown>('proposeAlliance', aProposal(tender, facts), selection);
}

export function inviteFirm(
  firm: FirmActing,
  allianceId: string,
  guest: Pick<FirmActing, 'firmId'>,
  places: PlaceFacts[],
  message?: string,
): Promise<AllianceKnown & Outcome> {
  return firm.act<AllianceKnown>(
    'inviteFirm',
    { allianceId, firmId: guest.firmId, places, ...(message === undefined ? {} : { message }) },
    selection,
  );
}

/** The alliance as the firm sees it, or null. */
export async function allianceSeenBy<Data = AllianceKnown>(
  firm: Pick<FirmActing, 'ask'>,
  id: string,
  fields = allianceFields,
): Promise<Data | null> {
  const { data } = await firm.ask<{ alliance: Data } | null>(`query ($id: ID!) { alliance(id: $id) { ${fields} } }`, {
    id,
  });

  return data?.alliance ?? null;
}

/** The input of `consentToAlliance`: all places of the firm and the terms, as it reads them now. */
export async function whatToConsentTo(firm: FirmActing, allianceId: string): Promise<Record<string, unknown>> {
  const alliance = (await allianceSeenBy(firm, allianceId))!;
  const places = alliance.lineUps.flatMap(({ lot, positions }) =>
    positions
      .filter((position) => position.firm.id === firm.firmId)
      .map(({ version }) => ({ lotId: lot?.id ?? null, version })),
  );

  return { allianceId, places, termsVersion: alliance.terms!.version };
}

/** Reads what stands there and says yes to all of it. */
export async function consent(firm: FirmActing, allianceId: string): Promise<AllianceKnown & Outcome> {
  return firm.act<AllianceKnown>('consentToAlliance', await whatToConsentTo(firm, allianceId), selection);
}

export function changeLineUp(
  firm: FirmActing,
  allianceId: string,
  lotId: string | null,
  places: (PlaceFacts & { firmId: string })[],
): Promise<AllianceKnown & Outcome> {
  return firm.act<AllianceKnown>('changeLineUp', { allianceId, lotId, places }, selection);
}

export function actOnAlliance(
  firm: FirmActing,
  verb: string,
  allianceId: string,
  input: Record<string, unknown> = {},
): Promise<AllianceKnown & Outcome> {
  return firm.act<AllianceKnown>(verb, { allianceId, ...input }, selection);
}

/**
 * An alliance for the tender's first lot with everybody's yes: the lead, and partners in equal shares.
 *
 * @param facts changes of the proposal (`name`, `terms`)
 */
export async function anAlliance(
  lead: FirmActing,
  partners: readonly FirmActing[],
  tender: TenderKnown,
  facts: Record<string, unknown> = {},
): Promise<AllianceKnown> {
  const lotId = tender.lots[0]!.id;
  const share = Math.floor(10_000 / (partners.length + 1));
  const own = 10_000 - share * partners.length;
  const proposed = kept(
    await propose(lead, tender, { places: [{ lotId, roles: ['LEAD'], shareBasisPoints: own }], ...facts }),
  );
  for (const partner of partners)
    kept(await inviteFirm(lead, proposed.id, partner, [{ lotId, roles: ['PARTNER'], shareBasisPoints: share }]));
  for (const firm of [lead, ...partners]) kept(await consent(firm, proposed.id));

  return (await allianceSeenBy(lead, proposed.id))!;
}

/** Reads the agreement and signs it. */
export async function signAgreement(
  firm: FirmActing,
  allianceId: string,
  input: Record<string, unknown> = {},
): Promise<AllianceKnown & Outcome> {
  const seen = await allianceSeenBy<{ agreement: { digest: string; tenderId: string | null } }>(
    firm,
    allianceId,
    'agreement { digest tenderId }',
  );
  const { digest, tenderId } = seen!.agreement;

  return actOnAlliance(firm, 'signAgreement', allianceId, {
    tenderId,
    digest,
    name: 'Sari Wijaya',
    position: 'Direktur',
    ...input,
  });
}

function kept<Result>(result: Result & Outcome): Result {
  if (result.code) throw new Error(`Refused: ${result.code}: ${result.message}`);

  return result;
}
