import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type ImportFile, type ImportRun, Imports } from '#libs/exchange';
import type { Kongsi } from './kongsi.js';

/** The folder of real public data; where it lies is the tester's choice. */
// oxlint-disable-next-line node/no-process-env -- not configuration of the product
export const realData =
  process.env['KONGSI_REAL_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** The real OCDS files; none where the folder is not there. */
export function realFiles(): string[] {
  const folder = join(realData, 'ocds', 'real');

  return existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .map((name) => join(folder, name))
    : [];
}

/** A file on this disk, as the command line reads it. */
export function fileAt(path: string): ImportFile {
  const size = statSync(path).size;
  const name = basename(path);

  return { name, size, open: () => ({ stream: createReadStream(path), name, size }) };
}

/** A file that holds a value as JSON. */
export function jsonFile(value: unknown, name = 'notices.json'): ImportFile {
  const bytes = Buffer.from(JSON.stringify(value));

  return { name, size: bytes.length, open: () => ({ stream: Readable.from([bytes]), name, size: bytes.length }) };
}

/** Reads a file into this Kongsi as `npm run kongsi -- import` does. */
export async function importFile(kongsi: Kongsi, file: ImportFile, source: string | null = null): Promise<ImportRun> {
  const imports = kongsi.app.get(Imports);

  return imports.read(await imports.begin(file, { source }), file, { source });
}
