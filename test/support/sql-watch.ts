import { Client } from 'pg';

type Query = (this: Client, ...args: unknown[]) => unknown;

/**
 * The texts of all SQL statements the process sends while the work runs, in order. Values are left out: two readers who may not be
 * told apart cause the same texts.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const prototype = Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function watched(...args) {
    const [first] = args;
    texts.push(typeof first === 'string' ? first : (first as { text: string }).text);

    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }

  return texts;
}
