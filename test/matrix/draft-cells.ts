import { type Cell, type Question, cell } from './table.js';

const columns = 'OCE';
const buyers = 'OWNER SIGNATORY BIDDER EDITOR VIEWER';

interface Seen {
  bidDrafts: { content: string }[];
}

/** Who is asked for: the firm a reader acts for; for whoever acts for none, the lead. */
export interface DraftsOf {
  lotIds: Record<string, string>;
  allianceIds: Record<string, string>;
  /** By reader. */
  firmIds: Record<string, string>;
  leadFirmId: string;
}

const text = `query ($firmId: ID!, $lotId: ID!, $allianceId: ID) {
  bidDrafts(firmId: $firmId, lotId: $lotId, allianceId: $allianceId) { content } }`;

/**
 * What firms write before they seal: the lead let its partner read, the partner nobody, the rival wrote for itself. The phase changes
 * nothing: it is never anybody else’s, neither before nor after the opening.
 */
export const draftQuestions = ({ lotIds, allianceIds, firmIds, leadFirmId }: DraftsOf): Question[] => {
  const variables = (column: string, firmId: string | undefined): Record<string, unknown> => ({
    firmId,
    lotId: lotIds[column],
  });

  return [
    {
      text,
      variables: (column, reader) => ({
        ...variables(column, firmIds[reader] ?? leadFirmId),
        allianceId: allianceIds[column],
      }),
      cells: {
        // In the alliance, for one's own firm. To every other firm the alliance is not there.
        'BidDraft.content:alliance': drafts({
          NOBODY: '???',
          'STRANGER FOLLOWER OPERATOR INVITED RIVAL EVALUATOR': '...',
          LEAD: '111',
          LEAD_VIEWER: '!!!',
          PARTNER: '222',
          'SIGNATORY BIDDER': '...',
          'OWNER EDITOR VIEWER': '!!!',
        }),
      },
    },
    {
      text,
      variables: (column) => ({ ...variables(column, leadFirmId), allianceId: allianceIds[column] }),
      cells: {
        // As if one acted for the lead.
        'BidDraft.content:as the lead': drafts({
          NOBODY: '???',
          [`STRANGER FOLLOWER OPERATOR INVITED RIVAL EVALUATOR PARTNER ${buyers}`]: '...',
          LEAD: '111',
          LEAD_VIEWER: '!!!',
        }),
      },
    },
    {
      text,
      variables: (column, reader) => variables(column, firmIds[reader] ?? leadFirmId),
      cells: {
        'BidDraft.content:alone': drafts({
          NOBODY: '???',
          'STRANGER OPERATOR EVALUATOR': '...',
          'FOLLOWER INVITED LEAD PARTNER SIGNATORY BIDDER': '000',
          RIVAL: '111',
          'LEAD_VIEWER OWNER EDITOR VIEWER': '!!!',
        }),
      },
    },
  ];
};

function drafts(rows: Record<string, string>): Cell {
  return cell(
    ({ bidDrafts }: Seen) =>
      bidDrafts.every(({ content }) => content.startsWith('Perhaps')) ? String(bidDrafts.length) : 'X',
    columns,
    rows,
  );
}
