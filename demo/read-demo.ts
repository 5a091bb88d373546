import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoPartners } from './partner-shapes.js';
import type { DemoFirm, DemoPerson, DemoProject, RegionFile } from './shapes.js';
import type { DemoAlliance, DemoTender } from './tender-shapes.js';

/** Everything the demo region consists of, in the order it is told. */
export interface Demo {
  region: RegionFile;
  people: DemoPerson[];
  firms: DemoFirm[];
  tenders: DemoTender[];
  alliances: DemoAlliance[];
  partners: DemoPartners;
  projects: DemoProject[];
}

/**
 * Reads the demo region. Files of a folder come in the order of their names, so that every reading gives the same.
 *
 * @param folder the folder that holds `region.json`, `people.json`, `firms/`, `tenders/`, …
 * @throws Error of the file system or of JSON when a file is missing or broken
 */
export function readDemo(folder: string): Demo {
  return {
    region: one(folder, 'region.json'),
    people: one(folder, 'people.json'),
    firms: all(folder, 'firms'),
    tenders: all(folder, 'tenders'),
    alliances: one(folder, 'alliances.json'),
    partners: one(folder, 'partners.json'),
    projects: one(folder, 'projects.json'),
  };
}

function one<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
}

function all<T>(folder: string, under: string): T[] {
  const files = readdirSync(join(folder, under)).filter((file) => file.endsWith('.json'));

  return files.sort().map((file) => one(folder, join(under, file)));
}
