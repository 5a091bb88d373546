import { type Cell, type Question, cell, shown } from './table.js';

/** All tenders of the world: see `columns.ts`. */
const all = 'D OCEASFUX oea ijk NnTt';
const outsiders = 'NOBODY STRANGER FOLLOWER OPERATOR EVALUATOR';
const bidders = 'RIVAL LEAD LEAD_VIEWER PARTNER';
const buyers = 'OWNER SIGNATORY BIDDER EDITOR VIEWER';

interface Seen {
  tender: {
    isFollowed: boolean;
    estimate: EstimateSeen;
    questions: { isOwn: boolean }[];
    documents: { file: unknown; requests: unknown[] }[];
    lots: { estimate: EstimateSeen; bidCount: number | null; bids: { nodes: unknown[] } }[];
  };
}
type EstimateSeen = { exact: unknown } | null;

const estimate = (of: (data: Seen) => EstimateSeen): Cell =>
  cell((data: Seen) => (of(data) ? (of(data)!.exact ? '#' : '~') : '-'), all, {
    // The buyer shows a range; it alone knows the figure, in every phase.
    [outsiders]: '. ~~~~~~~~ ~~~ ... ~~~~',
    [`INVITED ${bidders}`]: '. ~~~~~~~~ ~~~ ~~~ ~~~~',
    [buyers]: '# ######## ### ### ####',
  });

/** What is seen of a tender, its lots, papers, questions and numbers. */
export const tenderQuestion = (tenderIds: Record<string, string>): Question => ({
  text: `query ($id: ID!) { tender(id: $id) { id isFollowed estimate { exact { amount } from { amount } } evaluators { personId interests }
    questions { id text answer isOwn } documents { id title file { id url } requests { requestedAt firm { id } } }
    lots { id estimate { exact { amount } from { amount } } bidCount bids(first: 20) { nodes { id } } award { id } } } }`,
  variables: (column) => ({ id: tenderIds[column] }),
  cells: {
    'Query.tender': cell('tender', all, {
      // A draft is its buyer's alone; a tender for invited firms is there for them, and for whom they showed it to.
      [outsiders]: '. ######## ### ... ####',
      [`INVITED ${bidders}`]: '. ######## ### ### ####',
      [buyers]: '# ######## ### ### ####',
    }),
    'Tender.estimate': estimate(({ tender }) => tender.estimate),
    'Lot.estimate': estimate(({ tender }) => tender.lots[0]!.estimate),
    'Tender.isFollowed': cell(({ tender }: Seen) => shown(tender.isFollowed), all, {
      FOLLOWER: '. ######## ### ... ####',
      'NOBODY STRANGER OPERATOR EVALUATOR': '. -------- --- ... ----',
      [`INVITED ${bidders}`]: '. -------- --- --- ----',
      [buyers]: '- -------- --- --- ----',
    }),
    'Tender.evaluators': cell('tender.evaluators', all, {
      // Who judges is known to who judges; no tenderer knows whom to talk to.
      'NOBODY STRANGER FOLLOWER OPERATOR': '. -------- --- ... ----',
      [`INVITED ${bidders}`]: '. -------- --- --- ----',
      EVALUATOR: '. ######## ### ... ####',
      [buyers]: '- ######## ### ### ####',
    }),
    'Tender.questions': cell(({ tender }: Seen) => String(tender.questions.length), all, {
      // One is answered and public, without who asked; the open one is between its asker and the buyer.
      [outsiders]: '. 11111111 111 ... 1111',
      [bidders]: '. 11111111 111 111 1111',
      INVITED: '. 22222222 222 222 2222',
      [buyers]: '0 22222222 222 222 2222',
    }),
    'Question.isOwn': cell(({ tender }: Seen) => shown(tender.questions.some(({ isOwn }) => isOwn)), all, {
      [outsiders]: '. -------- --- ... ----',
      'LEAD LEAD_VIEWER PARTNER': '. -------- --- --- ----',
      'INVITED RIVAL': '. ######## ### ### ####',
      [buyers]: '- -------- --- --- ----',
    }),
    'TenderDocument.file': cell(
      ({ tender }: Seen) => String(tender.documents.filter(({ file }) => file).length),
      'D OAX i',
      {
        // Three papers: public, on request, after a promise of secrecy. One firm asked, promised, and was given them.
        [outsiders]: '. 111 .',
        [bidders]: '. 111 1',
        INVITED: '. 333 3',
        [buyers]: '3 333 3',
      },
    ),
    'TenderDocument.requests': cell(
      ({ tender }: Seen) => shown(tender.documents.flatMap(({ requests }) => requests)),
      'D OAX i',
      { [outsiders]: '. --- .', [bidders]: '. --- -', INVITED: '. ### #', [buyers]: '- ### #' },
    ),
    'Lot.bidCount': cell('tender.lots.0.bidCount', all, {
      // Nobody learns before the closing, the buyer included, and never where a tender was cancelled before it. Quotes lie open to the buyer.
      [outsiders]: '. -######- -## ... ####',
      [`INVITED ${bidders}`]: '. -######- -## -## ####',
      [buyers]: '- -######- ### -## ####',
    }),
    'Lot.bids': cell(({ tender }: Seen) => String(tender.lots[0]!.bids.nodes.length), all, {
      // One's own always. Buyer and evaluators all, once opened; quotes on arrival. Others what the notice said, to whom it said.
      'NOBODY STRANGER FOLLOWER OPERATOR': '. 00000000 000 ... 0022',
      INVITED: '. 00000000 000 000 0022',
      [bidders]: '. 11111111 111 111 2222',
      EVALUATOR: '. 00222220 222 ... 2222',
      [buyers]: '0 00222220 222 022 2222',
    }),
    'Lot.award': cell('tender.lots.0.award', all, {
      // That there is a decision is no secret.
      [outsiders]: '. ---###-- --# ... -#-#',
      [`INVITED ${bidders}`]: '. ---###-- --# --# -#-#',
      [buyers]: '- ---###-- --# --# -#-#',
    }),
  },
});

interface OpeningSeen {
  opening: { file: string } | null;
}

/** What is seen of the closing list and of the judging. */
export const judgingQuestion = (lotIds: Record<string, string>): Question => ({
  text: `query ($lotId: ID!) { opening(lotId: $lotId) { bids file }
    evaluation(lotId: $lotId) { lotSeed bids { bidId bidder price { amount } } scores { points reason personId } } }`,
  variables: (column) => ({ lotId: lotIds[column] }),
  cells: {
    'Query.opening': cell('opening', all, {
      // The ordered list of digests is published with the closing, before anything is opened, to all who see the tender. Quotes have none.
      [outsiders]: '. -######- --- ... ####',
      [`INVITED ${bidders}`]: '. -######- --- -## ####',
      [buyers]: '- -######- --- -## ####',
    }),
    'Query.evaluation': cell('evaluation', all, {
      NOBODY: '? ???????? ??? ??? ????',
      [`STRANGER FOLLOWER OPERATOR INVITED ${bidders}`]: '. ........ ... ... ....',
      EVALUATOR: '. --#####- -## -## ####',
      [buyers]: '- --#####- -## -## ####',
    }),
    'Evaluation.scores': cell('evaluation.scores', all, {
      // Each evaluator alone: where it has scored one of two bids, the buyer sees nothing of it yet.
      NOBODY: '? ???????? ??? ??? ????',
      [`STRANGER FOLLOWER OPERATOR INVITED ${bidders}`]: '. ........ ... ... ....',
      EVALUATOR: '. ..#####. .## .## ####',
      [buyers]: '. ..-###-. .-# .-# -#-#',
    }),
  },
});

/** The opening as a file anybody can check. Where there is none, there is nothing to ask. */
export const openingQuestion = (lotIds: Record<string, string>): Question => ({
  text: 'query ($lotId: ID!) { opening(lotId: $lotId) { file } }',
  variables: (column) => ({ lotId: lotIds[column] }),
  cells: {
    'LotOpening.file': cell(
      ({ opening }: OpeningSeen) => String((JSON.parse(opening!.file) as { bids: unknown[] }).bids.length),
      'C EASFU jk NnTt',
      {
        // It names the submissions its reader may see whole; the chain itself is there for all.
        'NOBODY STRANGER FOLLOWER OPERATOR': '0 00000 .. 0000',
        INVITED: '0 00000 00 0000',
        [bidders]: '1 11111 11 1111',
        EVALUATOR: '0 22222 .. 2222',
        [buyers]: '0 22222 22 2222',
      },
    ),
  },
});
