import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import type { ValueTransformer } from 'typeorm';
import { BadUserInput } from './errors.js';
import { DecimalScalar } from './scalars.js';

/**
 * Currencies without two decimals, after ISO 4217; but the rupiah has none here: its sen has been out of use for decades, and contracts
 * are in whole rupiah. A table of ours, because a runtime's locale data changes with its version, and amounts are stored by this.
 */
const exponents: Readonly<Record<string, number>> = Object.fromEntries([
  ...'IDR BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** How many decimals a currency has in amounts: 2 for EUR, 0 for IDR and JPY. */
export function minorDigits(currency: string): number {
  return exponents[currency] ?? 2;
}

/** Whether ISO 4217 knows the currency. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

/** An amount of money: whole minor units (cents, sen) of one currency. */
@ObjectType({ description: 'An amount of money. Net of VAT unless the field says otherwise.' })
export class Money {
  @Field(() => String, { description: 'ISO 4217 code of the currency: `IDR`, `EUR`.' })
  currency: string;

  /** Whole minor units. */
  minor: bigint;

  constructor(minor: bigint, currency: string) {
    this.minor = minor;
    this.currency = currency;
  }

  @Field(() => DecimalScalar, { description: 'The amount in major units, exact: `1250000.50`.' })
  get amount(): string {
    const digits = minorDigits(this.currency);
    const sign = this.minor < 0n ? '-' : '';
    const text = (this.minor < 0n ? -this.minor : this.minor).toString().padStart(digits + 1, '0');

    return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }

  /** From columns: null when either is. */
  static of(minor: bigint | string | null, currency: string | null): Money | null {
    return minor === null || currency === null ? null : new Money(BigInt(minor), currency);
  }

  /** The smallest amount of the currency that is not less than a decimal text. */
  static atLeast(amount: string, currency: string): Money {
    const digits = minorDigits(currency);
    const [whole = '', fraction = ''] = amount.split('.');
    const cut = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));

    return new Money(/[1-9]/.test(fraction.slice(digits)) ? cut + 1n : cut, currency);
  }

  /**
   * From a decimal text.
   *
   * @throws BadUserInput naming `path` when it has more decimals than the currency, is negative, or the currency is unknown
   */
  static read(input: { amount: string; currency: string }, path: string): Money {
    const currency = input.currency;
    if (!isCurrency(currency)) {
      throw new BadUserInput([
        { path: `${path}.currency`, read: currency, message: 'Use an ISO 4217 code such as IDR or EUR.' },
      ]);
    }
    const digits = minorDigits(currency);
    const [whole = '', fraction = ''] = input.amount.split('.');
    if (input.amount.startsWith('-') || /[1-9]/.test(fraction.slice(digits)) || whole.length > 15) {
      throw new BadUserInput([
        {
          path: `${path}.amount`,
          read: input.amount,
          message: `Write an amount from 0 to 999999999999999 with at most ${digits} decimals.`,
        },
      ]);
    }

    return new Money(BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0')), currency);
  }
}

/** Money as people hand it in. */
@InputType({ description: 'An amount of money, net of VAT unless the field says otherwise.' })
export class MoneyInput {
  @Field(() => DecimalScalar, { description: 'In major units, exact, not negative: `1250000.50`.' })
  @Matches(/^\d{1,15}(\.\d{1,9})?$/, { message: 'Write digits with a point and without separators: 1250000.50.' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency: `IDR`, `EUR`.' })
  @Matches(/^[A-Z]{3}$/, { message: 'Use an ISO 4217 code such as IDR or EUR.' })
  currency: string;
}

/** Column transformer for `bigint` columns, which the driver hands over as text. */
export const asBigint: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : BigInt(value)),
  to: (value: bigint | null | undefined) => (value === null || value === undefined ? value : value.toString()),
};
