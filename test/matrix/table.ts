import type { Browser } from '../support/people.js';
import { type Way, askBy } from './ways-in.js';

/**
 * What one reader gets in one cell:
 *
 * - `#` it is there, and whole
 * - `~` a coarse form of it
 * - `-` nothing: null, an empty list, false
 * - `.` what it belongs to is not there for this reader: NOT_FOUND, one and the same
 * - `?` UNAUTHENTICATED, `!` FORBIDDEN
 * - a digit: so many of them
 * - a letter: a form of it that the table names
 *
 * Anything else (`X…`) is an answer the matrix does not know.
 */
export type Outcome = string;

/** Rows by readers (several share one, separated by spaces), a mark for each column; spaces within a row are for the eye. */
export interface Table {
  columns: string;
  rows: Record<string, string>;
}

/** What is asked in one request, and how each cell is read out of its answer. */
export interface Question {
  text: string;
  variables(column: string, reader: string): Record<string, unknown>;
  /** By the name of the field; a cell that looks at one of several says so after a colon: `ScoreLine.price:own`. */
  cells: Record<string, Cell>;
}

/** What is asked by other means: a file by its address, or a rule in the memory of the api. There is one way to do so. */
export interface Asking {
  cells: Record<string, Pick<Cell, 'table'>>;
  answered(browser: Browser, column: string, reader: string): Promise<Record<string, Outcome>>;
}

/** A path into the data (`tender.lots.0.award`), or a function of it; what looks for one thing in a list is told the column. */
export type Read = string | ((data: never, column: string) => Outcome);
export interface Cell {
  read: Read;
  table: Table;
}

export const cell = (read: Read, columns: string, rows: Record<string, string>): Cell => ({
  read,
  table: { columns: columns.replaceAll(' ', ''), rows },
});

/** A question as one reader is answered in one column, cell by cell. */
export async function answeredBy(
  way: Way,
  browser: Browser,
  question: Question,
  column: string,
  reader: string,
): Promise<Record<string, Outcome>> {
  const { data, errors } = await askBy<object | null>(way, browser, question.text, question.variables(column, reader));
  const codes = new Map((errors ?? []).map(({ path, extensions }) => [path?.[0], extensions.code]));
  const seen: Record<string, Outcome> = {};
  for (const [name, { read, table }] of Object.entries(question.cells)) {
    if (!table.columns.includes(column)) continue;
    const root = typeof read === 'string' ? read.split('.')[0]! : [...codes.keys()][0];
    const code = codes.get(root) ?? codes.get(undefined);
    seen[name] = code ? markOf(code) : typeof read === 'string' ? followed(data, read) : readBy(read, data, column);
  }

  return seen;
}

/** What the hand-written tables say a reader gets in a column. @throws when a reader has no row, or two */
export function expectedOf(question: Pick<Asking, 'cells'>, column: string, reader: string): Record<string, Outcome> {
  const wanted: Record<string, Outcome> = {};
  for (const [name, { table }] of Object.entries(question.cells)) {
    const at = table.columns.indexOf(column);
    if (at < 0) continue;
    const rows = Object.entries(table.rows).filter(([who]) => who.split(' ').includes(reader));
    const marks = rows[0]?.[1].replaceAll(' ', '') ?? '';
    if (rows.length !== 1 || marks.length !== table.columns.length)
      throw new Error(
        `${name}: ${rows.length} rows for ${reader}, ${marks.length} marks for ${table.columns.length} columns`,
      );
    wanted[name] = marks[at]!;
  }

  return wanted;
}

function markOf(code: string): Outcome {
  return { NOT_FOUND: '.', UNAUTHENTICATED: '?', FORBIDDEN: '!' }[code] ?? `X ${code}`;
}

function followed(data: unknown, path: string): Outcome {
  const steps = path.split('.');
  let at = data;
  for (const [index, step] of steps.entries()) {
    if (at === null || at === undefined) return '.';
    at = (at as Record<string, unknown>)[step];
    if (index === steps.length - 1) return shown(at);
  }

  return shown(at);
}

/** `#` or `-`. */
export function shown(value: unknown): Outcome {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0)
    ? '-'
    : '#';
}

function readBy(read: (data: never, column: string) => Outcome, data: unknown, column: string): Outcome {
  return data === null || data === undefined ? '.' : read(data as never, column);
}
