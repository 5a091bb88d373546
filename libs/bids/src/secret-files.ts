import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';

/**
 * Reads a secret from its file; where there is none it is made once, also when several processes ask at the same moment.
 *
 * @param make writes the secret as one line of text
 */
export async function secretFile(place: string, make: () => Promise<string>): Promise<string> {
  const known = await readSecret(place);
  if (known !== undefined) return known;
  const candidate = await writeAside(place, await make());
  try {
    await link(candidate, place);
  } catch (error) {
    // Another process was quicker: its secret counts.
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    await rm(candidate, { force: true });
  }

  return (await readSecret(place))!;
}

/** The text of a secret file without its line end; undefined where there is none. */
export async function readSecret(place: string): Promise<string | undefined> {
  try {
    return (await readFile(place, 'utf8')).trim();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file that only its owner reads, whole or not at all, and on the disk before this returns. */
export async function writeSecret(place: string, content: string | Uint8Array): Promise<void> {
  await rename(await writeAside(place, content), place);
  const folder = await open(dirname(place), 'r');
  await folder.sync();
  await folder.close();
}

async function writeAside(place: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  const aside = `${place}.${randomBytes(6).toString('hex')}`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(typeof content === 'string' ? `${content}\n` : content);
    await file.sync();
  } finally {
    await file.close();
  }

  return aside;
}
