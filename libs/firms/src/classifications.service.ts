import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  Db,
  NotFound,
  type Page,
  type RequestContext,
  currentLanguage,
  loading,
  loadingMany,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Cpv, TradeWord } from './classification.entity.js';
import type { ClassificationsArgs } from './classification.graphql.js';
import { possibleParents, rangeOf, readCpv } from './cpv.js';
import { UnknownClassification } from './profile.graphql.js';

/** A code with its name in one language. */
export interface Classification extends Pick<Cpv, 'code' | 'checkDigit' | 'level' | 'parent'> {
  printed: string;
  name: string;
  nameLanguage: string;
  isFallback: boolean;
  matchedWord: string | null;
  /** The language asked for, whether there is a translation or not. */
  language: string;
}

interface FoundRow extends Cpv {
  matchedWord: string | null;
  score: number;
}

/** The classification of goods, works and services. */
@Injectable()
export class Classifications {
  /** Names by language and code. They come with a version of Kongsi and never change while it runs. */
  readonly #names = new Map<string, Classification>();

  constructor(private readonly db: Db) {}

  /** One code with its name. @throws NotFound */
  async one(code: string, language: string = currentLanguage()): Promise<Classification> {
    const found = await this.db.of(Cpv).findOneBy({ code: readCpv(code) ?? '' });
    if (!found) throw new NotFound();

    return named(found, language);
  }

  /** The codes it lies below, the division first. */
  async parents(code: string, language: string): Promise<Classification[]> {
    const found = await this.db.of(Cpv).find({ where: { code: In(possibleParents(code)) }, order: { number: 'ASC' } });

    return found.map((cpv) => named(cpv, language));
  }

  /** The codes right below it, in order. */
  async children(code: string, language: string): Promise<Classification[]> {
    const found = await this.db.of(Cpv).find({ where: { parent: code }, order: { number: 'ASC' } });

    return found.map((cpv) => named(cpv, language));
  }

  /**
   * Looks codes up by what people call them: words of the trades first, then names in the asked language and in English, best match
   * first. Without words: all, in the order of their codes.
   */
  async find(args: ClassificationsArgs): Promise<Page<Classification>> {
    const language = args.language ?? currentLanguage();
    const [from, until] = args.under ? rangeOf(readCpv(args.under)!) : ['', '99999999'];
    const rows = args.search?.trim()
      ? await this.search(args.search.trim(), language, from, until, args)
      : await this.listed(from, until, args);
    const page = pageOf(rows, args.first, (row) => [row.score, row.code]);

    return { ...page, nodes: page.nodes.map((row) => named(row, language)) };
  }

  /** Codes by their digits, for fields of any library that show a code; in the reader's language. */
  loader(context: RequestContext): DataLoader<string, Classification | null> {
    return loading(
      context,
      'classification',
      (codes) => this.known(codes, currentLanguage()),
      (classification) => classification.code,
    );
  }

  /** Words of the trades per code, main ones first; in the reader's language. */
  words(context: RequestContext): DataLoader<string, TradeWord[]> {
    return loadingMany(
      context,
      'trade-words',
      (codes) =>
        this.db
          .of(TradeWord)
          .find({ where: { cpv: In(codes), language: currentLanguage() }, order: { main: 'DESC', word: 'ASC' } }),
      (word) => word.cpv,
    );
  }

  /** The eight digits of a code that exists. @throws UnknownClassification */
  async ensureKnown(code: string): Promise<string> {
    const digits = readCpv(code);
    if (!digits || !(await this.db.of(Cpv).existsBy({ code: digits }))) throw new UnknownClassification(code);

    return digits;
  }

  /** What pages show again and again is asked of the tables once. */
  private async known(codes: readonly string[], language: string): Promise<Classification[]> {
    const keyOf = (code: string): string => `${language} ${code}`;
    const missing = codes.filter((code) => !this.#names.has(keyOf(code)));
    if (missing.length > 0) {
      const rows = await this.db.sql<Cpv>(
        `SELECT "code", "checkDigit", "level", "parent", "names" FROM "cpv" WHERE "code" = ANY ($1)`,
        [missing],
      );
      for (const cpv of rows) this.#names.set(keyOf(cpv.code), named(cpv, language));
    }

    return codes.flatMap((code) => this.#names.get(keyOf(code)) ?? []);
  }

  private async listed(from: string, until: string, { first, after }: ClassificationsArgs): Promise<FoundRow[]> {
    const [, last] = readCursor(after ?? undefined, 2) ?? [0, null];

    return this.db.sql<FoundRow>(
      `SELECT "code", "checkDigit", "level", "parent", "names", 0 AS score, NULL AS "matchedWord" FROM "cpv"
       WHERE "code" BETWEEN $1 AND $2 AND ($3::text IS NULL OR "code" > $3) ORDER BY "number" LIMIT $4`,
      [from, until, last, first + 1],
    );
  }

  /**
   * Scores in thousandths, words of the trades above names: a word that is the asked one 3000, one that begins with it 2800, one like it
   * 2000 and its likeness; a name that holds it as it stands 1500, else 1000 and its likeness.
   */
  private async search(
    asked: string,
    language: string,
    from: string,
    until: string,
    { first, after }: ClassificationsArgs,
  ): Promise<FoundRow[]> {
    const [score, code] = readCursor(after ?? undefined, 2) ?? [null, null];

    return this.db.sql<FoundRow>(
      `WITH asked AS (SELECT plain($1) AS text, regexp_replace(plain($1), '([%_\\\\])', '\\\\\\1', 'g') || '%' AS beginning),
       words AS (
         SELECT "cpv" AS code, "word", CASE WHEN plain("word") = asked.text THEN 3000 WHEN plain("word") ^@ asked.text THEN 2800
           ELSE 2000 + round(700 * similarity(plain("word"), asked.text))::integer END AS score
         FROM "tradeWord", asked
         WHERE plain("word") % asked.text OR plain("word") LIKE asked.beginning OR asked.text <% plain("word")),
       names AS (
         SELECT "code", NULL::text AS word, CASE WHEN strpos(found.name, asked.text) > 0 THEN 1500
           ELSE 1000 + round(400 * word_similarity(asked.text, found.name))::integer END AS score
         FROM asked, LATERAL (
           SELECT "code", plain("names" ->> 'en') AS name FROM "cpv" WHERE asked.text <% plain("names" ->> 'en')
           UNION ALL SELECT "code", plain("names" ->> 'id') FROM "cpv" WHERE $2 = 'id' AND asked.text <% plain("names" ->> 'id')
           UNION ALL SELECT "code", plain("names" ->> $2) FROM "cpv"
             WHERE $2 NOT IN ('en', 'id') AND asked.text <% plain("names" ->> $2)) found),
       best AS (
         SELECT DISTINCT ON (code) code, word, score FROM (SELECT * FROM words UNION ALL SELECT * FROM names) every
         WHERE code BETWEEN $3 AND $4 ORDER BY code, score DESC, word)
       SELECT cpv."code", "checkDigit", "level", "parent", "names", best.score, best.word AS "matchedWord"
       FROM best JOIN "cpv" ON cpv."code" = best.code
       WHERE $5::integer IS NULL OR best.score < $5 OR (best.score = $5 AND cpv."code" > $6)
       ORDER BY best.score DESC, cpv."code" LIMIT $7`,
      [asked, language, from, until, score, code, first + 1],
    );
  }
}

function named(cpv: Cpv & { matchedWord?: string | null }, language: string): Classification {
  const translated = cpv.names[language];
  const { code, checkDigit, level, parent } = cpv;

  return {
    code,
    checkDigit,
    level,
    parent,
    printed: `${code}-${checkDigit}`,
    name: translated ?? cpv.names['en']!,
    nameLanguage: translated === undefined ? 'en' : language,
    isFallback: translated === undefined,
    matchedWord: cpv.matchedWord ?? null,
    language,
  };
}
