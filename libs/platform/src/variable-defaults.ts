import {
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  astFromValue,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';

type Variables = Record<string, unknown>;

/**
 * Answers what fills in the values a caller may leave out of an operation's variables. By the specification a value with a default may be
 * left out also where it is not null; graphql-jit asks for it all the same.
 */
export function defaultsOf(schema: GraphQLSchema, operation: OperationDefinitionNode): (given: Variables) => Variables {
  const declared = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
    name: variable.name.value,
    type: typeFromAST(schema, type as never) as GraphQLInputType,
    preset: defaultValue && valueFromASTUntyped(defaultValue),
  }));

  return (given) => {
    const variables = { ...given };
    for (const { name, type, preset } of declared) {
      const value = given[name] === undefined ? preset : filled(type, given[name]);
      if (value !== undefined) variables[name] = value;
    }

    return variables;
  };
}

function filled(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return filled(type.ofType, value);
  if (value === null || value === undefined) return value;
  if (isListType(type))
    return Array.isArray(value) ? value.map((item) => filled(type.ofType, item)) : filled(type.ofType, value);
  if (!isInputObjectType(type) || typeof value !== 'object') return value;
  const given = value as Variables;
  const whole = { ...given };
  for (const field of Object.values(type.getFields())) {
    if (given[field.name] !== undefined) whole[field.name] = filled(field.type, given[field.name]);
    else if (field.defaultValue !== undefined) whole[field.name] = presetOf(field.type, field.defaultValue);
  }

  return whole;
}

/** A default as a caller would write it: the schema keeps what it means (of an enum, the value behind the name). */
function presetOf(type: GraphQLInputType, preset: unknown): unknown {
  const literal = astFromValue(preset, type);

  return literal ? filled(type, valueFromASTUntyped(literal)) : preset;
}
