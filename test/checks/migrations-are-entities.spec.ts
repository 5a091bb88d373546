import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Firm } from '#libs/firms';
import { Db } from '#libs/platform';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

/** Tables no entity stands for: appended to, or kept by statements of their own. */
const withoutEntity = [
  'migration',
  'throttle',
  'heartbeat',
  'outage',
  'firmSearch',
  'searchWord',
  'sealLogLine',
  'sealLogHead',
  ...['firmRecord', 'evidence', 'tender', 'alliance', 'bid', 'project', 'outsideInvitation'].map(
    (kind) => `${kind}Event`,
  ),
];

describe('migrations are entities', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  it('every column of an entity is in the database with its type, and the other way round', async () => {
    expect(await differences(kongsi)).toEqual([]);
  });

  const changes: [string, string, string][] = [
    ['a column no entity knows', 'ALTER TABLE "tender" ADD "colour" text', 'tender.colour: only in the database'],
    ['a column the database lacks', 'ALTER TABLE "inboxSetting" RENAME TO "other"', 'inboxSetting: no such table'],
    [
      'another type',
      'ALTER TABLE "lot" ALTER "number" TYPE bigint',
      'lot.number: integer in the entity, bigint in the database',
    ],
    [
      'nothing allowed',
      'ALTER TABLE "tender" ALTER "title" DROP NOT NULL',
      'tender.title: text in the entity, text or nothing in the database',
    ],
  ];

  it.each(changes)('finds %s', async (_, change, said) => {
    await kongsi.pool.query(change);
    expect(await differences(kongsi)).toContain(said);
  });
});

/** What the database and the entities say differently of a table. */
async function differences({ app, pool }: Kongsi): Promise<string[]> {
  const source = app.get(Db).of(Firm).manager.connection;
  const { rows } = await pool.query<{ table: string; column: string; type: string }>(
    `SELECT class.relname AS "table", attribute.attname AS "column",
       format_type(attribute.atttypid, NULL) || CASE WHEN attribute.attnotnull THEN '' ELSE ' or nothing' END AS "type"
     FROM pg_attribute attribute JOIN pg_class class ON class.oid = attribute.attrelid
     WHERE class.relnamespace = 'public'::regnamespace AND class.relkind IN ('r', 'p') AND attribute.attnum > 0
       AND NOT attribute.attisdropped`,
  );
  const inDatabase = new Map(rows.map(({ table, column, type }) => [`${table}.${column}`, type]));
  const tables = new Set(rows.map(({ table }) => table));
  const inEntities = new Map(
    source.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => {
        const type = `${source.driver.normalizeType(column)}${column.isArray ? '[]' : ''}`;

        return [`${entity.tableName}.${column.databaseName}`, column.isNullable ? `${type} or nothing` : type];
      }),
    ),
  );
  const found = source.entityMetadatas
    .filter(({ tableName }) => !tables.has(tableName))
    .map(({ tableName }) => `${tableName}: no such table`);
  for (const [column, type] of inEntities) {
    const there = inDatabase.get(column);
    if (there !== type) found.push(`${column}: ${type} in the entity, ${there ?? 'nothing'} in the database`);
  }
  for (const column of inDatabase.keys()) {
    if (!inEntities.has(column) && !withoutEntity.includes(column.split('.')[0]!))
      found.push(`${column}: only in the database`);
  }

  return found;
}
