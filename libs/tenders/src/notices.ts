import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#libs/platform';
import { Criterion, Item, LotRequirement } from './lot-parts.entity.js';
import { Lot } from './lot.entity.js';
import { Tender } from './tender.entity.js';

/** One lot with all that stands in it, each list in its order. */
export interface LotContent {
  lot: Lot;
  items: Item[];
  requirements: LotRequirement[];
  criteria: Criterion[];
}

/** A whole notice. */
export interface Notice {
  tender: Tender;
  lots: LotContent[];
}

/** Whole notices in the tables. */
@Injectable()
export class Notices {
  constructor(private readonly db: Db) {}

  /** The lots of a tender with all that the buyer put into them (no other firm's reading of requirements). */
  async lotsOf(tenderId: string): Promise<LotContent[]> {
    const order = { number: 'ASC' } as const;
    const where = { tenderId };
    const lots = await this.db.of(Lot).find({ where, order });
    const items = await this.db.of(Item).find({ where, order });
    const requirements = await this.db.of(LotRequirement).find({ where, order });
    const criteria = await this.db.of(Criterion).find({ where, order });

    return lots.map((lot) => ({
      lot,
      items: items.filter((item) => item.lotId === lot.id),
      requirements: requirements.filter((it) => it.lotId === lot.id && it.readByFirmId === null),
      criteria: criteria.filter((criterion) => criterion.lotId === lot.id),
    }));
  }

  /** Those of the codes that the vocabulary does not have. */
  async unknownCodes(codes: readonly string[]): Promise<string[]> {
    const rows = await this.db.sql<{ code: string }>(
      `SELECT named.code FROM unnest($1::text[]) AS named (code)
       WHERE NOT EXISTS (SELECT 1 FROM "cpv" WHERE "cpv"."code" = named.code) ORDER BY named.code`,
      [codes],
    );

    return rows.map((row) => row.code);
  }

  /** Writes the notice; what was there before and is not in it any more goes. */
  async store(notice: Notice, before: readonly LotContent[]): Promise<Tender> {
    const tender = await this.db.of(Tender).save(notice.tender);
    await this.remove(before, notice.lots);
    await this.db.of(Lot).save(notice.lots.map(({ lot }) => lot));
    await this.db.of(Item).save(
      notice.lots.flatMap(({ items }) => items),
      { chunk: 500 },
    );
    await this.db.of(LotRequirement).save(
      notice.lots.flatMap(({ requirements }) => requirements),
      { chunk: 500 },
    );
    await this.db.of(Criterion).save(notice.lots.flatMap(({ criteria }) => criteria));
    await this.index([tender.id]);

    return tender;
  }

  private async remove(before: readonly LotContent[], now: readonly LotContent[]): Promise<void> {
    const gone = <Part extends { id: string }>(partsOf: (content: LotContent) => Part[]): string[] => {
      const kept = new Set(now.flatMap(partsOf).map((part) => part.id));

      return before.flatMap(partsOf).flatMap((part) => (kept.has(part.id) ? [] : [part.id]));
    };
    await this.db.of(Item).delete({ id: In(gone(({ items }) => items)) });
    await this.db.of(LotRequirement).delete({ id: In(gone(({ requirements }) => requirements)) });
    await this.db.of(Criterion).delete({ id: In(gone(({ criteria }) => criteria)) });
    await this.db.of(Lot).delete({ id: In(gone(({ lot }) => [lot])) });
  }

  /** Writes notices that are not here yet, many at once: a statement a table. */
  async storeNew(notices: readonly Notice[]): Promise<void> {
    const lots = notices.flatMap((notice) => notice.lots);
    await this.insert(
      'tender',
      notices.map(({ tender }) => tender),
    );
    await this.insert(
      'lot',
      lots.map(({ lot }) => lot),
    );
    await this.insert(
      'item',
      lots.flatMap(({ items }) => items),
    );
    await this.insert(
      'requirement',
      lots.flatMap(({ requirements }) => requirements),
    );
    await this.insert(
      'criterion',
      lots.flatMap(({ criteria }) => criteria),
    );
    await this.index(notices.map(({ tender }) => tender.id));
  }

  /** Rows as JSON: the one form in which thousands of them are one value of one statement. */
  private async insert(
    table: 'tender' | 'lot' | 'item' | 'requirement' | 'criterion',
    rows: readonly object[],
  ): Promise<void> {
    const written = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    await this.db.sql(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
      written,
    ]);
  }

  /** Rewrites the words tenders are found by: their own, their parts', and what people call their trades. */
  private async index(tenderIds: readonly string[]): Promise<void> {
    await this.db.sql(
      `UPDATE "tender" SET "search" =
         setweight(search_words("title"), 'A')
         || setweight(search_words((SELECT string_agg("words", ' ') FROM "cpv" WHERE "code" IN (SELECT "tender"."cpv"
              UNION SELECT lot."cpv" FROM "lot" lot WHERE lot."tenderId" = "tender"."id"))), 'B')
         || setweight(search_words(concat_ws(' ', "town", "region", "origin" ->> 'buyerName',
              (SELECT string_agg(lot."title", ' ') FROM "lot" lot WHERE lot."tenderId" = "tender"."id"))), 'B')
         || setweight(search_words(left(concat_ws(' ', "description",
              (SELECT string_agg(lot."description", ' ') FROM "lot" lot WHERE lot."tenderId" = "tender"."id"),
              (SELECT string_agg(item."description", ' ') FROM "item" item WHERE item."tenderId" = "tender"."id")), 100000)), 'D')
       WHERE "id" = ANY ($1::uuid[])`,
      [tenderIds],
    );
  }

  /**
   * Notes the words of a public tender, so that what somebody types wrong finds them. Before a tender is public nothing of it is noted.
   * In one order, so that two tenders with the same new words never wait for each other in a circle.
   */
  async noteWords(...tenders: Pick<Tender, 'id' | 'visibility'>[]): Promise<void> {
    const open = tenders.filter(({ visibility }) => visibility === 'PUBLIC');
    if (open.length === 0) return;
    await this.db.sql(
      `INSERT INTO "searchWord" SELECT DISTINCT part FROM "tender",
         LATERAL regexp_split_to_table(plain(concat_ws(' ', "title", "town", "region", left("description", 20000))), '[^[:alnum:]]+') AS part
       WHERE "id" = ANY ($1::uuid[]) AND length(part) BETWEEN 3 AND 40 ORDER BY part ON CONFLICT DO NOTHING`,
      [open.map(({ id }) => id)],
    );
  }
}
