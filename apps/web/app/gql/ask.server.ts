import { type RouterContextProvider, createContext, data } from 'react-router';
import type { TrustedDocument } from './document.server.js';

/** What the server hands to the loaders of one request; `apps/api/src/pages.ts` fills it. */
export interface PageServices {
  /** Executes a trusted document with the visitor's rights. */
  ask(documentId: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** For inline scripts and styles of this answer. */
  nonce: string;
  /** Where this Kongsi is reached, without a slash at the end. */
  publicUrl: string;
  /** From the Accept-Language header; the address decides where it names a language. */
  preferredLanguage: string;
  /** Under which the log knows this request. */
  requestId: string;
}

export const services = createContext<PageServices>();

interface Answer {
  data?: unknown;
  errors?: {
    message: string;
    extensions?: { code?: string; errorId?: string; problems?: { path: string; message: string }[] };
  }[];
}

const statuses: Record<string, number> = {
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  TOO_MANY_REQUESTS: 429,
};

/**
 * Asks a document of this page and returns its data.
 *
 * @throws a response that the error page shows: 404 for what is not there or not to be seen, 500 with the id under which the log explains it
 */
export async function ask<Result, Variables extends object>(
  context: Readonly<RouterContextProvider>,
  document: TrustedDocument<Result, Variables>,
  variables?: Variables,
): Promise<Result> {
  return dataOf<Result>((await context.get(services).ask(document.id, given(variables))) as Answer);
}

/** As `ask`, where a page has words of its own for what is not there: null. */
export async function askMaybe<Result, Variables extends object>(
  context: Readonly<RouterContextProvider>,
  document: TrustedDocument<Result, Variables>,
  variables?: Variables,
): Promise<Result | null> {
  const answer = (await context.get(services).ask(document.id, given(variables))) as Answer;

  return answer.errors?.[0]?.extensions?.code === 'NOT_FOUND' ? null : dataOf<Result>(answer);
}

/**
 * Carries out a mutation of this page's form, in process like everything a page asks, with the visitor's own rights. What another site
 * sends with a visitor's cookie never comes here: the server refuses it by its origin.
 *
 * @returns the result, refusals among it; or the paths of the fields that cannot be taken as they were filled in
 */
export async function carryOut<Result, Variables extends object>(
  context: Readonly<RouterContextProvider>,
  document: TrustedDocument<Result, Variables>,
  variables: Variables,
): Promise<{ result: Result; wrong?: undefined } | { result?: undefined; wrong: string[] }> {
  const answer = (await context.get(services).ask(document.id, given(variables))) as Answer;
  const { code, problems } = answer.errors?.[0]?.extensions ?? {};
  if (code === 'BAD_USER_INPUT' && problems) return { wrong: problems.map(({ path }) => path) };

  return { result: dataOf<Result>(answer) };
}

function dataOf<Result>(answer: Answer): Result {
  const error = answer.errors?.[0];
  if (!error) return answer.data as Result;

  throw data(
    { reference: error.extensions?.errorId ?? null },
    { status: statuses[error.extensions?.code ?? ''] ?? 500 },
  );
}

/** A variable that was left open is not there at all; to GraphQL null would be a value. */
function given(variables: object | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables ?? {}).filter(([, value]) => value !== undefined));
}
