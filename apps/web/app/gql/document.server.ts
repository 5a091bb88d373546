import { createHash } from 'node:crypto';
import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';

/** A query or mutation of our own pages, known to the server by the digest of its text. */
export interface TrustedDocument<Result, Variables> {
  id: string;
  readonly result?: Result;
  readonly variables?: Variables;
}

const registered = new Map<string, string>();

/** Registers a document when its page's module is evaluated; only registered documents can be asked. */
export function document<Result, Variables>(
  node: TadaDocumentNode<Result, Variables>,
): TrustedDocument<Result, Variables> {
  const text = print(node);
  const id = createHash('sha256').update(text).digest('hex');
  registered.set(id, text);

  return { id };
}

/** All documents of all pages: id → text. */
export function trustedDocuments(): Record<string, string> {
  return Object.fromEntries([...registered].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
