import { verifyChain } from './chain.js';
import { type OpeningFile, openingFileSchema, openingFormat } from './closing.js';
import { type Digest, genesis } from './digest.js';
import { digest, fields, format, line, list } from './fields.js';
import { type Head, headFormat, headSchema, verifyHead } from './head.js';
import { type HiddenLine, type LogLine, hiddenLineSchema, logLineSchema } from './log.js';
import { type Finding, failed, held, one, verifyOpening } from './opening.js';
import { type Receipt, receiptFormat, verifyReceipt } from './receipt.js';
import { type Problem, type Read, read, shown } from './shape.js';

export const chainFormat = 'kongsi-chain/1';

/** A stretch of the whole log. Lines not yet public are hidden. */
export interface ChainFile {
  format: typeof chainFormat;
  installation: string;
  /** Digest of the line before the first; `genesis` from the beginning. */
  from: Digest;
  lines: (LogLine | HiddenLine)[];
  /** Signed over the last line. */
  head: Head;
}

/** The published JSON Schema of a chain export. */
export const chainFileSchema = fields('A stretch of the whole log.', {
  format: format(chainFormat),
  installation: line('Name of the installation', 200),
  from: digest('Digest of the line before the first'),
  lines: list('The lines in order.', { type: 'object', anyOf: [logLineSchema, hiddenLineSchema] }, 1, 10_000_000),
  head: headSchema,
});

export interface VerifiedFile {
  /** Every finding held, and there was at least one. */
  ok: boolean;
  /** The format recognised, or null. */
  format: string | null;
  findings: Finding[];
}

export interface VerifyWith {
  /** Raw Ed25519 public keys in base64: those the installation published, got from somewhere else than the file. */
  publicKeys: readonly string[];
  /** Receipts to look for in an opening log or chain export: parsed values, or bytes of JSON text. */
  receipts?: readonly unknown[];
}

/**
 * Recognises a receipt, a head, a chain export or an opening log by its `format`, and checks all that can be checked
 * without the installation. Never throws on any file.
 * @param value the parsed file, or the bytes of its JSON text
 * @throws SecurePageNeeded on a web page that is not served by https
 */
export async function verifyFile(value: unknown, given: VerifyWith): Promise<VerifiedFile> {
  const name = formatOf(value);
  switch (name) {
    case receiptFormat:
      return report(name, (await receiptFindings(value, given)).findings);
    case headFormat:
      return report(name, await headFindings(value, given));
    case chainFormat:
      return report(name, await chainFindings(value, given));
    case openingFormat:
      return report(name, await openingFindings(value, given));
    default: {
      const known = [receiptFormat, headFormat, chainFormat, openingFormat].join(', ');

      return report(null, [failed('UNKNOWN_FORMAT', `This is none of ${known}, but ${shown(name)}.`)]);
    }
  }
}

function report(name: string | null, findings: Finding[]): VerifiedFile {
  return { ok: findings.length > 0 && findings.every(({ ok }) => ok), format: name, findings };
}

function formatOf(value: unknown): unknown {
  try {
    const parsed: unknown = value instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(value)) : value;

    return typeof parsed === 'object' && parsed !== null && 'format' in parsed ? parsed.format : undefined;
  } catch {
    return undefined;
  }
}

async function receiptFindings(
  value: unknown,
  { publicKeys }: VerifyWith,
): Promise<{ receipt?: Receipt; findings: Finding[] }> {
  const result = await withKnownKey(publicKeys, (key) => verifyReceipt(value, key));
  if (!result?.ok) return { findings: notVerified('receipt', result) };
  const { receipt } = result;
  const text = `Signed by ${receipt.installation}: bid ${receipt.bidId}, version ${receipt.version}, ${receipt.act} at ${receipt.receivedAt}.`;

  return { receipt, findings: [held('SIGNED', text)] };
}

async function headFindings(value: unknown, { publicKeys }: VerifyWith): Promise<Finding[]> {
  const result = await withKnownKey(publicKeys, (key) => verifyHead(value, key));
  if (!result?.ok) return notVerified('head', result);
  const { installation, logDigest, at } = result.head;

  return [held('SIGNED', `Signed by ${installation}: the log ended with ${logDigest} at ${at}.`)];
}

async function chainFindings(value: unknown, given: VerifyWith): Promise<Finding[]> {
  const file: Read<ChainFile> = read(chainFileSchema, value);
  if (!file.ok) return malformed(file.problems);
  const { lines, from, head, installation } = file.value;
  const chain = await verifyChain(lines, from);
  const start = from === genesis ? 'from the first line on' : `after ${from}`;
  const findings = [
    chain.ok
      ? held('CHAIN_UNBROKEN', `The ${lines.length} lines ${start} are unchanged, complete and in order.`)
      : failed(chain.problem.code, `Line ${chain.problem.index + 1}: ${chain.problem.code}.`),
    ...(await endFindings(head, installation, lines.at(-1)?.digest, given)),
  ];
  const digests = new Set(lines.map((line) => line.digest));
  for (const value of given.receipts ?? []) {
    const { receipt, findings: signature } = await receiptFindings(value, given);
    findings.push(...signature);
    if (!receipt) continue;
    const name = `The line of bid ${receipt.bidId}, version ${receipt.version}`;
    findings.push(
      one('RECEIPT_LOGGED', digests.has(receipt.logDigest), `${name} is in the log.`, `${name} is not in these lines.`),
    );
  }

  return findings;
}

async function openingFindings(value: unknown, given: VerifyWith): Promise<Finding[]> {
  const file: Read<OpeningFile> = read(openingFileSchema, value);
  if (!file.ok) return malformed(file.problems);
  const { lines, head, installation } = file.value;
  const findings = await endFindings(head, installation, lines.at(-1)?.digest, given);
  const receipts: Receipt[] = [];
  for (const value of given.receipts ?? []) {
    const checked = await receiptFindings(value, given);
    findings.push(...checked.findings);
    if (checked.receipt) receipts.push(checked.receipt);
  }

  return [...findings, ...(await verifyOpening({ ...file.value, receipts }))];
}

async function endFindings(
  head: Head,
  installation: string,
  last: Digest | undefined,
  given: VerifyWith,
): Promise<Finding[]> {
  const isEnd = head.logDigest === last && head.installation === installation;

  return [
    ...(await headFindings(head, given)),
    one(
      'HEAD_IS_END',
      isEnd,
      'The signed head is of the last line.',
      'The signed head is of another line or installation: lines are missing at the end.',
    ),
  ];
}

type Unverified =
  { ok: false; code: 'MALFORMED'; problems: Problem[] } | { ok: false; code: 'OTHER_KEY' | 'SIGNATURE_WRONG' };

/** Tries the keys in turn; the one whose id the file names decides. */
async function withKnownKey<T extends { ok: true } | Unverified>(
  publicKeys: readonly string[],
  verify: (publicKey: string) => Promise<T>,
): Promise<T | undefined> {
  let last: T | undefined;
  for (const key of publicKeys) {
    last = await verify(key);
    if (last.ok || last.code !== 'OTHER_KEY') return last;
  }

  return last;
}

function notVerified(what: string, result: Unverified | undefined): Finding[] {
  if (result?.code === 'MALFORMED') return malformed(result.problems);
  if (result?.code === 'SIGNATURE_WRONG')
    return [failed('SIGNATURE_WRONG', `The ${what} was changed after it was signed.`)];

  return [failed('KEY_UNKNOWN', `The ${what} was signed with a key that is not among those given.`)];
}

function malformed(problems: readonly Problem[]): Finding[] {
  return problems.map(({ path, read: found, allowed }) =>
    failed('MALFORMED', `${path}: ${found}; allowed: ${allowed}.`),
  );
}
