import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Config } from './config.js';
import { explorer } from './explorer.js';
import { Identity } from './identity.js';
import { languageOf, say, speaking } from './language.js';
import { measure } from './metrics.js';
import { requestLimit } from './rate-limit.js';
import { contextFor, underRequest } from './request.js';
import { TrustedDocuments } from './trusted-documents.js';
import { Uploads } from './uploads.js';

/** What every request passes, whatever it is for: id, log line, language, headers, origin, size. */
export function http(app: NestExpressApplication, config: Config, logger: Logger): void {
  app.set('trust proxy', config.TRUST_PROXY);
  app.disable('x-powered-by');
  app.use(measure);
  app.use(requestLog(logger));
  app.use(inContext);
  app.use(headers(config));
  app.use(sameOrigin(config));
  app.use(requestLimit(config));
  app.use(compression());
  app.useBodyParser('json', { limit: `${config.BODY_LIMIT_KB}kb` });
  app.use(app.get(Uploads).handle);
  app.use('/graphql', trustedDocuments(app));
  explorer(app);
  app.use(unreadableBody);
}

function requestLog(logger: Logger): (req: Request, res: Response) => void {
  return pinoHttp({
    logger,
    genReqId: () => randomUUID(),
    serializers: { req: ({ id, method, url }: Request & { id: string }) => ({ id, method, url: loggable(url) }) },
    customLogLevel: (_, res, error) => (error || res.statusCode >= 500 ? 'error' : 'debug'),
  });
}

/** The path alone; and of a path whose last part is a key, not that part: what opens something is never logged. */
function loggable(url: string): string {
  return url.split('?')[0]!.replace(/\/invitation\/[\w-]+/, '/invitation/…');
}

function inContext(req: Request, res: Response, next: NextFunction): void {
  const { id } = req as Request & { id: string };
  res.setHeader('X-Request-Id', id);
  underRequest(id, () => speaking(languageOf(req.headers['accept-language']), next));
}

/** Strict by default; the pages add their own policy with a nonce. */
function headers(config: Config): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    hsts: config.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
}

/** A cookie may not be used from another site: what changes something must come from our own pages (or from no browser at all). */
function sameOrigin(config: Config): (req: Request, res: Response, next: NextFunction) => void {
  const own = new URL(config.PUBLIC_URL).host;

  return (req, res, next) => {
    const { origin, host } = req.headers;
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(req.method);
    if (!changes || origin === undefined || [own, host].includes(hostOf(origin))) return next();
    res.status(403).json({ errors: [{ message: say('errors:otherSite'), extensions: { code: 'FORBIDDEN' } }] });
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** `/graphql?documentId=…` (GET with `variables` as JSON, or POST with `{ variables }`): a document our pages registered, known by id. */
function trustedDocuments(
  app: NestExpressApplication,
): (req: Request, res: Response, next: NextFunction) => Promise<void> {
  return async (req, res, next) => {
    const id = req.query.documentId;
    if (typeof id !== 'string') return next();
    const documents = app.get(TrustedDocuments);
    const variables =
      req.method === 'GET'
        ? readVariables(req.query.variables)
        : (req.body as { variables?: Record<string, unknown> } | undefined)?.variables;
    const refused = documents.refusal(id, req.method) ?? (variables === null ? 'BAD_REQUEST' : undefined);
    if (refused) {
      res.status(400).json({ errors: [{ message: say(`errors:document.${refused}`), extensions: { code: refused } }] });

      return;
    }
    const context = contextFor(await app.get(Identity).of(req), req, res);
    res.json(await documents.execute(id, variables ?? undefined, context));
  };
}

function readVariables(text: unknown): Record<string, unknown> | null | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') return null;
  try {
    const read: unknown = JSON.parse(text);

    return read && typeof read === 'object' && !Array.isArray(read) ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** A body that is no JSON, or too large, is the caller's mistake. */
function unreadableBody(
  error: { status?: number; type?: string },
  _: Request,
  res: Response,
  next: NextFunction,
): void {
  const key = { 'entity.too.large': 'tooLarge', 'entity.parse.failed': 'notJson' }[error.type ?? ''];
  if (!key) return next(error);
  res
    .status(error.status ?? 400)
    .json({ errors: [{ message: say(`errors:body.${key}`), extensions: { code: 'BAD_REQUEST' } }] });
}
