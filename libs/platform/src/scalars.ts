import { type CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const decimal = /^-?\d{1,24}(\.\d{1,9})?$/;

function wrong(scalar: string, read: unknown, allowed: string): GraphQLError {
  return new GraphQLError(`${scalar}: read ${JSON.stringify(read)?.slice(0, 80)}; ${allowed}`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** An instant. Numbers and dates without a zone are refused: a deadline without a zone is no deadline. */
@Scalar('DateTime', () => Date)
export class DateTimeScalar implements CustomScalar<string, Date> {
  description = 'An instant with its zone (RFC 3339): `2026-11-21T17:00:00+08:00`. Answers are in UTC.';

  parseValue(value: unknown): Date {
    const at = typeof value === 'string' && instant.test(value) ? new Date(value) : undefined;
    if (!at || Number.isNaN(at.getTime()))
      throw wrong('DateTime', value, 'write it with its zone, as in 2026-11-21T17:00:00+08:00');

    return at;
  }

  parseLiteral(node: ValueNode): Date {
    return this.parseValue(node.kind === Kind.STRING ? node.value : undefined);
  }

  serialize(value: unknown): string {
    return value instanceof Date ? value.toISOString() : String(value);
  }
}

function textScalar(
  name: string,
  description: string,
  pattern: RegExp,
  allowed: string,
  valid: (text: string) => boolean,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value) && valid(value)) return value;
    throw wrong(name, value, allowed);
  };

  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** A calendar day without a zone. */
export const DayScalar = textScalar(
  'Day',
  'A calendar day (ISO 8601) as it stands on a paper: `2026-11-21`.',
  day,
  'write it as 2026-11-21',
  (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
);

/** An exact number. Never a float: a cent may not get lost. */
export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal number as a string, with a point and without separators: `1250000.50`.',
  decimal,
  'write digits with a point and without separators, as in 1250000.50',
  () => true,
);
