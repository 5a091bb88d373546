import { randomUUID } from 'node:crypto';
import { actOnAlliance, consent, inviteFirm, propose, signAgreement } from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { days } from '../support/kongsi.js';
import { type Browser, aPerson } from '../support/people.js';
import { kept } from '../support/showcase.js';
import { type TenderKnown, aTender } from '../support/tenders.js';
import { upload } from '../support/uploads.js';
import { fileQuestion, filesAsked, placeOf } from './files.js';
import { allianceTwins } from './group-twins.js';
import type { Matrix } from './matrix.js';
import { type Asking, type Question, cell, shown } from './table.js';
import type { TenderWorld } from './tender-world.js';

/** `p`: being made, one firm still asked, one gone; `d`: the same, dissolved. */
const columns = ['p', 'd'];
const outsiders = 'STRANGER OPERATOR BUYER RIVAL';

interface Seen {
  alliance: {
    partners: { message: string | null }[];
    lineUps: {
      sharesTotal: number | null;
      isComplete: boolean | null;
      awaiting: unknown[] | null;
      packVerdicts: unknown[] | null;
      positions: { firm: { name: string }; shareBasisPoints: number | null; consent: unknown }[];
    }[];
  };
}

/** Alliances while firms talk about joining forces: nobody else may learn of them. */
export async function allianceMatrix({ sides, readers }: TenderWorld): Promise<Matrix> {
  const { buyer, lead, partner, rival } = sides;
  const asked = await aFirm(lead.kongsi, { name: 'Cat Pelangi' });
  const former = await aFirm(lead.kongsi, { name: 'Atap Layar' });
  const guests = { partner, asked, former };
  const papers = { p: await upload(lead.person, 'SIGNED_AGREEMENT'), d: await upload(lead.person, 'SIGNED_AGREEMENT') };
  const made = await inTheMaking(lead, guests, await aTender(buyer, { closesIn: days(60) }), papers.p);
  const dissolved = await inTheMaking(lead, guests, await aTender(buyer, { closesIn: days(60) }), papers.d);
  kept(await actOnAlliance(lead, 'dissolveAlliance', dissolved, { reason: 'The buyer wants another roof.' }));
  const own: Record<string, Browser> = {
    NOBODY: readers.NOBODY,
    STRANGER: await aPerson(lead.kongsi),
    OPERATOR: readers.OPERATOR,
    BUYER: buyer.person,
    RIVAL: readers.RIVAL,
    LEAD: lead.person,
    PARTNER: partner.person,
    ASKED: asked.person,
    FORMER: former.person,
  };

  const ids = { p: made, d: dissolved };
  const firms = { BUYER: buyer, RIVAL: rival, LEAD: lead, PARTNER: partner, ASKED: asked, FORMER: former };
  const firmIds = Object.fromEntries(Object.entries(firms).map(([reader, { firmId }]) => [reader, firmId]));

  return {
    name: 'alliances',
    columns,
    readers: own,
    questions: [
      allianceCells(ids),
      arrangedBy(ids, firmIds, lead.firmId),
      paperQuestion({ p: placeOf(papers.p), d: placeOf(papers.d) }),
      await allianceTwins(readers.NOBODY, ids),
    ],
  };
}

async function inTheMaking(
  lead: FirmActing,
  { partner, asked, former }: Record<'partner' | 'asked' | 'former', FirmActing>,
  tender: TenderKnown,
  fileId: string,
): Promise<string> {
  const lotId = tender.lots[0]!.id;
  const places = [{ lotId, roles: ['LEAD'], shareBasisPoints: 4_000 }];
  const { id } = kept(await propose(lead, tender, { places }));
  for (const firm of [partner, former])
    kept(await inviteFirm(lead, id, firm, [{ lotId, roles: ['PARTNER'], shareBasisPoints: 2_000 }]));
  for (const firm of [lead, partner, former]) kept(await consent(firm, id));
  kept(await signAgreement(lead, id, { fileId }));
  for (const firm of [partner, former]) kept(await signAgreement(firm, id));
  kept(
    await inviteFirm(
      lead,
      id,
      asked,
      [{ lotId, roles: ['PARTNER'], shareBasisPoints: 2_000 }],
      'Your paint is the best.',
    ),
  );
  kept(await actOnAlliance(former, 'leaveAlliance', id));

  return id;
}

export const allianceCells = (ids: Record<string, string>): Question => ({
  text: `query ($id: ID!) { alliance(id: $id) { id myStanding terms { version } dissolvedAt dissolveReason
    partners { firm { name } message } agreement { digest } signedAgreements { digest } myConsents { id }
    lineUps { sharesTotal isComplete awaiting { id } packVerdicts { outcome } positions { firm { name } shareBasisPoints consent { id } } } } }`,
  variables: (column) => ({ id: ids[column] }),
  cells: {
    // Whoever is out of it, was never asked, or runs this Kongsi: there is no alliance.
    'Query.alliance:talked': only('alliance', '## ## ## ##'),
    'Alliance.myStanding': only('alliance.myStanding', '## ## ## ##'),
    'Alliance.terms': only('alliance.terms', '## ## ## --'),
    'Alliance.dissolvedAt': only('alliance.dissolvedAt', '-# -# -# --'),
    'Alliance.dissolveReason': only('alliance.dissolveReason', '-# -# -# --'),
    'Alliance.lineUps': only('alliance.lineUps', '## ## ## --'),
    // Who left sees itself alone.
    'Alliance.partners': only(({ alliance }: Seen) => String(alliance.partners.length), '44 44 44 11'),
    'Alliance.agreement': only('alliance.agreement', '## ## -- --'),
    // Who leaves keeps all it signed.
    'Alliance.signedAgreements': only('alliance.signedAgreements', '## ## -- ##'),
    'Alliance.myConsents': only('alliance.myConsents', '## ## -- ##'),
    // The words of an invitation are between two firms.
    'PartnerFirm.message': only(
      ({ alliance }: Seen) => shown(alliance.partners.some(({ message }) => message)),
      '## -- ## --',
    ),
    'LineUp.sharesTotal': only('alliance.lineUps.0.sharesTotal', '## ## -- ..'),
    'LineUp.isComplete': only(({ alliance: { lineUps } }: Seen) => toldOrNot(lineUps[0]?.isComplete), '## ## -- ..'),
    'LineUp.packVerdicts': only(
      ({ alliance: { lineUps } }: Seen) => toldOrNot(lineUps[0]?.packVerdicts),
      '## ## -- ..',
    ),
    'LineUp.awaiting': only(({ alliance: { lineUps } }: Seen) => toldOrNot(lineUps[0]?.awaiting), '## ## -- ..'),
    // Others' shares are bands to who is only asked.
    'LineUpPosition.shareBasisPoints:lead': only(shownOfPlace('Kusen Embun', 'shareBasisPoints'), '## ## -- ..'),
    'LineUpPosition.shareBasisPoints:asked': only(shownOfPlace('Cat Pelangi', 'shareBasisPoints'), '## ## ## ..'),
    'LineUpPosition.consent:lead': only(shownOfPlace('Kusen Embun', 'consent'), '## ## -- ..'),
  },
});

interface Withdrawn {
  withdrawAllianceInvitation: { code?: string };
}

/**
 * Who arranges it: only the lead is told that the firm it names was not asked. A partner is told that it is not its to arrange; whoever
 * is out of it, that there is no alliance.
 */
const arrangedBy = (ids: Record<string, string>, firmIds: Record<string, string>, leadFirmId: string): Question => ({
  text: `mutation ($input: WithdrawAllianceInvitationInput!) { withdrawAllianceInvitation(input: $input) {
    __typename ... on Refusal { code } } }`,
  variables: (column, reader) => ({
    input: {
      actingFor: firmIds[reader] ?? leadFirmId,
      idempotencyKey: randomUUID(),
      allianceId: ids[column],
      firmId: leadFirmId,
    },
  }),
  cells: {
    'Mutation.withdrawAllianceInvitation': cell(
      ({ withdrawAllianceInvitation: { code } }: Withdrawn) =>
        ({ NO_OPEN_INVITATION: '#', NOT_YOURS_TO_ARRANGE: '-' })[code!] ?? `X ${code}`,
      'p',
      { NOBODY: '?', [`${outsiders} FORMER`]: '.', LEAD: '#', 'PARTNER ASKED': '-' },
    ),
  },
});

/** The agreement on paper, as the lead signed and scanned it: for who is in the alliance, and for who signed and left. */
const paperQuestion = (places: Record<string, string>): Asking =>
  fileQuestion({
    SIGNED_AGREEMENT: filesAsked(places, 'pd', {
      [`NOBODY ${outsiders} ASKED`]: '..',
      'LEAD PARTNER FORMER': '##',
    }),
  });

/** Rows of lead, partner, the one asked and the one gone; for everybody else nothing is there. */
function only(read: string | ((data: Seen) => string), marks: string): ReturnType<typeof cell> {
  const [lead, partner, asked, former] = marks.split(' ') as [string, string, string, string];

  return cell(read, 'pd', {
    NOBODY: '??',
    [outsiders]: '..',
    LEAD: lead,
    PARTNER: partner,
    ASKED: asked,
    FORMER: former,
  });
}

function toldOrNot(value: unknown): string {
  if (value === undefined) return '.';

  return value === null ? '-' : '#';
}

function shownOfPlace(name: string, field: 'shareBasisPoints' | 'consent') {
  return ({ alliance: { lineUps } }: Seen): string => {
    const place = lineUps[0]?.positions.find(({ firm }) => firm.name === name);

    return place ? shown(place[field]) : '.';
  };
}
