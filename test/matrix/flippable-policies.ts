import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';

/** The way a rule is wrong: it lets everybody, or nobody. */
export type Wrong = 'OPEN' | 'SHUT';

const libs = join(import.meta.dirname, '..', '..', 'libs');
/** Rule → how it is wrong at the moment, for those that are asked in memory. Those in SQL read the same from a table. */
const wrong = new Map<string, Wrong>();

/** How a rule is wrong at the moment, if it is. */
export function isWrong(rule: string): Wrong | undefined {
  return wrong.get(rule);
}

/** What a wrong rule answers: in memory, and for the SQL ones as an expression in place of theirs. */
export interface Answers {
  OPEN: unknown;
  SHUT: unknown;
  /** For a rule in SQL that is a subquery of rows, where the others are one value. */
  isRows?: boolean;
}

/** `tenders/tender.policy:canSeeTender`, each function of each policy of every library. */
export async function policies(): Promise<string[]> {
  const names: string[] = [];
  for (const path of policyFiles())
    for (const [name, value] of Object.entries(await actual(path)))
      if (typeof value === 'function') names.push(`${nameOf(path)}:${name}`);

  return names;
}

/**
 * Lets each policy be flipped while the api runs: call before anything of the product is imported. A policy in SQL asks the table
 * `flippedPolicy` first, so that a flip holds for every statement it is part of.
 */
export async function makePoliciesFlippable(answers: Record<string, Answers>): Promise<void> {
  for (const path of policyFiles()) {
    const real = await actual(path);
    const shown = Object.fromEntries(
      Object.entries(real).map(([name, value]) => {
        const rule = `${nameOf(path)}:${name}`;
        const flipped = answers[rule];
        if (typeof value !== 'function' || !flipped) return [name, value];

        return [name, switchable(rule, value as (...args: unknown[]) => unknown, flipped)];
      }),
    );
    jest.unstable_mockModule(path, () => shown);
  }
}

/** The statement that makes the table; there is nothing in it while all is right. */
export const flippedPolicyTable = 'CREATE TABLE "flippedPolicy" ("rule" text PRIMARY KEY, "wrong" text NOT NULL)';

/** Flips one rule, does what is to be done, and puts it right again. */
export async function whileWrong<Result>(
  pool: { query(text: string, values?: unknown[]): Promise<unknown> },
  rule: string,
  how: Wrong,
  work: () => Promise<Result>,
): Promise<Result> {
  wrong.set(rule, how);
  await pool.query('INSERT INTO "flippedPolicy" VALUES ($1, $2)', [rule, how]);
  try {
    return await work();
  } finally {
    wrong.delete(rule);
    await pool.query('DELETE FROM "flippedPolicy"');
  }
}

function switchable(
  rule: string,
  real: (...args: unknown[]) => unknown,
  { OPEN, SHUT, isRows }: Answers,
): (...args: unknown[]) => unknown {
  if (rule.endsWith('Sql')) {
    const is = (how: Wrong): string =>
      `EXISTS (SELECT 1 FROM "flippedPolicy" it WHERE it."rule" = '${rule}' AND it."wrong" = '${how}')`;

    if (isRows)
      return (...args) =>
        `(SELECT * FROM (${String(OPEN)}) a WHERE ${is('OPEN')} UNION ALL SELECT * FROM (${String(SHUT)}) b WHERE ${is('SHUT')}
          UNION ALL SELECT * FROM ${String(real(...args))} c WHERE NOT ${is('OPEN')} AND NOT ${is('SHUT')})`;

    return (...args) =>
      `(CASE WHEN ${is('OPEN')} THEN ${String(OPEN)} WHEN ${is('SHUT')} THEN ${String(SHUT)} ELSE ${String(real(...args))} END)`;
  }

  return (...args) => {
    const how = wrong.get(rule);
    if (how === undefined) return real(...args);
    const answer = how === 'OPEN' ? OPEN : SHUT;

    return typeof answer === 'function' ? (answer as (...args: unknown[]) => unknown)(...args) : answer;
  };
}

async function actual(path: string): Promise<Record<string, unknown>> {
  return (await import(path)) as Record<string, unknown>;
}

function policyFiles(): string[] {
  return readdirSync(libs).flatMap((lib) =>
    readdirSync(join(libs, lib, 'src'))
      .filter((name) => name.endsWith('.policy.ts'))
      .map((name) => join(libs, lib, 'src', name)),
  );
}

function nameOf(path: string): string {
  return path
    .slice(libs.length + 1)
    .replace('/src/', '/')
    .replace(/\.ts$/, '');
}
