import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { verifyChain, verifyLotLines } from './chain.js';
import { type Closing, type OpeningFile, closingOf } from './closing.js';
import { genesis } from './digest.js';
import { signHead, verifyHead } from './head.js';
import {
  type LogKind,
  type HiddenLine,
  type LogLine,
  type LotLine,
  hideLine,
  linkOf,
  lotLine,
  nextLine,
} from './log.js';
import { type BidAct, type Receipt, actDigest, actOf, signReceipt, verifyReceipt } from './receipt.js';
import { type SigningKey, keyIdOf, loadSigningKey, newSigningKeys } from './signing.js';
import { type ChainFile, verifyFile } from './verify-file.js';

const installation = 'kongsi.example';
const at = (minute: number): string => `2026-03-31T09:${String(minute).padStart(2, '0')}:00.000001Z`;
const fill = (letter: string): string => `sha256:${letter.repeat(64)}`;
const act = (bidId: string, version: number, letter: string, verb: BidAct['act'] = 'SUBMITTED'): BidAct => ({
  act: verb,
  tenderId: 't1',
  lotId: 'l1',
  tendererId: `firm-of-${bidId}`,
  bidId,
  version,
  manifestDigest: fill(letter),
  files: [{ envelope: 'BID', authorFirmId: `firm-of-${bidId}`, size: 2048, digest: fill(letter) }],
});

let publicKey: string;
let key: SigningKey;
let chain: LogLine[];
let receipts: Receipt[];
let closing: Closing;
let file: OpeningFile;

/** Appends as the server does: one chain, and within it one for the lot. */
async function append(kind: LogKind, minute: number, payload: unknown, lotId: string | null = 'l1'): Promise<LogLine> {
  const lastOfLot = chain.findLast((line) => line.lotId === lotId)?.digest ?? genesis;
  const line = await nextLine({
    previous: chain.at(-1)?.digest ?? genesis,
    at: at(minute),
    kind,
    ...(lotId && { lot: { tenderId: 't1', lotId, previous: lastOfLot } }),
    payload,
  });
  chain.push(line);

  return line;
}

async function receive(bid: BidAct, minute: number): Promise<void> {
  const line = await append(bid.act, minute, bid);
  const place = { receivedAt: line.at, previousLogDigest: await linkOf(line), logDigest: line.digest };
  receipts.push(await signReceipt({ installation, ...bid, ...place }, key));
}

beforeAll(async () => {
  const keys = await newSigningKeys();
  publicKey = keys.publicKey;
  key = await loadSigningKey(keys.privateKey);
  chain = [];
  receipts = [];
  await append('HEARTBEAT', 0, null, null);
  await append('KEY_ASSIGNED', 1, { recipient: 'age1…' });
  await receive(act('b1', 1, '1'), 2);
  await append('SUBMITTED', 3, 'of another lot', 'l2');
  await receive(act('b2', 1, '2'), 4);
  await receive(act('b1', 2, '3'), 5);
  await receive(act('b3', 1, '4'), 6);
  await receive(act('b3', 1, '4', 'WITHDRAWN'), 7);
  const digests = [await actDigest(act('b2', 1, '2')), await actDigest(act('b1', 2, '3'))];
  closing = await closingOf({ tenderId: 't1', lotId: 'l1', closesAt: at(10), closedAt: at(11), digests });
  await append('CLOSED', 11, closing);
  await append('HEARTBEAT', 12, null, null);
  await append('KEY_RELEASED', 13, { envelope: 'BID' });
  const [first = '', second = ''] = digests;
  const opening = {
    envelope: 'BID' as const,
    outcomes: [
      { digest: first, outcome: 'OPENED' as const },
      { digest: second, outcome: 'UNREADABLE' as const },
    ],
  };
  const last = await append('OPENED', 14, opening);
  file = {
    format: 'kongsi-opening/1',
    installation,
    closing,
    openings: [opening],
    bids: [act('b2', 1, '2'), act('b1', 2, '3')],
    lines: await Promise.all(chain.filter(({ lotId }) => lotId === 'l1').map(lotLine)),
    head: await signHead({ installation, at: at(15), logDigest: last.digest }, key),
  };
});

/** Every place in a JSON value that holds a text or a number, with a way to change it. */
function leaves(value: unknown, spoil: (leaf: string | number) => string | number): unknown[] {
  const copies: unknown[] = [];
  const visit = (inner: unknown, rebuild: (changed: unknown) => unknown): void => {
    if (typeof inner === 'string' || typeof inner === 'number') copies.push(rebuild(spoil(inner)));
    else if (Array.isArray(inner)) {
      inner.forEach((item, index) => visit(item, (changed) => rebuild(inner.with(index, changed))));
    } else if (typeof inner === 'object' && inner !== null) {
      for (const [name, item] of Object.entries(inner))
        visit(item, (changed) => rebuild({ ...inner, [name]: changed }));
    }
  };
  visit(value, (changed) => changed);

  return copies;
}

const oneBitOff = (leaf: string | number): string | number => {
  if (typeof leaf === 'number') return leaf + 1;
  // The 20th character lies in the middle of every digest, time and signature.
  const place = Math.min(20, leaf.length - 1);

  return leaf.slice(0, place) + String.fromCharCode(leaf.charCodeAt(place) ^ 1) + leaf.slice(place + 1);
};

const failures = async (value: unknown, held: readonly unknown[] = []): Promise<string[]> =>
  (await verifyFile(value, { publicKeys: [publicKey], receipts: held })).findings
    .filter(({ ok }) => !ok)
    .map(({ code }) => code);

/** The chain with the lines of other lots hidden. */
async function partlyHidden(): Promise<(LogLine | HiddenLine)[]> {
  return Promise.all(chain.map(async (line) => (line.lotId === 'l1' ? line : hideLine(line))));
}

/** The opening file with other lines, chained and signed anew: what an operator who holds the signing key could publish. */
async function forged(change: Partial<OpeningFile>, relined = (all: LogLine[]) => all): Promise<OpeningFile> {
  const lines: LogLine[] = [];
  for (const line of relined(chain.filter(({ lotId }) => lotId === 'l1'))) {
    const previous = lines.at(-1)?.digest ?? genesis;
    const lot = { tenderId: 't1', lotId: 'l1', previous };
    lines.push(await nextLine({ previous, at: line.at, kind: line.kind, lot, payload: payloadOf(line, change) }));
  }
  const head = await signHead({ installation, at: at(15), logDigest: lines.at(-1)?.digest ?? genesis }, key);

  return { ...file, bids: [], ...change, head, lines: await Promise.all(lines.map(lotLine)) };
}

/** The receipts an operator would have given out along with a forgery. */
async function receiptsOf(forgery: OpeningFile): Promise<Receipt[]> {
  return Promise.all(
    receipts.map(async (receipt) => {
      const line = forgery.lines.find(({ kind, at: when }) => kind === receipt.act && when === receipt.receivedAt);
      const place = { logDigest: line?.digest ?? genesis, previousLogDigest: line?.link ?? genesis };

      return signReceipt({ installation, ...actOf(receipt), receivedAt: receipt.receivedAt, ...place }, key);
    }),
  );
}

/** A closing of other bids, and an opening to fit. */
async function counting(digests: string[]): Promise<Pick<OpeningFile, 'closing' | 'openings'>> {
  const outcomes = digests.map((digest) => ({ digest, outcome: 'OPENED' as const }));

  return { closing: await closingOf({ ...closing, digests }), openings: [{ envelope: 'BID', outcomes }] };
}

function payloadOf(line: LogLine, change: Partial<OpeningFile>): unknown {
  if (line.kind === 'CLOSED') return change.closing ?? closing;
  if (line.kind === 'OPENED') return (change.openings ?? file.openings)[0];

  return receipts.filter(({ logDigest }) => logDigest === line.digest).map(actOf)[0] ?? null;
}

describe('a receipt', () => {
  it('holds when it is as it was signed, also as text', async () => {
    expect(await verifyReceipt(receipts[0], publicKey)).toEqual({ ok: true, receipt: receipts[0] });
    const text = new TextEncoder().encode(JSON.stringify(receipts[0], null, 2));
    expect(await verifyFile(text, { publicKeys: [publicKey] })).toMatchObject({ ok: true, format: 'kongsi-receipt/1' });
    expect(receipts[0]?.keyId).toBe(await keyIdOf(publicKey));
  });

  it('does not hold with anything in it changed', async () => {
    const changed = leaves(receipts[0], oneBitOff);
    expect(changed.length).toBe(18);
    for (const receipt of changed) expect((await verifyReceipt(receipt, publicKey)).ok).toBe(false);
  });

  it('does not hold with any bit of its text flipped', async () => {
    const text = new TextEncoder().encode(JSON.stringify(receipts[0]));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.nat(7), async (place, bit) => {
        const changed = text.map((byte, index) => (index === place ? byte ^ (1 << bit) : byte));
        expect((await verifyReceipt(changed, publicKey)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('has one signature text, not sixteen that mean the same bytes', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const signature = receipts[0]?.signature ?? '';
    const last = alphabet.indexOf(signature.charAt(85));
    const twin = `${signature.slice(0, 85)}${alphabet.charAt(last + 1)}==`;
    expect(Buffer.from(twin, 'base64')).toEqual(Buffer.from(signature, 'base64'));
    expect((await verifyReceipt({ ...receipts[0], signature: twin }, publicKey)).ok).toBe(false);
  });

  it('does not hold under another key', async () => {
    const other = await newSigningKeys();
    expect(await verifyReceipt(receipts[0], other.publicKey)).toEqual({ ok: false, code: 'OTHER_KEY' });
    expect(await verifyReceipt(receipts[0], 'no key')).toEqual({ ok: false, code: 'OTHER_KEY' });
    expect(await failures({ ...receipts[0], version: 9 })).toEqual(['SIGNATURE_WRONG']);
    expect((await verifyFile(receipts[0], { publicKeys: [] })).findings).toMatchObject([{ code: 'KEY_UNKNOWN' }]);
    expect((await verifyFile(receipts[0], { publicKeys: [other.publicKey, publicKey] })).ok).toBe(true);
  });

  it('does not tell whether anything happened between two of them', async () => {
    // b2 was received at 4 and b1 again at 5, one line after the other: nothing in the second names the first.
    const [, before, after] = receipts;
    expect(chain.findIndex(({ digest }) => digest === after?.logDigest)).toBe(
      chain.findIndex(({ digest }) => digest === before?.logDigest) + 1,
    );
    expect(JSON.stringify(after)).not.toContain(before?.logDigest);
  });
});

describe('the chain', () => {
  it('holds whole, hidden in part, and from any line on', async () => {
    expect(await verifyChain(chain)).toEqual({ ok: true, last: chain.at(-1)?.digest });
    const hidden = await partlyHidden();
    expect(await verifyChain(hidden)).toEqual({ ok: true, last: chain.at(-1)?.digest });
    expect((await verifyChain(chain.slice(4), chain[3]?.digest)).ok).toBe(true);
    expect((await verifyChain(chain.slice(4))).ok).toBe(false);
    expect((await verifyChain([])).ok).toBe(true);
  });

  it('shows the first line that was changed, dropped or moved', async () => {
    for (const [index, line] of chain.entries()) {
      for (const changed of leaves(line, oneBitOff) as LogLine[]) {
        expect(await verifyChain(chain.with(index, changed))).toMatchObject({ ok: false, problem: { index } });
      }
      if (index === chain.length - 1) continue;
      const dropped = await verifyChain(chain.toSpliced(index, 1));
      expect(dropped).toEqual({ ok: false, problem: { index, code: 'LINE_MISSING' } });
      const swapped = chain.toSpliced(index, 2, ...chain.slice(index, index + 2).reverse());
      expect(await verifyChain(swapped)).toEqual({ ok: false, problem: { index, code: 'LINE_MOVED' } });
    }
  });

  it('of one lot shows the same without the lines of others', async () => {
    const { lines } = file;
    expect(await verifyLotLines(lines)).toEqual({ ok: true, last: lines.at(-1)?.digest });
    for (const index of lines.keys()) {
      for (const changed of leaves(lines[index], oneBitOff)) {
        expect((await verifyLotLines(lines.with(index, changed as LotLine))).ok).toBe(false);
      }
    }
    // Cutting off the last line is what the signed head shows.
    for (const index of lines.slice(0, -1).keys()) {
      expect((await verifyLotLines(lines.toSpliced(index, 1))).ok).toBe(false);
    }
  });

  it('can be exported with a head that shows a cut end', async () => {
    const head = await signHead({ installation, at: at(15), logDigest: chain.at(-1)?.digest ?? '' }, key);
    const lines = await partlyHidden();
    const exported: ChainFile = { format: 'kongsi-chain/1', installation, from: genesis, lines, head };
    expect(await verifyHead(head, publicKey)).toEqual({ ok: true, head });
    expect(await verifyFile(head, { publicKeys: [publicKey] })).toMatchObject({ ok: true, format: 'kongsi-head/1' });
    expect(await failures(exported, receipts)).toEqual([]);
    expect(await failures({ ...exported, lines: lines.slice(0, -1) })).toEqual(['HEAD_IS_END']);
    expect(await failures({ ...exported, lines: lines.toSpliced(3, 1) })).toEqual(['LINE_MISSING']);
    for (const changed of leaves(exported, oneBitOff)) expect(await failures(changed)).not.toEqual([]);
  });
});

describe('an opening', () => {
  it('is recomputed from its log, with the receipts one holds', async () => {
    const verified = await verifyFile(file, { publicKeys: [publicKey], receipts });
    expect(verified.findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(verified.ok).toBe(true);
    expect(verified.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['RECEIPT_COUNTED', 'RECEIPT_SUPERSEDED', 'OPENING_COMPLETE', 'BID_COUNTED']),
    );
    expect((await verifyFile({ ...file, bids: [] }, { publicKeys: [publicKey] })).ok).toBe(true);
  });

  it('does not hold with anything in the file changed', async () => {
    for (const changed of leaves(file, oneBitOff)) expect(await failures(changed)).not.toEqual([]);
  });

  it('does not hold with a list shortened, doubled or turned round', async () => {
    for (const name of ['lines', 'openings'] as const) {
      const list: unknown[] = file[name];
      expect(await failures({ ...file, [name]: list.slice(0, -1) })).not.toEqual([]);
      expect(await failures({ ...file, [name]: [...list, ...list] })).not.toEqual([]);
    }
    expect(await failures({ ...file, lines: file.lines.toReversed() })).not.toEqual([]);
    const digests = closing.digests.toReversed();
    expect(await failures({ ...file, closing: { ...closing, digests } })).toContain('ROOT');
  });

  it('forged by who holds the signing key is refuted by a receipt', async () => {
    const lost = receipts.slice(1, 2);
    const forgery = await forged(await counting(closing.digests.slice(1)), (lines) =>
      lines.filter(({ digest }) => digest !== lost[0]?.logDigest),
    );
    expect(await failures(forgery)).toEqual([]);
    expect(await failures(forgery, lost)).toEqual(['RECEIPT_LOGGED']);
  });

  it('that leaves a bid of the log out of the list is refuted by its receipt', async () => {
    const forgery = await forged(await counting(closing.digests.slice(1)));
    expect(await failures(forgery)).toEqual([]);
    expect(await failures(forgery, await receiptsOf(forgery))).toEqual(['RECEIPT_COUNTED']);
    expect(await failures({ ...forgery, bids: [act('b2', 1, '2')] })).toEqual(['BID_COUNTED']);
  });

  it('that counts a replaced or withdrawn bid is refuted by the later receipt', async () => {
    const [first, second, third] = await Promise.all(
      [act('b1', 1, '1'), act('b2', 1, '2'), act('b3', 1, '4')].map(actDigest),
    );
    const forgery = await forged(await counting([first ?? '', second ?? '', third ?? '']));
    const held = await receiptsOf(forgery);
    expect(await failures(forgery)).toEqual([]);
    // b1 as first sent, b1 as replaced, b3 as sent, b3 as withdrawn: each of them speaks.
    const spoken = ['RECEIPT_SUPERSEDED', 'RECEIPT_COUNTED', 'RECEIPT_SUPERSEDED', 'RECEIPT_SUPERSEDED'];
    expect(await failures(forgery, held)).toEqual(spoken);
    expect(await failures(forgery, held.slice(4))).toEqual(['RECEIPT_SUPERSEDED']);
  });

  it('with another time than the receipt or the log tells is refuted', async () => {
    const [receipt] = receipts;
    if (!receipt) throw new Error('receipt');
    const { previousLogDigest, logDigest } = receipt;
    const place = { receivedAt: at(1), previousLogDigest, logDigest };
    const other = await signReceipt({ installation, ...actOf(receipt), ...place }, key);
    expect(await failures(file, [other])).toEqual(['RECEIPT_LOGGED']);
    const closedLater = await closingOf({ ...closing, closedAt: at(12) });
    expect(await failures(await forged({ closing: closedLater }))).toEqual(['CLOSING_LOGGED']);
  });

  it('shows a list that does not fit the log', async () => {
    const [one = '', other = ''] = closing.digests;
    const all = await Promise.all(receipts.filter(({ act: verb }) => verb === 'SUBMITTED').map(actDigest));
    expect(await failures(await forged(await counting([one, other, fill('9')])))).toEqual(['LISTED_BIDS_LOGGED']);
    expect(await failures(await forged(await counting([one, one])))).toEqual(['LISTED_BIDS_LOGGED']);
    expect(await failures(await forged(await counting([other, one])))).toEqual(['LISTED_BIDS_LOGGED']);
    expect(await failures(await forged(await counting(all)))).toEqual(['LEFT_OUT']);
    const { openings } = await counting([one]);
    expect(await failures(await forged({ openings }))).toEqual(['OPENING_COMPLETE']);
  });

  it('shows what happened at the wrong time', async () => {
    const [isClosed, isRelease] = ['CLOSED', 'KEY_RELEASED'].map((kind) => (line: LogLine) => line.kind === kind);
    if (!isClosed || !isRelease) throw new Error('kinds');
    const first = (lines: LogLine[], is: (line: LogLine) => boolean): LogLine[] => [
      ...lines.filter(is),
      ...lines.filter((line) => !is(line)),
    ];
    const late = await closingOf({ ...closing, closesAt: at(6) });
    expect(await failures(await forged({ closing: late }))).toEqual(['IN_TIME']);
    const tooSoon = await closingOf({ ...closing, closesAt: at(12) });
    expect(await failures(await forged({ closing: tooSoon }))).toEqual(['IN_TIME']);
    const never = await forged({}, (lines) => lines.filter((line) => !isClosed(line)));
    expect(await failures(never)).toEqual(['NOT_CLOSED']);
    const twice = await forged({}, (lines) => lines.flatMap((line) => (isClosed(line) ? [line, line] : line)));
    expect(await failures(twice)).toEqual(['CLOSED_ONCE']);
    expect(await failures(await forged({}, (lines) => first(lines, isRelease)))).toEqual(['SEALED_UNTIL_CLOSED']);
    const withdrawnAfter = await forged({}, (lines) => {
      const withdrawal = lines.filter(({ kind }) => kind === 'WITHDRAWN');

      return [...lines.filter(({ kind }) => kind !== 'WITHDRAWN'), ...withdrawal];
    });
    expect(await failures(withdrawnAfter)).toEqual(['NOTHING_AFTER']);
  });
});
