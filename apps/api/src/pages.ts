import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createRequestHandler } from '@react-router/express';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { type ServerBuild } from 'react-router';
import {
  CONFIG,
  type Config,
  Identity,
  LOGGER,
  type RequestContext,
  TrustedDocuments,
  contextFor,
  currentLanguage,
  currentRequestId,
  projectRoot,
  speak,
  tellError,
} from '#libs/platform';

const web = join(projectRoot, 'apps', 'web');
const ownDoors = /^\/(graphql|explorer|health|metrics|files|uploads|dev|ocds|feeds)(\/|$)/;

/**
 * Serves the pages in this process. Their loaders execute trusted documents against the same schema with the visitor's own rights:
 * there is no second API.
 */
export async function servePages(app: NestExpressApplication): Promise<void> {
  const documents = app.get(TrustedDocuments);
  const known = join(web, 'trusted-documents.json');
  if (existsSync(known)) {
    documents.know(
      JSON.parse(readFileSync(known, 'utf8')) as Record<string, string>,
      tellError(app.get<Logger>(LOGGER)),
    );
  }
  const entry = join(web, 'build', 'server', 'index.js');
  if (!existsSync(entry)) return;
  const client = join(web, 'build', 'client');
  app.use('/assets', express.static(join(client, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use(express.static(client, { maxAge: '1h', index: false }));
  app.use(pages((await import(pathToFileURL(entry).href)) as PagesBuild, app));
}

/** What the web's server bundle exports besides React Router's own: how to hand a request's services to its loaders. */
type PagesBuild = ServerBuild & { entry: { module: { loadContext(services: PageServices): unknown } } };

/** What a page's loaders and actions are given. */
export interface PageServices {
  /** Executes a trusted document with the visitor's rights. */
  ask(documentId: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** For inline scripts and styles of this answer. */
  nonce: string;
  /** Where this Kongsi is reached, for canonical links. */
  publicUrl: string;
  /** From the Accept-Language header; the URL decides where it names one. */
  preferredLanguage: string;
  /** Under which the log knows this request. */
  requestId: string;
}

function pages(build: PagesBuild, app: NestExpressApplication): RequestHandler {
  const config = app.get<Config>(CONFIG);
  const render = createRequestHandler({
    build,
    getLoadContext: (req, res) =>
      build.entry.module.loadContext({
        ask: askAs(app, req, res),
        nonce: String(res.locals.nonce),
        publicUrl: config.PUBLIC_URL,
        preferredLanguage: currentLanguage(),
        requestId: currentRequestId() ?? '',
      }) as never,
  });

  return (req: Request, res: Response, next: NextFunction) => {
    if (ownDoors.test(req.path)) return next();
    res.locals.nonce = randomBytes(16).toString('base64');
    res.setHeader('Content-Security-Policy', policyFor(String(res.locals.nonce)));

    return render(req, res, next);
  };
}

/** One visitor and one set of data loaders per page, however many documents its loaders ask. */
function askAs(app: NestExpressApplication, req: Request, res: Response): PageServices['ask'] {
  const documents = app.get(TrustedDocuments);
  let context: Promise<RequestContext> | undefined;

  return async (id, variables) => {
    context ??= contextOf(app, req, res);

    return documents.execute(id, variables, await context);
  };
}

async function contextOf(app: NestExpressApplication, req: Request, res: Response): Promise<RequestContext> {
  const actor = await app.get(Identity).of(req);
  // On a page the address decides, whatever the browser or the person's profile prefers.
  speak(/^\/id(\/|\.data$|$)/.test(req.path) ? 'id' : 'en');

  return contextFor(actor, req, res);
}

function policyFor(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Mantine writes style attributes; they can colour things, not run things.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
