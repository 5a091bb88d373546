import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { rangeOf, readCpv } from '#libs/firms';
import {
  type Actor,
  Clock,
  Db,
  NotFound,
  type Page,
  type RequestContext,
  loadingMany,
  pageOf,
  readCursor,
} from '#libs/platform';
import { BoardAnswer, BoardEntry } from './board-entry.entity.js';
import { canSeeEntrySql, standsSql } from './board-sight.js';
import type { PartnerBoardArgs } from './board-verbs.graphql.js';

const rows = { entry: 'entry', firm: 'firm', tender: 'tender', lot: 'lot' };
const from = `FROM "boardEntry" entry JOIN "firm" firm ON firm."id" = entry."firmId"
  LEFT JOIN "tender" tender ON tender."id" = entry."tenderId" LEFT JOIN "lot" lot ON lot."id" = entry."lotId"`;

/** The board as the asker may see it. What the asker may not see takes no place in it: no gap, no count, no other order. */
@Injectable()
export class BoardReading {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** What stands on the board now, the newest first. */
  async find(args: PartnerBoardArgs, context: RequestContext): Promise<Page<BoardEntry>> {
    const { actor } = context;
    const values: unknown[] = [];
    const put = (value: unknown): `$${number}` => `$${values.push(value)}`;
    const now = put(await this.clock.nowIn(context));
    const conditions = [
      standsSql(rows, now),
      canSeeEntrySql(rows, put(actor.firmIds), put(actor.operator)),
      ...conditionsOf(args, put),
    ];
    const after = readCursor(args.after, 2);
    if (after)
      conditions.push(`(entry."publishedAt", entry."id") < (${put(after[0])}::timestamptz, ${put(after[1])}::uuid)`);
    const ids = await this.db.sql<{ id: string }>(
      `SELECT entry."id" ${from} WHERE ${conditions.join(' AND ')}
       ORDER BY entry."publishedAt" DESC, entry."id" DESC LIMIT ${put(args.first + 1)}`,
      values,
    );
    const found = await this.db.of(BoardEntry).find({
      where: { id: In(ids.map(({ id }) => id)) },
      order: { publishedAt: 'DESC', id: 'DESC' },
    });

    return pageOf(found, args.first, (entry) => [entry.publishedAt.toISOString(), entry.id]);
  }

  /** An entry that the actor may see, and whether it still stands. @throws NotFound, the same for what is hidden and what is not there */
  async visible(actor: Actor, entryId: string, now: Date): Promise<{ entry: BoardEntry; stands: boolean }> {
    const [row] = await this.db.sql<{ stands: boolean }>(
      `SELECT ${standsSql(rows, '$4')} AS "stands" ${from} WHERE entry."id" = $1 AND ${canSeeEntrySql(rows, '$2', '$3')}`,
      [entryId, actor.firmIds, actor.operator, now],
    );
    if (!row) throw new NotFound();

    return { entry: await this.db.get(BoardEntry, entryId), stands: row.stands };
  }

  /** How many entries of a firm stand. Lock the firm first, where that decides. */
  async countOf(firmId: string, now: Date): Promise<number> {
    const [row] = await this.db.sql<{ count: number }>(
      `SELECT count(*)::integer AS "count" ${from} WHERE entry."firmId" = $1 AND ${standsSql(rows, '$2')}`,
      [firmId, now],
    );

    return row!.count;
  }

  /** The answers to entries that the asker may read: all to its own firms' entries, and those of its own firms. */
  answersOf(context: RequestContext): ReturnType<typeof loadingMany<BoardAnswer>> {
    return loadingMany(
      context,
      'answersOfBoardEntry',
      (ids) =>
        this.db
          .of(BoardAnswer)
          .createQueryBuilder('it')
          .innerJoin(BoardEntry, 'entry', 'entry.id = it.entryId')
          .where('it.entryId = ANY (:ids) AND (entry.firmId = ANY (:firmIds) OR it.firmId = ANY (:firmIds))', {
            ids,
            firmIds: context.actor.firmIds,
          })
          .orderBy('it.answeredAt')
          .addOrderBy('it.id')
          .getMany(),
      (answer) => answer.entryId,
    );
  }
}

function conditionsOf(args: PartnerBoardArgs, put: (value: unknown) => `$${number}`): string[] {
  const conditions: string[] = [];
  if (args.side) conditions.push(`entry."side" = ${put(args.side)}`);
  if (args.kind) conditions.push(`entry."kind" = ${put(args.kind)}`);
  if (args.lotId) conditions.push(`entry."lotId" = ${put(args.lotId)}`);
  if (args.byFirmId) conditions.push(`entry."firmId" = ${put(args.byFirmId)}`);
  if (args.cpv) {
    const [first, last] = rangeOf(readCpv(args.cpv)!);
    conditions.push(`entry."cpv" BETWEEN ${put(first)} AND ${put(last)}`);
  }
  if (args.fromOn) conditions.push(`entry."untilOn" >= ${put(args.fromOn)}::date`);
  if (args.untilOn) conditions.push(`entry."fromOn" <= ${put(args.untilOn)}::date`);
  if (args.near) {
    const middle = `ll_to_earth(${put(args.near.latitude)}::float8, ${put(args.near.longitude)}::float8)`;
    conditions.push(
      `earth_distance(${middle}, ll_to_earth(entry."latitude", entry."longitude"))
        <= 1000 * greatest(${put(args.near.radiusKm)}::float8, entry."radiusKm")`,
    );
  }

  return conditions;
}
