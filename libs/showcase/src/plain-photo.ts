import { rename, rm } from 'node:fs/promises';
import sharp from 'sharp';

/** Larger than a page shows it on a dense screen, smaller than a telephone takes it. */
const longestSide = 2_048;

/**
 * Makes a photo fit to be shown to everybody: upright, of a size a slow line carries, and without what the camera wrote into it (the
 * place it was taken at, the time, whose camera it was).
 *
 * @param path the photo, replaced in place; its format stays
 * @returns false when it cannot be read as a picture
 */
export async function makePlain(path: string): Promise<boolean> {
  const fresh = `${path}.plain`;
  try {
    await sharp(path, { failOn: 'error' })
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .toFile(fresh);
  } catch {
    await rm(fresh, { force: true });

    return false;
  }
  await rename(fresh, path);

  return true;
}
