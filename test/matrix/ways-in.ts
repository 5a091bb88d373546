import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { TrustedDocuments, tellError } from '#libs/platform';
import type { Answer } from '../support/kongsi.js';
import type { Browser } from '../support/people.js';

/** A free query through Apollo, or a document known by its id, compiled and executed without it. */
export type Way = 'FREE' | 'TRUSTED';
export const ways: Way[] = ['TRUSTED', 'FREE'];

/** Asks the same question by one of the two ways in. */
export async function askBy<Data = Record<string, never>>(
  way: Way,
  browser: Browser,
  text: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> {
  if (way === 'FREE') return browser.ask<Data>(text, variables);
  const { app, url } = browser.kongsi;
  const documentId = createHash('sha256').update(text).digest('hex');
  app.get(TrustedDocuments).know({ [documentId]: text }, tellError(pino({ level: 'silent' })));

  return askDocument(browser, url, documentId, variables);
}

/** Asks a document that is known already. */
export async function askDocument<Data = Record<string, never>>(
  { cookie }: Browser,
  url: string,
  documentId: string,
  variables: Record<string, unknown>,
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql?documentId=${documentId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify({ variables }),
  });
  const body = (await response.json()) as Pick<Answer<Data>, 'data' | 'errors'>;

  return { ...body, status: response.status, headers: response.headers };
}
