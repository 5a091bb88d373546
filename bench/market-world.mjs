/** The invented world of the finder's bench as profiles: for the index in process, and as rows of the real tables. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

const currency = 'EUR';
const today = '2026-06-30';
const year = { from: '2025-01-01', until: '2025-12-31' };
export const benchDay = today;

const codeOf = (world, feature) => world.tree.codes[feature];
const schemeOf = (world, feature) => `scheme-${feature - world.tree.codes.length}`;
const isCode = (world, feature) => feature < world.tree.codes.length;

/** @param {import('./finder-world.mjs').World} world @param {number} firm */
function featuresOf(world, firm) {
  return [...world.features.subarray(world.start[firm], world.start[firm + 1])];
}

/** Firms that pass what every member must, as entries of the index. Their ids are the places' own, padded. */
export async function entriesOf(world, ids) {
  const { dayOf } = await import('../dist/libs/market/src/index.js');
  const always = 65_535;
  const backing = { documentUntil: always, provedUntil: always };
  const period = { from: dayOf(year.from), until: dayOf(year.until) };
  const fact = (key, value, more) => ({
    key,
    value,
    unit: null,
    currency: null,
    code: null,
    label: null,
    ...more,
    ...backing,
  });

  return Array.from({ length: world.firms }, (_, firm) => firm)
    .filter((firm) => world.isEligible[firm] === 1)
    .map((firm) => {
      const features = featuresOf(world, firm);

      return {
        firmId: ids[firm],
        latitude: world.latitude[firm],
        longitude: world.longitude[firm],
        isVerified: true,
        projects: Math.round(world.trust[firm] / 25),
        trades: features
          .filter((one) => isCode(world, one))
          .map((one) => ({ code: Number(codeOf(world, one)), ...backing })),
        papers: features
          .filter((one) => !isCode(world, one))
          .map((one) => ({ name: schemeOf(world, one), ...backing })),
        words: [],
        facts: [
          fact('ANNUAL_TURNOVER', world.turnover[firm] * 1_000, { currency, ...period }),
          fact('STAFF', world.staff[firm], { unit: 'c62', from: null, until: null }),
        ],
      };
    });
}

/** What a tender of that world asks, as requirements. */
export function requirementsOf(world, { asked, turnover, staff }) {
  const plain = { essential: true, proof: 'DECLARATION', when: 'WITH_BID' };

  return [
    ...asked.map(({ from }, at) => ({
      ...plain,
      id: `one-${at}`,
      kind: 'CAPABILITY',
      mode: 'ANY_ONE',
      measure: isCode(world, from) ? { cpv: [codeOf(world, from)] } : { scheme: schemeOf(world, from) },
    })),
    {
      ...plain,
      id: 'turnover',
      kind: 'FINANCIAL',
      mode: 'SUM',
      measure: { factKey: 'ANNUAL_TURNOVER' },
      threshold: { value: String(turnover * 1_000), currency, years: 1 },
    },
    {
      ...plain,
      id: 'staff',
      kind: 'STAFF',
      mode: 'SUM',
      measure: { factKey: 'STAFF' },
      threshold: { value: String(staff), unit: 'C62' },
    },
  ];
}

/** Ids of the firms, so that both sides speak of the same. */
export function idsOf(world) {
  return Array.from({ length: world.firms }, () => randomUUID());
}

/** Fills the real tables; what triggers keep up to date row by row is made in one statement afterwards. */
export async function fillTables(databaseUrl, world, ids, say) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const tables = ['firm', 'capability', 'fact', 'evidence'];
  for (const table of tables) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  const step = 5_000;
  for (let first = 0; first < world.firms; first += step) {
    const firms = Array.from({ length: Math.min(step, world.firms - first) }, (_, at) => first + at);
    await insertFirms(client, world, ids, firms);
    await insertProfiles(client, world, ids, firms);
  }
  for (const table of tables) await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  await client.query(
    `INSERT INTO "firmSearch" ("firmId", "name", "kind", "size", "town", "divisions", "verified", "since", "place", "words")
     SELECT "id", "name", "kind", "size", "town", '{}', true, "createdAt", ll_to_earth("latitude", "longitude"), to_tsvector('simple', "name") FROM "firm" WHERE "hiddenAt" IS NULL
     ON CONFLICT DO NOTHING`,
  );
  await client.query('VACUUM ANALYZE');
  const { rows } = await client.query(
    'SELECT (SELECT count(*) FROM "capability") AS trades, (SELECT count(*) FROM "evidence") AS papers',
  );
  say(`${world.firms} firms in the tables, ${rows[0].trades} trades, ${rows[0].papers} papers`);
  await client.end();
}

/** Firms that fail what every member must meet are hidden: they are in neither way's answer. */
async function insertFirms(client, world, ids, firms) {
  const column = (/** @type {(firm: number) => unknown} */ read) => firms.map(read);
  await client.query(
    `INSERT INTO "firm" ("id", "publicId", "kind", "name", "tagline", "story", "size", "sectors", "addressLines", "town", "country", "latitude",
       "longitude", "timeZone", "housePolicyVersion", "createdAt", "changedAt", "hiddenAt", "verifiedAt")
     SELECT id, 'K-' || place, 'BUSINESS', 'Firm ' || place, '{}', '{}', 'SMALL', '{}', '{}', 'Town', 'DE', latitude, longitude, 'Europe/Berlin', '1',
       '2026-01-01', '2026-01-01', CASE WHEN eligible THEN NULL ELSE '2026-01-01'::timestamptz END, '2026-01-01'
     FROM unnest($1::uuid[], $2::integer[], $3::float8[], $4::float8[], $5::boolean[]) AS firm (id, place, latitude, longitude, eligible)`,
    [
      column((firm) => ids[firm]),
      firms,
      column((firm) => world.latitude[firm]),
      column((firm) => world.longitude[firm]),
      column((firm) => world.isEligible[firm] === 1),
    ],
  );
}

async function insertProfiles(client, world, ids, firms) {
  const pairs = (wanted) =>
    firms.flatMap((firm) =>
      featuresOf(world, firm)
        .filter((one) => isCode(world, one) === wanted)
        .map((one) => [ids[firm], one]),
    );
  const trades = pairs(true);
  await client.query(
    `INSERT INTO "capability" ("id", "firmId", "cpv", "level", "note", "radiusKm", "regions", "visibility", "createdAt", "changedAt")
     SELECT gen_random_uuid(), firm, cpv, 'SKILLED', '{}', 50, '{}', 'PUBLIC', '2026-01-01', '2026-01-01' FROM unnest($1::uuid[], $2::text[]) AS of (firm, cpv)`,
    [trades.map(([firm]) => firm), trades.map(([, one]) => codeOf(world, one))],
  );
  const papers = pairs(false);
  await client.query(
    `INSERT INTO "evidence" ("id", "firmId", "kind", "scheme", "title", "visibility", "state", "source", "createdAt", "changedAt")
     SELECT gen_random_uuid(), firm, 'CERTIFICATE', scheme, '{}', 'PUBLIC', 'VERIFIED', 'bench', '2026-01-01', '2026-01-01' FROM unnest($1::uuid[], $2::text[]) AS of (firm, scheme)`,
    [papers.map(([firm]) => firm), papers.map(([, one]) => schemeOf(world, one))],
  );
  const ofFirms = firms.map((firm) => ids[firm]);
  await client.query(
    `INSERT INTO "fact" ("id", "firmId", "key", "value", "unit", "currency", "periodFrom", "periodUntil", "visibility", "createdAt", "changedAt")
     SELECT gen_random_uuid(), firm, 'ANNUAL_TURNOVER', turnover, NULL, '${currency}', '${year.from}'::date, '${year.until}'::date, 'PUBLIC', '2026-01-01'::timestamptz, '2026-01-01'::timestamptz
       FROM unnest($1::uuid[], $2::numeric[]) AS of (firm, turnover)
     UNION ALL SELECT gen_random_uuid(), firm, 'STAFF', staff, 'C62', NULL, NULL, NULL, 'PUBLIC', '2026-01-01', '2026-01-01' FROM unnest($1::uuid[], $3::numeric[]) AS of (firm, staff)`,
    [ofFirms, firms.map((firm) => world.turnover[firm] * 1_000), firms.map((firm) => world.staff[firm])],
  );
}
