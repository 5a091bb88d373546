import { verifyLotLines } from './chain.js';
import { type Closing, type EnvelopeOpening, closingRoot } from './closing.js';
import { type Digest, digestOf } from './digest.js';
import type { LotLine } from './log.js';
import { type BidAct, type Receipt, actDigest } from './receipt.js';

/** One thing that was checked, for a person to read and a program to act on. */
export interface Finding {
  ok: boolean;
  code: string;
  text: string;
}

export const held = (code: string, text: string): Finding => ({ ok: true, code, text });
export const failed = (code: string, text: string): Finding => ({ ok: false, code, text });

/** What is known of one lot after its closing. Its parts were read by their schemas. */
export interface OpeningEvidence {
  closing: Closing;
  openings: readonly EnvelopeOpening[];
  /** Every line of the lot. */
  lines: readonly LotLine[];
  /** Submissions and withdrawals the verifier may see: none, its own, or all. */
  bids: readonly BidAct[];
  /** Receipts the verifier holds; their signatures are checked elsewhere. */
  receipts: readonly Receipt[];
}

/** Recomputes a closing and an opening from the log. Every check made is reported, also those that held. */
export async function verifyOpening(evidence: OpeningEvidence): Promise<Finding[]> {
  const chain = await verifyLotLines(evidence.lines);
  const findings: Finding[] = [
    chain.ok
      ? held('LINES_COMPLETE', `The ${evidence.lines.length} lines of the lot are complete, unchanged and in order.`)
      : failed(chain.problem.code, `Line ${chain.problem.index + 1} of the lot: ${chain.problem.code}.`),
  ];
  findings.push(...(await closingFindings(evidence)));
  findings.push(...(await openingFindings(evidence)));
  for (const bid of evidence.bids) findings.push(await bidFinding(bid, evidence));
  for (const receipt of evidence.receipts) findings.push(...(await receiptFindings(receipt, evidence)));

  return findings;
}

async function closingFindings({ closing, lines }: OpeningEvidence): Promise<Finding[]> {
  const closedLines = lines.filter(({ kind }) => kind === 'CLOSED');
  const closedAt = lines.findIndex(({ kind }) => kind === 'CLOSED');
  const [closed] = closedLines;
  if (!closed) return [failed('NOT_CLOSED', 'The log has no line that closes the lot.')];
  const before = lines.slice(0, closedAt);
  const submitted = before.filter(({ kind }) => kind === 'SUBMITTED').map(({ payloadDigest }) => payloadDigest);
  const late = before.filter(({ kind, at }) => changesBids(kind) && at >= closing.closesAt);
  const after = lines.slice(closedAt + 1).filter(({ kind }) => changesBids(kind));
  const early = before.filter(({ kind }) => kind === 'KEY_RELEASED' || kind === 'OPENED');
  const isSameLot = closing.tenderId === closed.tenderId && closing.lotId === closed.lotId;
  const isLogged = isSameLot && closing.closedAt === closed.at && (await digestOf(closing)) === closed.payloadDigest;
  const isRooted = (await closingRoot(closing.digests)) === closing.root;

  return [
    one('CLOSED_ONCE', closedLines.length === 1, 'The lot was closed once.', 'The lot was closed more than once.'),
    one(
      'CLOSING_LOGGED',
      isLogged,
      'The list of bids is the one logged at closing.',
      'The list of bids is not the one logged at closing.',
    ),
    one('ROOT', isRooted, 'The root fits the list of bids.', 'The root does not fit the list of bids.'),
    one(
      'LISTED_BIDS_LOGGED',
      isOrderedIn(closing.digests, submitted),
      `Each of the ${closing.digests.length} bids in the list was submitted before closing, in this order.`,
      'The list names a bid that was not submitted before closing, names one twice, or changes their order.',
    ),
    one(
      'IN_TIME',
      late.length === 0 && closed.at >= closing.closesAt,
      'Every bid came in time, and the lot was closed after its deadline.',
      'A bid was taken late, or the lot was closed before its deadline.',
    ),
    one(
      'NOTHING_AFTER',
      after.length === 0,
      'No bid changed after closing.',
      'A bid was submitted or withdrawn after closing.',
    ),
    one(
      'SEALED_UNTIL_CLOSED',
      early.length === 0,
      'No key was released before closing.',
      'A key was released or a bid opened before closing.',
    ),
    withdrawalsFinding(before, closing),
  ];
}

/** Who sees digests alone cannot tell which submission replaced which, but can tell that too few were left out. */
function withdrawalsFinding(before: readonly LotLine[], closing: Closing): Finding {
  const submitted = before.filter(({ kind }) => kind === 'SUBMITTED').length;
  const leftOut = submitted - closing.digests.length;
  const withdrawn = before.filter(({ kind }) => kind === 'WITHDRAWN').length;

  return one(
    'LEFT_OUT',
    leftOut >= withdrawn,
    `${leftOut} of ${submitted} submissions are not in the list: replaced or withdrawn.`,
    'More bids were withdrawn than are missing from the list.',
  );
}

async function openingFindings({ closing, openings, lines }: OpeningEvidence): Promise<Finding[]> {
  const opened = lines.filter(({ kind }) => kind === 'OPENED').map(({ payloadDigest }) => payloadDigest);
  const logged = await Promise.all(openings.map((opening) => digestOf(opening)));
  const isLogged = opened.length === logged.length && opened.every((digest, index) => digest === logged[index]);
  const findings = [
    one(
      'OPENINGS_LOGGED',
      isLogged,
      `The ${openings.length} openings are the ones logged.`,
      'The openings are not the ones logged.',
    ),
  ];
  for (const { envelope, outcomes } of openings) {
    const isComplete =
      outcomes.length === closing.digests.length &&
      outcomes.every(({ digest }, index) => digest === closing.digests[index]);
    const unreadable = outcomes.filter(({ outcome }) => outcome === 'UNREADABLE').length;
    findings.push(
      one(
        'OPENING_COMPLETE',
        isComplete,
        `Envelope ${envelope}: every bid in the list is accounted for, ${unreadable} could not be read.`,
        `Envelope ${envelope}: a bid is missing, added or in another place.`,
      ),
    );
  }

  return findings;
}

async function bidFinding(bid: BidAct, { closing, lines }: OpeningEvidence): Promise<Finding> {
  const digest = await actDigest(bid);
  const name = `Bid ${bid.bidId}, version ${bid.version}`;
  const isListed = bid.act === 'SUBMITTED' && closing.digests.includes(digest);
  const isLogged = lines.some(({ kind, payloadDigest }) => kind === bid.act && payloadDigest === digest);

  return one(
    'BID_COUNTED',
    isListed && isLogged,
    `${name} is in the list and in the log.`,
    `${name} is not in the list.`,
  );
}

async function receiptFindings(receipt: Receipt, evidence: OpeningEvidence): Promise<Finding[]> {
  const { closing, lines, receipts } = evidence;
  const name = `Receipt ${receipt.act} of bid ${receipt.bidId}, version ${receipt.version}`;
  if (receipt.tenderId !== closing.tenderId || receipt.lotId !== closing.lotId) {
    return [held('RECEIPT_ELSEWHERE', `${name} is of another lot and was not compared.`)];
  }
  const digest = await actDigest(receipt);
  const position = lines.findIndex((line) => line.digest === receipt.logDigest);
  const line = lines[position];
  const isLogged =
    line !== undefined &&
    line.kind === receipt.act &&
    line.payloadDigest === digest &&
    line.at === receipt.receivedAt &&
    line.link === receipt.previousLogDigest;
  const findings = [
    one(
      'RECEIPT_LOGGED',
      isLogged,
      `${name} is in the log as it was signed.`,
      `${name} is missing from the log, or was changed there.`,
    ),
  ];
  if (!isLogged) return findings;

  const isReplaced = receipts.some((other) => {
    const later = lines.findIndex(({ digest }) => digest === other.logDigest);

    return other.bidId === receipt.bidId && later > position;
  });
  const isListed = closing.digests.includes(await actDigest({ ...receipt, act: 'SUBMITTED' }));
  if (receipt.act === 'WITHDRAWN' || isReplaced) {
    const yes = `${name}: withdrawn or replaced, and not among the bids that count.`;
    const no = `${name}: withdrawn or replaced, and still among the bids that count.`;
    findings.push(one('RECEIPT_SUPERSEDED', !isListed, yes, no));
  } else {
    const yes = `${name} is among the bids that count.`;
    const no = `${name} is not among the bids that count, and no later receipt of this bid was given.`;
    findings.push(one('RECEIPT_COUNTED', isListed, yes, no));
  }

  return findings;
}

function changesBids(kind: LotLine['kind']): boolean {
  return kind === 'SUBMITTED' || kind === 'WITHDRAWN' || kind === 'CONFIRMED';
}

/** Whether one list is the other with some left out, each at most once and in the same order. */
function isOrderedIn(some: readonly Digest[], all: readonly Digest[]): boolean {
  let from = 0;
  for (const digest of some) {
    const found = all.indexOf(digest, from);
    if (found < 0) return false;
    from = found + 1;
  }

  return true;
}

export function one(code: string, isHeld: boolean, yes: string, no: string): Finding {
  return isHeld ? held(code, yes) : failed(code, no);
}
