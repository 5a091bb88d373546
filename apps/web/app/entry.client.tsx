import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { HydratedRouter } from 'react-router/dom';
import { languageOfPath } from './i18n/language.js';
import { type Texts, makeTranslator } from './i18n/translator.js';

// The texts are data, not script: the page names where they are.
const { href } = document.getElementById('texts') as HTMLLinkElement;
const texts = (await (await fetch(href)).json()) as Texts;
const translator = await makeTranslator(languageOfPath(window.location.pathname), texts);
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={translator}>
        <HydratedRouter />
      </I18nextProvider>
    </StrictMode>,
  );
});
