import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { IndexFeed, testOf } from '#libs/market';
import { FactKey, type Measure, type Requirement } from '#libs/requirements';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

const codes = ['45000000', '45420000', '45421000', '45310000', '45261000', '90000000'];
const schemes = ['ISO 9001', 'iso 14001'];
const days = ['2020-06-30', '2026-01-01', '2099-12-31', null];
const visibilities = ['PUBLIC', 'PUBLIC', 'FINDABLE', 'PRIVATE'];
const middle = { latitude: -6.8431, longitude: 123.3506 };

interface FirmMade {
  kind: string;
  isHidden: boolean;
  north: number;
  trades: { cpv: string; visibility: string; hasPaper: boolean }[];
  papers: { scheme: string; state: string; visibility: string; until: string | null }[];
  facts: { key: string; value: number; visibility: string; hasPaper: boolean }[];
}

const aFirm: fc.Arbitrary<FirmMade> = fc.record({
  kind: fc.constantFrom('BUSINESS', 'BUSINESS', 'SOLE_TRADER', 'PUBLIC_BODY'),
  isHidden: fc.constantFrom(false, false, false, true),
  north: fc.double({ min: -1, max: 1, noNaN: true }),
  trades: fc.uniqueArray(
    fc.record({ cpv: fc.constantFrom(...codes), visibility: fc.constantFrom(...visibilities), hasPaper: fc.boolean() }),
    { maxLength: 4, selector: ({ cpv }) => cpv },
  ),
  papers: fc.array(
    fc.record({
      scheme: fc.constantFrom(...schemes),
      state: fc.constantFrom('DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED'),
      visibility: fc.constantFrom(...visibilities),
      until: fc.constantFrom(...days),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  facts: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('STAFF', 'YEARS_IN_BUSINESS', 'LARGEST_CONTRACT'),
      value: fc.integer({ min: 1, max: 20 }),
      visibility: fc.constantFrom(...visibilities),
      hasPaper: fc.boolean(),
    }),
    { maxLength: 3, selector: ({ key }) => key },
  ),
});

const aMeasure: fc.Arbitrary<{ measure: Measure; value: string | null }> = fc.oneof(
  fc.constantFrom(...codes).map((cpv) => ({ measure: { cpv: [cpv] }, value: null })),
  fc.constantFrom(...schemes).map((scheme) => ({ measure: { scheme }, value: null })),
  fc
    .tuple(
      fc.constantFrom(FactKey.STAFF, FactKey.YEARS_IN_BUSINESS, FactKey.LARGEST_CONTRACT),
      fc.constantFrom('3', '9'),
    )
    .map(([factKey, value]) => ({ measure: { factKey }, value })),
);

describe('the index and SQL name the same firms', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
    await kongsi.app.get(IndexFeed).begin();
    // Who owns them is no matter here.
    await kongsi.pool.query('ALTER TABLE "firm" DISABLE TRIGGER "firm_starts_with_an_owner"');
    for (const firm of fc.sample(aFirm, { numRuns: 120, seed: 20 })) await insert(firm);
  });
  afterAll(() => kongsi.stop());

  /** Straight into the tables: the triggers have to notice. */
  async function insert({ kind, isHidden, north, trades, papers, facts }: FirmMade): Promise<void> {
    const firmId = randomUUID();
    const sql = (text: string, values: unknown[]): Promise<unknown> => kongsi.pool.query(text, values);
    await sql(
      `INSERT INTO "firm" ("id", "publicId", "kind", "name", "tagline", "story", "size", "sectors", "addressLines", "town", "country", "latitude",
         "longitude", "timeZone", "housePolicyVersion", "createdAt", "changedAt", "hiddenAt")
       VALUES ($1::uuid, left($1::text, 12), $2, $1::text, '{}', '{}', 'SMALL', '{}', '{}', 'Town', 'ID', $3, $4, 'Asia/Makassar', '1', now(), now(),
         CASE WHEN $5 THEN now() END)`,
      [firmId, kind, middle.latitude + north, middle.longitude, isHidden],
    );
    const paperIds: string[] = [];
    for (const { scheme, state, visibility, until } of papers) {
      paperIds.push(randomUUID());
      await sql(
        `INSERT INTO "evidence" ("id", "firmId", "kind", "scheme", "title", "visibility", "state", "validUntil", "source", "reason", "createdAt", "changedAt")
         VALUES ($1, $2, 'CERTIFICATE', $3, '{}', $4, $5::text, $6, CASE WHEN $5::text = 'VERIFIED' THEN 'seen' END,
           CASE WHEN $5::text = 'REJECTED' THEN 'blurred' END, now(), now())`,
        [paperIds.at(-1), firmId, scheme, visibility, state, until],
      );
    }
    for (const { cpv, visibility, hasPaper } of trades) {
      const id = randomUUID();
      await sql(
        `INSERT INTO "capability" ("id", "firmId", "cpv", "level", "note", "radiusKm", "regions", "visibility", "createdAt", "changedAt")
         VALUES ($1, $2, $3, 'SKILLED', '{}', 50, '{}', $4, now(), now())`,
        [id, firmId, cpv, visibility],
      );
      if (hasPaper)
        await sql(`INSERT INTO "capabilityEvidence" ("capabilityId", "evidenceId") VALUES ($1, $2)`, [id, paperIds[0]]);
    }
    for (const { key, value, visibility, hasPaper } of facts) {
      const id = randomUUID();
      await sql(
        `INSERT INTO "fact" ("id", "firmId", "key", "value", "unit", "visibility", "createdAt", "changedAt") VALUES ($1, $2, $3, $4, 'C62', $5, now(), now())`,
        [id, firmId, key, value, visibility],
      );
      if (hasPaper) await sql(`INSERT INTO "factEvidence" ("factId", "evidenceId") VALUES ($1, $2)`, [id, paperIds[0]]);
    }
  }

  it('in every radius, for every measure, with a document or on a word', async () => {
    const feed = kongsi.app.get(IndexFeed);
    const today = await feed.today();
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(aMeasure, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('DOCUMENT' as const, 'DECLARATION' as const),
        fc.constantFrom(20, 60, 120, Infinity),
        async (measures, proof, radiusKm) => {
          const requirement: Pick<Requirement, 'proof' | 'when'> = { proof, when: 'WITH_BID' };
          const tests = measures.map(({ measure, value }) =>
            testOf(requirement, measure, value === null ? null : { value, unit: 'C62' }),
          );
          const swept = { tests, numbers: [], area: { ...middle, radiusKm } };
          const byIndex = await feed.sweep(swept);
          const bySql = await feed.sweepBySql({ ...swept, today });
          const table = ({ firmIds, passed, proved }: typeof byIndex): string[] =>
            firmIds.map((firmId, at) => `${firmId} ${passed[at]} ${proved[at]}`).sort();
          found += byIndex.firmIds.length;

          expect([byIndex.by, bySql.by]).toEqual(['INDEX', 'SQL']);
          expect(table(byIndex)).toEqual(table(bySql));
        },
      ),
      { numRuns: 120, seed: 20 },
    );
    expect(found).toBeGreaterThan(1_000);
  });
});
