import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { type EntryContext, RouterContextProvider, ServerRouter } from 'react-router';
import { NonceProvider } from './components/nonce.js';
import { type PageServices, services } from './gql/ask.server.js';
import { type Language, languageOfPath } from './i18n/language.js';
import { textsOf } from './i18n/texts.server.js';
import { makeTranslator } from './i18n/translator.js';

export { trustedDocuments } from './gql/document.server.js';

/** How the server hands its services to the loaders of one request. */
export function loadContext(given: PageServices): RouterContextProvider {
  const context = new RouterContextProvider();
  context.set(services, given);

  return context;
}

const patienceMs = 10_000;

/** A translator never changes its language, so that all readers of one can share it. */
const translators = new Map<Language, ReturnType<typeof makeTranslator>>();

function translatorFor(language: Language): ReturnType<typeof makeTranslator> {
  const known = translators.get(language) ?? makeTranslator(language, textsOf(language));
  translators.set(language, known);

  return known;
}

/** Renders a page: its frame at once for browsers, everything at once for those that only read. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce } = context.get(services);
  const translator = await translatorFor(languageOfPath(new URL(request.url).pathname));
  const readsOnly = isbot(request.headers.get('user-agent'));
  let answer = status;

  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <I18nextProvider i18n={translator}>
          <ServerRouter context={router} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </NonceProvider>,
      {
        nonce,
        [readsOnly ? 'onAllReady' : 'onShellReady']: () => {
          headers.set('Content-Type', 'text/html; charset=utf-8');
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answer }));
          pipe(body);
        },
        onShellError: reject,
        onError: () => {
          answer = 500;
        },
      },
    );
    setTimeout(abort, patienceMs).unref();
  });
}
