/** Set-cover problems of the OR-Library (Beasley), far larger than a lot, through the general solver. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findWithHighs, masksOf } from '#libs/finder';

/** Taken: those whose optimum somebody proved in a minute with the same solver; the others would take hours. */
const secondsEach = 120;

/** @param {string} root @param {(line: string) => void} say */
export async function coverSets(root, say) {
  const folder = join(process.env['KONGSI_REAL_DATA'] ?? join(root, '../shared/data'), 'bench/set-cover');
  if (!existsSync(join(folder, 'INDEX.csv'))) {
    say(
      `Skipped: the OR-Library's set-cover problems (no ${join(folder, 'INDEX.csv')}; KONGSI_REAL_DATA names the folder).`,
    );

    return null;
  }
  const [, ...lines] = readFileSync(join(folder, 'INDEX.csv'), 'utf8').trim().split('\n');
  const listed = lines
    .map((line) => line.split(','))
    .map(([name, , , , , , best, proved]) => ({ name, best: Number(best), isProved: proved !== '' }));
  const solved = [];
  for (const { name, best } of listed.filter((one) => one.isProved)) {
    const problem = problemFrom(gunzipSync(readFileSync(join(folder, `${name}.txt.gz`))).toString());
    const end = performance.now() + secondsEach * 1000;
    const began = performance.now();
    const { alliances, proof } = await findWithHighs(problem, {
      different: 1,
      loses: 1,
      secondsLeft: () => (end - performance.now()) / 1000,
    });
    const seconds = (performance.now() - began) / 1000;
    solved.push({ name, best, cost: alliances[0]?.cost ?? null, isProved: proof === 'OPTIMAL', seconds });
    say(
      `${name}: ${alliances[0]?.cost ?? 'nothing'} (known ${best}), ${proof === 'OPTIMAL' ? 'proved' : 'not proved'}, ${seconds.toFixed(1)} s`,
    );
  }
  const beyond = listed.filter((one) => !one.isProved).map(({ name }) => name);
  if (beyond.length > 0) say(`Not tried, no optimum is known to be provable in a minute: ${beyond.join(', ')}.`);

  return solved;
}

/** Rows and columns, the cost of each column, then of each row how many columns cover it and which. @param {string} text */
function problemFrom(text) {
  const numbers = text.trim().split(/\s+/).map(Number);
  const [rows, columns] = numbers;
  let at = 2 + columns;
  const holders = Array.from({ length: rows }, () => {
    const count = numbers[at];
    const list = numbers.slice(at + 1, at + 1 + count).map((column) => column - 1);
    at += 1 + count;

    return list;
  });

  return {
    firms: columns,
    covered: rows,
    masks: masksOf(columns, holders),
    sums: [],
    costs: Int32Array.from(numbers.slice(2, 2 + columns)),
    pairCost: null,
    maxMembers: columns,
    fixed: [],
    conflicts: [],
    order: /** @type {const} */ ('CHEAPEST'),
  };
}
