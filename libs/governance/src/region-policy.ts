import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WrongSetting, languages } from '#libs/platform';

const region = z.object({
  housePolicy: z.object({
    version: z.string().min(1).max(40),
    en: z.string().min(1).max(20_000),
    id: z.string().min(1).max(20_000),
  }),
});

export type RegionPolicy = z.infer<typeof region>['housePolicy'];

/**
 * The house policy of the region file.
 *
 * @throws WrongSetting when the file cannot be read or has no house policy in both languages
 */
export function readRegionPolicy(file: string): RegionPolicy {
  try {
    return region.parse(JSON.parse(readFileSync(file, 'utf8'))).housePolicy;
  } catch (cause) {
    const wanted = `it must name a region file with housePolicy: version, ${languages.join(', ')}`;
    throw new WrongSetting(`KONGSI_REGION: read ${JSON.stringify(file)}; ${wanted}`, { cause });
  }
}
