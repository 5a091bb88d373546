import type { ObjectSchema, Schema } from './shape.js';

/** The fields that several formats share. */

export const id = (description: string): Schema => ({
  type: 'string',
  description,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
});

export const digest = (description: string): Schema => ({
  type: 'string',
  description: `${description} ("sha256:" and 64 lower-case hexadecimal characters)`,
  pattern: '^sha256:[0-9a-f]{64}$',
});

export const salt = (description: string): Schema => ({
  type: 'string',
  description: `${description} (64 lower-case hexadecimal characters)`,
  pattern: '^[0-9a-f]{64}$',
});

export const instant = (description: string): Schema => ({
  type: 'string',
  description: `${description} (UTC with microseconds, 2026-03-31T09:59:59.123456Z)`,
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{6}Z$',
});

/** Free text on one line: no control characters, no halves of characters, nothing that turns the writing direction. */
export const line = (description: string, maxLength: number): Schema => ({
  type: 'string',
  description: `${description}, on one line`,
  pattern: '^[^\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]+$',
  maxLength,
});

/** Free text that may have line breaks and tabs. */
export const text = (description: string, maxLength: number): Schema => ({
  type: 'string',
  description,
  pattern: '^(?![\\s\\S]*[\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069])[\\n\\t\\P{Cc}]+$',
  maxLength,
});

/** Not negative, at most 15 digits before and 6 after the point, without needless zeros in front. */
export const decimal = (description: string): Schema => ({
  type: 'string',
  description: `${description} (a decimal number such as "1250000" or "0.125")`,
  pattern: '^(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$',
});

export const wholeNumber = (description: string, minimum: number, maximum: number): Schema => ({
  type: 'integer',
  description,
  minimum,
  maximum,
});

export const format = (name: string): Schema => ({
  type: 'string',
  description: 'What this file is, and in which version of the format.',
  const: name,
});

export const oneOf = (description: string, values: readonly string[]): Schema => ({
  type: 'string',
  description,
  enum: values,
});

/** An object of exactly these fields; those named in `optional` may be absent. */
export function fields(
  description: string,
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): ObjectSchema {
  return {
    type: 'object',
    description,
    properties,
    required: Object.keys(properties).filter((key) => !optional.includes(key)),
    additionalProperties: false,
  };
}

export const list = (description: string, items: Schema, minItems: number, maxItems: number): Schema => ({
  type: 'array',
  description,
  items,
  minItems,
  maxItems,
});
