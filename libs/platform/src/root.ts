import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds `package.json`, `locales/` and `demo/`, whether this file runs from `libs/` (tests) or `dist/libs/` (production).
 */
export const projectRoot: string = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`No package-lock.json above ${import.meta.dirname}: where is Kongsi installed?`);
    folder = parent;
  }

  return folder;
})();
