import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { realData } from './imports.js';

type Schema = Record<string, unknown>;

const profile = join(realData, 'ocds', 'eu-profile', 'patched');

/** Whether the published schema is there to be asked. */
export const hasSchema = existsSync(profile);

/** What the published schema of OCDS 1.1 (with the extensions we declare) has against a release package; empty when nothing. */
export function faultsOf(releasePackage: unknown): unknown[] {
  const ajv = new draft04.default({ strict: false, allErrors: true });
  formats.default(ajv);
  // The profile leaves the requirements extension out.
  ajv.addSchema(
    merged(
      schema('eu-profile/patched/release-schema.json'),
      schema('extensions/requirements/release-schema.json'),
    ) as Schema,
  );
  const validate = ajv.compile(schema('eu-profile/patched/release-package-schema.json'));

  return validate(releasePackage) ? [] : (validate.errors ?? []);
}

function schema(path: string): Schema {
  return JSON.parse(readFileSync(join(realData, 'ocds', path), 'utf8')) as Schema;
}

/** RFC 7386. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result = { ...(target as object) } as Schema;
  for (const [key, value] of Object.entries(patch)) result[key] = merged(result[key], value);

  return result;
}
