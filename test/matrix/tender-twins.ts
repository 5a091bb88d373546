import { type BidDecided, type BidReader, awardSightOf, awardSightSql, bidSightSql, sightOf } from '#libs/bids';
import { type Flags, canSeeTender, canSeeTenderSql } from '#libs/tenders';
import type { Asking } from './table.js';
import type { TenderStanding, TenderWorld } from './tender-world.js';
import { type Twins, rowsOf, table, twinsQuestion } from './twins.js';

const all = 'D OCEASFUX oea ijk NnTt';
const published = 'OCEASFUX oea ijk NnTt';
const decided = 'E ASF a k nt';
const outsiders = 'NOBODY STRANGER FOLLOWER OPERATOR';
const alliance = 'LEAD LEAD_VIEWER PARTNER';
const bidders = `RIVAL ${alliance}`;
const buyers = 'OWNER SIGNATORY BIDDER EDITOR VIEWER';

interface TenderRow {
  buyerFirmId: string;
  publishedAt: Date | null;
  visibility: 'PUBLIC' | 'INVITED';
  invitedFirmIds: string[];
}
interface BidRow {
  buyerFirmId: string;
  flags: Flags;
  openedAt: Date | null;
  awardDecidedAt: Date | null;
  liveVersion: number | null;
  isAwarded: boolean;
  visibility: 'PUBLIC' | 'INVITED';
}

const bidNames = { bid: 'bid', lot: 'lot', tender: 'tender' };
const bidFrom = `"bid" bid JOIN "lot" lot ON lot."id" = bid."lotId" JOIN "tender" tender ON tender."id" = bid."tenderId"`;

/** The rules of tenders, bids and awards, each beside its twin. */
export async function tenderTwins(
  { readers, sides }: TenderWorld,
  of: (idOf: (standing: TenderStanding) => string) => Record<string, string>,
): Promise<Asking> {
  const { lead, partner, rival } = sides;
  const ids = {
    tender: of(({ tender }) => tender.id),
    chosen: of((it) => it.allianceBidId),
    rival: of((it) => it.rivalBidId),
  };
  const tenders = await rowsOf<TenderRow>(
    readers.NOBODY,
    `SELECT tender.*, ARRAY(SELECT "firmId" FROM "tenderInvitation" WHERE "tenderId" = tender."id") AS "invitedFirmIds"
     FROM "tender" tender WHERE "id" = ANY ($1::uuid[])`,
    ids.tender,
  );
  const bids = (of: Record<string, string>): Promise<Record<string, BidRow>> =>
    rowsOf<BidRow>(
      readers.NOBODY,
      `SELECT bid."id", bid."liveVersion", lot."openedAt", lot."awardDecidedAt", tender."buyerFirmId", tender."flags", tender."visibility",
         EXISTS (SELECT 1 FROM "award" WHERE "bidId" = bid."id") AS "isAwarded" FROM ${bidFrom} WHERE bid."id" = ANY ($1::uuid[])`,
      of,
    );
  const chosen = { ids: ids.chosen, rows: await bids(ids.chosen), memberFirmIds: [lead.firmId, partner.firmId] };
  const lost = { ids: ids.rival, rows: await bids(ids.rival), memberFirmIds: [rival.firmId] };

  return twinsQuestion([
    {
      name: 'canSeeTender',
      table: table(all, {
        [`${outsiders} EVALUATOR`]: '- ######## ### --- ####',
        [`INVITED ${bidders}`]: '- ######## ### ### ####',
        [buyers]: '# ######## ### ### ####',
      }),
      rule: (actor, column) => canSeeTender(actor, tenders[column]!, tenders[column]!.invitedFirmIds),
      sql: ({ firmIds }, column) => [
        `SELECT ${canSeeTenderSql('tender', '$1')} FROM "tender" tender WHERE tender."id" = $2`,
        [firmIds, ids.tender[column]],
      ],
    },
    bidTwins('sightOf bid', chosen, {
      [`${outsiders} INVITED`]: '-------- --- --- --tt',
      RIVAL: '-------- --- --- nntt',
      [alliance]: '######## ### ### ####',
      [`EVALUATOR ${buyers}`]: '--#####- ### -## ####',
    }),
    awardTwins('awardSightOf:chosen', chosen, {
      [`${outsiders} INVITED`]: '- --- - - -t',
      // What spoke for the chosen bid every loser learns; with names, also whose it is.
      RIVAL: '- aaa a a nt',
      [`EVALUATOR ${alliance} ${buyers}`]: '- ### # # ##',
    }),
    awardTwins('awardSightOf:rival', lost, {
      [`${outsiders} INVITED`]: '- --- - - -t',
      [alliance]: '- --- - - nt',
      [`EVALUATOR RIVAL ${buyers}`]: '- ### # # ##',
    }),
  ]);
}

interface Bids {
  ids: Record<string, string>;
  rows: Record<string, BidRow>;
  memberFirmIds: string[];
}

function bidTwins(name: string, { ids, rows, memberFirmIds }: Bids, marks: Record<string, string>): Twins {
  return {
    name,
    table: table(published, marks),
    rule(actor, column, reader) {
      const { buyerFirmId, flags, liveVersion, ...moments } = rows[column]!;
      const tender = { buyerFirmId, flags, isSealed: flags.envelopes.length > 0 };
      const seen = { ...moments, memberFirmIds, isLive: liveVersion !== null, tender };

      return sightOf(actor, seen, standingOf(reader, rows[column]!));
    },
    sql: ({ firmIds, personId }, column) => [
      `SELECT ${bidSightSql(bidNames, '$1', '$2')} FROM ${bidFrom} WHERE bid."id" = $3`,
      [firmIds, personId, ids[column]],
    ],
  };
}

function awardTwins(name: string, { ids, rows, memberFirmIds }: Bids, marks: Record<string, string>): Twins {
  return {
    name,
    table: table(decided, marks),
    rule(actor, column, reader) {
      const { buyerFirmId, flags, awardDecidedAt, isAwarded } = rows[column]!;
      const seen: BidDecided = { memberFirmIds, isAwarded, decidedAt: awardDecidedAt, tender: { buyerFirmId, flags } };

      return awardSightOf(actor, seen, standingOf(reader, rows[column]!));
    },
    sql: ({ firmIds, personId }, column) => [
      `SELECT ${awardSightSql(bidNames, '$1', '$2')} FROM ${bidFrom} WHERE bid."id" = $3`,
      [firmIds, personId, ids[column]],
    ],
  };
}

/** What the world made of each reader. */
function standingOf(reader: string, { visibility }: Pick<BidRow, 'visibility'>): BidReader {
  const isOneOf = (names: string): boolean => names.split(' ').includes(reader);

  return {
    isEvaluator: reader === 'EVALUATOR',
    isTenderer: isOneOf(bidders),
    seesTender: visibility === 'PUBLIC' || isOneOf(`INVITED ${bidders} ${buyers}`),
  };
}
