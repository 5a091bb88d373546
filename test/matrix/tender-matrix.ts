import { awardQuestion, bidAllianceQuestion, bidQuestion } from './bid-cells.js';
import { columnNames } from './columns.js';
import type { Matrix } from './matrix.js';
import { judgingQuestion, openingQuestion, tenderQuestion } from './tender-cells.js';
import type { TenderStanding, TenderWorld } from './tender-world.js';

/** Tenders in every phase with their bids, judging and award, as everybody sees them. */
export function tenderMatrix({ tenders, readers }: TenderWorld): Matrix {
  const of = (idOf: (standing: TenderStanding) => string): Record<string, string> =>
    Object.fromEntries(columnNames.map((column) => [column, idOf(tenders[column])]));
  const tenderIds = of(({ tender }) => tender.id);
  const lotIds = of(({ lotId }) => lotId);

  return {
    name: 'tenders, bids and awards',
    columns: columnNames,
    trusted: ['D', 'C', 'E', 'A', 'i', 'j', 'N', 'T'],
    readers,
    questions: [
      tenderQuestion(tenderIds),
      judgingQuestion(lotIds),
      openingQuestion(lotIds),
      bidQuestion(of(({ allianceBidId }) => allianceBidId)),
      bidAllianceQuestion(of(({ allianceId }) => allianceId)),
      awardQuestion(tenderIds),
    ],
  };
}
