import type { ReadPack } from './pack.js';
import { type KnownPacks, type PackProblem, readPack } from './pack-reading.js';

/** Packs by name and version. */
export class PackShelf implements KnownPacks {
  readonly #packs = new Map<string, ReadPack>();

  get(id: string, version: string): ReadPack | undefined {
    return this.#packs.get(`${id} ${version}`);
  }

  put(read: ReadPack): void {
    this.#packs.set(`${read.pack.id} ${read.pack.version}`, read);
  }

  versionsOf(id: string): string[] {
    return this.all.filter(({ pack }) => pack.id === id).map(({ pack }) => pack.version);
  }

  newestOf(id: string): ReadPack | undefined {
    return this.all
      .filter(({ pack }) => pack.id === id)
      .toSorted((a, b) => Number(b.pack.version) - Number(a.pack.version))[0];
  }

  get all(): ReadPack[] {
    return [...this.#packs.values()];
  }
}

/**
 * Reads packs in whatever order they come, each after the one it extends. What extends nothing that is there, or in a circle itself, is
 * left over with its problems; so is a second pack of the same name and version.
 */
export function readPacks(jsons: readonly unknown[]): { shelf: PackShelf; problems: PackProblem[] } {
  const shelf = new PackShelf();
  // Older and newer versions come in any order here, so only what is there counts, not its age.
  const there: KnownPacks = { get: (id, version) => shelf.get(id, version), versionsOf: () => [] };
  let left = [...jsons];
  for (;;) {
    const readings = left.map((json) => ({ json, reading: readPack(json, there) }));
    const again = readings.filter(({ reading }) => {
      if (!reading.ok || shelf.get(reading.read.pack.id, reading.read.pack.version)) return true;
      shelf.put(reading.read);

      return false;
    });
    if (again.length === left.length) {
      return { shelf, problems: again.flatMap(({ json }) => problemsWith(json, shelf)) };
    }
    left = again.map(({ json }) => json);
  }
}

function problemsWith(json: unknown, shelf: PackShelf): PackProblem[] {
  const reading = readPack(json, shelf);

  return reading.ok ? [] : reading.problems;
}
