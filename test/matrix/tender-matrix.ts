import { awardQuestion, bidAllianceQuestion, bidQuestion } from './bid-cells.js';
import { columnNames } from './columns.js';
import { draftQuestions } from './draft-cells.js';
import type { Matrix } from './matrix.js';
import { judgingQuestion, openingQuestion, tenderQuestion } from './tender-cells.js';
import { tenderFiles } from './tender-files.js';
import { ownBidQuestion, tenderSearch } from './tender-lists.js';
import { tenderTwins } from './tender-twins.js';
import type { TenderStanding, TenderWorld } from './tender-world.js';

/** Tenders in every phase with their bids, judging, award and files, as everybody sees them. */
export async function tenderMatrix(world: TenderWorld): Promise<Matrix> {
  const { tenders, readers, sides } = world;
  const of = (idOf: (standing: TenderStanding) => string): Record<string, string> =>
    Object.fromEntries(columnNames.map((column) => [column, idOf(tenders[column])]));
  const tenderIds = of(({ tender }) => tender.id);
  const lotIds = of(({ lotId }) => lotId);
  const bidIds = of(({ allianceBidId }) => allianceBidId);
  const allianceIds = of(({ allianceId }) => allianceId);
  const firmIds = firmsOf(world);
  const leadFirmId = sides.lead.firmId;

  return {
    name: 'tenders, bids and awards',
    columns: columnNames,
    trusted: ['D', 'C', 'E', 'A', 'i', 'j', 'N', 'T'],
    readers,
    questions: [
      tenderQuestion(tenderIds),
      judgingQuestion(lotIds),
      openingQuestion(lotIds),
      bidQuestion(bidIds),
      bidAllianceQuestion(allianceIds),
      awardQuestion(tenderIds),
      tenderSearch(tenderIds),
      ownBidQuestion(bidIds, firmIds, leadFirmId),
      ...draftQuestions({ lotIds, allianceIds, firmIds, leadFirmId }),
      await tenderFiles(world, of),
      await tenderTwins(world, of),
    ],
  };
}

/** The firm each reader acts for; some act for none. */
function firmsOf({ sides: { buyer, lead, partner, rival, invited, other } }: TenderWorld): Record<string, string> {
  const buyers = ['OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER'].map((role) => [role, buyer.firmId]);

  return {
    FOLLOWER: other.firmId,
    INVITED: invited.firmId,
    RIVAL: rival.firmId,
    LEAD: lead.firmId,
    LEAD_VIEWER: lead.firmId,
    PARTNER: partner.firmId,
    ...(Object.fromEntries(buyers) as Record<string, string>),
  };
}
