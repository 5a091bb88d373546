/**
 * The tenders of the world, one for each phase the code computes. The first letter of a group says what the group has in common; within
 * a group time goes on.
 */
export const columns = {
  // Public and sealed; of its bids and its award is shown what is the default: the number, and one's own.
  D: 'draft',
  O: 'open, with bids in',
  C: 'closed, not opened',
  E: 'opened; the evaluator has scored one of two bids',
  A: 'awarded, the waiting time runs',
  S: 'signed',
  F: 'complete',
  U: 'unsuccessful; the alliance was excluded before',
  X: 'cancelled while bids lay sealed',
  // A public quote: what comes in lies open to the buyer.
  o: 'quote, open',
  e: 'quote, closed',
  a: 'quote, awarded',
  // Sealed, for invited firms alone.
  i: 'invited, open',
  j: 'invited, opened',
  k: 'invited, awarded',
  // Sealed and public; the names are shown to who bid.
  N: 'names, opened; the alliance was excluded since',
  n: 'names, awarded',
  // Sealed and public; names and totals are shown to everyone.
  T: 'totals, opened',
  t: 'totals, awarded',
} as const;

export type Column = keyof typeof columns;
export const columnNames = Object.keys(columns) as Column[];

/** Who looks at them. */
export const readers = {
  NOBODY: 'not signed in',
  STRANGER: 'signed in, acts for no firm',
  FOLLOWER: 'of a firm that has nothing to do with it, follows what it can',
  OPERATOR: 'runs this Kongsi',
  INVITED: 'of a firm that was invited, asked a question and was given papers, and did not bid',
  RIVAL: 'of a firm that bid and lost',
  LEAD: 'of the firm that leads the alliance that bid and won',
  LEAD_VIEWER: 'reads for that firm',
  PARTNER: 'of the other firm of the alliance',
  EVALUATOR: 'appointed on the tender; was the buyer’s delegate and is no longer',
  OWNER: 'of the buyer',
  SIGNATORY: 'of the buyer',
  BIDDER: 'of the buyer',
  EDITOR: 'of the buyer',
  VIEWER: 'of the buyer',
} as const;

export type Reader = keyof typeof readers;
export const readerNames = Object.keys(readers) as Reader[];
