import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { classifiedFields, fieldsOfSchema, typesOfSchema } from '../matrix/every-field.js';
import { openFields, toldElsewhere } from '../matrix/fields.js';

describe('every field says who may see it', () => {
  it('stands in one table written by hand: open, guarded in the matrix, or guarded in a story of its own', () => {
    const classified = classifiedFields();
    const schema = fieldsOfSchema();

    expect(schema.filter((field) => !classified.includes(field))).toEqual([]);
    expect(classified.filter((field) => !schema.includes(field))).toEqual([]);
    expect(classified.filter((field, at) => classified.indexOf(field) !== at)).toEqual([]);
  });

  it('has a line for every type, also for one that says nothing more than the others', () => {
    const lines = new Set([...Object.keys(openFields), ...classifiedFields().map((field) => field.split('.')[0]!)]);
    const types = typesOfSchema();

    expect(types.filter((type) => !lines.has(type))).toEqual([]);
    expect([...lines].filter((type) => !types.includes(type))).toEqual([]);
  });

  it('names stories that are there', () => {
    const missing = Object.values(toldElsewhere).filter(
      (story) => !existsSync(join(import.meta.dirname, `${story}.spec.ts`)),
    );

    expect(missing).toEqual([]);
  });
});
