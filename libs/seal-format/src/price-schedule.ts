import { decimal, fields, format, id, list, oneOf } from './fields.js';
import { type Problem, read } from './shape.js';

export const priceScheduleFormat = 'kongsi-price-schedule/1';

/** How the author's firm stands to value added tax. Net prices are compared; this says what comes on top. */
export const vatStatuses = ['CHARGED', 'EXEMPT', 'NOT_REGISTERED', 'REVERSE_CHARGE'] as const;
export type VatStatus = (typeof vatStatuses)[number];

/** The price of one item of the lot. */
export interface PriceLine {
  itemId: string;
  /** Net price of one unit, a decimal string in the schedule's currency. */
  unitPrice: string;
  /** Decimal string, in the item's unit. */
  quantity: string;
}

/** The prices of one author in a bid. */
export interface PriceSchedule {
  format: typeof priceScheduleFormat;
  /** ISO 4217, for example `IDR`. */
  currency: string;
  lines: PriceLine[];
  /** The net sum as its author states it. Where it differs from the lines, the unit prices prevail. */
  total: string;
  vat: { status: VatStatus; ratePercent?: string };
}

/** The published JSON Schema of a price schedule, and the rule `readPriceSchedule` runs. */
export const priceScheduleSchema = fields('The prices of one author in a bid. All amounts are net.', {
  format: format(priceScheduleFormat),
  currency: {
    type: 'string',
    description: 'Currency of all amounts (three capitals of ISO 4217).',
    pattern: '^[A-Z]{3}$',
  },
  lines: list(
    'One line for each item priced.',
    fields('The price of one item.', {
      itemId: id('Id of the item of the lot.'),
      unitPrice: decimal('Net price of one unit'),
      quantity: decimal('How many units are offered'),
    }),
    1,
    20_000,
  ),
  total: decimal('Net sum of all lines as the author states it'),
  vat: fields(
    'What comes on top of the net prices.',
    {
      status: oneOf('How the author stands to value added tax.', vatStatuses),
      ratePercent: decimal('Rate in per cent, when it is charged'),
    },
    ['ratePercent'],
  ),
});

export type ReadPriceSchedule = { ok: true; schedule: PriceSchedule } | { ok: false; problems: Problem[] };

/**
 * The one validator of price schedules. Whether the total fits the lines is not its question: see `recomputeTotal`.
 * Never throws.
 * @param value the parsed schedule, or the bytes of its JSON text
 */
export function readPriceSchedule(value: unknown): ReadPriceSchedule {
  const result = read<PriceSchedule>(priceScheduleSchema, value);
  if (!result.ok) return result;
  const schedule = result.value;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, { itemId }] of schedule.lines.entries()) {
    if (seen.has(itemId)) {
      problems.push({ path: `lines[${index}].itemId`, read: `"${itemId}" again`, allowed: 'each item once' });
    }
    seen.add(itemId);
  }
  if ((schedule.vat.status === 'CHARGED') !== (schedule.vat.ratePercent !== undefined)) {
    const rate = schedule.vat.ratePercent ?? 'nothing';
    problems.push({ path: 'vat.ratePercent', read: rate, allowed: 'a rate if the status is CHARGED, else none' });
  }

  return problems.length > 0 ? { ok: false, problems } : { ok: true, schedule };
}

/** What the lines of a schedule come to. All amounts are decimal strings with as many decimals as the currency has. */
export interface RecomputedTotal {
  lines: { itemId: string; amount: string }[];
  /** The sum that counts. */
  total: string;
  /** Recomputed minus stated; negative when the author stated too much. */
  difference: string;
  agrees: boolean;
}

/**
 * Unit price prevails over sum: computes each line and the total exactly.
 *
 * `PER_LINE` rounds each line to the currency's smallest unit, `ON_TOTAL` only the sum (a line is then shown rounded, and
 * the lines may not add up); half is rounded up. Which one applies, the tender's price terms say.
 * @param schedule one that `readPriceSchedule` accepted
 * @param terms `minorDigits`: decimals of the currency, 0 to 6 (2 for EUR, 0 for IDR as used in trade)
 */
export function recomputeTotal(
  schedule: PriceSchedule,
  terms: { minorDigits: number; rounding?: 'PER_LINE' | 'ON_TOTAL' },
): RecomputedTotal {
  const { minorDigits, rounding = 'PER_LINE' } = terms;
  const exact = schedule.lines.map(({ unitPrice, quantity }) => millionths(unitPrice) * millionths(quantity));
  const amounts = exact.map((amount) => rounded(amount, 12 - minorDigits));
  const sumOfExact = exact.reduce((sum, amount) => sum + amount, 0n);
  const sumOfRounded = amounts.reduce((sum, amount) => sum + amount, 0n);
  const total = rounding === 'PER_LINE' ? sumOfRounded : rounded(sumOfExact, 12 - minorDigits);
  // A stated total may have more decimals than the currency; the difference must still show them.
  const difference = total * 10n ** BigInt(6 - minorDigits) - millionths(schedule.total);

  return {
    lines: schedule.lines.map(({ itemId }, index) => ({
      itemId,
      amount: decimalOf(amounts[index] ?? 0n, minorDigits),
    })),
    total: decimalOf(total, minorDigits),
    difference: shortest(decimalOf(difference, 6), minorDigits),
    agrees: difference === 0n,
  };
}

/** A decimal string of at most six decimals as an exact number of millionths. */
function millionths(decimalText: string): bigint {
  const [whole = '0', fraction = ''] = decimalText.split('.');

  return BigInt(whole + fraction.padEnd(6, '0'));
}

/** Drops the last digits of a number that is not negative, half up. */
function rounded(amount: bigint, digits: number): bigint {
  const unit = 10n ** BigInt(digits);

  return (amount + unit / 2n) / unit;
}

function decimalOf(amount: bigint, digits: number): string {
  const sign = amount < 0n ? '-' : '';
  const figures = String(amount < 0n ? -amount : amount).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);

  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${figures.slice(-digits)}`;
}

/** Without zeros beyond the currency's decimals. */
function shortest(sixDecimals: string, minorDigits: number): string {
  const [whole = '0', fraction = ''] = sixDecimals.split('.');
  const kept = fraction.slice(0, minorDigits) + fraction.slice(minorDigits).replace(/0+$/, '');

  return kept ? `${whole}.${kept}` : whole;
}
