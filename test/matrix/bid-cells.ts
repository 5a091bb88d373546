import { type Cell, type Question, cell, shown } from './table.js';

const all = 'OCEASFUX oea ijk NnTt';
const others = 'NOBODY STRANGER FOLLOWER OPERATOR INVITED';
const alliance = 'LEAD LEAD_VIEWER PARTNER';
const judges = 'EVALUATOR OWNER SIGNATORY BIDDER EDITOR VIEWER';

/** The bid that the alliance made. A rival is any other bidder of the lot. */
export const bidQuestion = (bidIds: Record<string, string>): Question => ({
  text: `query ($id: ID!) { bid(id: $id) { id leadFirm { id } lineUp { firmId } receivedAt total { amount } contents { envelope } packCheck { outcome } disqualifiedAt
    versions { version } clarifications { question } disqualifyReason } }`,
  variables: (column) => ({ id: bidIds[column] }),
  cells: {
    'Query.bid': cell('bid', all, {
      // Nothing before the opening, not even that it is there; after it what the notice said, to whom it said.
      [others]: '........ ... ... ..##',
      RIVAL: '........ ... ... ####',
      [alliance]: '######## ### ### ####',
      [judges]: '..#####. ### .## ####',
    }),
    'Bid.leadFirm': cell('bid.leadFirm', all, {
      [others]: '........ ... ... ..##',
      RIVAL: '........ ... ... ####',
      [alliance]: '######## ### ### ####',
      [judges]: '..#####. ### .## ####',
    }),
    'Bid.total': cell('bid.total', all, {
      // Sealed is sealed: the server cannot show its author the total either.
      [others]: '........ ... ... ..##',
      RIVAL: '........ ... ... --##',
      [alliance]: '--#####- ### -## ####',
      [judges]: '..#####. ### .## ####',
    }),
    // Unit prices and answers are never public; nor is what packs say of a bid.
    'Bid.contents': opened('bid.contents'),
    'Bid.packCheck': opened('bid.packCheck'),
    'Bid.lineUp': whole('bid.lineUp'),
    'Bid.receivedAt': whole('bid.receivedAt'),
    'Bid.versions': cell('bid.versions', all, {
      // Receipts are their bidder's.
      [others]: '........ ... ... ..--',
      RIVAL: '........ ... ... ----',
      [alliance]: '######## ### ### ####',
      [judges]: '..-----. --- .-- ----',
    }),
    'Bid.clarifications': cell('bid.clarifications', all, {
      // Asked where nothing is decided yet.
      [others]: '........ ... ... ..--',
      RIVAL: '........ ... ... ----',
      [alliance]: '--#---#- -#- -#- #-#-',
      [judges]: '..#---#. -#- .#- #-#-',
    }),
    'Bid.disqualifiedAt': excluded('bid.disqualifiedAt'),
    'Bid.disqualifyReason': excluded('bid.disqualifyReason'),
  },
});

/** What the opening brings to light, for the bid's own firms and those who judge. */
function opened(path: string): Cell {
  return cell(path, all, {
    [others]: '........ ... ... ..--',
    RIVAL: '........ ... ... ----',
    [alliance]: '--#####- ### -## ####',
    [judges]: '..#####. ### .## ####',
  });
}

function whole(path: string): Cell {
  return cell(path, all, {
    [others]: '........ ... ... ..--',
    RIVAL: '........ ... ... ----',
    [alliance]: '######## ### ### ####',
    [judges]: '..#####. ### .## ####',
  });
}

/** That a bid was excluded, and why, is between its firms and those who judge; the notice promised others a name. */
function excluded(path: string): Cell {
  return cell(path, all, {
    [others]: '........ ... ... ..--',
    RIVAL: '........ ... ... ----',
    [alliance]: '------#- --- --- #---',
    [judges]: '..----#. --- .-- #---',
  });
}

/** The alliance that made it: for everybody but its firms there is none, in no phase, though its bid has been opened or has won. */
export const bidAllianceQuestion = (allianceIds: Record<string, string>): Question => ({
  text: 'query ($id: ID!) { alliance(id: $id) { id } }',
  variables: (column) => ({ id: allianceIds[column] }),
  cells: {
    'Query.alliance': cell('alliance', all, {
      NOBODY: '???????? ??? ??? ????',
      [`STRANGER FOLLOWER OPERATOR INVITED RIVAL ${judges}`]: '........ ... ... ....',
      [alliance]: '######## ### ### ####',
    }),
  },
});

const decided = 'ASF a k nt';

interface Line {
  isAwarded: boolean;
  tenderers: { shareBasisPoints: number | null }[];
}
interface Decided {
  tender: { lots: { scoreLines: Line[] }[] };
}

/** The decision. The rival lost. */
export const awardQuestion = (tenderIds: Record<string, string>): Question => ({
  text: `query ($id: ID!) { tender(id: $id) { lots { award { chosen { reason } suppliers { firm { id } } value { amount } tieBrokenBy
      deviationReason signing { buyerSigner } }
    scoreLines { isAwarded bidId rank points byCriterion { points } price { amount } reason tenderers { firm { id } shareBasisPoints } } } } }`,
  variables: (column) => ({ id: tenderIds[column] }),
  cells: {
    'Award.chosen': cell('tender.lots.0.award.chosen', decided, spokeForIt()),
    'Award.deviationReason': cell('tender.lots.0.award.deviationReason', decided.replace('S', ''), {
      // The formula put the rival first.
      'NOBODY STRANGER FOLLOWER OPERATOR': '-- - . -#',
      INVITED: '-- - - -#',
      [`RIVAL ${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '## # # ##',
      EVALUATOR: '## # . ##',
    }),
    'Award.tieBrokenBy': cell('tender.lots.0.award.tieBrokenBy', 'S', {
      [others]: '-',
      [`RIVAL ${alliance} ${judges}`]: '#',
    }),
    'Award.suppliers': cell('tender.lots.0.award.suppliers', decided, {
      'NOBODY STRANGER FOLLOWER OPERATOR': '--- - . -#',
      INVITED: '--- - - -#',
      RIVAL: '--- - - ##',
      [`${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '### # # ##',
      EVALUATOR: '### # . ##',
    }),
    'Award.value': cell('tender.lots.0.award.value', decided, {
      'NOBODY STRANGER FOLLOWER OPERATOR': '--- - . -#',
      INVITED: '--- - - -#',
      RIVAL: '--- - - -#',
      [`${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '### # # ##',
      EVALUATOR: '### # . ##',
    }),
    'Award.signing': cell('tender.lots.0.award.signing', 'SF', {
      // The contract is between two sides; who judged is none of them.
      [`${others} RIVAL EVALUATOR`]: '--',
      [`${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '##',
    }),
    'Lot.scoreLines:chosen': line(true, () => '#', spokeForIt('.')),
    'Lot.scoreLines:rival': line(false, () => '#', ofRival('#', '#')),
    'ScoreLine.bidId:chosen': ofChosen('bidId', '--- - - ##', '#'),
    'ScoreLine.rank:chosen': ofChosen('rank', '--- - - ##', '#'),
    'ScoreLine.points:chosen': ofChosen('points', '--- - - -#', '#'),
    'ScoreLine.byCriterion:chosen': ofChosen('byCriterion', '--- - - --', '-'),
    'ScoreLine.price:chosen': ofChosen('price', '--- - - -#', '#'),
    // What spoke for it every loser learns, in any case.
    'ScoreLine.reason:chosen': ofChosen('reason', '### # # ##', '#'),
    'ScoreLine.tenderers:chosen': ofChosen('tenderers', '--- - - ##', '#'),
    'TendererPlace.shareBasisPoints:chosen': line(true, shareOf, {
      'NOBODY STRANGER FOLLOWER OPERATOR': '... . . .#',
      INVITED: '... . . .#',
      RIVAL: '--- - - -#',
      [`${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '### # # ##',
      EVALUATOR: '### # . ##',
    }),
    'ScoreLine.bidId:rival': line(false, field('bidId'), ofRival('#', '#')),
    'ScoreLine.points:rival': line(false, field('points'), ofRival('-', '#')),
    'ScoreLine.price:rival': line(false, field('price'), ofRival('-', '#')),
    'ScoreLine.byCriterion:rival': line(false, field('byCriterion'), ofRival('-', '-')),
    // Why a loser lost is between it and the buyer.
    'ScoreLine.reason:rival': line(false, field('reason'), ofRival('-', '-')),
    'ScoreLine.tenderers:rival': line(false, field('tenderers'), ofRival('#', '#')),
  },
});

/** Who may know that there is a chosen bid, and what spoke for it. */
function spokeForIt(none = '-'): Record<string, string> {
  return {
    'NOBODY STRANGER FOLLOWER OPERATOR': `--- - . -#`.replaceAll('-', none),
    INVITED: '--- - - -#'.replaceAll('-', none),
    [`RIVAL ${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '### # # ##',
    EVALUATOR: '### # . ##',
  };
}

/** A field of the chosen bid's line: what the rival sees of it, and what everybody does where the notice said so. */
function ofChosen(name: string, rival: string, everybody: string): Cell {
  return line(true, field(name), {
    'NOBODY STRANGER FOLLOWER OPERATOR INVITED': `... . . .${everybody}`,
    RIVAL: rival,
    [`${alliance} OWNER SIGNATORY BIDDER EDITOR VIEWER`]: '### # # ##',
    EVALUATOR: '### # . ##',
  });
}

/** A field of the rival's line: of others, who bid sees names where the notice said so; everybody sees totals where it said that. */
function ofRival(names: string, totals: string): Record<string, string> {
  const [name, total] = [names[0]!, totals[0]!];

  return {
    'NOBODY STRANGER FOLLOWER OPERATOR INVITED': `... . . .${total}`,
    [alliance]: `... . . ${name}${total}`,
    'RIVAL OWNER SIGNATORY BIDDER EDITOR VIEWER': '### # # ##',
    EVALUATOR: '### # . ##',
  };
}

function line(isAwarded: boolean, read: (line: Line) => string, rows: Record<string, string>): Cell {
  return cell(
    ({ tender }: Decided) => {
      const found = tender.lots[0]!.scoreLines.find((it) => it.isAwarded === isAwarded);

      return found ? read(found) : '.';
    },
    decided,
    rows,
  );
}

const field =
  (name: string) =>
  (seen: Line): string =>
    shown(seen[name as keyof Line]);

function shareOf({ tenderers }: Line): string {
  return shown(tenderers[0]?.shareBasisPoints);
}
