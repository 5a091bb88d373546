import type { Kongsi } from './kongsi.js';
import { Browser } from './people.js';

/** A document, its variables and what to keep of its answer, as they stand in `docs/walkthrough.md`. */
const step = /```graphql\n([\s\S]*?)```\n(?:\n```json\n([\s\S]*?)```\n)?(?:\nKeep ([^\n]+)\n)?/g;
const kept = /`([A-Z_]+)` = `([^`]+)`/g;

/**
 * Copies one block after the other into one browser, as a reader does, and keeps what the page says to keep.
 *
 * @returns the last answer
 * @throws Error where something is not answered or refused
 */
export async function walk(kongsi: Kongsi, page: string): Promise<unknown> {
  const browser = new Browser(kongsi);
  const words = new Map<string, string>();
  let answer: unknown;
  for (const [, document, json = '{}', keep = ''] of page.matchAll(step)) {
    const variables = json.replaceAll(/\b[A-Z][A-Z_]{2,}\b/g, (word) => words.get(word) ?? word);
    answer = await browser.get(document!, JSON.parse(variables) as Record<string, unknown>);
    const told = JSON.stringify(answer);
    if (/"code":/.test(told)) throw new Error(`Refused: ${told}\n${document}\n${variables}`);
    for (const [, word, path] of keep.matchAll(kept)) words.set(word!, String(found(answer, path!)));
  }

  return answer;
}

/** What lies at a path: names, places in a list, `(name=…)` for the entry that is so called, and `(after the last /)` of a link. */
function found(answer: unknown, path: string): unknown {
  let at = answer;
  for (const [token, condition] of path.matchAll(/\(([^)]*)\)|[^.]+/g)) {
    if (condition === undefined) at = (at as Record<string, unknown>)[token];
    else if (condition === 'after the last /') at = String(at).split('/').at(-1);
    else {
      const [name, value] = condition.split('=') as [string, string];
      at = (at as unknown[]).find((entry) => found(entry, name) === value);
    }
    if (at === undefined) throw new Error(`Nothing at ${path} of ${JSON.stringify(answer)}`);
  }

  return at;
}
