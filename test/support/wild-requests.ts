import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Ids of things that exist by the argument that names such a thing: `lotId`. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

export interface WildRequest {
  query: string;
  variables: Record<string, unknown>;
}

/** What people, programs and attackers have put into text fields. */
const nastyTexts = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  '\udfff tail',
  `'; DROP TABLE "firm"; --`,
  '%_%\\',
  '{{constructor}}',
  '$1',
  '<script>alert(1)</script>',
  '\u202eright to left',
  '👷🏽‍♀️'.repeat(50),
  'x'.repeat(20_000),
  '../../etc/passwd',
  'NaN',
  '-0',
  '1e999',
  'true',
  '[]',
  '{"a":1}',
  '__proto__',
  '::1',
  'mailto:a@b',
  'https://[',
];

const nastyDays = ['0001-01-01', '9999-12-31', '2027-02-28', '1582-10-10'];
const nastyMoments = [
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2030-06-30T23:59:59+14:00',
  '1970-01-01T00:00:00Z',
];
const nastyDecimals = ['0', '-1', '0.000000001', '99999999999999999999999999', '-0.00', '1234567.891', '9'.repeat(200)];
const nastyInts = [0, 1, -1, 100, 10_000, 2_147_483_647, -2_147_483_648];

/**
 * Requests for one root field that its schema allows, with values nobody meant: unusual texts, far days, huge numbers, ids of
 * something else. The ids are mostly of things that exist, so that a request comes far before it is refused.
 */
export function wildRequests(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  ids: KnownIds,
): fc.Arbitrary<WildRequest> {
  const declared = field.args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const handed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const query = `${kind}${declared && ` (${declared})`} { ${field.name}${handed && `(${handed})`}${selection(field.type)} }`;
  const variables = fc.record(
    Object.fromEntries(field.args.map((argument) => [argument.name, valueOf(argument.type, argument.name, ids)])),
    { requiredKeys: field.args.filter((argument) => isNonNullType(argument.type)).map(({ name }) => name) },
  );

  return variables.map((chosen) => ({ query, variables: chosen }));
}

/** Every field that needs no argument, some levels down: what is read must not break either. */
export function selection(type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    const answer = named.getTypes().find((member) => member.getInterfaces().length === 0);

    return ` { __typename ${answer ? `... on ${answer.name}${selection(answer, 1)}` : ''} }`;
  }
  if (!isObjectType(named)) return '';
  const plain = Object.values(named.getFields()).filter(({ args }) =>
    args.every(({ type: t, defaultValue }) => !isNonNullType(t) || defaultValue !== undefined),
  );
  const words = plain.flatMap((inner) => {
    const innerType = getNamedType(inner.type);
    if (!isObjectType(innerType)) return isUnionType(innerType) ? [] : [inner.name];

    return depth > 1 ? [`${inner.name}${selection(innerType, depth - 1)}`] : [];
  });

  return ` { __typename ${words.join(' ')} }`;
}

function valueOf(type: GraphQLInputType, name: string, ids: KnownIds): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return certain(type.ofType, name, ids);

  return fc.option(certain(type, name, ids), { freq: 3 });
}

function certain(type: GraphQLInputType, name: string, ids: KnownIds): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return certain(type.ofType, name, ids);
  if (isListType(type)) return fc.array(valueOf(type.ofType, name, ids), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const wanted = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);

    return fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, field.name, ids)])), {
      requiredKeys: wanted.map((field) => field.name),
    });
  }

  return scalar(type.name, name, ids);
}

function scalar(type: string, name: string, ids: KnownIds): fc.Arbitrary<unknown> {
  if (name === 'actingFor') return fc.constantFrom(...ids.actingFor!);
  if (name === 'idempotencyKey') return fc.uuid();
  switch (type) {
    case 'ID':
      return fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...(ids[name] ?? Object.values(ids).flat())) },
        { weight: 1, arbitrary: fc.constantFrom(...Object.values(ids).flat()) },
        { weight: 1, arbitrary: fc.oneof(fc.uuid(), fc.constantFrom('no id', '', '\0')) },
      );
    case 'Int':
      return fc.oneof(fc.constantFrom(...nastyInts), fc.integer({ min: 0, max: 50 }));
    case 'Float':
      return fc.oneof(
        fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 91, 181),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      );
    case 'Boolean':
      return fc.boolean();
    case 'Decimal':
      return fc.oneof(fc.constantFrom(...nastyDecimals), fc.integer({ min: 1, max: 1_000_000 }).map(String));
    case 'Day':
      return fc.constantFrom(...nastyDays, '2030-01-01');
    case 'DateTime':
      return fc.constantFrom(...nastyMoments, '2030-01-01T00:00:00Z');
    default:
      return fc.oneof(
        fc.constantFrom(...nastyTexts),
        fc.constantFrom('Jepara', 'en', 'ID', 'EUR', 'IDR', '45421000', 'MTK', 'Asia/Makassar'),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
      );
  }
}
