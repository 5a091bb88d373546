import type { Migration } from '#libs/platform';
import { sql as platform } from './0001-platform.js';

/** The one sequence of the schema, oldest first. A released migration is never changed; the next one is added. */
export const migrations: readonly Migration[] = [{ name: '0001-platform', sql: platform }];
