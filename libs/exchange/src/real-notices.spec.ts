import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileFinding } from './finding.js';
import { ImportSummary, type SummaryRow } from './import-summary.js';
import { readRelease } from './ocds-reading.js';
import { releasesOf } from './ocds-stream.js';
import { strictReport } from './strict-report.js';

// oxlint-disable-next-line node/no-process-env -- where the real data lies is the tester's choice, not configuration
const data = process.env['KONGSI_REAL_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const folders = ['real', 'fixtures/ocdskit', 'fixtures/fictional-example'].map((name) => join(data, 'ocds', name));
const isThere = folders.every((folder) => existsSync(folder));
const withData = isThere ? describe : describe.skip;
const skipped = isThere ? '' : ` (SKIPPED: no folder ${data}; set KONGSI_REAL_DATA)`;

/** Reads every file of the folder; the summary has one row per file. */
async function readAll(folder: string): Promise<{ rows: SummaryRow[]; told: FileFinding[] }> {
  const summary = new ImportSummary();
  const told: FileFinding[] = [];
  for (const file of readdirSync(folder).toSorted()) {
    const found = releasesOf(join(folder, file), { onFinding: (finding) => told.push(finding) });
    for await (const { release, text, origin } of found) {
      summary.add(file, release, readRelease(release, origin));
      strictReport(release);
      expect(text.startsWith('{')).toBe(true);
    }
  }

  return { rows: summary.rows(), told };
}

withData(`real notices${skipped}`, () => {
  it('takes every release of every publisher, whole', async () => {
    const { rows, told } = await readAll(join(data, 'ocds', 'real'));
    expect(told.filter(({ kind }) => kind !== 'LINKED')).toEqual([]);
    const releases = rows.reduce((sum, row) => sum + row.releases, 0);
    const taken = rows.reduce((sum, row) => sum + row.taken, 0);
    expect(releases).toBeGreaterThanOrEqual(6000);
    expect(taken / releases).toBeGreaterThanOrEqual(0.99);
    for (const row of rows)
      expect({ source: row.source, counts: row.mapped }).toEqual({ source: row.source, counts: row.present });
  }, 120_000);

  it.each(folders.slice(1))('reads every example in %s, whole', async (folder) => {
    const { rows, told } = await readAll(folder);
    expect(told.filter(({ kind }) => kind === 'MALFORMED' || kind === 'NOT_A_RELEASE')).toEqual([]);
    expect(rows.map(({ source }) => source)).toEqual(readdirSync(folder).toSorted());
    for (const row of rows)
      expect({ source: row.source, counts: row.mapped }).toEqual({ source: row.source, counts: row.present });
  });

  it('reads a file in ISO-8859-1 as its twin in UTF-8', async () => {
    const read = async (encoding: string): Promise<unknown[]> => {
      const path = join(data, 'ocds/fixtures/ocdskit', `release-package_encoding-${encoding}.json`);
      const releases: unknown[] = [];
      for await (const { release } of releasesOf(path)) releases.push(release);
      return releases;
    };
    expect(await read('iso-8859-1')).toEqual(await read('utf-8'));
  });
});
