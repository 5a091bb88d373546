import type { NestExpressApplication } from '@nestjs/platform-express';
import { getDistDirectory, renderAltair } from 'altair-static';
import express, { type NextFunction, type Request, type Response } from 'express';

const policy = [
  "default-src 'self'",
  // Altair starts from inline scripts and compiles its templates in the page; nothing of ours runs under this policy.
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

/** The API explorer, served from the package: nothing comes from another host. */
export function explorer(app: NestExpressApplication): void {
  const page = renderAltair({
    baseURL: '/explorer/',
    endpointURL: '/graphql',
    initialQuery: '{ installation { version time } }',
  });
  app.use('/explorer', (req: Request, res: Response, next: NextFunction) => {
    res.setHeader('Content-Security-Policy', policy);
    if (req.path !== '/') return next();
    if (!req.originalUrl.split('?')[0]!.endsWith('/')) return res.redirect('/explorer/');
    res.type('html').send(page);
  });
  app.use('/explorer', express.static(getDistDirectory(), { index: false, maxAge: '1d' }));
}
