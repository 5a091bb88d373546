import { minorDigits } from '#libs/platform';
import {
  type Answers,
  type Manifest,
  type PriceSchedule,
  type Problem,
  readAnswers,
  readPriceSchedule,
  recomputeTotal,
} from '#libs/seal-format';
import type { PriceTerms } from '#libs/tenders';

/** What prices are held against: the lot's items and the tender's terms. */
export interface PriceRule {
  items: readonly { id: string; quantity: string | null }[];
  terms: PriceTerms;
  /** Whether a bid may leave items out. */
  partialBids: boolean;
}

/** What a bid says in figures and words, as far as it can be read. */
export interface ReadContent {
  priceSchedule: PriceSchedule | null;
  answers: Answers | null;
  /** Minor units, recomputed from the unit prices; null where there are no readable prices. */
  totalMinor: bigint | null;
  currency: string | null;
  problems: Problem[];
}

/** Reads prices and answers, and says all that is wrong with them. Never throws. */
export function readContent(prices: unknown, answers: unknown, rule: PriceRule): ReadContent {
  const read: ReadContent = { priceSchedule: null, answers: null, totalMinor: null, currency: null, problems: [] };
  if (prices !== undefined) {
    const found = readPriceSchedule(prices);
    if (found.ok) Object.assign(read, priced(found.schedule));
    read.problems.push(...named('prices', found.ok ? priceProblems(found.schedule, rule) : found.problems));
  }
  if (answers !== undefined) {
    const found = readAnswers(answers);
    if (found.ok) read.answers = found.answers;
    else read.problems.push(...named('answers', found.problems));
  }

  return read;
}

/** What the parts of one sealed file say. */
export function contentOfParts(
  manifest: Manifest,
  parts: ReadonlyMap<string, { content: Uint8Array }>,
  rule: PriceRule,
): ReadContent {
  const bytesOf = (kind: string): Uint8Array | undefined => {
    const part = manifest.parts.find((it) => it.kind === kind && parts.has(it.id));

    return part && parts.get(part.id)!.content;
  };

  return readContent(bytesOf('PRICE_SCHEDULE'), bytesOf('ANSWERS'), rule);
}

/** Unit price prevails over sum. */
function priced(schedule: PriceSchedule): Pick<ReadContent, 'priceSchedule' | 'totalMinor' | 'currency'> {
  const { total } = recomputeTotal(schedule, { minorDigits: minorDigits(schedule.currency) });

  return { priceSchedule: schedule, totalMinor: BigInt(total.replace('.', '')), currency: schedule.currency };
}

function priceProblems(schedule: PriceSchedule, rule: PriceRule): Problem[] {
  const { items, terms } = rule;
  const known = new Map(items.map((item) => [item.id, item]));
  const problems: Problem[] = [];
  if (schedule.currency !== terms.currency)
    problems.push({ path: 'currency', read: schedule.currency, allowed: terms.currency });
  for (const [index, line] of schedule.lines.entries()) {
    const item = known.get(line.itemId);
    if (!item) problems.push({ path: `lines[${index}].itemId`, read: line.itemId, allowed: 'an item of the lot' });
    else if (item.quantity !== null && Number(item.quantity) !== Number(line.quantity))
      problems.push({ path: `lines[${index}].quantity`, read: line.quantity, allowed: plain(item.quantity) });
  }

  for (const id of unpriced(schedule, rule))
    problems.push({ path: 'lines', read: 'no price', allowed: `a price for item ${id}` });

  return problems;
}

/** Items without a price, by id: what a bid that may not be partial lacks. */
function unpriced({ lines }: Pick<PriceSchedule, 'lines'>, { items, partialBids }: PriceRule): string[] {
  if (partialBids) return [];
  const given = new Set(lines.map((line) => line.itemId));

  return items.filter((item) => !given.has(item.id)).map((item) => item.id);
}

function plain(quantity: string): string {
  return quantity.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

function named(what: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: `${what}: ${problem.path}` }));
}
