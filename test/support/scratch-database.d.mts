/** Clones the migrated template database; resolves to the clone's connection URL. */
export function cloneDatabase(name?: string): Promise<string>;
/** Makes a database without a table in it; resolves to its connection URL. */
export function emptyDatabase(name?: string): Promise<string>;
/** Drops a database that one of the above made, ending the sessions that still use it. */
export function dropDatabase(url: string): Promise<void>;
