import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform';

/** The files of the packs that come with this Kongsi, as text. */
export function shippedPacks(): string[] {
  const folder = join(projectRoot, 'libs/rule-packs/packs');

  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
