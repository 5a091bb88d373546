import type { Browser } from '../support/people.js';
import { type Asking, type Question, answeredBy, expectedOf } from './table.js';
import { type Way, ways } from './ways-in.js';

/** Questions about things that stand in several phases (the columns), and who asks them. */
export interface Matrix {
  name: string;
  columns: readonly string[];
  readers: Record<string, Browser>;
  questions: (Question | Asking)[];
  /** Where also the second way in is asked; everywhere, unless told otherwise. Both end in the same resolvers and rules. */
  trusted?: readonly string[];
}

/** A cell whose answer is not what was written down by hand. */
export interface RedCell {
  cell: string;
  reader: string;
  column: string;
  way: Way;
  wanted: string;
  seen: string;
}

/** Which part of a matrix to ask; all of it by default. */
export interface Part {
  columns?: readonly string[];
  readers?: readonly string[];
  ways?: readonly Way[];
}

/** Asks every cell and answers those that differ, with how many were asked. */
export async function askMatrix(matrix: Matrix, part: Part = {}): Promise<{ asked: number; red: RedCell[] }> {
  const red: RedCell[] = [];
  let asked = 0;
  for (const way of part.ways ?? ways)
    for (const column of part.columns ?? columnsBy(way, matrix))
      for (const question of matrix.questions.filter((it) => concerns(it, column) && isAskedBy(way, it)))
        await Promise.all(
          (part.readers ?? Object.keys(matrix.readers)).map(async (reader) => {
            const wanted = expectedOf(question, column, reader);
            const browser = matrix.readers[reader]!;
            const seen =
              'answered' in question
                ? await question.answered(browser, column, reader)
                : await answeredBy(way, browser, question, column, reader);
            for (const [cell, mark] of Object.entries(wanted)) {
              asked += 1;
              if (seen[cell] !== mark) red.push({ cell, reader, column, way, wanted: mark, seen: seen[cell]! });
            }
          }),
        );

  return { asked, red };
}

/** Red cells in words, several that differ alike in one line. */
export function told(red: readonly RedCell[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { cell, reader, column, way, wanted, seen } of red) {
    const key = `${cell} ${way}: ${wanted} is written, ${seen} is answered`;
    lines.set(key, [...(lines.get(key) ?? []), `${reader}/${column}`]);
  }

  return [...lines].map(([key, where]) => `${key} to ${where.join(' ')}`);
}

function columnsBy(way: Way, { columns, trusted = columns }: Matrix): readonly string[] {
  return way === 'TRUSTED' ? trusted : columns;
}

function isAskedBy(way: Way, question: Question | Asking): boolean {
  return way === 'FREE' || !('answered' in question);
}

function concerns({ cells }: Question | Asking, column: string): boolean {
  return Object.values(cells).some(({ table }) => table.columns.includes(column));
}
