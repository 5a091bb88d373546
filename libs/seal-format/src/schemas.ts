import { answersFormat, answersSchema } from './answers.js';
import { closingFormat, closingSchema, openingFileSchema, openingFormat } from './closing.js';
import { headFormat, headSchema } from './head.js';
import { manifestFormat, manifestSchema } from './manifest.js';
import { labelSchema } from './part.js';
import { priceScheduleFormat, priceScheduleSchema } from './price-schedule.js';
import { bidActSchema, receiptFormat, receiptSchema } from './receipt.js';
import type { ObjectSchema } from './shape.js';
import { chainFileSchema, chainFormat } from './verify-file.js';

/** A schema as a JSON Schema document of its own. */
export type PublishedSchema = ObjectSchema & { $schema: string; title: string };

/** Every published schema by its format; the files in `schema/` are these, one to one. */
export const schemas: Readonly<Record<string, PublishedSchema>> = Object.fromEntries(
  (
    [
      [manifestFormat, manifestSchema],
      ['kongsi-part-label/1', labelSchema],
      [priceScheduleFormat, priceScheduleSchema],
      [answersFormat, answersSchema],
      ['kongsi-bid-act/1', bidActSchema],
      [receiptFormat, receiptSchema],
      [headFormat, headSchema],
      [closingFormat, closingSchema],
      [openingFormat, openingFileSchema],
      [chainFormat, chainFileSchema],
    ] as const
  ).map(([title, schema]) => [title, { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schema }]),
);
