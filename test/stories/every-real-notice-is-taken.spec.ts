import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExternalNotice, ImportRun } from '#libs/exchange';
import { fieldsLost, mappedFields, parseExactly, presentFields, type JsonObject } from '#libs/exchange';
import { fileAt, importFile, realData, realFiles } from '../support/imports.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

const files = realFiles();
const story = files.length > 0 ? describe : describe.skip;

interface Row {
  source: string;
  tenderId: string;
  original: string;
  notice: ExternalNotice;
  hasBuyer: boolean;
  hasTitle: boolean;
}

story(
  `every real notice is taken${files.length > 0 ? '' : ` (SKIPPED: no folder ${realData}; set KONGSI_REAL_DATA)`}`,
  () => {
    let kongsi: Kongsi;
    const runs: ImportRun[] = [];

    beforeAll(async () => {
      kongsi = await startKongsi();
      for (const file of files) {
        const t = Date.now();
        runs.push(await importFile(kongsi, fileAt(file)));
        console.log(file, runs.at(-1)!.releases, Date.now() - t);
      }
    }, 600_000);
    afterAll(() => kongsi.stop());

    it('reads every file to its end', () => {
      expect(runs.flatMap((run) => run.problems).filter(({ kind }) => kind !== 'LINKED')).toEqual([]);
      expect(runs.map((run) => [run.fileName, run.bytesRead])).toEqual(runs.map((run) => [run.fileName, run.bytes]));
      expect(runs.reduce((sum, run) => sum + run.releases, 0)).toBeGreaterThanOrEqual(6000);
    });

    it('holds all that was present in at least 99 of 100 releases of each source', async () => {
      const { rows } = await kongsi.pool.query<Row>(
        `SELECT "source", "tenderId", "original", "importedRelease"."notice",
         coalesce("tender"."origin" ->> 'buyerName', '') <> '' AS "hasBuyer", "tender"."title" <> '' AS "hasTitle"
       FROM "importedRelease" JOIN "tender" ON "tender"."id" = "tenderId"`,
      );
      const sources = new Map<string, { taken: number; all: number }>();
      for (const row of rows) {
        const counts = sources.get(row.source) ?? { taken: 0, all: 0 };
        const lost = fieldsLost(presentFields(parseExactly(row.original) as JsonObject), mappedFields(row.notice));
        counts.all++;
        if (lost.length === 0 && row.hasBuyer && row.hasTitle) counts.taken++;
        sources.set(row.source, counts);
      }
      console.log([...sources]);
      const all = [...sources.values()];
      const sum = (of: 'taken' | 'all'): number => all.reduce((total, counts) => total + counts[of], 0);
      expect(sum('taken') / sum('all')).toBeGreaterThanOrEqual(0.99);
    });
  },
);
