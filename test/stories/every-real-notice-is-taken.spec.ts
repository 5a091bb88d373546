import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ExternalNotice,
  type ImportRun,
  type JsonObject,
  fieldsLost,
  mappedFields,
  parseExactly,
  presentFields,
} from '#libs/exchange';
import { fileAt, importFile, realData, realFiles } from '../support/imports.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { wholeSelection } from '../support/whole-selection.js';

const files = realFiles();
const story = files.length > 0 ? describe : describe.skip;
const skipped = files.length > 0 ? '' : ` (SKIPPED: no folder ${realData}; set KONGSI_REAL_DATA)`;

interface Row {
  source: string;
  tenderId: string;
  digest: string;
  original: string;
  notice: ExternalNotice;
  buyer: string | null;
  title: string;
}

story(`every real notice is taken${skipped}`, () => {
  let kongsi: Kongsi;
  let rows: Row[];
  const runs: ImportRun[] = [];

  beforeAll(async () => {
    // The sample asks for everything at once, which no page does.
    kongsi = await startKongsi({
      GRAPHQL_MAX_COST: '1000000',
      GRAPHQL_MAX_DEPTH: '20',
      GRAPHQL_MAX_TOKENS: '20000',
      GRAPHQL_MAX_SELECTIONS: '100000',
    });
    for (const file of files) runs.push(await importFile(kongsi, fileAt(file)));
    ({ rows } = await kongsi.pool.query<Row>(
      `SELECT "source", "tenderId", "digest", "original", "importedRelease"."notice", "tender"."origin" ->> 'buyerName' AS "buyer", "tender"."title"
       FROM "importedRelease" JOIN "tender" ON "tender"."id" = "tenderId" ORDER BY "position"`,
    ));
  }, 900_000);
  afterAll(() => kongsi.stop());

  it('reads every file to its end', () => {
    const told = runs.flatMap((run) => run.problems);
    expect(told.filter(({ kind }) => kind !== 'LINKED')).toEqual([]);
    expect(runs.map((run) => [run.fileName, run.bytesRead])).toEqual(runs.map((run) => [run.fileName, run.bytes]));
    expect(rows.length).toBeGreaterThanOrEqual(6000);
    expect(runs.reduce((sum, run) => sum + run.added, 0)).toBe(rows.length);
  });

  it('keeps all that is present in at least 99 of 100 releases of each source', () => {
    const sources = new Map<string, boolean[]>();
    for (const { source, original, notice, buyer, title } of rows) {
      const lost = fieldsLost(presentFields(parseExactly(original) as JsonObject), mappedFields(notice));
      const isTaken = lost.length === 0 && Boolean(buyer) && title !== '';
      sources.set(source, [...(sources.get(source) ?? []), isTaken]);
    }
    const shares = [...sources].map(([source, all]) => ({ source, share: all.filter(Boolean).length / all.length }));
    expect(shares.length).toBeGreaterThanOrEqual(15);
    expect(shares.filter(({ share }) => share < 0.99)).toEqual([]);
  });

  it('shows through GraphQL all that it keeps: the longest release of each source, word for word', async () => {
    const selection = await wholeSelection(kongsi, 'PublishedNotice');
    const longest = new Map<string, Row>();
    for (const row of rows) {
      if (row.original.length > (longest.get(row.source)?.original.length ?? 0)) longest.set(row.source, row);
    }
    for (const { tenderId, digest, notice } of longest.values()) {
      const { data, errors } = await kongsi.ask<{ tender: { noticeReleases: { digest: string; notice: unknown }[] } }>(
        `query ($id: ID!) { tender(id: $id) { noticeReleases { digest notice ${selection} } } }`,
        { id: tenderId },
      );
      expect(errors).toBeUndefined();
      const shown = data.tender.noticeReleases.find((release) => release.digest === digest);
      expect(plain(shown?.notice)).toEqual(plain(notice));
    }
  });

  it('a second time changes nothing', async () => {
    const state = async (): Promise<unknown> =>
      (
        await kongsi.pool.query(
          `SELECT (SELECT md5(string_agg(t::text, '' ORDER BY t."id")) FROM "tender" t) AS "tenders",
             (SELECT md5(string_agg(i::text, '' ORDER BY i."id")) FROM "item" i) AS "items",
             (SELECT md5(string_agg(n::text, '' ORDER BY n."tenderId")) FROM "externalNotice" n) AS "notices",
             (SELECT count(*) FROM "importedRelease") AS "releases"`,
        )
      ).rows;
    const before = await state();
    for (const file of files.filter((name) => !name.includes('2014-pilot'))) {
      expect((await importFile(kongsi, fileAt(file))).added).toBe(0);
    }
    expect(await state()).toEqual(before);
  }, 300_000);
});

/** Without what says nothing, and without contact persons, which are not read; moments as instants. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([key, inner]) => inner !== null && key !== 'contact');

  return Object.fromEntries(
    said.map(([key, inner]) => [key, key === 'at' ? new Date(inner as string).getTime() : plain(inner)]),
  );
}
