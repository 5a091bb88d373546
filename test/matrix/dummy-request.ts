import { randomUUID } from 'node:crypto';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A request for one root field that is valid by the schema and means nothing: only the gate before it is looked at. */
export function dummyRequest(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  firmId: string,
): { query: string; variables: Record<string, unknown> } {
  const asked = field.args.filter((argument) => isNonNullType(argument.type));
  const declared = asked.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const handed = asked.map((argument) => `${argument.name}: $${argument.name}`).join(', ');

  return {
    query: `${kind}${declared && ` (${declared})`} { ${field.name}${handed && `(${handed})`}${selectionOf(getNamedType(field.type))} }`,
    variables: Object.fromEntries(asked.map((argument) => [argument.name, valueOf(argument, argument.type, firmId)])),
  };
}

function selectionOf(type: GraphQLNamedType): string {
  return isObjectType(type) || isUnionType(type) ? ' { __typename }' : '';
}

function valueOf(place: GraphQLArgument | GraphQLInputField, type: GraphQLInputType, firmId: string): unknown {
  if (isNonNullType(type)) return valueOf(place, type.ofType, firmId);
  if (isListType(type)) return [valueOf(place, type.ofType, firmId)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const wanted = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );

    return Object.fromEntries(wanted.map((field) => [field.name, valueOf(field, field.type, firmId)]));
  }

  return scalarOf(place.name, type.name, firmId);
}

function scalarOf(name: string, type: string, firmId: string): unknown {
  if (name === 'actingFor' || name === 'firmId') return firmId;
  switch (type) {
    case 'ID':
      return randomUUID();
    case 'Int':
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'Decimal':
      return '1';
    case 'Day':
      return '2030-01-01';
    case 'DateTime':
      return '2030-01-01T00:00:00Z';
    default:
      return `nothing-${randomUUID()}`;
  }
}
