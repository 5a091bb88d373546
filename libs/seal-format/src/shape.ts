import { textOf } from './bytes.js';

/**
 * The part of JSON Schema our formats are written in. The published schema *is* the rule that runs: in the browser, on the
 * command line and at the opening.
 */
export type Schema = { readonly description?: string } & (
  | {
      readonly type: 'string';
      readonly const?: string;
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly minLength?: number;
      readonly maxLength?: number;
    }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'array'; readonly items: Schema; readonly minItems?: number; readonly maxItems: number }
  | ObjectSchema
  | { readonly type: 'object'; readonly anyOf: readonly ObjectSchema[] }
);

export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** One thing that is not as it should be: where (`parts[0].size`, `.` for the whole), what was read, what is allowed. */
export interface Problem {
  path: string;
  read: string;
  allowed: string;
}

export type Read<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Nobody mends more than this at once, and a hostile file must not fill a page. */
const mostProblems = 50;

/**
 * Reads a value by a schema into a copy of its own, so that what was checked is what is used. Never throws.
 * @param input the parsed value, or the bytes of its JSON text
 */
export function read<T>(schema: Schema, input: unknown): Read<T> {
  const problems: Problem[] = [];
  try {
    const value = input instanceof Uint8Array ? parsed(input) : input;
    const copy = copied(schema, value, '', problems);
    if (problems.length > 0) return { ok: false, problems: problems.slice(0, mostProblems) };

    return { ok: true, value: copy as T };
  } catch {
    // Only a value that is not data gets here: a getter or a proxy that throws, or bytes that are no JSON.
    return { ok: false, problems: [{ path: '.', read: 'something that cannot be read', allowed: 'a JSON value' }] };
  }
}

function parsed(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  if (text === undefined) throw new SyntaxError('not UTF-8');

  return JSON.parse(text);
}

function copied(schema: Schema, value: unknown, path: string, problems: Problem[]): unknown {
  if (problems.length >= mostProblems) return undefined;
  switch (schema.type) {
    case 'string':
      return copiedString(schema, value, path, problems);
    case 'integer':
      return copiedInteger(schema, value, path, problems);
    case 'array':
      return copiedArray(schema, value, path, problems);
    case 'object':
      return copiedObject(schema, value, path, problems);
  }
}

function copiedString(schema: Schema & { type: 'string' }, value: unknown, path: string, problems: Problem[]): unknown {
  const length = typeof value === 'string' ? Array.from(value).length : 0;
  const fits =
    typeof value === 'string' &&
    (schema.const === undefined || value === schema.const) &&
    (schema.enum === undefined || schema.enum.includes(value)) &&
    length >= (schema.minLength ?? 0) &&
    length <= (schema.maxLength ?? Infinity) &&
    (schema.pattern === undefined || patternOf(schema.pattern).test(value));
  if (!fits) problems.push({ path: path || '.', read: shown(value), allowed: allowedString(schema) });

  return value;
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, pattern);

  return pattern;
}

function allowedString(schema: Schema & { type: 'string' }): string {
  if (schema.const !== undefined) return `"${schema.const}"`;
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  const lengths = schema.maxLength === undefined ? '' : `, ${schema.minLength ?? 0} to ${schema.maxLength} characters`;

  return (schema.description ?? 'a text') + lengths;
}

function copiedInteger(
  schema: Schema & { type: 'integer' },
  value: unknown,
  path: string,
  problems: Problem[],
): unknown {
  if (Number.isSafeInteger(value)) {
    const number = (value as number) + 0;
    if (number >= schema.minimum && number <= schema.maximum) return number;
  }
  const allowed = `a whole number from ${schema.minimum} to ${schema.maximum}`;
  problems.push({ path: path || '.', read: shown(value), allowed });

  return undefined;
}

function copiedArray(schema: Schema & { type: 'array' }, value: unknown, path: string, problems: Problem[]): unknown {
  const fits = Array.isArray(value) && value.length >= (schema.minItems ?? 0) && value.length <= schema.maxItems;
  if (!fits) {
    const allowed = `a list of ${schema.minItems ?? 0} to ${schema.maxItems} entries`;
    problems.push({ path: path || '.', read: shown(value), allowed });

    return undefined;
  }

  return Array.from(value as unknown[], (item, index) => copied(schema.items, item, `${path}[${index}]`, problems));
}

function copiedObject(schema: Schema & { type: 'object' }, value: unknown, path: string, problems: Problem[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ path: path || '.', read: shown(value), allowed: 'an object' });

    return undefined;
  }
  const form = 'anyOf' in schema ? formFor(schema.anyOf, value) : schema;
  const copy: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(form.properties)) {
    const at = path ? `${path}.${key}` : key;
    if (Object.hasOwn(value, key)) copy[key] = copied(property, (value as Record<string, unknown>)[key], at, problems);
    else if (form.required.includes(key)) {
      problems.push({ path: at, read: 'nothing', allowed: property.description ?? 'this field' });
    }
  }
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(form.properties, key)) continue;
    const name = brief(key) || '""';
    const at = path ? `${path}.${name}` : name;
    problems.push({ path: at, read: 'an unknown field', allowed: Object.keys(form.properties).join(', ') });
    if (problems.length >= mostProblems) break;
  }

  return copy;
}

/** The first form whose required fields are all there; the forms of one union never share their required fields. */
function formFor(forms: readonly ObjectSchema[], value: object): ObjectSchema {
  const form = forms.find(({ required }) => required.every((key) => Object.hasOwn(value, key))) ?? forms[0];
  if (!form) throw new TypeError('a union of no forms');

  return form;
}

/** A short, safe picture of what was read. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${brief(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `a list of ${value.length} entries`;

  return value === undefined ? 'nothing' : `a value of type ${typeof value}`;
}

function brief(text: string): string {
  const clean = text.slice(0, 60).replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '?');

  return text.length > 60 ? `${clean}…` : clean;
}
