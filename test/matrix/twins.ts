import type { Request } from 'express';
import { type Actor, Identity } from '#libs/platform';
import type { Browser } from '../support/people.js';
import { type Asking, type Outcome, type Table, cell } from './table.js';

/** A rule in memory and the same rule as an expression of SQL: both are asked, and both stand under one table written by hand. */
export interface Twins {
  /** By the name of the rule in memory; its twin has the same with `Sql` after it. */
  name: string;
  table: Table;
  rule(this: void, actor: Actor, column: string, reader: string): unknown;
  /** The statement that answers one row with one value, and its values. */
  sql(this: void, actor: Actor, column: string): [text: string, values: unknown[]];
}

/** What rules answer, as marks. */
const marks: Record<string, Outcome> = {
  true: '#',
  WHOLE: '#',
  ALL: '#',
  PARTNER: '#',
  OUTLINE: '~',
  false: '-',
  null: '-',
  NOTHING: '-',
  NAME: 'n',
  NAMED: 'n',
  TOTAL: 't',
  ADVANTAGES: 'a',
  INVITED: 'i',
  FORMER: 'f',
  CLIENT: 'c',
};

const prefix = 'rule ';
const nameOf = (rule: string): string => `${prefix}${rule}`;

/** Whether a cell is the answer of a rule, and not what somebody is answered by it. */
export const isOfRule = (cell: string): boolean => cell.startsWith(prefix);

/** Asks each rule and its twin for a reader as the api itself knows that reader. */
export const twinsQuestion = (twins: Twins[]): Asking => ({
  cells: Object.fromEntries(
    twins.flatMap(({ name, table }) => [
      [nameOf(name), { table }],
      [nameOf(`${name} Sql`), { table }],
    ]),
  ),
  async answered(browser, column, reader) {
    const actor = await actorOf(browser);
    const seen: Record<string, Outcome> = {};
    for (const { name, table, rule, sql } of twins) {
      if (!table.columns.includes(column)) continue;
      const [text, values] = sql(actor, column);
      const { rows } = await browser.kongsi.pool.query<unknown[]>({ text, values, rowMode: 'array' });
      seen[nameOf(name)] = markOf(rule(actor, column, reader));
      seen[nameOf(`${name} Sql`)] = rows.length === 1 ? markOf(rows[0]![0]) : `X ${rows.length} rows`;
    }

    return seen;
  },
});

export const table = (columns: string, rows: Record<string, string>): Table => cell('', columns, rows).table;

/** The row of each column, by ids. */
export async function rowsOf<Row>(
  { kongsi }: Pick<Browser, 'kongsi'>,
  text: string,
  ids: Record<string, string>,
): Promise<Record<string, Row>> {
  const { rows } = await kongsi.pool.query<Row & { id: string }>(text, [Object.values(ids)]);

  return Object.fromEntries(
    Object.entries(ids).flatMap(([column, id]) => rows.filter((row) => row.id === id).map((row) => [column, row])),
  );
}

function actorOf({ kongsi, cookie }: Browser): Promise<Actor> {
  return kongsi.app.get(Identity).of({ headers: cookie === undefined ? {} : { cookie } } as Request);
}

function markOf(answer: unknown): Outcome {
  return marks[String(answer)] ?? `X ${String(answer)}`;
}
