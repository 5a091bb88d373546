import { randomUUID } from 'node:crypto';
import { type Question, cell, shown } from './table.js';

const all = 'D OCEASFUX oea ijk NnTt';

interface Found {
  tenders: { nodes: { id: string }[] };
}
interface Confirmed {
  confirmBid: { code?: string };
}

/** Which tenders a search finds: none before it is published, not even for its buyer. */
export const tenderSearch = (tenderIds: Record<string, string>): Question => ({
  text: '{ tenders(first: 100) { nodes { id } } }',
  variables: () => ({}),
  cells: {
    'Query.tenders': cell(
      ({ tenders }: Found, column) => shown(tenders.nodes.some(({ id }) => id === tenderIds[column])),
      all,
      {
        'NOBODY STRANGER FOLLOWER OPERATOR EVALUATOR': '- ######## ### --- ####',
        'INVITED RIVAL LEAD LEAD_VIEWER PARTNER': '- ######## ### ### ####',
        'OWNER SIGNATORY BIDDER EDITOR VIEWER': '- ######## ### ### ####',
      },
    ),
  },
});

/**
 * Whose bid it is when something is to be done with it: after the closing its firms are told that it is too late, and for everybody else
 * there is no such bid, also where the opening has shown who bid.
 */
export const ownBidQuestion = (
  bidIds: Record<string, string>,
  firmIds: Record<string, string>,
  leadFirmId: string,
): Question => ({
  text: `mutation ($input: ConfirmBidInput!) { confirmBid(input: $input) { __typename ... on Refusal { code } } }`,
  variables: (column, reader) => ({
    input: {
      actingFor: firmIds[reader] ?? leadFirmId,
      idempotencyKey: randomUUID(),
      bidId: bidIds[column],
      addendumId: randomUUID(),
    },
  }),
  cells: {
    'Mutation.confirmBid': cell(
      ({ confirmBid: { code } }: Confirmed) =>
        code === 'DEADLINE_PASSED' || code === 'TENDER_NOT_OPEN' ? '#' : `X ${code}`,
      'CEAX NT',
      {
        NOBODY: '???? ??',
        'STRANGER FOLLOWER OPERATOR INVITED RIVAL EVALUATOR': '.... ..',
        'LEAD PARTNER': '#### ##',
        'SIGNATORY BIDDER': '.... ..',
        'LEAD_VIEWER OWNER EDITOR VIEWER': '!!!! !!',
      },
    ),
  },
});
