import type { Kongsi } from './kongsi.js';

interface TypeSeen {
  kind: string;
  name: string | null;
  fields: { name: string; type: TypeSeen }[] | null;
  ofType: TypeSeen | null;
}

/** A selection of every field of a type and of all types below it, as the schema has them now: `{ title lots { … } }`. */
export async function wholeSelection(kongsi: Kongsi, type: string): Promise<string> {
  const reference = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
  const { data } = await kongsi.ask<{ __schema: { types: TypeSeen[] } }>(
    `{ __schema { types { kind name fields { name type { ${reference} } } } } }`,
  );
  const types = new Map(data.__schema.types.map((one) => [one.name, one]));
  const selectionOf = (name: string): string => {
    const fields = types.get(name)?.fields ?? [];
    const words = fields.map((field) => {
      const inner = innermost(field.type);

      return inner.kind === 'OBJECT' ? `${field.name} ${selectionOf(inner.name!)}` : field.name;
    });

    return `{ ${words.join(' ')} }`;
  };

  return selectionOf(type);
}

function innermost(type: TypeSeen): TypeSeen {
  return type.ofType ? innermost(type.ofType) : type;
}
