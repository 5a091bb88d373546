import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useRouteLoaderData,
} from 'react-router';
import type { Route } from './+types/root.js';
import { ErrorPage } from './components/error-page.js';
import { useNonce } from './components/nonce.js';
import { Shell } from './components/shell.js';
import { services } from './gql/ask.server.js';
import { languageOfPath } from './i18n/language.js';
import { versionOf } from './i18n/texts.server.js';
import './styles/mantine.css';
import './styles/base.css';
import { theme } from './theme.js';

export function loader({ context, request }: Route.LoaderArgs) {
  const { publicUrl, requestId } = context.get(services);
  const language = languageOfPath(new URL(request.url).pathname);

  return { publicUrl, requestId, texts: `/texts/${language}?version=${versionOf(language)}` };
}

/** Where this Kongsi is does not change while somebody walks through it. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const nonce = useNonce();
  const texts = useRouteLoaderData<typeof loader>('root')?.texts ?? `/texts/${i18n.language}`;

  return (
    <html lang={i18n.language} {...mantineHtmlProps}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#fbf8f3" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171512" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/kongsi.svg" type="image/svg+xml" />
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
        <link id="texts" rel="preload" as="fetch" crossOrigin="anonymous" href={texts} />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce ?? ''}>
          {children}
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const root = useRouteLoaderData<typeof loader>('root');
  const known = isRouteErrorResponse(error) ? error : undefined;
  const told = (known?.data as { reference?: string | null } | undefined)?.reference;

  return (
    <Shell>
      <ErrorPage status={known?.status ?? 500} reference={told ?? root?.requestId} />
    </Shell>
  );
}
