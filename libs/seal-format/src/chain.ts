import { type Digest, digestOf, genesis } from './digest.js';
import { type HiddenLine, type LogLine, type LotLine, entryOf, lineDigest, linkOf } from './log.js';

/** The first thing wrong with a chain. `index` counts from 0 in the list given. */
export interface ChainProblem {
  index: number;
  code:
    /** The line is not the one its digest was made of: something in it was changed. */
    | 'LINE_CHANGED'
    /** The line before this one is not in the list. */
    | 'LINE_MISSING'
    /** The line before this one is in the list, but elsewhere. */
    | 'LINE_MOVED'
    /** A line of another lot in the extract of one lot. */
    | 'OTHER_LOT';
}

export type ChainCheck = { ok: true; last: Digest } | { ok: false; problem: ChainProblem };

/**
 * Whether lines of the whole log, hidden or not, are one unbroken chain. Lines cut off at the end are seen only by whoever
 * holds a head or a receipt with a later digest.
 * @param from digest of the line before the first one given; `genesis` for the whole log
 */
export async function verifyChain(
  lines: readonly (LogLine | HiddenLine)[],
  from: Digest = genesis,
): Promise<ChainCheck> {
  return check(lines, from, (line) => line.previous, wholeDigest);
}

/** Whether lines of one lot are complete and in order, from its first on. */
export async function verifyLotLines(lines: readonly LotLine[]): Promise<ChainCheck> {
  const index = lines.findIndex(({ tenderId, lotId }) => tenderId !== lines[0]?.tenderId || lotId !== lines[0]?.lotId);
  if (index >= 0) return { ok: false, problem: { index, code: 'OTHER_LOT' } };

  return check(lines, genesis, (line) => line.previousInLot, lotDigest);
}

async function wholeDigest(line: LogLine | HiddenLine): Promise<Digest> {
  const entry = 'entryDigest' in line ? line.entryDigest : await digestOf(entryOf(line));

  return lineDigest(entry, await linkOf(line));
}

async function lotDigest(line: LotLine): Promise<Digest> {
  return lineDigest(await digestOf(entryOf(line)), line.link);
}

async function check<T extends { digest: Digest }>(
  lines: readonly T[],
  from: Digest,
  previousOf: (line: T) => Digest,
  recomputed: (line: T) => Promise<Digest>,
): Promise<ChainCheck> {
  let last = from;
  for (const [index, line] of lines.entries()) {
    if ((await recomputed(line)) !== line.digest) return { ok: false, problem: { index, code: 'LINE_CHANGED' } };
    if (previousOf(line) !== last) {
      const isElsewhere = previousOf(line) === from || lines.some(({ digest }) => digest === previousOf(line));

      return { ok: false, problem: { index, code: isElsewhere ? 'LINE_MOVED' : 'LINE_MISSING' } };
    }
    last = line.digest;
  }

  return { ok: true, last };
}
